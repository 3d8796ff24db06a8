import { z } from 'zod';
import { frenchInstant } from '../convention/calendar/french.ts';
import type { Moment } from '../convention/calendar/moment.ts';
import type { Convention } from '../convention/convention.ts';
import { line, list } from '../convention/document/fields.ts';
import { alreadyDone, badAct, type Refusal, refusal, unknownReference } from '../convention/errors.ts';
import { frenchNumber } from '../convention/french-number.ts';
import { linesOf } from '../convention/ledger/budget-lines.ts';
import { isTooLarge, ledgerBytes, ledgerEntries } from '../convention/ledger/capacity.ts';
import { worsened } from '../convention/ledger/ceiling.ts';
import { type Uncovered, uncoveredIn } from '../convention/ledger/coverage.ts';
import { type Entry, orderOf } from '../convention/ledger/entry.ts';
import { type ImportLine, importLine } from '../convention/ledger/import-line.ts';
import { committedBy, givenWayOn, type ImportPlan, planFor } from '../convention/ledger/import-plan.ts';
import { lateSpending } from '../convention/ledger/late-spending.ts';
import { frenchEuros, subtract } from '../convention/ledger/money.ts';
import { overpaidIn, withEntries } from '../convention/ledger/record.ts';
import { signedAct } from '../convention/proof/signatory.ts';
import { defineAct } from './act.ts';
import { outOfDays, recorded, whileSuspended } from './recorded.ts';

/** Art. 5: an export of Chorus is brought into the ledger in one act: all of it, or nothing. */
export const importLedger = defineAct({
  verb: 'import',
  parties: ['delegatee'],
  needs: 'budget',
  closes: 'ledger',
  schema: signedAct({
    source: line(100).describe('Nom du fichier'),
    sha256: z
      .string('une empreinte SHA-256 en hexadécimal')
      .regex(/^[0-9a-f]{64}$/, 'une empreinte SHA-256 en hexadécimal'),
    lines: list(importLine, 1, ledgerEntries),
  }),
  refuse(convention, { lines, source, sha256 }, moment) {
    const keys = new Set<string>();
    const repeated = lines.find(({ key }) => keys.size === keys.add(key).size);
    if (repeated)
      return badAct`« ${repeated.key} » (${repeated.reference}) nomme deux lignes de « ${source} » ; accepté : une seule ligne par clé.`;
    const unknown = unknownLineIn(convention, lines);
    if (unknown) return unknown;
    const plan = planFor(convention, lines, source, moment.today);
    const size = convention.ledger.length + plan.entries.length;
    if (plan.entries.length === 0 && plan.orphans.length === 0)
      return alreadyDone`Les ${frenchNumber(lines.length)} lignes de « ${source} » sont déjà au registre : rien ne change.`;
    // Refused before anything is written: the engine would no longer carry it.
    if (isTooLarge([...convention.ledger, ...plan.entries]))
      return badAct`« ${source} » porterait le registre à ${frenchNumber(size)} écritures ; accepté : ${frenchNumber(ledgerEntries)} au plus, et ${ledgerBytes / 1_000_000} Mo de références et de fournisseurs.`;
    const [orphan] = plan.orphans;
    if (orphan)
      return unknownReference`« ${orphan.order} » (${orphan.reference}) n’est pas un engagement du registre ; importez d’abord les engagements. Lignes en cause : ${frenchNumber(plan.orphans.length)}.`;
    return (
      outOfLife(convention, plan, moment) ??
      overpaid(convention, plan, moment) ??
      outdated(convention, plan, source, sha256)
    );
  },
  apply(convention, { by, source, lines }, moment) {
    const plan = planWithin(convention, lines, source, moment);
    const ledger = withEntries(convention.ledger, plan.entries, by, moment);
    const text = `Import de « ${source} » : lignes nouvelles ${frenchNumber(plan.fresh.length)}, modifiées ${frenchNumber(plan.changed.length)}, connues ${frenchNumber(plan.known.length)}${movedIn(convention, plan)}${plan.replaced.length > 0 ? `, saisies remplacées ${frenchNumber(plan.replaced.length)}` : ''}${plan.beside.length > 0 ? `, saisies comptées en plus ${ranksOf(plan.beside)}` : ''}.`;
    const warnings = [...oddOrders(convention.ledger, ledger), ...lateOrders(convention, plan)];
    return recorded(convention, ledger, { by, text, warnings, reason: `import de « ${source} »` }, moment);
  },
  abridged: {
    keep: ({ by, source, sha256, lines }, before, after) =>
      ({
        by,
        source,
        sha256,
        lines: lines.length,
        entries: after.ledger.length - before.ledger.length,
        ...(after.shortfalls === before.shortfalls ? {} : { shortfalls: after.shortfalls }),
      }) satisfies z.input<typeof kept>,
    redo(before, given, moment, record) {
      const { by, source, entries, shortfalls } = kept.parse(given);
      // Above the ceiling, what was asked opened a shortfall and left no entry.
      if (entries === 0) return shortfalls ? { ...before, shortfalls } : before;
      const ledger = record.ledger.slice(0, before.ledger.length + entries);
      const writing = { by, text: '', warnings: [], reason: `import de « ${source} »` };
      return recorded(before, ledger, writing, moment).convention;
    },
  },
});

