import type { ChorusScope } from '../../chorus/scope.ts';
import type { Cents } from '../../convention/ledger/money.ts';

/** The codes of « Signaux Faibles ». */
export const ours: ChorusScope = {
  id: 'principale',
  fundsCentre: '0103-CEFP-C003',
  costCentre: 'EMPEF00075',
  activities: ['010300000112'],
  functionalDomain: '0103-01-01',
};

/** How a file is written; by default as Chorus does: Windows-1252, CRLF, semicolons. */
export interface FileOptions {
  readonly encoding?: 'utf-8' | 'windows-1252';
  readonly bom?: boolean;
  readonly eol?: '\r\n' | '\n' | '\r';
  readonly delimiter?: ';' | '\t' | ',';
  /** Lines above the headings. */
  readonly titles?: readonly string[];
  /** How an amount is written. */
  readonly amount?: (cents: number) => string;
  /** Adds the grand total, or one that is some cents more. */
  readonly grandTotal?: boolean | number;
}

/** What an order's item and a request for payment are both charged to; ours where nothing else is said. */
interface Charged {
  readonly order?: string;
  readonly item?: string;
  readonly supplier?: string;
  readonly fundsCentre?: string;
  readonly costCentre?: string;
  readonly activity?: string;
  readonly functionalDomain?: string;
}

/** A row of INF-BUD-53; amounts in cents. */
export interface OrderRow extends Charged {
  readonly contract?: string;
  readonly acceptedOn?: string;
  readonly engaged?: number;
  readonly carriedOver?: number;
  readonly certified?: number;
  readonly preRecorded?: number;
  readonly invoiced?: number;
  readonly paid?: number;
}

/** A row of the export of payments; the amount in cents. */
export interface PaymentRow extends Charged {
  readonly request?: string;
  readonly requestItem?: string;
  readonly company?: string;
  readonly year?: string;
  readonly paidOn?: string;
  readonly paid: number;
}

const titles = ['INF-BUD-53 – Suivi des EJ', 'Programme : 0103', ''];

const orderHeadings = [
  'Centre financier',
  'Centre financier',
  'N° EJ',
  'Type de flux',
  'Fournisseur titulaire principal (EJ)',
  'N° de contrat',
  'N° poste EJ',
  'Centre de coûts',
  'Fonds',
  'Compte budgétaire',
  'Référentiel de programmation',
  '',
  'Domaine fonctionnel',
  'Groupe de marchandises',
  'Date comptable du SF',
];
const orderAmounts = [
  ['engaged', 'Montant engagé'],
  ['carriedOver', 'Bascule des EJ non soldés'],
  ['certified', 'Montant certifié non soldé'],
  ['preRecorded', 'Montant pré-enregistré'],
  ['invoiced', 'Montant facturé'],
  ['paid', 'Montant payé'],
] as const;

const paymentHeadings = [
  'N° EJ',
  'N° poste EJ',
  'N° DP',
  'N° poste DP',
  'Fournisseur payé (DP)',
  'Code taxe 1',
  'Branche CODE',
  'Centre financier CODE',
  'Domaine fonctionnel CODE',
  'Référentiel de programmation CODE',
  'Centre de coûts CODE',
  'Exercice comptable',
  'Société',
  'Date de dernière opération sur la DP',
  'Montant payé',
];

/** INF-BUD-53 by columns: one row an item, one column an amount. Its headings are at line 4, its first row at 5. */
export function infBud53(rows: readonly OrderRow[], options: FileOptions = {}): Uint8Array {
  const amount = options.amount ?? plainAmount;
  const total = orderAmounts.map(([name], index) => {
    const sum = rows.reduce((before, row) => before + (row[name] ?? 0), 0);
    return amount(index === 0 ? sum + excess(options) : sum);
  });
  return csv(
    [
      [...orderHeadings, ...orderAmounts.map(([, title]) => title)],
      ...rows.map((row) => [...orderCells(row), ...orderAmounts.map(([name]) => amount(row[name] ?? 0))]),
      ...(options.grandTotal ? [[...grandTotalCells(orderHeadings.length), ...total]] : []),
    ],
    options,
  );
}

/** INF-BUD-53 by lines: one row an amount. `received` adds that of « Montant réceptionné » to each. */
export function infBud53Lines(
  rows: readonly (OrderRow & { readonly received?: number })[],
  year: number,
  options: FileOptions & { readonly kindHeading?: string } = {},
): Uint8Array {
  const amount = options.amount ?? plainAmount;
  const kinds = [...orderAmounts, ['received', 'Montant réceptionné'] as const];
  const totals = kinds.flatMap(([name, title]) => {
    if (!rows.some((row) => row[name] !== undefined)) return [];
    const sum = rows.reduce((before, row) => before + (row[name] ?? 0), excess(options));
    return [[...grandTotalCells(orderHeadings.length), title, amount(sum)]];
  });
  return csv(
    [
      [...orderHeadings, options.kindHeading ?? '', String(year)],
      ...rows.flatMap((row) =>
        kinds.flatMap(([name, title]) => {
          const cents = row[name];
          return cents === undefined ? [] : [[...orderCells(row), title, amount(cents)]];
        }),
      ),
      ...(options.grandTotal ? totals : []),
    ],
    options,
  );
}

