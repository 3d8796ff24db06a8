import { stringify } from 'csv-stringify/sync';
import type { FastifyInstance } from 'fastify';
import { parisDate } from '../../../convention/calendar/paris.ts';
import type { Cents } from '../../../convention/money.ts';
import { frenchPhase, isPhase, phases } from '../../../convention/phases.ts';
import type { ListedConvention } from '../../list.ts';
import { PhaseBadge } from '../convention/phase-badge.tsx';
import { Badge, Day, EmptyState, type Figure, Figures } from '../page/parts.tsx';
import { ProgressBar } from '../page/progress-bar.tsx';
import { show } from '../page/show.tsx';
import { Table } from '../page/table.tsx';
import { Pagination } from '../page/ways.tsx';
import { type PortfolioQuery, type SortKey, sortKeys, type Watch, watches } from '../portfolio.ts';
import { personOf, queryOf } from '../request.ts';
import type { Web } from '../web.ts';

const watchLabels: Readonly<Record<Watch, string>> = {
  overdue: 'En retard',
  faults: 'Courriel refusé',
  over: 'Prévision au-dessus du plafond',
};

const figureLabels: Readonly<Record<Watch, string>> = {
  overdue: 'avec une obligation en retard',
  faults: 'avec un courriel refusé',
  over: 'avec une prévision au-dessus du plafond',
};

const columns: readonly { readonly key?: SortKey; readonly label: string }[] = [
  { key: 'name', label: 'Convention' },
  { label: 'Parties' },
  { key: 'phase', label: 'Phase' },
  { key: 'deadline', label: 'Prochaine échéance' },
  { key: 'end', label: 'Fin' },
  { key: 'overdue', label: 'Retards' },
  { key: 'used', label: 'Engagé sur le plafond' },
];

/** What to look at first, each number leading to its conventions; a number of nothing leads nowhere. */
function figuresOf(watched: Readonly<Record<Watch, number>>): Figure[] {
  const tones = { overdue: 'error', faults: 'warning', over: 'warning' } as const;
  return watches.map((watch) => {
    const count = watched[watch];
    return {
      value: count.toLocaleString('fr-FR'),
      label: figureLabels[watch],
      ...(count > 0 ? { href: `/conventions?seulement=${watch}`, tone: tones[watch] } : {}),
    };
  });
}

/** The conventions that one follows. */
export async function portfolioRoutes(app: FastifyInstance, web: Web): Promise<void> {
  app.get('/conventions', async (request, reply) => {
    const person = personOf(request);
    const asked = queryOf(request);
    const query = readQuery(asked);
    const { conventions, total, pages, page, byPhase, watched } = await web.portfolio.page(person, query);
    const isFiltered = Boolean(query.search || query.phase || query.only);
    const href = (changes: Readonly<Record<string, string>>) => {
      const params = new URLSearchParams(
        Object.entries({ ...asked, ...changes }).filter(([, value]) => value),
      );
      return `/conventions?${params}`;
    };
    return show(
      web,
      request,
      reply,
      { title: 'Conventions', within: inWords(query, page, pages) },
      <>
        {/* Nothing to look at twice: a filter says by itself how many it finds. */}
        {!isFiltered && total > 0 && <Figures figures={figuresOf(watched)} />}
        <form
          method="get"
          action="/conventions"
          className="dg-filters"
          aria-label="Filtrer les conventions"
          data-live=""
        >
          <div className="fr-grid-row fr-grid-row--gutters">
            <div className="fr-col-12 fr-col-md-4">
              <div className="fr-input-group">
                <label className="fr-label" htmlFor="recherche">
                  Rechercher un nom, une partie
                </label>
                <input
                  className="fr-input"
                  type="search"
                  id="recherche"
                  name="recherche"
                  defaultValue={query.search}
                />
              </div>
            </div>
            <Choice
              name="phase"
              label="Phase"
              all="Toutes"
              value={query.phase ?? ''}
              options={phases.map((phase) => [phase, `${frenchPhase(phase)} (${byPhase[phase] ?? 0})`])}
            />
            <Choice
              name="seulement"
              label="À surveiller"
              all="Sans filtre"
              value={query.only ?? ''}
              options={watches.map((watch) => [watch, watchLabels[watch]])}
            />
            <div className="fr-col-12 fr-col-md-2">
              <div className="dg-field-button">
                <button className="fr-btn fr-btn--secondary" type="submit">
                  Filtrer
                </button>
              </div>
            </div>
          </div>
        </form>
        <div id="resultats">
          <p className="fr-text--sm" data-count="">
            {counted(total)}
            {isFiltered && (
              <>
                {' · '}
                <a className="fr-link" href="/conventions">
                  Tout afficher
                </a>
              </>
            )}
            {total > 0 && (
              <>
                {' · '}
                <a className="fr-link" href={href({ page: '' }).replace('/conventions', '/conventions.csv')}>
                  Télécharger en CSV
                </a>
              </>
            )}
          </p>
          {conventions.length === 0 ? (
            <Nothing isFiltered={isFiltered} isAdmin={person.admin} />
          ) : (
            <Table
              stacked
              hiddenCaption
              caption="Conventions"
              columns={columns.map(({ key, label }) => ({
                label,
                ...(key
                  ? {
                      sort: {
                        href: href({
                          tri: key,
                          ordre: query.sort === key && !query.descending ? 'desc' : '',
                          page: '',
                        }),
                        ...(query.sort === key
                          ? { order: query.descending ? ('descending' as const) : ('ascending' as const) }
                          : {}),
                      },
                    }
                  : {}),
              }))}
              rows={conventions.map((one) => ({ key: one.id, cells: rowOf(one) }))}
            />
          )}
          <Pagination page={page} pages={pages} href={(wanted) => href({ page: String(wanted) })} />
        </div>
      </>,
    );
  });

  app.get('/conventions.csv', async (request, reply) => {
    const found = await web.portfolio.find(personOf(request), readQuery(queryOf(request)));
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="conventions.csv"')
      .send(portfolioCsv(found));
  });
}

