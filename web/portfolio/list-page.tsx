import type { Values } from '../../acts/form.ts';
import { frenchNumber } from '../../convention/french-number.ts';
import { manyPath } from '../many/act-pages.tsx';
import { EmptyState, type Figure, Figures } from '../page/parts.tsx';
import { Pagination, Way } from '../page/ways.tsx';
import { searchPath } from '../search/read-search.ts';
import { slugOf } from '../slug.ts';
import { readColumns } from './columns.ts';
import { figuresPath } from './figures.ts';
import { Filters } from './filters.tsx';
import { ListTable } from './list-table.tsx';
import type { PortfolioPage } from './portfolio.ts';
import { hasFilter, type PortfolioQuery, type Watch, watches, watchLabels } from './query.ts';
import type { SavedFilter } from './saved-filters.ts';
import { filterPaths, SavedFilters } from './saved-page.tsx';

const figureLabels: Readonly<Record<Watch, string>> = {
  overdue: 'avec une obligation en retard',
  faults: 'avec un courriel refusé',
  over: 'avec une prévision au-dessus du plafond',
};

/** The conventions that somebody follows: what to look at first, the filters, then those that they leave. */
export function ListPage({
  query,
  asked,
  found: { conventions, total, pages, page, byPhase, watched },
  filters,
  isAdmin,
}: {
  query: PortfolioQuery;
  /** The query as the address has it. */
  asked: Values;
  found: PortfolioPage;
  /** Those that one keeps. */
  filters: readonly SavedFilter[];
  isAdmin: boolean;
}) {
  const isFiltered = hasFilter(query);
  const href = (changes: Readonly<Record<string, string>>) => {
    const params = new URLSearchParams(Object.entries({ ...asked, ...changes }).filter(([, value]) => value));
    return `/conventions?${params}`;
  };
  /** Another page over those that the filter leaves. */
  const elsewhere = (path: string) =>
    href({ page: '', tri: '', ordre: '', colonne: '' }).replace('/conventions', path);
  return (
    <>
      {/* Nothing to look at twice: a filter says by itself how many it finds. */}
      {!isFiltered && total > 0 && <Figures figures={figuresOf(watched)} />}
      <SavedFilters filters={filters} asked={asked} />
      <Filters
        action="/conventions"
        query={query}
        byPhase={byPhase}
        kept={{ colonne: asked.colonne ?? '' }}
      />
      <div id="resultats">
        <p className="fr-text--sm">
          <span data-count="">{counted(total)}</span>
          {isFiltered && (
            <>
              {' · '}
              <Way href="/conventions">Tout afficher</Way>
            </>
          )}
          {(isFiltered || total > 0) && (
            <>
              {' · '}
              <Way href={elsewhere(searchPath)}>
                Chercher aussi dans les journaux, les références et les montants
              </Way>
            </>
          )}
          {total > 0 && (
            <>
              {' · '}
              <Way href={elsewhere(figuresPath)}>Voir en chiffres</Way>
              {' · '}
              <Way href={href({ page: '' }).replace('/conventions', filterPaths.keep)}>
                Colonnes et filtres gardés
              </Way>
              {' · '}
              <Way href={href({ page: '' }).replace('/conventions', '/conventions.csv')}>
                Télécharger en CSV
              </Way>
              {' · '}
              <Way href="/import">Importer un export de Chorus</Way>
              {' · '}
              <Way href={elsewhere(manyPath)}>Agir sur toutes celles-ci</Way>
            </>
          )}
        </p>
        {conventions.length === 0 ? (
          <Nothing isFiltered={isFiltered} isAdmin={isAdmin} />
        ) : (
          <ListTable conventions={conventions} query={query} columns={readColumns(asked)} href={href} />
        )}
        <Pagination page={page} pages={pages} href={(wanted) => href({ page: String(wanted) })} />
      </div>
    </>
  );
}

/** What to look at first, each number leading to its conventions; a number of nothing leads nowhere. */
function figuresOf(watched: Readonly<Record<Watch, number>>): Figure[] {
  const tones = { overdue: 'error', faults: 'warning', over: 'warning' } as const;
  return watches.map((watch) => {
    const count = watched[watch];
    return {
      value: frenchNumber(count),
      label: figureLabels[watch],
      ...(count > 0
        ? { href: `/conventions?seulement=${slugOf(watchLabels[watch])}`, tone: tones[watch] }
        : {}),
    };
  });
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

function counted(total: number): string {
  if (total === 0) return 'Aucune convention';
  return total === 1 ? '1 convention' : `${frenchNumber(total)} conventions`;
}
