import fc from 'fast-check';
import { dutiesOf } from '../../../convention/duties/duties.ts';
import { positionOf } from '../../../convention/ledger/position.ts';
import { afterDelivery } from '../../../convention/mailing/delivery-record.ts';
import { sameFacts } from '../../../convention/mailing/same-facts.ts';
import { phaseOf } from '../../../convention/term/phases.ts';
import { periodOf } from '../../../convention/term/term.ts';
import { live, origins, story } from '../../acts/stories.ts';
import { runs } from '../../support/runs.ts';
import { at, inForce } from '../support.ts';

describe('the facts of a convention', () => {
  it('are the same while letters leave, acts are written down and phases pass', () => {
    const before = inForce();
    const { now, today } = at('2020-05-01');
    const entry = { at: now, by: 'Ada', act: 'phase', text: 'fait', version: 1 };
    expect(sameFacts(before, before)).toBe(true);
    expect(sameFacts(before, { ...before, journal: [...before.journal, entry] })).toBe(true);
    expect(sameFacts(before, { ...before, mails: [] })).toBe(true);
    expect(sameFacts(before, { ...before, phases: [...before.phases, { phase: 'ended', on: today }] })).toBe(
      true,
    );
  });

  it('are the same once letters have left that nothing was wrong with', () => {
    const before = inForce();
    const sent = {
      contact: 'dgefp-budget',
      messageId: '<1@a.example>',
      status: 'sent',
      response: '250',
    } as const;
    const after = afterDelivery(before, [], [sent], at('2020-05-01')).convention;
    expect(after.mails).toHaveLength(1);
    expect(sameFacts(before, after)).toBe(true);
  });

  it('are others when anything else is added, replaced or taken away', () => {
    const before = inForce();
    const paused = { ...before, pausedUntil: at('2020-06-01').today };
    expect(sameFacts(before, paused)).toBe(false);
    expect(sameFacts(paused, before)).toBe(false);
    expect(sameFacts(paused, { ...before, inForceSince: at('2020-06-01').today })).toBe(false);
    expect(sameFacts(before, { ...before, outcomes: { ...before.outcomes } })).toBe(false);
  });

  it('are all that duties, phase, period and money are told by, however the convention came about', () => {
    fc.assert(
      fc.property(origins, story, (origin, attempts) => {
        for (const { after, moment } of live(origin, attempts)) {
          const bare = structuredClone({ ...after, journal: [], mails: [], phases: [] });
          expect(dutiesOf(after)).toEqual(dutiesOf(bare));
          expect(phaseOf(after, moment.today)).toBe(phaseOf(bare, moment.today));
          expect(periodOf(after)).toEqual(periodOf(bare));
          expect(positionOf(after, moment.today)).toEqual(positionOf(bare, moment.today));
        }
      }),
      { numRuns: runs(25) },
    );
  });
});
