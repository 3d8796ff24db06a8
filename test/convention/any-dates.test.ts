import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parisDate } from '../../convention/calendar/paris.ts';
import { addDays, addMonths, type PlainDate } from '../../convention/calendar/plain-date.ts';
import { phaseChangeDays } from '../../convention/clauses/calendar.ts';
import { type Convention, register } from '../../convention/convention.ts';
import { dutiesOf, outcomeOf, owedDuties } from '../../convention/duties/duties.ts';
import { isAlert } from '../../convention/duties/duty.ts';
import { nextMailInstant } from '../../convention/mailing/tracking.ts';
import { periodOf } from '../../convention/term/term.ts';
import { itsTurn, story } from '../acts/stories.ts';
import { exampleIds, exampleText, playOn } from '../examples/examples.ts';
import { runs } from '../support/runs.ts';
import { anyWritten } from './any-document.ts';
import { SimulatedLife } from './simulation.ts';
import { accepted, anyDay, at } from './support.ts';

const signature = at('2020-03-25', '18:00');
const documents = anyWritten.map((written) => accepted(written).document);

describe('once a convention of any text has closed, whatever life it has had', () => {
  const closed = fc
    .record({ document: documents, attempts: story, days: fc.nat(1500) })
    .map(({ document, attempts, days }) => {
      const life = new SimulatedLife(document, signature.now);
      for (const { name, input, hours } of attempts) {
        if (life.convention.closed) break;
        life.passes(life.moment.now + hours * 3_600_000);
        life.act(name, itsTurn(input, life.convention, life.moment.today));
      }
      // Some are stopped before all is done.
      playOn(life, signature.now + days * 86_400_000);
      life.act('terminate', { by: 'Ada', reason: 'fin' });
      return life;
    });

  it('nothing is owed, opened or written, but the letters that say so', () => {
    fc.assert(
      fc.property(closed, (life) => {
        const { convention } = life;
        const at = convention.closed?.at ?? 0;
        const today = parisDate(at);
        life.passes(at + 800 * 86_400_000);
        expect(life.convention.journal.filter(({ act, at: then }) => then > at && act !== 'mail')).toEqual(
          [],
        );
        expect([owedDuties(convention), phaseChangeDays(convention)]).toEqual([[], []]);
        const ahead = dutiesOf(convention).filter(
          (duty) => !outcomeOf(convention, duty) && !(isAlert(duty) && duty.dueOn <= today),
        );
        expect(ahead).toEqual([]);
        const after = life.deliveries.flatMap(({ letters }) =>
          letters.filter(({ writtenAt }) => writtenAt > at),
        );
        const last = nextMailInstant(convention, at);
        expect(after.filter(({ writtenAt }) => writtenAt > last)).toEqual([]);
        expect(after.flatMap(({ items }) => items.filter(({ kind }) => kind === 'duty'))).toEqual([]);
      }),
      // Lives are long to shrink.
      { numRuns: runs(400), endOnFailure: true },
    );
  });
});

/** A convention of any text, in effect on any day, renewed or not. */
interface Facts {
  readonly written: Record<string, unknown>;
  readonly effect: PlainDate;
  /** Months of each renewal. */
  readonly renewals: readonly number[];
}

const months = fc.integer({ min: 1, max: 12 });
const anyFacts: fc.Arbitrary<Facts> = fc.record({
  written: anyWritten,
  effect: anyDay('2020-03-25', '2020-12-31'),
  renewals: fc.array(months, { maxLength: 2 }),
});

function conventionOf({ written, effect, renewals }: Facts): Convention {
  return {
    ...register(accepted(written).document, signature.now),
    confirmedEffect: { on: effect, reason: 'x' },
    renewals: renewals.map((one, index) => ({ rank: index + 1, months: one, how: 'tacit', at: 0 })),
  };
}

describe('the duties of any text', () => {
  it('each have a name of their own, and open before they are due', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const duties = dutiesOf(conventionOf(facts));
        expect(new Set(duties.map(({ id }) => id)).size).toBe(duties.length);
        expect(duties.filter(({ opensOn, dueOn }) => opensOn > dueOn)).toEqual([]);
      }),
      { numRuns: runs(500) },
    );
  });
});

