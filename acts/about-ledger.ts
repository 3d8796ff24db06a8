import type { Convention } from '../convention/convention.ts';
import { badAct, badDate, type Refusal } from '../convention/errors.ts';
import { type Covered, coverableFrom } from '../convention/ledger/coverage.ts';
import { orderOf, totalOf } from '../convention/ledger/entry.ts';
import { type Cents, frenchEuros, negate, subtract, sumOf } from '../convention/ledger/money.ts';
import type { NewEntry } from '../convention/ledger/record.ts';
import { accountsOf, type OrderAccount } from '../convention/ledger/totals.ts';

// Art. 3 and 5: what the acts that write in the ledger have in common.

/** What is typed by hand; what Chorus exports say goes through `importLedger`. */
export const typedSource = 'saisie';

/** How many entries or orders may be chosen among; past that, they are named by their number. */
export const mostShown = 200;

/**
 * Σ CP of an order ≤ its Σ AE, and what is accepted of it too, at the end and on every day until then. Chorus may tell
 * more: what makes it no worse is recorded.
 */
export function uncovered({ ledger }: Convention, entry: NewEntry): Refusal | undefined {
  const { amount, on } = entry;
  const account = accountsOf(ledger).get(orderOf(entry) ?? '');
  const total = totalOf(entry);
  if (!account || total === 'available') return undefined;
  const after = { ...account, [total]: sumOf([account[total], amount]) };
  if (after.paid < 0) return notCovered(account, after, 'paid', amount);
  const takes = total === 'committed' ? negate(amount) : amount;
  // An order is not raised before it is made.
  if (takes <= 0)
    return entry.kind === 'change' && on < account.since
      ? badDate`« ${on} » refusé : l’engagement « ${account.order} » n’était pas encore pris ; accepté : à partir du ${account.since}.`
      : undefined;
  const covered: readonly Covered[] = total === 'committed' ? ['paid', 'accepted'] : [total];
  const short = covered.find((one) => after[one] > after.committed);
  if (short) return notCovered(account, after, short, amount);
  const from = coverableFrom(ledger, account.order, takes, covered);
  if (from === undefined || on >= from) return undefined;
  return badDate`« ${on} » refusé : ${frenchEuros(takes)} ne sont pas couverts ce jour-là par ce qui était engagé de « ${account.order} » ; accepté : à partir du ${from}.`;
}

function notCovered(before: OrderAccount, after: OrderAccount, covered: Covered, amount: Cents): Refusal {
  const [done, accepted] =
    covered === 'paid'
      ? ['payés', 'des paiements dans la limite de l’engagement']
      : ['de service fait', 'un service fait dans la limite de l’engagement'];
  const left = Math.max(0, subtract(before.committed, before[covered])) as Cents;
  return badAct`« ${frenchEuros(amount)} » refusé : l’engagement « ${after.order} » aurait ${frenchEuros(after[covered])} ${done} pour ${frenchEuros(after.committed)} engagés ; accepté : ${accepted} (reste ${frenchEuros(left)}).`;
}