/** The portfolio for a spreadsheet: semicolons and a byte order mark, as Excel in French expects; no formula runs. */
export function portfolioCsv(conventions: readonly ListedConvention[]): string {
  const day = (instant: string | undefined) => (instant ? parisDate(Date.parse(instant)) : '');
  const euros = (cents: number | undefined) =>
    cents === undefined ? '' : (cents / 100).toFixed(2).replace('.', ',');
  return stringify(
    conventions.map((one) => [
      one.id,
      one.shortName,
      one.title,
      one.parties,
      isPhase(one.phase) ? frenchPhase(one.phase) : one.phase,
      day(one.nextDeadline),
      day(one.endsOn),
      one.overdue,
      one.faults,
      euros(one.ceiling),
      euros(one.committed),
      euros(one.forecastOver),
    ]),
    {
      header: true,
      columns: [
        'Identifiant',
        'Nom',
        'Titre',
        'Parties',
        'Phase',
        'Prochaine échéance',
        'Fin',
        'Retards',
        'Courriels refusés',
        'Plafond (€)',
        'Engagé (€)',
        'Dépassement prévu (€)',
      ],
      delimiter: ';',
      bom: true,
      escape_formulas: true,
      record_delimiter: 'windows',
    },
  );
}

function rowOf(one: ListedConvention) {
  const {
    id,
    shortName,
    title,
    parties,
    phase,
    nextDeadline,
    endsOn,
    overdue,
    faults,
    ceiling,
    committed = 0,
  } = one;
  const day = (instant: string | undefined) => (instant ? <Day on={parisDate(Date.parse(instant))} /> : '–');
  return [
    <>
      <a className="fr-link" href={`/conventions/${id}`}>
        {shortName || id}
      </a>
      <span className="fr-hint-text">{title}</span>
    </>,
    parties,
    <PhaseBadge key="phase" phase={phase} />,
    day(nextDeadline),
    day(endsOn),
    <>
      {overdue > 0 ? <Badge tone="error">{overdue} en retard</Badge> : 'aucun'}
      {faults > 0 && <Badge tone="warning">courriel refusé</Badge>}
    </>,
    <>
      <ProgressBar
        compact
        label="Engagé sur le plafond"
        used={centsOf(committed)}
        ceiling={ceiling === undefined ? null : centsOf(ceiling)}
      />
      {one.forecastOver > 0 && <Badge tone="warning">dépassement prévu</Badge>}
    </>,
  ];
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

function Nothing({ isFiltered, isAdmin }: { isFiltered: boolean; isAdmin: boolean }) {
  if (isFiltered) {
    return (
      <EmptyState title="Aucune convention ne répond à cette recherche">
        <p>Essayez avec moins de mots, ou sans filtre.</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState title="Aucune convention pour l’instant">
      {isAdmin ? (
        <p>
          <a className="fr-btn" href="/nouvelle">
            Enregistrer une convention
          </a>
        </p>
      ) : (
        <p>
          Vous voyez ici les conventions dont vous êtes un contact. Si l’une d’elles manque, demandez à la
          personne qui la gère d’y inscrire votre adresse.
        </p>
      )}
    </EmptyState>
  );
}

/** Search attributes are floating numbers; cents are whole. */
function centsOf(amount: number): Cents {
  return Math.round(amount) as Cents;
}

function readQuery(asked: Readonly<Record<string, string>>): PortfolioQuery {
  const { recherche = '', phase = '', seulement, tri, ordre, page } = asked;
  const only = watches.find((watch) => watch === seulement);
  return {
    search: recherche.slice(0, 200),
    phase: isPhase(phase) ? phase : '',
    ...(only ? { only } : {}),
    sort: sortKeys.find((key) => key === tri) ?? 'deadline',
    descending: ordre === 'desc',
    page: Number.parseInt(page ?? '1', 10) || 1,
  };
}

/** What is asked of the list, for the title of the page. */
function inWords({ search, phase, only }: PortfolioQuery, page: number, pages: number): string {
  return [
    search ? `« ${search} »` : '',
    phase !== undefined && isPhase(phase) ? frenchPhase(phase) : '',
    only ? watchLabels[only] : '',
    pages > 1 ? `page ${page} sur ${pages}` : '',
  ]
    .filter(Boolean)
    .join(', ');
}

function counted(total: number): string {
  if (total === 0) return 'Aucune convention';
  return total === 1 ? '1 convention' : `${total.toLocaleString('fr-FR')} conventions`;
}
