import type { ActName } from '../../acts/acts.ts';
import type { Moment } from '../../convention/calendar/moment.ts';
import type { Convention } from '../../convention/convention.ts';
import type { ErrorCode } from '../../convention/errors.ts';
import { refusalOf } from '../convention/support.ts';

/** An act that is refused: what is wrong with it, and what the refusal must say. */
export type BadAct = readonly [
  what: string,
  name: ActName,
  input: unknown,
  before: Convention,
  moment: Moment,
  code: ErrorCode,
  message: RegExp,
];

/** Declares one test for each act that is refused in French, with its code. */
export function itRefuses(badActs: readonly BadAct[]): void {
  it.each(badActs)('%s (%s)', (_what, name, input, before, moment, code, message) => {
    const refused = refusalOf(before, name, input, moment);
    expect(refused.code).toBe(code);
    expect(refused.message).toMatch(message);
  });
}
