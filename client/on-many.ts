import { inParallel } from '../contract/in-parallel.ts';
import { type ErrorCode, Refused } from '../convention/errors.ts';
import type { Conventions } from './conventions.ts';
import type { ListedConvention, ListFilter } from './list.ts';

// What is done to many conventions, one by one: some at a time, each once, what refuses told beside what is done.

/** Conventions read, or acted on, together. */
const atOnce = 20;

/** What came of one convention. */
export interface Outcome {
  readonly id: string;
  /**
   * `known`: it was so already, and nothing has changed. `unanswered`: it has left, and may be done or be done later.
   * `left`: not begun, since another was not answered.
   */
  readonly state: 'done' | 'known' | 'refused' | 'unanswered' | 'left';
  /** In French. */
  readonly text: string;
  /** Why it is refused, or has no answer. */
  readonly code?: ErrorCode;
}

/** The ids of all conventions that are not closed, or of those of them that a filter finds. */
export async function allConventions(
  conventions: Pick<Conventions, 'every'>,
  filter: Omit<ListFilter, 'limit' | 'page'> = {},
): Promise<string[]> {
  return (await everyListed(conventions, filter)).filter(isOpen).map(({ id }) => id);
}

/** All conventions that a filter finds, those that are closed too, in the order of their ids. */
export async function everyListed(
  conventions: Pick<Conventions, 'every'>,
  filter: Omit<ListFilter, 'limit' | 'page'> = {},
): Promise<readonly ListedConvention[]> {
  return [...(await conventions.every(filter))].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Whether something may still be done in a convention, by its phase. */
export function isOpen({ phase }: { readonly phase: string }): boolean {
  return phase !== 'closed' && phase !== 'withdrawn';
}

/**
 * Does something to each. A refusal leaves the others as they are; once one is not answered, no more are begun.
 * @param does says what came of it, or throws `Refused`.
 * @param told what has come of each, as it comes.
 */
export async function doOnMany<One extends { readonly id: string }>(
  all: readonly One[],
  does: (one: One) => Promise<Omit<Outcome, 'id'>>,
  told: (outcome: Outcome) => void = () => {},
): Promise<readonly Outcome[]> {
  const outcomes = new Map<One, Outcome>();
  let isAnswered = true;
  await forEach(all, async (one) => {
    const outcome: Outcome = { id: one.id, ...(isAnswered ? await tried(() => does(one)) : left) };
    isAnswered &&= outcome.state !== 'unanswered';
    outcomes.set(one, outcome);
    told(outcome);
  });
  return all.flatMap((one) => outcomes.get(one) ?? []);
}

const left = { state: 'left', text: 'Pas commencée : une autre convention n’a pas répondu.' } as const;

async function tried(does: () => Promise<Omit<Outcome, 'id'>>): Promise<Omit<Outcome, 'id'>> {
  try {
    return await does();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { code, message: text } = error;
    const isUnknown = code === 'OUTCOME_UNKNOWN' || code === 'ENGINE_UNREACHABLE';
    if (code === 'ALREADY_DONE') return { state: 'known', text };
    return { state: isUnknown ? 'unanswered' : 'refused', text, code };
  }
}

/** Does something with each, some at a time. */
export async function forEach<One>(all: readonly One[], work: (one: One) => Promise<void>): Promise<void> {
  await inParallel(all, work, atOnce);
}
