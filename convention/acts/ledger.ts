import { z } from 'zod';
import type { PlainDate } from '../calendar/plain-date.ts';
import type { Convention } from '../convention.ts';
import { euros, line, plainDate, record, signedEuros, whole } from '../document/fields.ts';
import type { Refusal } from '../errors.ts';
import { ledgerEntries } from '../ledger/capacity.ts';
import { ceilingAt } from '../ledger/ceiling.ts';
import { orderNumber } from '../ledger/chorus-number.ts';
import { type Covered, coverableFrom } from '../ledger/coverage.ts';
import { frenchKind, orderOf, totalOf } from '../ledger/entry.ts';
import { type NewEntry, reversalOf, withEntries } from '../ledger/record.ts';
import { spanTotals } from '../ledger/sums.ts';
import { accountsOf, corrected, type OrderAccount, openOrders } from '../ledger/totals.ts';
import { lateSpending } from '../ledger/warnings.ts';
import { type Cents, frenchEuros, less, opposite, sumOf } from '../money.ts';
import { isSuspended } from '../shortfall.ts';
import { signedAct } from '../signatory.ts';
import { rankAt, spansOf } from '../term.ts';
import { defineAct, refusal } from './act.ts';
import { duringLife, recorded } from './recorded.ts';

/** What is typed by hand; what Chorus exports say goes through `importLedger`. */
export const typedSource = 'saisie';

const common = {
  on: plainDate.describe('Date à laquelle l’écriture compte'),
  reference: line(200).describe('Référence Chorus, ou de la pièce'),
};
const positive = euros.refine((amount) => amount > 0, 'un montant en euros, supérieur à 0');

const entryKinds = z.discriminatedUnion(
  'kind',
  [
    record({ kind: z.literal('credits'), ...common, amount: positive }),
    record({
      kind: z.literal('commitment'),
      ...common,
      order: orderNumber,
      amount: positive,
      supplier: line(200),
      contract: line(100).optional(),
      deliveryEndsOn: plainDate.optional(),
    }),
    record({ kind: z.literal('change'), ...common, order: orderNumber, amount: signedEuros }),
    record({ kind: z.literal('acceptance'), ...common, order: orderNumber, amount: positive }),
    record({ kind: z.literal('payment'), ...common, order: orderNumber, amount: positive }),
  ],
  'l’une des natures « credits », « commitment », « change », « acceptance », « payment »',
);

type TypedEntry = z.output<typeof entryKinds>;

/** Art. 3 and 5: one entry is written in the ledger. Above the ceiling, it is not, and the shortfall opens. */
export const recordEntry = defineAct({
  schema: signedAct({ entry: entryKinds }),
  refuse: (convention, { entry }, moment) =>
    duringLife(convention, entry, moment) ??
    full(convention) ??
    unknownOrder(convention, entry) ??
    tooMuchCredit(convention, entry) ??
    uncovered(convention, entry),
  apply(convention, { by, entry }, moment) {
    const ledger = withEntries(convention.ledger, [{ ...entry, source: typedSource }], by, moment);
    const about = 'order' in entry ? `, EJ ${entry.order}` : '';
    const text = `Écriture n° ${ledger.length} : ${frenchKind(entry.kind)}${about}, ${frenchEuros(entry.amount)} (${entry.reference}).`;
    const warnings = entry.kind === 'commitment' ? lateSpending(convention, entry) : [];
    return recorded(
      convention,
      ledger,
      { by, text, warnings, reason: `${frenchKind(entry.kind)} de ${frenchEuros(entry.amount)}${about}` },
      moment,
    );
  },
});

/** An entry was wrong: another reverses it, and names it. Nothing is edited or deleted. */
export const correctEntry = defineAct({
  schema: signedAct({
    seq: whole(1, 1_000_000).describe('Numéro de l’écriture à annuler'),
    on: plainDate.optional().describe('Date de la correction ; celle de l’écriture par défaut'),
    reason: line(500),
  }),
  refuse(convention, { seq, on }, moment) {
    const { today } = moment;
    const { ledger } = convention;
    const entry = ledger[seq - 1];
    if (!entry) {
      const known = ledger.length === 0 ? 'le registre est vide' : `de 1 à ${ledger.length}`;
      return refusal(
        'UNKNOWN_REFERENCE',
        `« ${seq} » n’est pas une écriture du registre ; acceptées : ${known}.`,
      );
    }
    if (entry.kind === 'correction') {
      return refusal(
        'NOT_NOW',
        `L’écriture n° ${seq} est elle-même une correction (de la n° ${entry.corrects}) : enregistrez de nouveau ce qu’elle annulait.`,
      );
    }
    if (corrected(ledger).has(seq)) return refusal('ALREADY_DONE', `L’écriture n° ${seq} est déjà annulée.`);
    if (on && (on < entry.on || on > today)) {
      return refusal(
        'BAD_DATE',
        `« ${on} » refusé ; accepté : une date du ${entry.on} au ${today} (aujourd’hui).`,
      );
    }
    const reversal = reversalOf(entry, on ?? entry.on, '-', typedSource);
    // To undo a release is to commit.
    const commits = totalOf(reversal) === 'committed' && reversal.amount > 0;
    return (
      (commits && isSuspended(convention)
        ? duringLife(convention, { ...reversal, kind: 'change' }, moment)
        : undefined) ?? uncovered(convention, reversal)
    );
  },
  apply(convention, { by, seq, on, reason }, moment) {
    const entry = convention.ledger[seq - 1];
    if (!entry || entry.kind === 'correction') return { convention, text: '', news: [] };
    const reversal = reversalOf(entry, on ?? entry.on, reason.slice(0, 200), typedSource);
    const ledger = withEntries(convention.ledger, [reversal], by, moment);
    const text = `Écriture n° ${ledger.length} : correction de la n° ${seq} (${frenchKind(entry.kind)}, ${frenchEuros(entry.amount)}).`;
    return recorded(
      convention,
      ledger,
      { by, text, warnings: [], reason: `correction de la n° ${seq}` },
      moment,
    );
  },
});

