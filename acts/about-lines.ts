import type { Convention } from '../convention/convention.ts';
import { slug } from '../convention/document/fields.ts';
import { badAct, type Refusal, unknownReference } from '../convention/errors.ts';
import { lineOfEntry, linesOf, linesOfOrders } from '../convention/ledger/budget-lines.ts';
import { type Original, orderOf } from '../convention/ledger/entry.ts';
import { frenchEuros, sumOf } from '../convention/ledger/money.ts';
import { totalsOf } from '../convention/ledger/totals.ts';
import type { Known, Question } from './form.ts';
import { among, choice } from './questions.ts';
import { notOne } from './refusals.ts';

// What the acts about money have in common where a budget has several lines.

/** Which line of the budget something is charged to. */
export const budgetLineId = slug(40).optional();

/** The same, asked. */
export const budgetLine = choice('Ligne du budget', 'la ligne du budget', {
  optional: true,
  hint: 'Quand la convention en a plusieurs.',
});

/** The lines of the budget, when there are several. */
export function linesKnown({ document }: Convention, more: Partial<Question> = {}): Known {
  const lines = linesOf(document.budget);
  if (lines.length <= 1) return null;
  return among(
    lines.map(({ id, name }) => [id, name]),
    { optional: true, ...more },
  );
}

/** Why a line is none of the budget. */
export function unknownLine(convention: Convention, given: string | undefined): Refusal | undefined {
  const isKnown = given === undefined || linesOf(convention.document.budget).some(({ id }) => id === given);
  return isKnown ? undefined : notOne(given, 'une ligne du budget', `acceptées : ${named(convention)}`);
}

/** Why a line is to be said, where there are several. */
export function lineMissing(convention: Convention): Refusal | undefined {
  return linesOf(convention.document.budget).length <= 1
    ? undefined
    : unknownReference`budgetLine : absent ; attendu : la ligne du budget, parmi ${named(convention)}.`;
}

type OfOrder = Pick<Original, 'kind' | 'amount' | 'budgetLine'> & { readonly order?: string };

/**
 * Why what happens to an order cannot be charged to that line, or to none said: of an order on several lines, which one
 * must be said, and what is released or paid on it is no more than what is committed there.
 */
export function orderLineRefused(convention: Convention, entry: OfOrder): Refusal | undefined {
  const { kind, order, budgetLine, amount } = entry;
  if (order === undefined || kind === 'commitment') return undefined;
  const { document, ledger } = convention;
  const own = linesOfOrders(document, ledger).get(order) ?? [];
  if (linesOf(document.budget).length <= 1 || own.length === 0) return undefined;
  if (budgetLine === undefined ? own.length > 1 : !own.includes(budgetLine)) {
    const accepted = named(convention, own);
    return budgetLine === undefined
      ? unknownReference`budgetLine : absent ; attendu : la ligne du budget, puisque l’engagement « ${order} » en a plusieurs : ${accepted}.`
      : unknownReference`« ${budgetLine} » n’est pas une ligne de l’engagement « ${order} » ; acceptées : ${accepted}.`;
  }
  if (own.length === 1) return undefined;
  const lineOf = lineOfEntry(document, ledger);
  const before = totalsOf(ledger.filter((one) => orderOf(one) === order && lineOf(one) === budgetLine));
  const { committed, paid, accepted } = before;
  const after =
    kind === 'change'
      ? { committed: sumOf([committed, amount]), most: Math.max(paid, accepted) }
      : { committed, most: sumOf([kind === 'payment' ? paid : accepted, amount]) };
  return after.committed < after.most && (kind !== 'change' || amount < 0)
    ? badAct`« ${frenchEuros(amount)} » refusé : l’engagement « ${order} » a ${frenchEuros(committed)} engagés sur la ligne ${named(convention, [budgetLine ?? ''])}, ${frenchEuros(accepted)} de service fait et ${frenchEuros(paid)} payés ; accepté : un montant dans la limite de ce qui y est engagé.`
    : undefined;
}

/** What happens to an order on one line goes with it, should Chorus charge that order to another one day. */
export function withOrder(
  { document, ledger }: Convention,
  { kind, order, budgetLine }: OfOrder,
): { readonly budgetLine?: undefined } {
  if (order === undefined || kind === 'commitment' || budgetLine === undefined) return {};
  return (linesOfOrders(document, ledger).get(order) ?? []).length > 1 ? {} : { budgetLine: undefined };
}

function named({ document }: Convention, only?: readonly string[]): string {
  return linesOf(document.budget)
    .filter(({ id }) => only === undefined || only.includes(id))
    .map(({ id, name }) => `${id} (${name})`)
    .join(', ');
}
