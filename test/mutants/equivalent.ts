import type { Mutant } from './mutants.ts';

/** Lines whose mutants change how fast an answer comes, not the answer, and why. */
const lines: readonly { readonly file: string; readonly has: string; readonly why: string }[] = [
  {
    file: 'convention/calendar/paris.ts',
    has: 'wall - ahead > from + day',
    why: 'an hour that is not known of is asked of Temporal, which says the same',
  },
  {
    file: 'convention/calendar/paris.ts',
    has: 'if (known) return wall - known.ahead',
    why: 'Temporal says the same of an hour that is known of',
  },
  {
    file: 'convention/calendar/paris.ts',
    has: 'if (from && to && !stretches',
    why: 'what is not kept is asked again',
  },
  {
    file: 'convention/calendar/holidays.ts',
    has: 'if (known) return known',
    why: 'what is not kept is counted again',
  },
  {
    file: 'convention/ledger/totals.ts',
    has: 'until === undefined || lastDayIn(ledger) <= until',
    why: 'the accounts up to a day after which nothing counts are those of all, which are known',
  },
  {
    file: 'convention/ledger/ceiling.ts',
    has: 'if (!overrunOf(after, after.ledger))',
    why: 'what passes no ceiling makes none worse either, if it is looked for',
  },
];

/** Whether no test can tell a mutant from the original. */
export function isEquivalent({ file, line }: Mutant, source: string): boolean {
  const text = source.split('\n')[line - 1] ?? '';
  return lines.some((one) => one.file === file && text.includes(one.has));
}
