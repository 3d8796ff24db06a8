import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asItStands } from '../../acts/agreeing.ts';
import { type Instant, parisInstant } from '../../convention/calendar/paris.ts';
import { addMonths } from '../../convention/calendar/plain-date.ts';
import { onOrAfterWorkingDay } from '../../convention/calendar/working-days.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import { viewOf } from '../../convention/views/view.ts';
import { packageRoot } from '../../engine/package-root.ts';
import { nextActs } from '../../rehearsal/actor.ts';
import { readScript, type ScriptedAct, scriptedDuties } from '../../rehearsal/script.ts';
import { SimulatedLife } from '../convention/simulation.ts';
import { accepted } from '../convention/support.ts';

const folder = join(packageRoot(), 'examples');

/** The examples of conventions, by their ids. */
export const exampleIds: readonly string[] = readdirSync(folder)
  .map((file) => file.replace(/\.json$/, ''))
  .sort();

/** The text of an example, as it is written. */
export function exampleText(id: string): string {
  return readFileSync(join(folder, `${id}.json`), 'utf8');
}

/** An example, read, with what the law finds in it. */
export function readExample(id: string) {
  return accepted(JSON.parse(exampleText(id)));
}

// What happens of itself in the life of each goes without saying; this does not.
const scripts: Readonly<Record<string, readonly object[]>> = {
  // Renewed without end, unless somebody puts one to it.
  csp: [{ on: '2018-06-04', act: 'notice', from: 'delegatee' }],
  avis: [
    { on: '2021-06-01', act: 'request', from: 'delegatee', subject: 'insertion en sortie de détention' },
  ],
};

/** What somebody does in the life of an example besides what is asked. */
export function scriptOf({ id, signedOn }: ConventionDocument): ScriptedAct[] {
  return readScript(scripts[id] ?? [], signedOn);
}

/**
 * The life of an example without any engine, in which everybody does what is asked in time.
 * @throws Error when it has not closed by ten years after its signature.
 */
export function livedThrough(document: ConventionDocument): SimulatedLife {
  const { holidays, signedOn } = document;
  const life = new SimulatedLife(document, parisInstant(onOrAfterWorkingDay(signedOn, holidays), '08:00'));
  playOn(life, parisInstant(addMonths(signedOn, 120), '12:00'), scriptOf(document));
  if (!life.convention.closed)
    throw new Error(`« ${document.id} » is not closed ten years after its signature`);
  life.passes(life.moment.now + 7 * day);
  return life;
}

/** Everybody does from now on what is asked in time, until the life closes, or an instant comes. */
export function playOn(life: SimulatedLife, last: Instant, script: ScriptedAct[] = []): void {
  const isScripted = scriptedDuties(script);
  while (!life.convention.closed && life.moment.now < last) {
    const { now } = life.moment;
    const acts = nextActs(viewOf(life.convention, {}, now), 'everybody', isScripted, now) ?? [];
    const at = Math.min(acts[0]?.at ?? last, script[0]?.at ?? last, last);
    life.passes(at);
    const [line] = script;
    const played = line && line.at === at ? script.splice(0, 1) : acts;
    const before = life.convention;
    for (const { name, input } of at < last ? played : [])
      life.act(name, asItStands(life.convention, name, input));
    // What is refused is tried again the next day.
    if (life.convention === before) life.passes(Math.min(at + day, last));
  }
}

const day = 24 * 3_600_000;
