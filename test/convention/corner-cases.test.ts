import { doAct } from '../../acts/acts.ts';
import { type Convention, register } from '../../convention/convention.ts';
import { readDocument } from '../../convention/document/read-document.ts';
import { dutiesOf, outcomeOf } from '../../convention/duties/duties.ts';
import { ladderOf, mailInstant } from '../../convention/mailing/reminders.ts';
import { nextRung } from '../../convention/mailing/tracking.ts';
import { phaseOf } from '../../convention/term/phases.ts';
import { periodOf, spansOf } from '../../convention/term/term.ts';
import { scheduleOf } from '../../convention/views/schedule.ts';
import { turn } from './simulation.ts';
import {
  acting,
  at,
  day,
  deepFreeze,
  dutyOf,
  ended,
  example,
  exampleWith,
  faultsIn,
  inForce,
  refusalOf,
  signauxFaibles,
  signed,
} from './support.ts';

// Corner cases, each of which once went wrong.

const by = 'Ada';
const reason = 'décision';
const july = at('2020-07-01');
const noticed = acting(inForce(), july, [
  'giveNotice',
  { by, from: 'delegator', receivedOn: '2020-07-01', reason },
]);
const begun = turn(inForce(), {}, at('2020-04-10'), true).tracking;
const published = (publication: string, on: string) =>
  ['recordPublication', { by, publication, on, evidence: 'x' }] as const;

describe('a date that the calendar cannot follow is refused, instead of breaking every reading after it', () => {
  it('an effect confirmed in 2199', () => {
    expect(refusalOf(signed(), 'confirmEffect', { by, on: '2199-12-31', reason }, july).code).toBe(
      'BAD_DATE',
    );
  });

  it('a signature whose term falls after 2199', () => {
    expect(readDocument(example({ signedOn: '2199-12-31' })).ok).toBe(false);
  });

  it('an own duty that would open before 1900', () => {
    const due = { from: 'signature' };
    const duty = {
      id: 'x',
      article: '2',
      title: 'X',
      holder: 'delegator',
      evidence: 'e',
      opens: { ...due, months: -120 },
      due,
    };
    const reading = readDocument(example({ signedOn: '1905-03-25', duties: [duty] }));
    expect(() => reading.ok && dutiesOf(register(reading.document, 0))).not.toThrow();
  });
});

describe('the same act done twice', () => {
  it('a committee held is not held again: the next one is still owed', () => {
    const held = { by, on: '2020-10-09', decision: 'Poursuivre', minutes: 'https://cr.example' };
    const moment = at('2020-10-09', '18:00');
    const once = acting(inForce({ committee: { everyMonths: 6 } }), moment, ['holdCommittee', held]);
    expect(refusalOf(once, 'holdCommittee', held, moment).code).toBe('ALREADY_DONE');
  });

  it('a duty is done once in one act', () => {
    const one = { duty: 'chorus-access', evidence: 'AIFE-1' };
    const refused = refusalOf(
      signed(),
      'markDone',
      { by, duties: [one, { ...one, evidence: 'AIFE-2' }] },
      july,
    );
    expect(refused.code).toBe('ALREADY_DONE');
  });

  it('an effect moved forth, back and forth again is told three times, under three identities', () => {
    const first = { by, on: '2020-04-06', reason };
    const second = { by, on: '2020-04-07', reason };
    const identities: string[] = [];
    let convention = acting(inForce(), july, ['confirmEffect', first]);
    for (const [index, input] of [second, first, second].entries()) {
      const moment = at(`2020-07-0${index + 2}`);
      const { convention: after, news } = actingWithNews(convention, input, moment);
      convention = after;
      identities.push(...news);
    }
    expect(new Set(identities).size).toBe(3);
  });
});

