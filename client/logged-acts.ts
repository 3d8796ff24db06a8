import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { actDone, type LoggedAct } from '../contract/logged-act.ts';
import { Refused } from '../convention/errors.ts';
import type { Conventions } from './conventions.ts';

const line = z.object({
  msg: z.literal(actDone),
  convention: z.string(),
  act: z.string(),
  at: z.number(),
  update: z.string().optional(),
});

/**
 * The acts that a worker's log tells of, in its order; its other lines, and one that was cut short, say nothing.
 * @throws the system's error when it cannot be read.
 */
export async function actsIn(log: string): Promise<LoggedAct[]> {
  const acts: LoggedAct[] = [];
  for await (const text of createInterface({
    input: createReadStream(log),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    if (!text.includes(`"${actDone}"`)) continue;
    const read = line.safeParse(parsed(text));
    if (!read.success) continue;
    const { convention, act, at, update } = read.data;
    acts.push({ convention, act, at, ...(update === undefined ? {} : { update }) });
  }
  return acts;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The acts of some logs that no record knows, as after a backup was put back: oldest first, each once. An act is known
 * by its line of the journal, of that name and instant; the registration of a convention by the convention.
 * @throws Refused as `Conventions.record`, but for a convention that is unknown.
 */
export async function unknownActs(
  conventions: Pick<Conventions, 'record'>,
  logged: readonly LoggedAct[],
): Promise<LoggedAct[]> {
  const unknown: LoggedAct[] = [];
  for (const id of new Set(logged.map(({ convention }) => convention))) {
    const journal = await journalOf(conventions, id);
    const isKnown = ({ act, at }: LoggedAct) =>
      journal !== undefined &&
      (act === 'start' || journal.some((entry) => entry.act === act && entry.at === at));
    const ofIt = logged.filter(({ convention }) => convention === id);
    const told = new Set(ofIt.filter(isKnown).map(nameOf));
    for (const one of ofIt) {
      if (told.has(nameOf(one))) continue;
      told.add(nameOf(one));
      unknown.push(one);
    }
  }
  return unknown.sort((one, other) => one.at - other.at);
}

/** What a worker did again, after a turn that was lost, is one act: under one identity, at another instant. */
function nameOf({ act, at, update }: LoggedAct): string {
  return update ?? `${act} ${at}`;
}

async function journalOf(conventions: Pick<Conventions, 'record'>, id: string) {
  try {
    return (await conventions.record(id)).journal;
  } catch (error) {
    if (error instanceof Refused && error.code === 'UNKNOWN_CONVENTION') return undefined;
    throw error;
  }
}
