import type { ActName } from '../acts/acts.ts';
import { agreeingActs, asItStands } from '../acts/agreeing.ts';
import type { Conventions } from '../client/conventions.ts';

/** An act as it is done by whoever has just looked at the convention: what it agrees to is what stands there. */
export async function seenAct(
  conventions: Pick<Conventions, 'record'>,
  id: string,
  name: ActName,
  input: unknown,
): Promise<unknown> {
  return agreeingActs.includes(name) ? asItStands(await conventions.record(id), name, input) : input;
}
