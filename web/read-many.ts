import { inParallel } from '../contract/in-parallel.ts';
import { Refused } from '../convention/errors.ts';

/** How many conventions one page reads at most. */
const mostRead = 1_000;

/** How long a page waits for those that are read for the first time; they go on being read for whoever opens it again. */
const patienceMs = 8_000;

/** What a page over many conventions has read of them. */
export interface ReadOf {
  /** How many were looked at. */
  readonly conventions: number;
  /** How many were not, for there are too many. */
  readonly left: number;
  /** How many of those looked at have not answered: what they have is not in the page. */
  readonly silent: number;
}

/** What some conventions answered. */
export interface ReadMany<One, Answer> extends ReadOf {
  /** In the order of those that were to be read. */
  readonly answered: readonly { readonly one: One; readonly answer: Answer }[];
}

/**
 * Asks about many, the first thousand; what one fails with is not told.
 * @param waits how long for those that do not answer at once, in milliseconds.
 * @throws Refused `ENGINE_UNREACHABLE` when that is what one fails with: none would answer.
 */
export async function readMany<One, Answer>(
  all: readonly One[],
  ask: (one: One) => Promise<Answer>,
  waits = patienceMs,
): Promise<ReadMany<One, Answer>> {
  const read = all.slice(0, mostRead);
  const answers = new Map<One, { readonly one: One; readonly answer: Answer }>();
  const failures: Refused[] = [];
  const asking = inParallel(read, async (one) => {
    if (failures.length > 0) return;
    try {
      answers.set(one, { one, answer: await ask(one) });
    } catch (error) {
      if (error instanceof Refused && error.code === 'ENGINE_UNREACHABLE') failures.push(error);
    }
  });
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([
    asking,
    new Promise((resolve) => {
      timer = setTimeout(resolve, waits);
    }),
  ]);
  clearTimeout(timer);
  const [failure] = failures;
  if (failure) throw failure;
  const answered = read.flatMap((one) => answers.get(one) ?? []);
  return {
    answered,
    conventions: read.length,
    left: all.length - read.length,
    silent: read.length - answered.length,
  };
}
