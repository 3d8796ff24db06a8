import { extractOf } from '../../client/matching.ts';
import { isNumbered, passageName } from '../../client/passages.ts';
import { frenchNumber } from '../../convention/french-number.ts';
import { Day, EmptyState } from '../page/parts.tsx';
import { plural } from '../page/plural.ts';
import { Submit } from '../page/post-form.tsx';
import { Table } from '../page/table.tsx';
import { Unread } from '../page/unread.tsx';
import { Pagination, Way } from '../page/ways.tsx';
import { PhaseAndWatch, Words } from '../portfolio/filters.tsx';
import { pathOf } from './paths.ts';
import { type FoundPassage, type ReadSearch, type SearchQuery, searchPath } from './read-search.ts';

/** What conventions hold of what is looked for: titles, duties, journals, references, amounts. */
export function SearchPage({
  query,
  asked,
  byPhase,
  read,
  shown,
  page,
  pages,
}: {
  query: SearchQuery;
  /** The query as the address has it. */
  asked: Readonly<Record<string, string>>;
  byPhase: Readonly<Record<string, number>>;
  read: ReadSearch;
  /** Those of what was found that are on the page. */
  shown: readonly FoundPassage[];
  page: number;
  pages: number;
}) {
  const href = (wanted: number) => `${searchPath}?${new URLSearchParams({ ...asked, page: String(wanted) })}`;
  return (
    <>
      <SearchForm query={query} byPhase={byPhase} />
      <div id="resultats">
        <Unread
          read={read}
          what="ce qu’on y trouverait"
          narrowing="Donnez un nom, une partie ou une phase pour chercher dans celles-là."
        />
        {query.sought.length > 0 && <p>{foundIn(read)}</p>}
        {shown.length === 0 ? <Nothing query={query} /> : <FoundTable found={shown} query={query} />}
        <Pagination page={page} pages={pages} href={href} />
      </div>
    </>
  );
}

function SearchForm({
  query: { text, among },
  byPhase,
}: {
  query: SearchQuery;
  byPhase: Readonly<Record<string, number>>;
}) {
  return (
    <form method="get" action={searchPath} className="dg-filters" aria-label="Chercher dans les conventions">
      <div className="fr-grid-row fr-grid-row--gutters">
        <div className="fr-col-12">
          <Words name="recherche" label="Un mot, une référence ou un montant" value={text} />
        </div>
        <div className="fr-col-12 fr-col-md-4">
          <Words name="parmi" label="Parmi celles de ce nom, de cette partie" value={among.search} />
        </div>
        <PhaseAndWatch query={among} byPhase={byPhase} />
        <div className="fr-col-12 fr-col-md-2">
          <div className="dg-field-button">
            <Submit>Chercher</Submit>
          </div>
        </div>
      </div>
    </form>
  );
}

/** How much was found, and in how many conventions of those that were looked through. */
function foundIn({ found, within, conventions, silent }: ReadSearch): string {
  const looked = conventions - silent;
  const of = `${frenchNumber(looked)} ${plural(looked, 'convention lue', 'conventions lues')}`;
  if (found.length === 0) return `Rien n’est trouvé, sur ${of}.`;
  const count = `${frenchNumber(found.length)} ${plural(found.length, 'passage trouvé', 'passages trouvés')}`;
  return `${count} dans ${frenchNumber(within)} ${plural(within, 'convention', 'conventions')}, sur ${of}.`;
}

function FoundTable({ found, query: { sought } }: { found: readonly FoundPassage[]; query: SearchQuery }) {
  return (
    <Table
      stacked
      hiddenCaption
      caption="Ce qui est trouvé"
      columns={['Où', 'Convention', 'Date', 'Passage'].map((label) => ({ label }))}
      rows={found.map(({ convention: { id, shortName }, passage }) => ({
        key: `${id} ${passage.kind} ${passage.of ?? ''} ${passage.text}`,
        cells: [
          <Way key="place" href={pathOf(id, passage)}>
            {passageName(passage)}
            <span className="fr-sr-only">
              {isNumbered(passage) ? '' : ` : ${startOf(passage.text)}`}, {shortName || id}
            </span>
          </Way>,
          shortName || id,
          passage.on ? <Day key="on" on={passage.on} /> : '–',
          extractOf(passage.text, sought).map(({ text, isFound }, rank) =>
            isFound ? <mark key={`${rank} ${text}`}>{text}</mark> : text,
          ),
        ],
      }))}
    />
  );
}

/** A name that says enough out of sight starts as the passage does, unless a number tells it from others. */
function startOf(text: string): string {
  return [...text].slice(0, 80).join('');
}

function Nothing({ query: { sought } }: { query: SearchQuery }) {
  return (
    <EmptyState
      title={sought.length === 0 ? 'Que cherchez-vous ?' : 'Aucun passage ne répond à cette recherche'}
    >
      <p>
        La recherche porte sur les titres, les obligations, les preuves, les commentaires, les comptes rendus,
        le registre et le journal des conventions que vous suivez. Accents et majuscules ne comptent pas ; un
        montant se cherche au centime près, par exemple 1 234,56.
      </p>
    </EmptyState>
  );
}
