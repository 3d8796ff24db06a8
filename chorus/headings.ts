import { plain } from './cells.ts';

/** The amounts that exports give, and the headings of each. */
const measures = [
  ['engaged', ['Montant engagé', 'Montant TOTAL engagé']],
  // What was engaged less what was carried over: the export sent by mail gives all three.
  ['engagedThisYear', ['Montant EJ engagés Année en cours']],
  ['carriedOver', ['Bascule des EJ non soldés']],
  ['certified', ['Montant certifié non soldé']],
  ['preRecorded', ['Montant pré-enregistré']],
  ['invoiced', ['Montant facturé']],
  ['paid', ['Montant payé']],
  ['received', ['Montant réceptionné']],
] as const;

/** An amount that exports give. */
export type Measure = (typeof measures)[number][0];

/** The columns that say what an amount is about, and the headings of each, the best first. */
const columns = [
  ['order', ['N° EJ']],
  ['item', ['N° poste EJ']],
  ['request', ['N° DP']],
  ['requestItem', ['N° poste DP']],
  ['company', ['Société CODE', 'Société']],
  ['supplier', ['Fournisseur titulaire principal (EJ)', 'Fournisseur payé (DP)']],
  ['contract', ['N° de contrat']],
  ['fundsCentre', ['Centre financier CODE', 'Centre financier']],
  ['costCentre', ['Centre de coûts CODE', 'Centre de coût CODE', 'Centre de coûts', 'Centre de coût']],
  ['activity', ['Référentiel de programmation CODE', 'Référentiel de programmation']],
  ['functionalDomain', ['Domaine fonctionnel CODE', 'Domaine fonctionnel']],
  ['year', ['Exercice comptable']],
  ['engagedOn', ['Date d’engagement']],
  ['createdOn', ['Date de création EJ']],
  ['postedOn', ['Date comptable EJ']],
  ['acceptedOn', ['Date comptable du SF']],
  ['requestedOn', ['Date de base de la DP']],
  ['lastTouchedOn', ['Date de dernière opération sur la DP']],
] as const;

const longestTitle = 300;

/** A column that says what an amount is about. */
export type Column = (typeof columns)[number][0];

/** How an export is laid out: INF-BUD-53 by columns or by lines, or the export of payments. */
export type Layout = 'wide' | 'long' | 'payments';

/** The heading row of an export. */
export interface Heading {
  readonly layout: Layout;
  /** As the file writes them, those of empty heading included. */
  readonly titles: readonly string[];
  /** Cells that a row has at least: up to the last heading that is not empty. */
  readonly width: number;
  readonly columns: ReadonlyMap<Column, number>;
  /** Where amounts are; in the long layout one column, whose kind each row tells. */
  readonly amounts: readonly { readonly index: number; readonly measure?: Measure }[];
  /** Where each row of the long layout tells what its amount is. */
  readonly kind?: number;
  /** Year of the amounts of the long layout. */
  readonly year?: number;
}

/** What heading rows are known by, in French. */
export const wantedHeadings = [
  '« N° EJ » et « Montant engagé » (INF-BUD-53)',
  '« N° EJ » et une dernière colonne intitulée d’une année, ex. « 2023 » (INF-BUD-53 par lignes)',
  '« N° DP » et « Montant payé » ou « EUR » (paiements)',
].join(' ; ');

/** The heading row that some cells are; `undefined` when they are not one of an export of Chorus. */
export function headingOf(titles: readonly string[]): Heading | undefined {
  const places = placesOf(titles);
  const width = titles.findLastIndex((title) => plain(title) !== '') + 1;
  const common = { titles, width, columns: columnsIn(places) };
  const amounts = amountsIn(places);
  const amountOf = (measure: Measure) => amounts.find((amount) => amount.measure === measure)?.index;
  const isOfOrders = common.columns.has('order');
  if (isOfOrders && (amountOf('engaged') ?? amountOf('engagedThisYear')) !== undefined)
    return { ...common, layout: 'wide', amounts };
  const paid = amountOf('paid') ?? places('EUR');
  if (common.columns.has('request') && paid !== undefined) {
    return { ...common, layout: 'payments', amounts: [{ index: paid, measure: 'paid' }] };
  }
  const year = yearIn(titles[width - 1] ?? '');
  if (!isOfOrders || year === undefined || width < 3) return undefined;
  const kind = places('Type montant') ?? places('Type de montant') ?? width - 2;
  return { ...common, layout: 'long', amounts: [{ index: width - 1 }], kind, year };
}

/** Those of some cells that are headings of an export of Chorus, though it lacks others. */
export function knownTitles(titles: readonly string[]): string[] {
  const places = placesOf(titles);
  const found = [...columnsIn(places).values(), ...amountsIn(places).map(({ index }) => index)];
  return [...new Set(found)].sort((a, b) => a - b).flatMap((index) => titles[index] ?? []);
}

/** The amount that a row of the long layout names. */
export function measureOf(title: string): Measure | undefined {
  return byName.get(bare(nameOf(title)));
}

/** The year that a heading is: `2023`. */
export function yearIn(title: string): number | undefined {
  const name = plain(title);
  return /^(19|20|21)\d\d$/.test(name) ? Number(name) : undefined;
}

/** Where a heading is; `undefined` when it is not. */
type Places = (title: string) => number | undefined;

/** As they are written first, else without the explanations between parentheses that the export sent by mail adds. */
function placesOf(titles: readonly string[]): Places {
  const whole = new Map<string, number>();
  const explained = new Map<string, number>();
  for (const [index, title] of titles.entries()) {
    // Nothing so long is a heading.
    if (title.length > longestTitle) continue;
    const name = nameOf(title);
    // A code and then its label may have the same heading: the code is the first.
    if (!whole.has(name)) whole.set(name, index);
    if (!explained.has(bare(name))) explained.set(bare(name), index);
  }
  return (title) => whole.get(nameOf(title)) ?? explained.get(bare(nameOf(title)));
}

/** A heading as it is compared: `Nº EJ` and `N°EJ` are `n° ej`. */
function nameOf(title: string): string {
  return plain(title).replace(/\bn[°º] ?/g, 'n° ');
}

/** The name of a heading without what it says between parentheses. */
function bare(name: string): string {
  return name
    .replace(/\([^()]*\)/g, '')
    .replace(/ {2,}/g, ' ')
    .trim();
}

const byName: ReadonlyMap<string, Measure> = new Map(
  measures
    // Told by a row of its own, it would count along with the two that it comes from.
    .filter(([measure]) => measure !== 'engagedThisYear')
    .flatMap(([measure, titles]) => titles.map((title) => [bare(nameOf(title)), measure] as const)),
);

function columnsIn(places: Places): ReadonlyMap<Column, number> {
  const found = new Map<Column, number>();
  for (const [column, titles] of columns) {
    const index = titles.map(places).find((place) => place !== undefined);
    if (index !== undefined) found.set(column, index);
  }
  return found;
}

function amountsIn(places: Places): { index: number; measure: Measure }[] {
  return measures.flatMap(([measure, titles]) => {
    const index = titles.map(places).find((place) => place !== undefined);
    return index === undefined ? [] : [{ index, measure }];
  });
}
