import fc from 'fast-check';
import { actNames } from '../../acts/acts.ts';
import { phaseChangeDays } from '../../convention/clauses/calendar.ts';
import type { Convention } from '../../convention/convention.ts';
import { dutiesOf } from '../../convention/duties/duties.ts';
import { overrunOf } from '../../convention/ledger/ceiling.ts';
import { overpaidIn } from '../../convention/ledger/record.ts';
import { statementOf } from '../../convention/ledger/statement.ts';
import { lettersOf } from '../../convention/mailing/writing.ts';
import { phaseOf } from '../../convention/term/phases.ts';
import { viewOf } from '../../convention/views/view.ts';
import { inFull, runs } from '../support/runs.ts';
import { live, origins, story } from './stories.ts';

describe('any sequence of acts', () => {
  it('throws nothing but refusals, and keeps every reading of the convention possible', () => {
    fc.assert(
      fc.property(origins, story, (origin, attempts) => {
        for (const { after, moment } of live(origin, attempts)) {
          const { now, today } = moment;
          const ids = dutiesOf(after).map(({ id }) => id);
          expect(new Set(ids).size).toBe(ids.length);
          expect(phaseOf(after, today)).toBe(viewOf(after, {}, now).phase);
          expect(() => [statementOf(after), phaseChangeDays(after)]).not.toThrow();
        }
      }),
      { numRuns: runs(25) },
    );
  });

  it('adds to the journal, the ledger and the amendments, and takes nothing from them', () => {
    fc.assert(
      fc.property(origins, story, (origin, attempts) => {
        for (const { before, after } of live(origin, attempts)) {
          expect(after.journal.slice(0, before.journal.length)).toEqual(before.journal);
          expect(after.journal.length - before.journal.length).toBe(after === before ? 0 : 1);
          expect(after.ledger.slice(0, before.ledger.length)).toEqual(before.ledger);
          expect(after.pastVersions.slice(0, before.pastVersions.length)).toEqual(before.pastVersions);
          expect(after.version).toBe(after.pastVersions.length + 1);
          const named = ({ meetings }: Convention) => meetings.map(({ id, committee }) => [id, committee]);
          expect(named(after).slice(0, before.meetings.length)).toEqual(named(before));
          const touched = after.meetings.filter((one, index) => one !== before.meetings[index]);
          expect(touched.length).toBeLessThanOrEqual(1);
          expect(after.amendments.slice(0, before.amendments.length).map(({ id }) => id)).toEqual(
            before.amendments.map(({ id }) => id),
          );
        }
      }),
      { numRuns: runs(15) },
    );
  });

  it('tells somebody of each thing that it has to tell', () => {
    fc.assert(
      fc.property(origins, story, (origin, attempts) => {
        for (const { after, moment, news } of live(origin, attempts)) {
          for (const one of news) {
            const letters = lettersOf(after, [], [one], {}, moment);
            expect(letters.length).toBeGreaterThan(0);
            expect(one.item.lead).toMatch(/\S/);
          }
        }
      }),
      { numRuns: runs(15) },
    );
  });

  it('never commits more than the ceiling, nor pays more of an order than was committed', () => {
    fc.assert(
      fc.property(origins, story, (origin, attempts) => {
        for (const { after } of live(origin, attempts)) {
          expect(overrunOf(after, after.ledger)).toBeUndefined();
          expect(overpaidIn(after.ledger)).toBeUndefined();
        }
      }),
      { numRuns: runs(25) },
    );
  });

  it('asks for nothing that is due before it opens', () => {
    fc.assert(
      fc.property(origins, story, (origin, attempts) => {
        for (const { after } of live(origin, attempts)) {
          const backwards = dutiesOf(after).filter(({ opensOn, dueOn }) => opensOn > dueOn);
          expect(backwards).toEqual([]);
        }
      }),
      { numRuns: runs(15) },
    );
  });

  it('replayed gives the same convention, also through JSON after each act', () => {
    const throughJson = (convention: Convention): Convention => JSON.parse(JSON.stringify(convention));
    fc.assert(
      fc.property(origins, story, (origin, attempts) => {
        const after = live(origin, attempts).at(-1)?.after;
        expect(live(origin, attempts).at(-1)?.after).toEqual(after);
        const stored = live(origin, attempts, throughJson).at(-1)?.after;
        expect(stored).toEqual(JSON.parse(JSON.stringify(after)));
      }),
      { numRuns: runs(15) },
    );
  });
});

describe('the sequences above', () => {
  it('are worth their name: nearly every act is both done and refused in them', () => {
    const few = inFull ? 6 : 12;
    const seen = new Map(actNames.map((name) => [name, { done: 0, refused: 0 }]));
    const missed = () => [...seen].filter(([, { done, refused }]) => done === 0 || refused === 0);
    for (const [origin, attempts] of fc.sample(fc.tuple(origins, story), { numRuns: 150, seed: 7 })) {
      for (const [index, { before, after }] of live(origin, attempts).entries()) {
        const counts = seen.get(attempts[index]?.name ?? 'terminate');
        if (counts) counts[after === before ? 'refused' : 'done'] += 1;
      }
      if (missed().length <= few) break;
    }
    expect(missed().slice(few)).toEqual([]);
  });
});
