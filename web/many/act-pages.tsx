import type { Values } from '../../acts/form.ts';
import { inShort, writtenTo } from '../../client/foreseen-words.ts';
import { type Foreseen, sharedActs, sharedForm } from '../../client/shared-act.ts';
import { frenchNumber } from '../../convention/french-number.ts';
import { actSlug } from '../acts/act-slug.ts';
import { ConfirmOrModify } from '../page/confirming.tsx';
import { Alert, Card, EmptyState, Facts } from '../page/parts.tsx';
import { PostForm } from '../page/post-form.tsx';
import { wordsOf } from '../page/show.tsx';
import { Table } from '../page/table.tsx';
import { Filters } from '../portfolio/filters.tsx';
import { type PortfolioQuery, queryInWords } from '../portfolio/query.ts';
import { Named } from './job-page.tsx';

/** Where one act is done in many conventions. */
export const manyPath = '/acte-commun';

/** What doing it is called. */
export const actWords = {
  done: 'Conventions où c’est fait',
  known: 'Où c’était déjà ainsi',
  broken: 'Le travail s’est interrompu',
  resume: 'Reprendre',
};

/** Some conventions, by the filter that finds them. */
export interface Chosen {
  readonly query: PortfolioQuery;
  /** The same as an address has it. */
  readonly asked: Values;
  readonly count: number;
}

/** Which conventions, then which act. */
export function ChoicePage({
  chosen: { query, asked, count },
  byPhase,
}: {
  chosen: Chosen;
  byPhase: Readonly<Record<string, number>>;
}) {
  const params = new URLSearchParams(asked).toString();
  return (
    <>
      <p className="fr-text--lg">
        Choisissez des conventions, puis ce que vous y faites : rien n’est fait avant que vous ayez vu ce que
        cela change dans chacune.
      </p>
      <Filters action={manyPath} query={query} byPhase={byPhase} />
      <div id="resultats">
        <p data-count="">Conventions choisies, hors celles qui sont closes : {frenchNumber(count)}.</p>
        {count === 0 ? (
          <EmptyState title="Aucune convention ne répond à cette recherche" />
        ) : (
          <>
            <h2>Acte</h2>
            <ul className="fr-raw-list fr-grid-row fr-grid-row--gutters">
              {sharedActs.map((act) => {
                const { title, says } = sharedForm(act);
                return (
                  <li key={act} className="fr-col-12 fr-col-md-6">
                    <Card href={`${manyPath}/${actSlug(act)}${params && `?${params}`}`} title={title}>
                      {says}
                    </Card>
                  </li>
                );
              })}
            </ul>
          </>
        )}
      </div>
    </>
  );
}

/** The conventions that were chosen, in words. */
export function chosenInWords({ query, count }: Chosen): string {
  const filter = queryInWords(query, 1, 1);
  return `${frenchNumber(count)}${filter && ` (${filter})`}`;
}

/** What an act would do in each convention, who would be written to, and where it would be refused. */
export function ForeseenPage(props: {
  foreseen: readonly Foreseen[];
  chosen: Chosen;
  action: string;
  csrf: string | undefined;
  /** What is posted to do it. */
  again: Values;
}) {
  const { foreseen, chosen, action, csrf, again } = props;
  const ahead = foreseen.flatMap((one) => ('consequences' in one ? [one] : []));
  const refused = foreseen.flatMap((one) => ('refused' in one ? [one] : []));
  const letters = ahead.reduce((sum, { consequences }) => sum + consequences.letters.length, 0);
  const apart = chosen.count - new Set(foreseen.map(({ id }) => id)).size;
  return (
    <>
      <Facts
        facts={[
          ['Conventions choisies', chosenInWords(chosen)],
          ['Actes à faire', frenchNumber(ahead.length)],
          ['Refus', frenchNumber(refused.length)],
          ...(apart > 0 ? [['Où personne n’a cette adresse', frenchNumber(apart)] as const] : []),
          ['Courriels qui en parlent', frenchNumber(letters)],
        ]}
      />
      {refused.length > 0 && (
        <>
          <Alert tone="warning" title="Rien ne sera fait dans certaines conventions">
            <p>Elles sont listées ici avec leur raison ; les autres n’en dépendent pas.</p>
          </Alert>
          <Table
            caption="Conventions où l’acte serait refusé"
            columns={[{ label: 'Convention' }, { label: 'Raison' }]}
            rows={refused.map(({ id, contact = '', shortName, refused }) => ({
              key: `${id} ${contact}`,
              cells: [<Named key="id" id={id} name={shortName} />, wordsOf(refused)],
            }))}
          />
        </>
      )}
      {ahead.length === 0 ? (
        <p className="fr-text--lg">Il n’y a rien à faire dans ces conventions.</p>
      ) : (
        <Table
          caption="Ce qui sera fait dans chaque convention"
          columns={[
            { label: 'Convention' },
            { label: 'Ce qui est fait' },
            { label: 'À qui il est écrit' },
            { label: 'Ce qui bouge' },
          ]}
          rows={ahead.map(({ id, contact = '', shortName, consequences }) => ({
            key: `${id} ${contact}`,
            cells: [
              <Named key="id" id={id} name={shortName} />,
              consequences.text,
              writtenTo(consequences),
              inShort(consequences),
            ],
          }))}
        />
      )}
      <PostForm action={action} csrf={csrf} hidden={again}>
        <ConfirmOrModify isPossible={ahead.length > 0} />
      </PostForm>
    </>
  );
}
