import { setTimeout as pause } from 'node:timers/promises';
import type { Instant } from '../../../convention/calendar/paris.ts';
import type { Field } from './field.ts';
import { type Kind, kinds } from './kinds.ts';

/** A fault that happened. */
export interface Landed {
  readonly kind: Kind;
  readonly from: Instant;
  to: Instant;
  /** False when it met nobody, or could not be done: it does not count. */
  hasLanded: boolean;
  /** Why not. */
  why?: string;
}

/** Between two faults, in milliseconds: 2 to 10 s, near 2 most of the time. */
function nextInMs(random: () => number): number {
  return 2_000 + 8_000 * random() ** 8;
}

/**
 * Makes faults happen until so many have landed, whatever others are under way, but for those of one part, which happen
 * one at a time. All are undone at the end.
 * @param tell told of each.
 */
export async function fire(
  field: Field,
  count: number,
  random: () => number,
  tell: (line: string) => void,
): Promise<readonly Landed[]> {
  const all: Landed[] = [];
  const busy = new Set<string>();
  const underWay = new Set<Promise<void>>();
  const isEnough = () => all.filter(({ hasLanded }) => hasLanded).length >= count;
  while (!isEnough() || underWay.size > 0) {
    // Of those under way, some may meet nobody: as many others follow.
    if (isEnough()) {
      await Promise.race(underWay);
      continue;
    }
    await pause(nextInMs(random));
    const kind = chosen(
      kinds.filter((one) => !busy.has(one.part) && one.can(field)),
      random,
    );
    if (!kind) continue;
    const [least, most] = kind.lasts;
    const lastsMs = least + random() * (most - least);
    const landed: Landed = { kind, from: Date.now(), to: Number.POSITIVE_INFINITY, hasLanded: true };
    all.push(landed);
    busy.add(kind.part);
    const happening = happens(field, landed, lastsMs, random).then(() => {
      busy.delete(kind.part);
      underWay.delete(happening);
      const seconds = ((landed.to - landed.from) / 1000).toFixed(1);
      tell(`${kind.name}, ${seconds} s${landed.hasLanded ? '' : `, not counted: ${landed.why}`}`);
    });
    underWay.add(happening);
  }
  return all;
}

async function happens(field: Field, landed: Landed, lastsMs: number, random: () => number): Promise<void> {
  try {
    const undo = await landed.kind.does(field, random);
    await pause(lastsMs);
    if ((await undo()) === false) Object.assign(landed, { hasLanded: false, why: 'it met nobody' });
  } catch (error) {
    // As when a file is open for writing on a disk to be made read-only.
    const why = error instanceof Error ? error.message.trim() : String(error);
    Object.assign(landed, { hasLanded: false, why });
  }
  landed.to = Date.now();
}

function chosen(some: readonly Kind[], random: () => number): Kind | undefined {
  let left = random() * some.reduce((sum, { weight }) => sum + weight, 0);
  return some.find(({ weight }) => {
    left -= weight;
    return left < 0;
  });
}
