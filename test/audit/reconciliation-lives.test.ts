import fc from 'fast-check';
import { reconcile } from '../../audit/reconciliation.ts';
import { statesOf } from '../../audit/state-at-date.ts';
import { type Instant, parisDate } from '../../convention/calendar/paris.ts';
import { addDays, daysBetween, type PlainDate } from '../../convention/calendar/plain-date.ts';
import type { Convention, SentMail } from '../../convention/convention.ts';
import { itsTurn, story } from '../acts/stories.ts';
import { SimulatedLife } from '../convention/simulation.ts';
import { at, day, signauxFaibles } from '../convention/support.ts';
import { inFull } from '../support/runs.ts';

/** What a life starts from: documents that bring all sorts of duties. */
const documents = fc.constantFrom(
  ...[
    {},
    { committee: { everyMonths: 6 } },
    { committee: { everyMonths: 1 }, term: { months: 5 } },
    { term: { months: 3 }, renewal: { mode: 'express', months: 3, maximum: null } },
    { term: { months: 4 }, renewal: { mode: 'tacit', months: 2, maximum: 3, ceiling: 50_000 } },
  ].map((changes) => signauxFaibles(changes)),
);

/** A life, and what the convention was after each thing that was tried in it. */
interface Lived {
  readonly record: Convention;
  readonly states: ReadonlyMap<Instant, Convention>;
}

/** Of each life forty days are looked at: ten thousand in all, in full. */
const lives = inFull ? 250 : 5;

const signedOn = day('2020-03-25');

/** A life of a year and a half at most, whatever people try in it. */
const someLife: fc.Arbitrary<Lived> = fc
  .record({ document: documents, published: fc.boolean(), attempts: story, minutes: fc.nat(1439) })
  .map(({ document, published, attempts, minutes }) => {
    const life = new SimulatedLife(document, at(signedOn, '18:00').now);
    life.passes(at('2020-04-10').now);
    for (const publication of published ? ['maignon', 'data-gouv'] : [])
      life.act('recordPublication', { by: 'Ada', publication, on: '2020-04-10', evidence: 'attestation' });
    const states = new Map<Instant, Convention>();
    for (const { name, input, hours } of attempts) {
      const now = life.moment.now + hours * 3_600_000 + minutes * 60_000;
      if (now > at('2021-10-01').now) break;
      life.passes(now);
      life.act(name, itsTurn(input, life.convention, life.moment.today));
      // Of several acts in one instant, the later ones bear those that follow it.
      const last = life.convention.journal.at(-1)?.at ?? now;
      states.set(Math.max(now, last), life.convention);
    }
    const named = { record: life.convention, states };
    Object.defineProperty(named, fc.toStringMethod, { value: () => 'a life' });
    return named;
  });

/** What of a record happened to the convention, its letters aside. */
function factsOf(convention: Convention) {
  const { mails, journal, phases, faults, undelivered, ...facts } = convention;
  return facts;
}

/** A whole day of a record, from its signature to its last line. */
function dayOf({ journal }: Convention, share: number): PlainDate {
  const days = daysBetween(signedOn, parisDate(journal.at(-1)?.at ?? 0)) - 1;
  return addDays(signedOn, Math.floor(share * days));
}

const namesOf = (letters: ReturnType<typeof reconcile>['missing']) =>
  letters.map(({ duty, dueOn, on, contact }) => `${duty}/${dueOn}/${on} ${contact}`).sort();

const anyShare = fc.double({ min: 0, max: 1, noNaN: true });

test(
  'the past of any life is what it was, no letter that left is missing, and one that is lost is',
  () => {
    const seen = { due: 0, lost: 0 };
    const shares = (count: number) => fc.array(anyShare, { minLength: count, maxLength: count });
    fc.assert(
      fc.property(someLife, shares(40), shares(5), ({ record, states }, days, losses) => {
        for (const [at, convention] of states)
          expect(factsOf(statesOf(record).findLast(({ from }) => from <= at)?.convention ?? record)).toEqual(
            factsOf(convention),
          );
        for (const share of days) seen.due += dueOn(record, dayOf(record, share));
        for (const share of losses) {
          const lost = record.mails[Math.floor(share * record.mails.length)];
          if (lost && parisDate(lost.at) <= dayOf(record, 1)) seen.lost += missingWithout(record, lost);
        }
      }),
      { numRuns: lives },
    );
    // It would prove nothing of lives in which nothing is written; of few lives, chance may make half as much of them.
    expect(seen.due).toBeGreaterThan(lives * 10);
    expect(seen.lost).toBeGreaterThan(lives);
  },
  lives * 20_000,
);

/** How many letters were due that day, all of which left in time. */
function dueOn(record: Convention, on: PlainDate): number {
  const { due, missing, late, failed } = reconcile(record, on, on);
  expect([on, namesOf(missing), late, failed]).toEqual([on, [], 0, []]);
  return due;
}

/** How much is missing without a letter: all that it said to who must act, and nothing else. */
function missingWithout(record: Convention, lost: SentMail): number {
  const on = parisDate(lost.at);
  const said = lost.about.map((identity) => `${identity.replace(/[a-z]+:/, '')} ${lost.contact}`);
  const due = namesOf(reconcile({ ...record, mails: [] }, on, on).missing);
  const mails = record.mails.filter((mail) => mail !== lost);
  const { missing } = reconcile({ ...record, mails }, on, on);
  expect(namesOf(missing)).toEqual(due.filter((name) => said.includes(name)));
  return missing.length;
}