function actingWithNews(
  convention: ReturnType<typeof inForce>,
  input: unknown,
  moment: ReturnType<typeof at>,
) {
  const { convention: after, news } = doAct(convention, 'confirmEffect', input, moment);
  return { convention: after, news: news.map(({ item }) => item.identity) };
}

describe('the effect of a convention', () => {
  it('does not move after its end, when a publication that was waived is recorded', () => {
    const waived = acting(signed(), at('2020-04-10'), published('maignon', '2020-04-10'), [
      'waiveDuty',
      { by, duty: 'publication-data-gouv', reason },
    ]);
    const over = deepFreeze({ ...waived, ended: { cause: 'term', on: day('2021-04-09') } as const });
    const may = at('2021-05-03');
    expect(() => acting(over, may, published('data-gouv', '2021-05-03'))).toThrow();
  });

  it('does not come of a publication that was waived: its duty is reopened first', () => {
    const waived = acting(signed(), july, ['waiveDuty', { by, duty: 'publication-maignon', reason }]);
    const [name, input] = published('maignon', '2020-04-10');
    expect(refusalOf(waived, name, input, july).code).toBe('ALREADY_DONE');
  });

  it('does not send a convention in force back to « signed »', () => {
    const later = { by, on: '2020-12-01', reason };
    const convention = { ...inForce(), inForceSince: day('2020-04-10') };
    const refused = refusalOf(convention, 'confirmEffect', later, july);
    expect(refused.code).toBe('BAD_DATE');
  });
});

describe('a notice that ends before the effect', () => {
  it('is refused once the convention is in force', () => {
    const input = { by, from: 'delegator', receivedOn: '2020-03-26', reason };
    const { code } = refusalOf(inForce({}, '2020-07-10'), 'giveNotice', input, at('2020-08-03'));
    expect(code).toBe('BAD_DATE');
  });

  it('gives no schedule', () => {
    const notice = { from: 'delegator', receivedOn: day('2020-04-01') } as const;
    expect(() => scheduleOf(signauxFaibles(), day('2020-12-10'), notice)).toThrow(/avant l’effet/);
  });
});

describe('a notice that has run out', () => {
  it('cannot be withdrawn, even before the calendar has closed it', () => {
    const input = { by, party: 'delegator', reason };
    expect(refusalOf(noticed, 'withdrawNotice', input, at('2020-10-05')).code).toBe('NOT_NOW');
  });
});

describe('the reminders of a notice', () => {
  it('are not held back by a pause', () => {
    const paused = acting(noticed, july, ['pauseReminders', { by, until: '2020-10-01', reason }]);
    const next = nextRung(paused, dutyOf(paused, 'notice-end-2020-07-01'), begun);
    expect(next?.at).toBe(mailInstant(paused.document, day('2020-09-01')));
  });
});

describe('an alert', () => {
  it('of a date that is past is not sent by a convention registered late', () => {
    const { rungs } = turn(inForce(), {}, at('2021-02-01'), true);
    const stale = rungs.filter(({ duty }) => duty.alertsOn && duty.dueOn < '2021-02-01');
    expect(stale.map(({ duty }) => duty.id)).toEqual([]);
  });
});

describe('the rung of a letter', () => {
  it('is « overdue » when the deadline has passed, even if the last rung gone by was milder', () => {
    const { rungs } = turn(inForce(), {}, at('2020-05-12'), true);
    expect(rungs.find(({ duty }) => duty.id === 'report-2020-04')).toMatchObject({
      rung: 'overdue',
      daysOverdue: 1,
    });
  });

  it('is the gravest of those that fall on one day', () => {
    // 12 and 13 days after 4 May 2020 are the Saturday and the Sunday before Monday 18 May.
    const reminders = { policy: { before: [], after: [12, 13], escalateAfter: 13, thenEvery: null } };
    const duty = {
      ...dutyOf(inForce(), 'report-2020-04'),
      opensOn: day('2020-04-27'),
      dueOn: day('2020-05-04'),
    };
    expect([...ladderOf(signauxFaibles({ reminders }), duty)].at(-1)).toEqual({
      on: '2020-05-18',
      rung: 'escalation',
    });
  });
});