/** The export of payments: one row an item of a request. Its headings are at line 4, its first row at 5. */
export function payments(
  rows: readonly PaymentRow[],
  options: FileOptions & { readonly amountHeading?: string } = {},
): Uint8Array {
  const amount = options.amount ?? plainAmount;
  const total = rows.reduce((sum, { paid }) => sum + paid, excess(options));
  return csv(
    [
      [...paymentHeadings.slice(0, -1), options.amountHeading ?? 'Montant payé'],
      ...rows.map((row) => [...paymentCells(row), amount(row.paid)]),
      ...(options.grandTotal ? [[...grandTotalCells(paymentHeadings.length - 1), amount(total)]] : []),
    ],
    options,
  );
}

/** A file of any cells under titles. */
export function csv(rows: readonly (readonly string[])[], options: FileOptions = {}): Uint8Array {
  const { delimiter = ';', eol = '\r\n' } = options;
  const lines = rows.map((cells) => cells.map((cell) => quoted(cell, delimiter)).join(delimiter));
  return file([...(options.titles ?? titles), ...lines, ''].join(eol), options);
}

/** A file of a text, as it is. */
export function file(text: string, { encoding = 'windows-1252', bom = false }: FileOptions = {}): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode(`${bom ? '\ufeff' : ''}${text}`);
  return Uint8Array.from([...text].map(windows1252));
}

/** `-1234,56`. */
export function plainAmount(cents: number): string {
  const [whole, decimals] = (Math.abs(cents) / 100).toFixed(2).split('.');
  return `${cents < 0 ? '-' : ''}${whole},${decimals}`;
}

/** `1 234,56-`, thousands parted by a space of one's choice: as SAP does. */
export function sapAmount(space: string): (cents: number) => string {
  return (cents) => {
    const text = plainAmount(Math.abs(cents)).replace(/\B(?=(\d{3})+,)/g, space);
    return cents < 0 ? `${text}-` : text;
  };
}

/** An amount in a test: `cents(12.34)`. */
export function cents(euros: number): Cents {
  return Math.round(euros * 100) as Cents;
}

function orderCells(row: OrderRow): string[] {
  const { order = '1500012345', item = '10', supplier = 'Société Générale d’Essai' } = row;
  return [
    row.fundsCentre ?? `BG00/${ours.fundsCentre}`,
    'UO DINUM',
    order,
    'Flux 1',
    supplier,
    row.contract ?? '#',
    item,
    row.costCentre ?? ours.costCentre,
    'Non affecté',
    '31',
    row.activity ?? `XX00/${ours.activities[0]}`,
    'Signaux faibles',
    row.functionalDomain ?? ours.functionalDomain,
    '40.01.02',
    row.acceptedOn ?? '#',
  ];
}

function paymentCells(row: PaymentRow): string[] {
  const { order = '1500012345', item = '10', supplier = 'Société Générale d’Essai' } = row;
  return [
    order,
    item,
    row.request ?? '100028941',
    row.requestItem ?? '1',
    supplier,
    'B3',
    '#',
    row.fundsCentre ?? `BG00/${ours.fundsCentre}`,
    row.functionalDomain ?? ours.functionalDomain,
    row.activity ?? `XX00/${ours.activities[0]}`,
    row.costCentre ?? ours.costCentre,
    row.year ?? '2023',
    row.company ?? 'ETAT',
    row.paidOn ?? '#',
  ];
}

function grandTotalCells(width: number): string[] {
  return ['Résultat global', ...Array.from({ length: width - 1 }, () => '')];
}

function excess({ grandTotal = false }: FileOptions): number {
  return typeof grandTotal === 'number' ? grandTotal : 0;
}

function quoted(cell: string, delimiter: string): string {
  return cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

const beyondLatin1: Readonly<Record<string, number>> = {
  '€': 0x80,
  Œ: 0x8c,
  '’': 0x92,
  '–': 0x96,
  œ: 0x9c,
};

function windows1252(letter: string): number {
  const code = beyondLatin1[letter] ?? letter.codePointAt(0) ?? 0;
  if (code > 0xff) throw new Error(`« ${letter} » is not in Windows-1252.`);
  return code;
}
