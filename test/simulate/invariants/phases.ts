import type { Phase } from '../../../convention/convention.ts';
import { phaseOf } from '../../../convention/term/phases.ts';
import { each, type Invariant } from './invariant.ts';

/** What may follow each phase. */
const next: Readonly<Record<Phase, readonly Phase[]>> = {
  signed: ['inForce', 'suspended', 'underNotice', 'ended', 'settling', 'closed', 'withdrawn'],
  inForce: ['suspended', 'underNotice', 'ended', 'settling', 'closed'],
  suspended: ['inForce', 'underNotice', 'ended', 'settling', 'closed'],
  underNotice: ['inForce', 'suspended', 'ended', 'settling', 'closed'],
  ended: ['settling', 'closed'],
  // What is done is sometimes undone: a duty reopened, an order that was forgotten.
  settling: ['ended', 'closed'],
  closed: [],
  withdrawn: [],
};

export const phases: readonly Invariant[] = [
  {
    name: 'a phase only gives way to one that may follow it, on a day that is no earlier',
    breaksAt({ was, is }) {
      const added = is.phases.slice(was.phases.length);
      return each(added, ({ phase, on }) => {
        const last =
          is.phases[is.phases.findIndex((one) => one.phase === phase && one.on === on) - 1] ??
          was.phases.at(-1);
        const isRight = !was.phases.at(-1) || (last && next[last.phase].includes(phase) && last.on <= on);
        return !isRight && `${last?.phase} ${last?.on} → ${phase} ${on}`;
      });
    },
  },
  {
    name: 'the last phase of the record is that of the day',
    breaksAt({ kind, is, moment }) {
      if (kind !== 'turn') return undefined;
      const phase = phaseOf(is, moment.today);
      return is.phases.at(-1)?.phase === phase ? [] : [`${is.phases.at(-1)?.phase}, is ${phase}`];
    },
  },
  {
    name: 'effect, end and closing are for good',
    breaksAt({ was, is, changed }) {
      if (!changed) return undefined;
      const lost = (['inForceSince', 'ended', 'closed'] as const).filter((key) => was[key] && !is[key]);
      const moved = was.ended && was.ended.on !== is.ended?.on ? ['ended.on'] : [];
      return [...lost, ...moved];
    },
  },
];
