import fc from 'fast-check';
import { accepted } from '../convention/support.ts';
import { type Invariant, type Lived, seen } from './invariants/invariant.ts';
import { invariants } from './invariants.ts';
import type { Event, Life } from './life.ts';
import { lived } from './play.ts';
import { Report } from './report.ts';
import { anyScript, type Script, type Step } from './scripts.ts';

/** A life that broke something. */
export interface Failure {
  /** By which it is lived again. */
  readonly seed: number;
  readonly path: string;
  readonly script: Script;
  readonly why: string;
}

/** What is to be lived: so many years from a seed on, or the one life that a seed and a path name. */
export interface Campaign {
  readonly years: number;
  readonly seed: number;
  readonly path?: string;
}

/** Lives of one seed: each is named by its rank. */
const ofOneSeed = 50;
/** Lives that shrinking tries, at most. */
const mostShrinks = 150;

const all = Object.values(invariants).flat();
const atEvents = all.filter(({ breaksAt }) => breaksAt !== undefined);
const inLives = all.filter(({ breaksIn }) => breaksIn !== undefined);

/** Years after which every act must have been done, and every invariant have had something to look at. */
export const leastYears = 300;

/** Who is told how a campaign goes on. */
export interface Watching {
  /** After the lives of each seed. */
  lived(report: Report): void;
  /** Of what broke first, before a smaller life that breaks is looked for, which takes its time. */
  broke(why: string): void;
}

/**
 * Lives until as many years are lived, or something breaks.
 * @param lives lives one of them, and throws when something breaks.
 */
export function campaign(
  { years, seed, path }: Campaign,
  lives: typeof livesThrough = livesThrough,
  { lived: told, broke }: Watching = { lived: () => undefined, broke: () => undefined },
): { readonly report: Report; readonly failure?: Failure } {
  const report = new Report();
  for (let current = seed; ; current += 1) {
    const one = { seed: current, years, ...(path === undefined ? {} : { path }) };
    const failure = ofSeed(report, one, lives, broke);
    told(report);
    if (failure) return { report, failure };
    if (path !== undefined || report.years >= years) return { report };
  }
}

function ofSeed(
  report: Report,
  { seed, years, path }: Campaign,
  lives: typeof livesThrough,
  broke: Watching['broke'],
): Failure | undefined {
  let why = '';
  let shrinks = 0;
  const property = fc.property(anyScript, (script) => {
    if (why === '' && path === undefined && report.years >= years) return;
    if (why !== '') shrinks += 1;
    if (shrinks > mostShrinks) return;
    const counted = why === '' ? report : new Report();
    try {
      lives(script, counted);
    } catch (error) {
      const isFirst = why === '';
      why = error instanceof Error ? (error.stack ?? error.message) : String(error);
      if (isFirst) broke(why);
      throw error;
    }
  });
  const how = path === undefined ? { numRuns: ofOneSeed } : { path, endOnFailure: true };
  const checked = fc.check(property, { seed, ...how });
  if (!checked.failed) return undefined;
  const [script] = checked.counterexample ?? [];
  if (!script) throw new Error('a life failed that is not known', { cause: checked.errorInstance });
  // What the shrunk life breaks, which need not be what the first did.
  const { errorInstance } = checked;
  return {
    seed,
    path: checked.counterexamplePath ?? '',
    script,
    why: errorInstance instanceof Error ? (errorInstance.stack ?? errorInstance.message) : why,
  };
}

/**
 * Lives a life, and looks at every invariant.
 * @param happens told of each thing that happens, with the step of the script that it comes from.
 * @throws Error that names what is broken, and when.
 */
export function livesThrough(
  script: Script,
  report: Report,
  happens: (event: Event, step: Step | undefined) => void = () => undefined,
): void {
  const events: Event[] = [];
  const { document } = accepted(script.document);
  const life = lived(script, {
    isCarried: false,
    happens(event, step) {
      happens(event, step);
      looksAt(event, events.length, report);
      events.push(event);
    },
  });
  count(life, events, report);
  const twin = twinOf(script);
  if (twin) report.carried += 1;
  const whole: Lived = {
    script,
    document,
    life,
    events,
    record: life.convention,
    ...(twin ? { carried: { course: twin.course, handed: twin.mail.handed } } : {}),
  };
  for (const invariant of inLives) held(invariant, invariant.breaksIn?.(whole), report, 'in the whole life');
}

function looksAt(event: Event, rank: number, report: Report): void {
  const what = seen(event, rank);
  const when = `${new Date(event.moment.now).toISOString()}, ${event.kind} ${event.tried?.name ?? ''}`;
  for (const invariant of atEvents) held(invariant, invariant.breaksAt?.(what), report, when);
}

function held(invariant: Invariant, broken: readonly string[] | undefined, report: Report, when: string) {
  if (broken === undefined) return;
  if (broken.length > 0)
    throw new Error(`« ${invariant.name} » does not hold (${when}):\n  ${broken.slice(0, 10).join('\n  ')}`);
  report.looked.set(invariant, (report.looked.get(invariant) ?? 0) + 1);
}

/** The same life, its state written down and read again on its way: of one life in three, which costs as much again. */
function twinOf(script: Script): Life | undefined {
  if (script.steps.length % 3 !== 0) return undefined;
  return lived(script, { isCarried: true, happens: () => undefined });
}

function count(life: Life, events: readonly Event[], report: Report): void {
  report.lives += 1;
  report.ms += life.lasted;
  report.events += events.length;
  report.letters += life.mail.handed.length;
  report.refusedLetters += life.mail.handed.filter(({ status }) => status === 'refused').length;
  for (const { tried } of events) {
    const counts = tried && report.acts.get(tried.name);
    if (!counts) continue;
    if (tried.text === undefined) counts.refused += 1;
    else counts.accepted += 1;
  }
}
