import { createHash } from 'node:crypto';
import { z } from 'zod';
import { parisDate } from '../convention/calendar/paris.ts';
import { type Cents, subtract, sumOf } from '../convention/ledger/money.ts';
import { piecesIn } from '../convention/proof/piece.ts';
import { type BagFiles, bagInfo, textIn } from './read-bag.ts';
import { shown } from './shown.ts';

/** Most bytes of a file that is read: a ledger as large as can be is four times smaller. */
const largest = 64_000_000;
/** Most lines of a ledger or a journal. */
const mostLines = 200_000;

const amount = z.custom<Cents>((value) => Number.isSafeInteger(value));
const version = z.int().min(1).max(1000);
// The last day that is counted, in Paris, is that of 2199.
const instant = z
  .int()
  .min(0)
  .max(Date.UTC(2199, 11, 31, 22));
/** Its length is looked at first: each item that is not what it should be would be told. */
const lines = z.array(z.unknown()).max(mostLines);
const document = z.looseObject({ id: z.string(), title: z.string() });

const parts = {
  convention: z.looseObject({ id: z.string(), version, closed: z.looseObject({ at: instant }).optional() }),
  journal: lines.pipe(z.array(z.looseObject({ at: instant, version }))),
  ledger: lines.pipe(
    z.array(z.looseObject({ seq: z.int(), kind: z.string(), of: z.string().optional(), amount })),
  ),
  pieces: lines.pipe(
    z.array(z.looseObject({ sha256: z.string(), name: z.string(), file: z.string().optional() })),
  ),
  statement: z.looseObject({
    periods: z
      .array(
        z.looseObject({
          ceiling: amount.optional(),
          available: amount,
          committed: amount,
          accepted: amount,
          paid: amount,
        }),
      )
      .max(mostLines),
    balance: amount,
    unspentCredits: amount,
  }),
};
type Parts = { readonly [Part in keyof typeof parts]: z.output<(typeof parts)[Part]> };

/** What the content of a package says of the convention, once it is found to agree with itself. */
export interface Content {
  /** Totals of the ledger, in cents. */
  readonly committed: Cents;
  readonly paid: Cents;
  /** Files that prove the rest: those that are here, and those that are cited and are not. */
  readonly pieces: { readonly here: number; readonly absent: number };
}

/** What a whole bag holds, or all that it contradicts itself about, one French sentence each. */
export function contentOf(files: BagFiles): { content: Content } | { faults: readonly string[] } {
  const faults: string[] = [];
  const read = <Output>(name: string, schema: z.ZodType<Output>): Output | undefined => {
    const part = partIn(files, `data/${name}.json`, schema);
    if ('fault' in part) faults.push(part.fault);
    return 'fault' in part ? undefined : part.value;
  };
  const convention = read('convention', parts.convention);
  const journal = read('journal', parts.journal);
  const ledger = read('ledger', parts.ledger);
  const statement = read('statement', parts.statement);
  const pieces = read('pieces', parts.pieces);
  if (!convention || !journal || !ledger || !statement || !pieces) return { faults };
  const documents = versionsOf(convention).flatMap((rank) => read(`document-v${rank}`, document) ?? []);
  const sums = sumsOf(ledger);
  faults.push(
    ...strayDocuments(files, convention),
    ...identityFaults(files, convention, documents),
    ...ledgerFaults(ledger),
    ...statementFaults(statement, sums),
    ...journalFaults(journal, convention),
    ...pieceFaults(files, pieces),
  );
  const here = pieces.filter(({ file }) => file !== undefined).length;
  const content = { ...sums, pieces: { here, absent: pieces.length - here } };
  return faults.length > 0 ? { faults } : { content };
}

function partIn<Output>(
  files: BagFiles,
  path: string,
  schema: z.ZodType<Output>,
): { value: Output } | { fault: string } {
  const file = files.get(path);
  if (!file) return { fault: `« ${path} » manque` };
  if (file.length > largest) return { fault: `« ${path} » dépasse ${largest / 1_000_000} Mo` };
  let json: unknown;
  try {
    json = JSON.parse(textIn(files, path));
  } catch {
    return { fault: `« ${path} » n’est pas du JSON` };
  }
  const read = schema.safeParse(json);
  if (read.success) return { value: read.data };
  const where = read.error.issues[0]?.path.join('.') || 'tout le fichier';
  return { fault: `« ${path} » n’a pas la forme attendue (${shown(where)})` };
}

/** The versions of its document, from 1. */
function versionsOf(convention: Parts['convention']): number[] {
  return Array.from({ length: convention.version }, (_, index) => index + 1);
}

function strayDocuments(files: BagFiles, convention: Parts['convention']): string[] {
  const known = new Set(versionsOf(convention).map((rank) => `data/document-v${rank}.json`));
  return [...files.keys()]
    .filter((path) => path.startsWith('data/document-') && !known.has(path))
    .map((path) => `« ${shown(path)} » est de trop : la convention a ${convention.version} version(s)`);
}

