import type { Values } from '../../acts/form.ts';
import { frenchPhases, isPhase, phases } from '../../convention/convention.ts';
import { Hidden, Submit } from '../page/post-form.tsx';
import { slugOf } from '../slug.ts';
import { type PortfolioQuery, watches, watchLabels } from './query.ts';

/** The form that filters the list; each phase says how many conventions it would leave. */
export function Filters({
  action,
  query,
  byPhase,
  isLive = true,
  kept = {},
}: {
  /** The page that shows what they leave, in its part named `resultats`. */
  action: string;
  /** Whether the page follows while they are filled in; where reading it costs much, it waits for the button. */
  isLive?: boolean;
  /** What is asked besides, and stays asked. */
  kept?: Values;
  query: PortfolioQuery;
  byPhase: Readonly<Record<string, number>>;
}) {
  return (
    <form
      method="get"
      action={action}
      className="dg-filters"
      aria-label="Filtrer les conventions"
      data-live={isLive ? '' : undefined}
    >
      <Hidden values={Object.fromEntries(Object.entries(kept).filter(([, value]) => value))} />
      <div className="fr-grid-row fr-grid-row--gutters">
        <div className="fr-col-12 fr-col-md-4">
          <Words name="recherche" label="Rechercher un nom, une partie" value={query.search} />
        </div>
        <PhaseAndWatch query={query} byPhase={byPhase} />
        <div className="fr-col-12 fr-col-md-2">
          <div className="dg-field-button">
            <Submit secondary>Filtrer</Submit>
          </div>
        </div>
      </div>
    </form>
  );
}

/** A field for words to search for. */
export function Words({ name, label, value }: { name: string; label: string; value: string | undefined }) {
  return (
    <div className="fr-input-group">
      <label className="fr-label" htmlFor={name}>
        {label}
      </label>
      <input className="fr-input" type="search" id={name} name={name} defaultValue={value} />
    </div>
  );
}

/** Which conventions, by phase and by what is watched for; each phase says how many it would leave. */
export function PhaseAndWatch({
  query,
  byPhase,
}: {
  query: PortfolioQuery;
  byPhase: Readonly<Record<string, number>>;
}) {
  return (
    <>
      <Choice
        name="phase"
        label="Phase"
        all="Toutes"
        value={query.phase && isPhase(query.phase) ? slugOf(frenchPhases[query.phase]) : ''}
        options={phases.map((phase) => [
          slugOf(frenchPhases[phase]),
          `${frenchPhases[phase]} (${byPhase[phase] ?? 0})`,
        ])}
      />
      <Choice
        name="seulement"
        label="À surveiller"
        all="Sans filtre"
        value={query.only ? slugOf(watchLabels[query.only]) : ''}
        options={watches.map((watch) => [slugOf(watchLabels[watch]), watchLabels[watch]])}
      />
    </>
  );
}

function Choice({
  name,
  label,
  all,
  value,
  options,
}: {
  name: string;
  label: string;
  all: string;
  value: string;
  options: readonly (readonly [value: string, label: string])[];
}) {
  return (
    <div className="fr-col-12 fr-col-sm-6 fr-col-md-3">
      <div className="fr-select-group">
        <label className="fr-label" htmlFor={name}>
          {label}
        </label>
        <select className="fr-select" id={name} name={name} defaultValue={value}>
          <option value="">{all}</option>
          {options.map(([option, text]) => (
            <option key={option} value={option}>
              {text}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