describe('a letter is late only when it could have left', () => {
  it('not after a pause that is lifted', () => {
    const paused = acting(inForce(), at('2020-05-04'), [
      'pauseReminders',
      { by, until: '2020-07-01', reason },
    ]);
    const lifted = acting(paused, at('2020-05-20'), ['pauseReminders', { by, until: null, reason }]);
    const { letters } = turn(lifted, begun, at('2020-05-20'), true);
    expect(letters.filter(({ plannedFor }) => plannedFor !== undefined)).toEqual([]);
  });

  it('not about a duty that was closed when its letter would have left', () => {
    const report = { by, period: '2020-04', spent: 1, progress: 'x', forecast: 'x' };
    const reopened = acting(acting(inForce(), at('2020-05-05'), ['submitReport', report]), at('2020-07-01'), [
      'reopenDuty',
      { by, duty: 'report-2020-04', reason },
    ]);
    const { rungs } = turn(reopened, begun, at('2020-07-01'), true);
    expect(rungs.find(({ duty }) => duty.id === 'report-2020-04')?.plannedFor).toBeUndefined();
  });
});

describe('each committee', () => {
  it('reviews every commitment of articles 3 and 4, done, waived or still to do', () => {
    const moment = at('2021-02-09', '18:00');
    const convention = acting(
      inForce(),
      moment,
      ['markDone', { by, duties: [{ duty: 'deliverable-stats', evidence: 'https://sf.example/stats' }] }],
      ['waiveDuty', { by, duty: 'deliverable-france-connect', reason: 'aucun usager' }],
    );
    const held = { by, on: '2021-02-09', decision: 'Poursuivre', minutes: 'CR' };
    const { news } = doAct(convention, 'holdCommittee', held, moment);
    const facts = news.flatMap(({ item }) => item.facts ?? []);
    const states = facts.filter(([label]) => /\(art\. [34]\)$/.test(label)).map(([, state]) => state);
    const { community, deliverables } = convention.document;
    expect(states).toHaveLength(8 + 9);
    expect([community?.items.length, deliverables?.items.length]).toEqual([8, 9]);
    expect(states.filter((state) => state === 'à faire')).toHaveLength(states.length - 2);
    expect(states).toContain('https://sf.example/stats');
    expect(states).toContain('dispensée (aucun usager)');
  });
});

describe('a committee whose duty is reopened', () => {
  it('is no longer held', () => {
    const moment = at('2021-02-09', '18:00');
    const convention = acting(
      inForce(),
      moment,
      ['holdCommittee', { by, on: '2021-02-09', decision: 'x', minutes: 'x' }],
      ['reopenDuty', { by, duty: 'committee-1', reason }],
    );
    expect(convention.meetings.filter(({ state }) => state === 'held')).toEqual([]);
  });
});

describe('a report or a balance out of its time', () => {
  it('a final report is not accepted on the first day of the convention', () => {
    const report = { by, period: 'final', spent: 1, progress: 'x', forecast: 'x' };
    expect(refusalOf(inForce(), 'submitReport', report, at('2020-04-10')).code).toBe('NOT_NOW');
  });

  it('a balance that was waived is not agreed on', () => {
    const waived = acting(ended(), at('2021-05-03'), ['waiveDuty', { by, duty: 'balance', reason }]);
    const input = { by, amount: 1, use: 'x' };
    expect(refusalOf(waived, 'proposeBalance', input, at('2021-05-03')).code).toBe('ALREADY_DONE');
  });
});