/** What the journal keeps of an import: its file, its counts; the entries are in the ledger. */
const kept = z.object({
  by: z.string(),
  source: z.string(),
  sha256: z.string(),
  lines: z.int(),
  entries: z.int(),
  shortfalls: z.custom<Convention['shortfalls']>(Array.isArray).optional(),
});

/**
 * What an import would do, at the days that Chorus tells; where an order would pass the ceiling for having come before
 * the one whose place it takes gave way, it counts from then.
 */
function planWithin(convention: Convention, lines: readonly ImportLine[], source: string, moment: Moment) {
  const { ledger } = convention;
  const passes = ({ entries }: ImportPlan) =>
    worsened(convention, { ...convention, ledger: withEntries(ledger, entries, '', moment) }) !== undefined;
  const plan = planFor(convention, lines, source, moment.today);
  const from = givenWayOn(plan);
  if (from === undefined || !passes(plan)) return plan;
  const later = planFor(convention, lines, source, moment.today, from);
  return passes(later) ? plan : later;
}

/** An export that was imported before, and that the ledger has gone beyond since: it would bring old amounts back. */
function outdated({ journal }: Convention, { fresh }: ImportPlan, source: string, sha256: string) {
  const before = journal.find(({ act, input }) => {
    const read = act === 'importLedger' ? kept.safeParse(input) : undefined;
    return read?.success && read.data.sha256 === sha256 && read.data.entries > 0;
  });
  return before && fresh.length === 0
    ? alreadyDone`« ${source} » a déjà été importé, le ${frenchInstant(before.at)}, et le registre dit plus récent depuis : rien ne change.`
    : undefined;
}

/** Entries by their ranks, the first ones: `n° 2, 3`. */
function ranksOf(entries: ImportPlan['beside']): string {
  const ranks = entries.slice(0, 20).map(({ seq }) => seq);
  return `n° ${ranks.join(', ')}${entries.length > 20 ? `… (${frenchNumber(entries.length)})` : ''}`;
}

/** What Chorus charges to another line of the budget than before, the first ones: the journal says it. */
function movedIn({ document }: Convention, { moved }: ImportPlan): string {
  if (moved.length === 0) return '';
  const nameOf = (id?: string) => linesOf(document.budget).find((one) => one.id === id)?.name ?? id;
  const told = moved
    .slice(0, 5)
    .map(
      ({ line, from }) =>
        `${line.reference}, ${frenchEuros(line.amount)}, de « ${nameOf(from)} » à « ${nameOf(line.budgetLine)} »`,
    );
  return `, passées d’une ligne du budget à une autre ${frenchNumber(moved.length)} (${told.join(' ; ')}${moved.length > 5 ? ' ; …' : ''})`;
}

