import type { Outcome } from '../client/on-many.ts';
import { Refused } from '../convention/errors.ts';
import { frenchNumber } from '../convention/french-number.ts';
import { lineProgress } from '../engine/progress.ts';

/** A refusal that the command has told in its output, among what was done: what is left to give is its code. */
export class ToldRefusal extends Refused {}

/** Does something to many conventions, and shows how far it is: `what` is `Import`. */
export async function withProgress(
  what: string,
  of: number,
  work: (told: () => void) => Promise<readonly Outcome[]>,
): Promise<readonly Outcome[]> {
  const { show, end } = lineProgress();
  const startedAt = performance.now();
  let count = 0;
  try {
    return await work(() => {
      count += 1;
      show(`${what} : ${count} conventions sur ${of}`, (performance.now() - startedAt) / 1000);
    });
  } finally {
    end();
  }
}

/** How many there are of each outcome, in words: those of what is done, and of what was so already, are the command's. */
export function countedOutcomes(
  outcomes: readonly Outcome[],
  own: { readonly done: string; readonly known: string },
): string[] {
  const words = { ...own, refused: 'refusées', unanswered: 'sans réponse', left: 'pas commencées' };
  const states = ['done', 'known', 'refused', 'unanswered', 'left'] as const;
  const count = (state: Outcome['state']) => outcomes.filter((one) => one.state === state).length;
  const told = states.filter((state) => count(state) > 0).map((state) => `${words[state]} ${count(state)}`);
  const again = count('unanswered') + count('left') > 0;
  return [
    `Conventions : ${told.join(', ') || 'aucune'}.`,
    ...(again ? ['Relancez la même commande : ce qui est fait ne l’est pas deux fois.'] : []),
  ];
}

/**
 * Says by the exit code that all is not done.
 * @throws ToldRefusal of the first that has not answered or, when all have, of the first that has refused.
 */
export function refuseUnlessDone(outcomes: readonly Outcome[] = []): void {
  for (const [state, what] of [
    ['unanswered', 'Sans réponse'],
    ['refused', 'Refusé'],
  ] as const) {
    const some = outcomes.filter((one) => one.state === state);
    const [first] = some;
    if (!first?.code) continue;
    const count = `${frenchNumber(some.length)} sur ${frenchNumber(outcomes.length)}`;
    throw new ToldRefusal(first.code, `${what} : ${count}, et d’abord « ${first.id} » : ${first.text}`);
  }
}