describe('a refusal', () => {
  it('says one fault once', () => {
    expect(faultsIn(example({ title: '' }))).toHaveLength(1);
  });

  it('does not name a limit that it does not hold: an effect to come is accepted', () => {
    const { message } = refusalOf(signed(), 'confirmEffect', { by, on: '2020-03-24', reason }, july);
    expect(message).not.toContain('au 2020-07-01 (aujourd’hui)');
  });

  it('of a committee after the end does not offer a day that is past', () => {
    const input = { by, on: '2021-04-20', time: '10:00', place: 'x' };
    const { message } = refusalOf(ended(), 'scheduleCommittee', input, at('2021-04-12'));
    expect(message).not.toContain('accepté : au plus tard le 2021-04-09');
  });
});

describe('a document', () => {
  it.each(['javascript:alert(1)', 'ftp://a.example', 'data:text/html,x'])(
    'is refused with the address %s',
    (url) => {
      expect(faultsIn(exampleWith(['publications', 'places', 1, 'url'], url))[0]?.path).toBe(
        'publications.places[1].url',
      );
    },
  );

  it('is refused when payments close before commitments', () => {
    const dates = [{ year: 2020, commitments: '2020-12-11', payments: '2020-11-30' }];
    expect(faultsIn(example({ yearEnd: { dates } }))[0]?.path).toBe('yearEnd.dates[0].payments');
    const input = { by, year: 2020, commitments: '2020-12-11', payments: '2020-11-30' };
    expect(refusalOf(inForce(), 'recordYearEnd', input, july).code).toBe('BAD_DATE');
  });

  it('is refused with reminders for a duty it does not have', () => {
    const reminders = { duties: { 'monthly-reports': { thenEvery: null } } };
    expect(faultsIn(example({ reminders }))[0]?.path).toBe('reminders.duties.monthly-reports');
  });

  it.each([
    ['publications', 'places', 1, 'id'],
    ['manager', 'id'],
  ])('is refused with an id that every object has: constructor (%s)', (...path) => {
    expect(faultsIn(exampleWith(path, 'constructor')).length).toBeGreaterThan(0);
  });
});

describe('mail that leaves late in the evening', () => {
  it('is refused: mail of a day leaves that day', () => {
    const reminders = { hour: '23:59', spreadMinutes: 240 };
    expect(faultsIn(example({ reminders }))[0]?.path).toBe('reminders.spreadMinutes');
  });
});

describe('what a phase and a duty say of one another', () => {
  it('a committee duty that is waived leaves no meeting convened', () => {
    const convention = acting(
      inForce(),
      at('2021-03-01'),
      ['scheduleCommittee', { by, on: '2021-03-30', time: '14:30', place: 'x' }],
      ['waiveDuty', { by, duty: 'committee-1', reason }],
    );
    expect(outcomeOf(convention, dutyOf(convention, 'committee-1'))?.state).toBe('waived');
    expect(convention.meetings.filter(({ state }) => state === 'scheduled')).toEqual([]);
    expect(phaseOf(convention, day('2021-03-01'))).toBe('inForce');
  });
});

describe('nothing is due before it opens', () => {
  const backwards = (convention: Convention) =>
    dutiesOf(convention).filter(({ opensOn, dueOn }) => opensOn > dueOn);

  it('when both end the convention on the Saturday on which it takes effect', () => {
    const saturday = at('2020-04-11');
    const end = { by, on: '2020-04-11', reason };
    const over = acting(
      inForce({}, '2020-04-11'),
      saturday,
      ['agreeEnd', { ...end, party: 'delegator' }],
      ['agreeEnd', { ...end, party: 'delegatee' }],
    );
    expect(backwards(over)).toEqual([]);
  });

  it('when a term fixed by a date comes before the effect', () => {
    const late = inForce({ term: { until: '2020-06-30' } }, '2020-07-10');
    expect(periodOf(late)?.endsOn).toBe('2020-07-10');
    expect(spansOf(late)).toEqual([{ rank: 0, from: '2020-07-10', to: '2020-07-10' }]);
    expect(backwards(late)).toEqual([]);
  });
});