/** Of several lines of the budget, each line of an export is charged to one. */
function unknownLineIn({ document }: Convention, lines: readonly ImportLine[]): Refusal | undefined {
  const ids = linesOf(document.budget).map(({ id }) => id);
  const wrong = lines.find(({ budgetLine }) =>
    budgetLine === undefined ? ids.length > 1 : !ids.includes(budgetLine),
  );
  return (
    wrong &&
    unknownReference`${wrong.reference} : budgetLine « ${wrong.budgetLine ?? 'absent'} » refusé ; accepté : ${ids.join(', ')}.`
  );
}

function outOfLife(convention: Convention, plan: ImportPlan, moment: Moment): Refusal | undefined {
  const { fresh, changed } = plan;
  const lines: readonly ImportLine[] = [...fresh, ...changed.map(({ line }) => line)];
  const raises = new Map(changed.map(({ line, before }) => [line.key, subtract(line.amount, before)]));
  // An order that is lowered for another commits nothing: what the file comes to is judged.
  const suspended = committedBy(plan) > 0 ? whileSuspended(convention) : undefined;
  for (const one of lines) {
    // A line that lowers an order commits nothing, even once the convention is suspended or over.
    const amount = raises.get(one.key) ?? one.amount;
    const refused =
      outOfDays(convention, { ...one, kind: amount < 0 ? 'change' : one.kind, amount }, moment) ??
      (one.kind === 'commitment' && amount > 0 ? suspended : undefined);
    if (refused) return refusal(refused.code, `${one.reference} : ${refused.message}`);
  }
  return undefined;
}

/** What Chorus tells of orders that cannot be: it is recorded all the same, and the delegatee is to look at it. */
function oddOrders(before: readonly Entry[], after: readonly Entry[]): string[] {
  const touched = new Set(after.slice(before.length).flatMap((entry) => orderOf(entry) ?? []));
  const nameOf = ({ order, covered, isStanding }: Uncovered) => `${covered} ${isStanding} ${order}`;
  const known = new Set(uncoveredIn(before, touched).map(nameOf));
  const odd = uncoveredIn(after, touched).filter((one) => !known.has(nameOf(one)));
  const above = odd.filter(({ covered, isStanding }) => covered === 'accepted' && isStanding);
  const early = odd.filter(({ covered, isStanding }) => covered === 'paid' && !isStanding);
  return [
    ...(above.length > 0 ? [`Le service fait dépasse ce qui est engagé : ${ordersIn(above)}.`] : []),
    ...(early.length > 0
      ? [
          `Des paiements sont datés d’avant l’engagement qui les couvre au registre : ${ordersIn(early)} ; une date manque peut-être à l’export des engagements.`,
        ]
      : []),
  ];
}

/** Orders by number, the first ones: `EJ 1500012345, 1500012346… (40)`. */
function ordersIn(odd: readonly Uncovered[]): string {
  const orders = odd.slice(0, 10).map(({ order }) => order);
  return `EJ ${orders.join(', ')}${odd.length > 10 ? `… (${odd.length})` : ''}`;
}

/** What is odd in the days of new orders: the first ones are told, and how many more there are. */
function lateOrders(convention: Convention, { fresh }: ImportPlan): string[] {
  const orders = fresh.filter(({ kind }) => kind === 'commitment');
  const warnings = orders.flatMap((order) => lateSpending(convention, order));
  const more = warnings.length - 5;
  return more > 0 ? [...warnings.slice(0, 5), `Et ${more} autres alertes de même sorte.`] : warnings;
}

/** Σ CP of an order ≤ its Σ AE. */
function overpaid({ ledger }: Convention, { entries }: ImportPlan, moment: Moment): Refusal | undefined {
  const found = overpaidIn(withEntries(ledger, entries, '', moment));
  return (
    found &&
    badAct`L’engagement « ${found.order} » aurait ${frenchEuros(found.paid)} payés pour ${frenchEuros(found.committed)} engagés : importez d’abord les engagements du même jour.`
  );
}