function identityFaults(
  files: BagFiles,
  { id, closed }: Parts['convention'],
  documents: readonly z.output<typeof document>[],
): string[] {
  const info = bagInfo(files);
  const claims = [
    ['External-Identifier', id],
    ['External-Description', documents.at(-1)?.title],
    ['Bagging-Date', closed && parisDate(closed.at)],
  ] as const;
  return [
    ...claims.flatMap(([label, held]) => {
      const said = info.get(label) ?? 'absent';
      return held === undefined || said === held
        ? []
        : [`${label} : « ${shown(said)} » annoncé, « ${shown(held)} » dans le dossier`];
    }),
    ...documents
      .filter((one) => one.id !== id)
      .map((one) => `Un document est celui de « ${shown(one.id)} », non de « ${shown(id)} »`),
  ];
}

function ledgerFaults(ledger: Parts['ledger']): string[] {
  const misplaced = ledger.findIndex(({ seq }, index) => seq !== index + 1);
  const seq = ledger[misplaced]?.seq;
  return seq === undefined ? [] : [`L’écriture n° ${seq} n’est pas à sa place, la ${misplaced + 1}ᵉ`];
}

/** Every piece that a text of the package cites is listed, and what is listed here is what was cited. */
function pieceFaults(files: BagFiles, pieces: Parts['pieces']): string[] {
  const listed = new Set(pieces.map(({ sha256 }) => sha256));
  const held = new Map(
    pieces.flatMap(({ file, sha256 }) => (file === undefined ? [] : [[`data/${file}`, sha256]])),
  );
  const texts = ['data/convention.json', 'data/journal.json', 'data/ledger.json'];
  return [
    ...texts.flatMap((path) =>
      piecesIn(textIn(files, path))
        .filter(({ sha256 }) => !listed.has(sha256))
        .map(
          ({ name, sha256 }) =>
            `${path} cite la pièce « ${shown(name)} » (${sha256}), que pieces.json ne connaît pas`,
        ),
    ),
    ...[...held].flatMap(([path, sha256]) => {
      const file = files.get(path);
      if (!file) return [`La pièce « ${shown(path)} » manque`];
      const found = createHash('sha256').update(file).digest('hex');
      return found === sha256
        ? []
        : [`La pièce « ${shown(path)} » n’est pas celle qui est citée : son empreinte est ${found}`];
    }),
    ...[...files.keys()]
      .filter((path) => path.startsWith('data/pieces/') && !held.has(path))
      .map((path) => `« ${shown(path)} » n’est pas dans pieces.json`),
  ];
}

type Sums = Readonly<Record<'available' | 'committed' | 'accepted' | 'paid', Cents>>;

function sumsOf(ledger: Parts['ledger']): Sums {
  const sum = (...kinds: string[]) =>
    sumOf(
      ledger
        .filter(({ kind, of = '' }) => kinds.includes(kind === 'correction' ? of : kind))
        .map((entry) => entry.amount),
    );
  return {
    available: sum('credits'),
    committed: sum('commitment', 'change'),
    accepted: sum('acceptance'),
    paid: sum('payment'),
  };
}

/** A convention that never took effect has no period, hence nothing to compare but the balance. */
function statementFaults({ periods, balance, unspentCredits }: Parts['statement'], sums: Sums): string[] {
  const stated = (total: keyof Sums) => sumOf(periods.map((period) => period[total]));
  const totals = [
    ['engagé', 'committed'],
    ['service fait', 'accepted'],
    ['payé', 'paid'],
    ['crédits', 'available'],
  ] as const;
  const authorised = sumOf(periods.map(({ ceiling, available }) => ceiling ?? available));
  const differences = [
    ['solde', balance, subtract(authorised, stated('paid'))],
    ['crédits non consommés', unspentCredits, subtract(stated('available'), stated('paid'))],
  ] as const;
  return [
    ...totals.flatMap(([what, total]) =>
      periods.length === 0 || stated(total) === sums[total]
        ? []
        : [`L’état final dit ${stated(total)} centimes (${what}), le registre ${sums[total]}`],
    ),
    ...differences.flatMap(([what, said, computed]) =>
      said === computed
        ? []
        : [`L’état final dit ${said} centimes (${what}), ses propres périodes ${computed}`],
    ),
  ];
}

function journalFaults(journal: Parts['journal'], convention: Parts['convention']): string[] {
  const late = journal.findIndex(({ at }, index) => at < (journal[index - 1]?.at ?? 0));
  const unknown = journal.find((entry) => entry.version > convention.version);
  return [
    ...(late === -1 ? [] : [`Le journal n’est pas dans l’ordre du temps (ligne ${late + 1})`]),
    ...(unknown === undefined
      ? []
      : [`Le journal cite la version ${unknown.version} ; la convention en a ${convention.version}`]),
  ];
}
