import type { Convention } from '../convention/convention.ts';
import type { Proposal } from '../convention/proof/agreement.ts';
import type { Act } from './act.ts';
import { type ActName, actNames, acts } from './acts.ts';

/** The acts by which somebody agrees to what stands, if they do. */
export const agreeingActs: readonly ActName[] = actNames.filter((name) => 'agreesTo' in acts[name]);

/** What an act would agree to, as it stands: nothing for an act that agrees to nothing. */
export function proposalFor(convention: Convention, name: ActName, input: unknown): Proposal | undefined {
  const act: Act = acts[name];
  return typeof input === 'object' && input !== null ? act.agreesTo?.(convention, input) : undefined;
}

/** An act as somebody does it who has what it agrees to before their eyes. */
export function asItStands(convention: Convention, name: ActName, input: unknown): unknown {
  const proposal = proposalFor(convention, name, input);
  return proposal && typeof input === 'object' && input !== null && !('agreesTo' in input)
    ? { ...input, agreesTo: proposal.mark }
    : input;
}