describe('a later last day', () => {
  /** The same, for longer: so many months more, a later day, one more renewal. */
  const longer: readonly ((facts: Facts, by: number) => Facts)[] = [
    (facts, by) => {
      const { until, months = 0 } = conventionOf(facts).document.term;
      const term = until ? { until: addMonths(until, by) } : { months: months + by };
      return withTerm(facts, { ...Object(facts.written.term), ...term });
    },
    (facts, by) => {
      const end = periodOf(conventionOf({ ...facts, renewals: [] }))?.lastDay ?? facts.effect;
      return withTerm(facts, { until: addDays(end, by) });
    },
    (facts, by) => ({ ...facts, renewals: [...facts.renewals, by] }),
  ];
  /** Without the text's own rule of the effect, which is confirmed: a term may come before its date. */
  const withTerm = (facts: Facts, term: unknown): Facts => ({
    ...facts,
    written: { ...facts.written, effect: { conditions: ['signature'] }, term },
  });

  it('never brings any deadline forward', () => {
    let moved = 0;
    fc.assert(
      fc.property(anyFacts, fc.constantFrom(...longer), months, (facts, lengthened, by) => {
        const before = conventionOf(facts);
        const after = conventionOf(lengthened(facts, by));
        expect((periodOf(after)?.endsOn ?? '') >= (periodOf(before)?.endsOn ?? '')).toBe(true);
        // A committee that closed a period may become one of its rhythm, a month earlier at most.
        const rhythm = before.document.committee?.everyMonths;
        const still = dutiesOf(before).filter(({ kind }) => rhythm === undefined || kind !== 'committee');
        const later = new Map(dutiesOf(after).map(({ id, dueOn }) => [id, dueOn]));
        // Some are no more: the report of a quarter that was cut short.
        const both = still.map(({ id, dueOn }) => ({ id, was: dueOn, is: later.get(id) ?? dueOn }));
        expect(both.filter(({ was, is }) => is < was)).toEqual([]);
        moved += both.filter(({ was, is }) => is > was).length;
      }),
      { numRuns: runs(1000) },
    );
    // It would prove nothing of deadlines that never move.
    expect(moved).toBeGreaterThan(runs(1000));
  });
});

describe('on a host of another zone', () => {
  const root = join(__dirname, '../..');
  // Inside node_modules, from where dependencies are found.
  const folders = join(root, 'node_modules/.cache');
  let folder = '';

  const program = `
    import { readFileSync } from 'node:fs';
    import { parisInstant } from './convention/calendar/paris.js';
    import { register } from './convention/convention.js';
    import { readDocument } from './convention/document/read-document.js';
    import { scheduleOf } from './convention/views/schedule.js';
    import { unanswered } from './test/convention/simulation.js';
    const at = (today) => ({ today, now: parisInstant(today, '18:00') });
    for (const written of JSON.parse(readFileSync(0, 'utf8'))) {
      const reading = readDocument(written);
      if (!reading.ok) throw new Error(JSON.stringify(reading.faults));
      const { document } = reading;
      const from = at(document.signedOn);
      const letters = unanswered(register(document, from.now), from, { now: from.now + 100 * 86_400_000 });
      console.log(JSON.stringify([scheduleOf(document), letters.map(({ identity, moment }) => [identity, moment])]));
    }`;

  beforeAll(() => {
    mkdirSync(folders, { recursive: true });
    folder = mkdtempSync(join(folders, 'dates-'));
    const sources = ['convention', 'acts'].flatMap((room) =>
      readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => join(room, file)),
    );
    execFileSync(process.execPath, ['engine/compile.mjs', folder], {
      cwd: root,
      input: [...sources, 'test/convention/simulation.ts'].join('\n'),
    });
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(folder, 'main.js'), program);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('the calendar and the letters of the examples, and of any text, are the same', () => {
    const examples = exampleIds.map((id) => JSON.parse(exampleText(id)));
    const written = JSON.stringify([...examples, ...fc.sample(anyWritten, runs(100))]);
    const answers = (zone: string) =>
      execFileSync(process.execPath, [join(folder, 'main.js')], {
        env: { ...process.env, TZ: zone },
        input: written,
        encoding: 'utf8',
        maxBuffer: 1 << 28,
      });
    const here = answers('Europe/Paris');
    expect(here.split('\n').length).toBeGreaterThan(exampleIds.length + 10);
    for (const zone of ['Pacific/Kiritimati', 'America/Los_Angeles'])
      expect([zone, answers(zone) === here]).toEqual([zone, true]);
  });
});