function full({ ledger }: Convention): Refusal | undefined {
  return ledger.length >= ledgerEntries
    ? refusal('NOT_NOW', `Le registre a ${ledger.length} écritures ; accepté : ${ledgerEntries} au plus.`)
    : undefined;
}

function unknownOrder({ ledger }: Convention, entry: TypedEntry): Refusal | undefined {
  if (entry.kind === 'credits') return undefined;
  const account = accountsOf(ledger).get(entry.order);
  if (entry.kind === 'commitment') {
    const reversed = corrected(ledger);
    // One that was reversed is recorded anew.
    const stands = ledger.some(
      (one) => one.kind === 'commitment' && one.order === entry.order && !reversed.has(one.seq),
    );
    return account && stands
      ? refusal(
          'ALREADY_DONE',
          `L’engagement « ${entry.order} » est déjà au registre, pour ${frenchEuros(account.committed)} : modifiez-le par une écriture « change ».`,
        )
      : undefined;
  }
  if (account) return undefined;
  const open = openOrders(ledger).map((one) => one.order);
  const shown = open.slice(0, 10).join(', ');
  return refusal(
    'UNKNOWN_REFERENCE',
    `« ${entry.order} » n’est pas un engagement du registre ; ouverts : ${shown || 'aucun'}${open.length > 10 ? '…' : ''}.`,
  );
}

/** Art. 2: the credits are made available "pour un montant maximal". */
function tooMuchCredit(convention: Convention, entry: TypedEntry): Refusal | undefined {
  if (entry.kind !== 'credits') return undefined;
  const spans = spansOf(convention);
  const ceiling = ceilingAt(convention, entry.on, spans);
  const { available } = spanTotals(convention.ledger, spans, rankAt(spans, entry.on));
  if (ceiling === null || available + entry.amount <= ceiling) return undefined;
  const left = (ceiling - available) as Cents;
  return refusal(
    'BAD_ACT',
    `« ${frenchEuros(entry.amount)} » refusé ; accepté : au plus ${frenchEuros(left)}, le plafond étant de ${frenchEuros(ceiling)} (art. 2).`,
  );
}

/**
 * Σ CP of an order ≤ its Σ AE, and what is accepted of it too, at the end and on every day until then. Chorus may tell
 * more: what makes it no worse is recorded.
 */
function uncovered({ ledger }: Convention, entry: NewEntry | TypedEntry): Refusal | undefined {
  const { amount, on } = entry;
  const account = accountsOf(ledger).get(orderOf(entry) ?? '');
  const total = totalOf(entry);
  if (!account || total === 'credits') return undefined;
  const after = { ...account, [total]: sumOf([account[total], amount]) };
  if (after.paid < 0) return notCovered(account, after, 'paid', amount);
  const takes = total === 'committed' ? opposite(amount) : amount;
  if (takes <= 0) return entry.kind === 'change' ? beforeItsOrder(account, on) : undefined;
  const covered: readonly Covered[] = total === 'committed' ? ['paid', 'accepted'] : [total];
  const short = covered.find((one) => after[one] > after.committed);
  if (short) return notCovered(account, after, short, amount);
  const from = coverableFrom(ledger, account.order, takes, covered);
  if (from === undefined || on >= from) return undefined;
  return refusal(
    'BAD_DATE',
    `« ${on} » refusé : ${frenchEuros(takes)} ne sont pas couverts ce jour-là par ce qui était engagé de « ${account.order} » ; accepté : à partir du ${from}.`,
  );
}

/** An order is not raised before it is made. */
function beforeItsOrder({ order, since }: OrderAccount, on: PlainDate): Refusal | undefined {
  return on < since
    ? refusal(
        'BAD_DATE',
        `« ${on} » refusé : l’engagement « ${order} » n’était pas encore pris ; accepté : à partir du ${since}.`,
      )
    : undefined;
}

function notCovered(before: OrderAccount, after: OrderAccount, covered: Covered, amount: Cents): Refusal {
  const [done, accepted] =
    covered === 'paid'
      ? ['payés', 'des paiements dans la limite de l’engagement']
      : ['de service fait', 'un service fait dans la limite de l’engagement'];
  const left = Math.max(0, less(before.committed, before[covered])) as Cents;
  return refusal(
    'BAD_ACT',
    `« ${frenchEuros(amount)} » refusé : l’engagement « ${after.order} » aurait ${frenchEuros(after[covered])} ${done} pour ${frenchEuros(after.committed)} engagés ; accepté : ${accepted} (reste ${frenchEuros(left)}).`,
  );
}
