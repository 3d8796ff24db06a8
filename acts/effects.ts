import type { Instant } from '../convention/calendar/paris.ts';
import type { Convention } from '../convention/convention.ts';
import { type DutyOutcome, dutyIdOf } from '../convention/duties/duty.ts';
import { type Cents, frenchEuros } from '../convention/ledger/money.ts';
import { type Audience, bothParties, type News, type Told, tell } from '../convention/mailing/audience.ts';
import type { Holder } from '../convention/people/organisations.ts';

// What acts change and tell.

/** The outcomes of duties once the one of those words is done: `dutyIdOf` makes its id of them. */
export function withDone(
  { outcomes }: Convention,
  words: Parameters<typeof dutyIdOf>,
  { by, now, evidence }: { readonly by: string; readonly now: Instant; readonly evidence: string },
): Readonly<Record<string, DutyOutcome>> {
  return { ...outcomes, [dutyIdOf(...words)]: { state: 'done', at: now, by, evidence } };
}

/** Something to tell to all parties, and to those who have copy of it. */
export function tellParties(item: Told, copies: readonly Holder[] = []): News {
  return tell([...bothParties, ...audienceOf(copies)], item);
}

/** Some holders, as an audience. */
export function audienceOf(holders: readonly Holder[]): readonly Audience[] {
  return holders.map((holder) => ({ holder }));
}

/** Those who hold the purse, on both sides. */
export const bothPurses = bothParties.map((party) => ({ ...party, role: 'budget' as const }));

/** An amount among facts, where there is one. */
export function eurosWhere(label: string, amount: Cents | undefined): readonly (readonly [string, string])[] {
  return amount === undefined ? [] : [[label, frenchEuros(amount)]];
}
