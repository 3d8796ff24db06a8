import type { Field, FormFault, Values } from '../../acts/form.ts';
import { FieldGroup } from '../page/field.tsx';
import { ErrorSummary } from '../page/form.tsx';
import { EmptyState } from '../page/parts.tsx';
import { Hidden, PostForm, Submit } from '../page/post-form.tsx';
import { Tabs, Way } from '../page/ways.tsx';
import { columnOptions, columnSlugs, readColumns } from './columns.ts';
import { filterQuery, type SavedFilter } from './saved-filters.ts';

/** Where columns are chosen and filters are kept; where one is removed, by a POST. */
export const filterPaths = { keep: '/filtres', remove: '/filtres/retrait' } as const;

/** The list, under a filter that is kept. */
export function listUnder(query: string): string {
  return `/conventions${query && `?${query}`}`;
}

/** The filters that somebody keeps, as links. */
export function SavedFilters({ filters, asked }: { filters: readonly SavedFilter[]; asked: Values }) {
  if (filters.length === 0) return null;
  return (
    <Tabs
      label="Filtres gardés"
      tabs={filters.map(({ name, query }) => ({ href: listUnder(query), label: name }))}
      path={listUnder(filterQuery(asked))}
    />
  );
}

/** The name under which a filter is kept. */
export const nameField: Field = {
  name: 'nom',
  label: 'Nom du filtre',
  hint: 'Il sera au-dessus de la liste, un an, dans ce navigateur seulement.',
  kind: 'line',
};

/** What the list shows of each convention, and the filters that somebody keeps. */
export function SavedPage({
  filters,
  asked,
  inWords,
  named,
  faults,
  csrf,
}: {
  filters: readonly SavedFilter[];
  /** The query of the list as the address has it. */
  asked: Values;
  /** The same in words. */
  inWords: string;
  /** The name that was given, and what is wrong with it. */
  named?: string | undefined;
  faults: readonly FormFault[];
  csrf: string | undefined;
}) {
  const { colonne: _columns, page: _page, ...others } = asked;
  return (
    <>
      <ErrorSummary faults={faults} fields={[nameField]} />
      <h2>Colonnes</h2>
      <form method="get" action="/conventions">
        <Hidden values={others} />
        <FieldGroup
          field={{ name: 'colonne', label: 'Après le nom', kind: 'choices', options: columnOptions }}
          value={columnSlugs(readColumns(asked))}
          fault={undefined}
        />
        <Submit secondary>Afficher ces colonnes</Submit>
      </form>
      <h2>Garder ce filtre</h2>
      <p>
        {inWords === '' ? 'Toutes les conventions' : `Les conventions ainsi filtrées : ${inWords}`}, dans leur
        ordre et avec leurs colonnes. <Way href={listUnder(filterQuery(asked))}>Revoir la liste</Way>
      </p>
      <PostForm action={filterPaths.keep} csrf={csrf} hidden={{ filtre: filterQuery(asked) }}>
        <FieldGroup field={nameField} value={named} fault={faults[0]?.message} />
        <Submit>Garder ce filtre</Submit>
      </PostForm>
      <h2>Filtres gardés</h2>
      {filters.length === 0 && <EmptyState title="Aucun filtre gardé pour l’instant" />}
      <ul className="fr-raw-list">
        {filters.map(({ name, query }) => (
          <li key={name}>
            <Way href={listUnder(query)}>{name}</Way>
            <PostForm action={filterPaths.remove} csrf={csrf} hidden={{ nom: name }}>
              <button type="submit" className="fr-btn fr-btn--sm fr-btn--tertiary">
                Retirer<span className="fr-sr-only"> « {name} »</span>
              </button>
            </PostForm>
          </li>
        ))}
      </ul>
    </>
  );
}
