import { proposalFor } from '../../../acts/agreeing.ts';
import { parisDate } from '../../../convention/calendar/paris.ts';
import { type Convention, register } from '../../../convention/convention.ts';
import { inTime } from '../../../convention/mailing/kept-for-later.ts';
import { mailInstant } from '../../../convention/mailing/reminders.ts';
import { mondayOf } from '../../../convention/mailing/rhythm.ts';
import { SimulatedLife } from '../simulation.ts';
import { accepted, at, day, inForce, minimal } from '../support.ts';

const contact = 'dgefp-budget';
const paced: Convention = { ...inForce(), rhythms: { [contact]: 'mondays' } };
const morning = (date: string) => mailInstant(paced.document, day(date));

const due = (date: string) => ({ kind: 'duty', dueOn: day(date) }) as const;
const news = { kind: 'news', identity: 'x', subject: 's', lead: 'l' } as const;
const meeting = {
  uid: 'committee-1@x',
  sequence: 0,
  method: 'REQUEST',
  startsAt: at('2020-06-01').now,
  minutes: 60,
  title: 't',
  organiser: { name: 'A', email: 'a@a.example' },
  attendees: [],
} as const;

describe('whoever is written to on Mondays only is told', () => {
  it.each([
    ['of a duty due on Wednesday', '2020-05-05', due('2020-05-06'), undefined],
    ['of a duty due that very Monday', '2020-05-05', due('2020-05-11'), undefined],
    ['of a duty that is late', '2020-05-05', due('2020-05-04'), undefined],
    ['of a duty due the day after', '2020-05-05', due('2020-05-12'), '2020-05-11'],
    ['of a duty due later', '2020-05-05', due('2020-06-30'), '2020-05-11'],
    ['of news on Tuesday', '2020-05-05', news, '2020-05-11'],
    ['of news on Sunday', '2020-05-10', news, '2020-05-11'],
    ['of news on Monday, after the hour of mail', '2020-05-04', news, '2020-05-11'],
    ['of news when Monday is off', '2020-04-08', news, '2020-04-14'],
    ['of a duty due when Monday is off', '2020-04-08', due('2020-04-14'), undefined],
    ['of a duty due the day after Monday is off', '2020-04-08', due('2020-04-15'), '2020-04-14'],
    ['of what is urgent', '2020-05-05', { ...news, urgent: true }, undefined],
    ['of a meeting', '2020-05-05', { ...news, meeting }, undefined],
    ['of what is for them alone', '2020-05-05', { ...news, personal: true }, undefined],
    ['of what waits for their answer', '2020-05-05', { ...news, duty: 'balance' }, undefined],
  ])('%s (from %s)', (_what, date, item, monday) => {
    expect(mondayOf(paced, contact, item, at(date).now)).toBe(monday && morning(monday));
  });

  it('at the hour of mail of that day, and what comes up before it with the rest', () => {
    expect(mondayOf(paced, contact, news, at('2020-05-04', '06:00').now)).toBe(morning('2020-05-04'));
    expect(mondayOf(paced, contact, news, morning('2020-05-04'))).toBe(morning('2020-05-04'));
    expect(mondayOf(paced, contact, news, morning('2020-05-04') + 1)).toBe(morning('2020-05-11'));
  });

  it('as anybody is, who has not chosen it, stands in for somebody, or once all is closed', () => {
    const { now, today } = at('2020-05-05');
    const absence = {
      since: today,
      until: day('2020-05-08'),
      name: 'S',
      email: 's@a.example',
      by: 'A',
      at: 0,
    };
    expect(mondayOf(paced, 'bruno-lucas', news, now)).toBeUndefined();
    expect(mondayOf(paced, 'constructor', news, now)).toBeUndefined();
    expect(mondayOf({ ...paced, absences: { [contact]: absence } }, contact, news, now)).toBeUndefined();
    expect(mondayOf({ ...paced, closed: { phase: 'closed', at: now } }, contact, news, now)).toBeUndefined();
  });
});

test('what was kept leaves with the next mail once all is closed, and no later than it would', () => {
  const kept = { contact, item: news, at: morning('2020-05-11') };
  const now = at('2020-05-06');
  expect(inTime(paced, kept, now)).toBe(kept);
  const closed = { ...paced, closed: { phase: 'closed', at: now.now } } as const;
  expect(inTime(closed, kept, now)).toEqual({ ...kept, at: morning('2020-05-07') });
  const soonest = { ...kept, at: morning('2020-05-07') };
  expect(inTime(closed, soonest, now)).toBe(soonest);
  expect(inTime(closed, { contact, item: news }, now)).toEqual({ contact, item: news });
});

const by = 'Ada';
const soon = { id: 'soon', title: 'Réponse rapide', article: '2', from: 'delegatee', dueWorkingDays: 2 };
const late = { id: 'later', title: 'Réponse', article: '2', from: 'delegatee', dueWorkingDays: 5 };
const distant = { id: 'distant', title: 'Bilan', article: '2', from: 'delegatee', dueWorkingDays: 20 };

/** A life whose delegator's budget office and head are written to on Mondays only since Monday 4 May 2020, noon. */
function life(changes: Record<string, unknown> = {}): SimulatedLife {
  const begun = SimulatedLife.from(
    inForce({ ...changes, requests: { items: [soon, late, distant] } }),
    at('2020-05-04', '12:00').now,
  );
  begun.passes(at('2020-05-04', '13:00').now);
  for (const one of [contact, 'bruno-lucas'])
    begun.does('chooseRhythm', { by, contact: one, mails: 'mondays' });
  return begun;
}

function asks(one: SimulatedLife, date: string, item = 'later'): void {
  one.passes(at(date).now);
  one.does('requestInformation', { by, from: 'delegatee', item, subject: date });
}

const lettersTo = (one: SimulatedLife, to = contact) =>
  one.deliveries.flatMap(({ letters }) => letters.filter((letter) => letter.to.contact === to));

/** The days on which somebody is told of a duty, or of news. */
function daysOf(one: SimulatedLife, matter: string, to = contact): string[] {
  return lettersTo(one, to)
    .filter(({ items }) =>
      items.some((item) => (item.kind === 'duty' ? item.duty : item.identity).startsWith(matter)),
    )
    .map(({ writtenAt }) => parisDate(writtenAt));
}

describe('what may wait', () => {
  it('is one letter on Monday, at the hour of mail', () => {
    const lived = life();
    asks(lived, '2020-05-05');
    asks(lived, '2020-05-07');
    lived.passes(at('2020-05-12').now);
    expect(daysOf(lived, 'request-1')).toEqual(['2020-05-11']);
    const last = lettersTo(lived).at(-1);
    expect(last?.writtenAt).toBe(mailInstant(lived.convention.document, day('2020-05-11')));
    const asked = last?.items.flatMap((item) => (item.kind === 'duty' ? item.duty : [])) ?? [];
    expect(asked).toEqual(expect.arrayContaining(['request-1', 'request-2']));
    expect(new Set(asked).size).toBe(asked.length);
  });

  it('does not wait for whoever has not chosen it', () => {
    const lived = life();
    lived.does('chooseRhythm', { by, contact, mails: 'daily' });
    asks(lived, '2020-05-05');
    expect(daysOf(lived, 'request-1')).toEqual(['2020-05-05']);
  });

  it('leaves on the first working day of a week whose Monday is off', () => {
    const lived = life();
    asks(lived, '2020-05-26');
    lived.passes(at('2020-06-02', '12:00').now);
    expect(daysOf(lived, 'request-1')).toEqual(['2020-06-02']);
  });

  it('is not asked any more once it is done', () => {
    const lived = life();
    asks(lived, '2020-05-05');
    lived.passes(at('2020-05-07').now);
    lived.does('markDone', { by, duties: [{ duty: 'request-1', evidence: 'note' }] });
    lived.passes(at('2020-06-01').now);
    expect(daysOf(lived, 'request-1')).toEqual([]);
  });

  it('is asked for its new day once it is put later', () => {
    const lived = life();
    asks(lived, '2020-05-05');
    const more = { by, duty: 'request-1', until: '2020-06-03', reason: 'congés' };
    lived.does('extendDuty', { ...more, party: 'delegatee' });
    lived.passes(at('2020-05-12').now);
    expect(daysOf(lived, 'request-1')).toEqual(['2020-05-11']);
    const said = lettersTo(lived)
      .at(-1)
      ?.items.find((item) => item.kind === 'duty' && item.duty === 'request-1');
    expect(said).toMatchObject({ dueOn: '2020-06-03', daysOverdue: 0 });
  });

  it('is asked, in time, once it is owed again: it was over on its Monday', () => {
    const lived = life();
    asks(lived, '2020-05-05', 'distant');
    lived.passes(at('2020-05-07').now);
    lived.does('waiveDuty', { by, duty: 'request-1', reason: 'x' });
    lived.passes(at('2020-05-14').now);
    expect(daysOf(lived, 'request-1')).toEqual([]);
    const again = lived.copy();
    lived.does('reopenDuty', { by, duty: 'request-1', reason: 'erreur' });
    const line = again.convention.journal.findIndex(({ act }) => act === 'waiveDuty') + 1;
    again.does('undoAct', { by, line, reason: 'erreur' });
    for (const one of [lived, again]) {
      one.passes(at('2020-05-22').now);
      expect(daysOf(one, 'request-1')).toEqual(['2020-05-14']);
      expect(lettersTo(one).at(-1)).not.toHaveProperty('plannedFor');
    }
  });

  it('is asked the next morning, where acts are answered then, once it is owed again', () => {
    const lived = life({ reminders: { answers: 'morning' } });
    asks(lived, '2020-05-05', 'distant');
    lived.passes(at('2020-05-07').now);
    lived.does('waiveDuty', { by, duty: 'request-1', reason: 'x' });
    lived.passes(at('2020-05-14', '14:00').now);
    lived.does('reopenDuty', { by, duty: 'request-1', reason: 'erreur' });
    lived.passes(at('2020-05-22').now);
    expect(daysOf(lived, 'request-1')).toEqual(['2020-05-15']);
    expect(lettersTo(lived).at(-1)?.writtenAt).toBe(morning('2020-05-15'));
  });

  it('is forgotten with what is closed, however it was over on its Monday', () => {
    const lived = life();
    asks(lived, '2020-05-05', 'distant');
    lived.does('waiveDuty', { by, duty: 'request-1', reason: 'x' });
    lived.passes(at('2020-05-14').now);
    expect(lived.kept).toMatchObject([{ contact }]);
    lived.does('terminate', { by, reason: 'x' });
    expect(lived.kept).toEqual([]);
  });

  it('is told of nothing once all is closed, were it a date that no act fulfils', () => {
    // Where a convention lasts until the day itself, that is when what is open would be due.
    const lived = life({ term: { lastDay: 'anniversary' } });
    lived.passes(at('2020-12-02', '08:00').now);
    expect(lived.kept).toMatchObject([{ contact, item: { duty: 'year-end-2020-payments' } }]);
    lived.does('terminate', { by, reason: 'x' });
    lived.passes(at('2020-12-14').now);
    expect(daysOf(lived, 'year-end-2020-payments')).toEqual(['2020-11-16']);
  });

  it('is not late of a Monday on which it was over, when what comes up since is reopened', () => {
    const lived = life({ reminders: { policy: { before: [10] } } });
    asks(lived, '2020-05-05', 'distant');
    lived.passes(at('2020-05-19').now);
    lived.does('markDone', { by, duties: [{ duty: 'request-1', evidence: 'note' }] });
    lived.passes(at('2020-06-03').now);
    lived.does('reopenDuty', { by, duty: 'request-1', reason: 'erreur' });
    expect(daysOf(lived, 'request-1')).toEqual(['2020-05-11', '2020-06-03']);
    expect(lettersTo(lived).at(-1)).not.toHaveProperty('plannedFor');
  });

  it('is told once when it is over on its Monday, and comes back on the day of a reminder', () => {
    const paper = { ...minimal(), term: { until: '2026-06-01' }, notice: { days: 1, from: 'endOfYear' } };
    const renewal = { article: '7', months: 3, maximum: 1, mode: 'express', decidedMonthsBefore: 2 };
    const { document } = accepted({ ...paper, renewal });
    const lived = SimulatedLife.from(register(document, at('2026-01-15').now), at('2026-03-23', '12:00').now);
    lived.passes(at('2026-03-23', '13:00').now);
    lived.does('chooseRhythm', { by, contact: 'delegant', mails: 'mondays' });
    lived.passes(at('2026-04-03').now);
    for (const party of ['delegatee', 'delegator']) {
      const answer = { by, party, agrees: true };
      const agreesTo = proposalFor(lived.convention, 'answerRenewal', answer)?.mark;
      lived.does('answerRenewal', { ...answer, agreesTo });
    }
    lived.passes(at('2026-06-15').now);
    expect(daysOf(lived, 'term', 'delegant')).toEqual(['2026-03-23', '2026-06-03']);
  });

  it('says what was said of it since', () => {
    const lived = life();
    asks(lived, '2020-05-05');
    lived.does('commentDuty', { by, duty: 'request-1', party: 'delegatee', comment: 'Voir la note.' });
    lived.passes(at('2020-05-12').now);
    expect(JSON.stringify(lettersTo(lived).at(-1))).toContain('Voir la note.');
  });
});

describe('what may not wait', () => {
  it('is told at once: what is due by Monday, and what is urgent', () => {
    const lived = life();
    asks(lived, '2020-05-05', 'soon');
    lived.passes(at('2020-05-06').now);
    lived.does('giveNotice', { by, from: 'delegatee', receivedOn: '2020-05-06', reason: 'x' });
    expect(daysOf(lived, 'request-1')).toEqual(['2020-05-05']);
    expect(daysOf(lived, 'notice-given', 'bruno-lucas')).toEqual(['2020-05-06']);
  });

  it('is told with the next mail once its contact no longer waits', () => {
    const lived = life();
    asks(lived, '2020-05-05');
    lived.does('chooseRhythm', { by, contact, mails: 'daily' });
    lived.passes(at('2020-05-06', '12:00').now);
    expect(daysOf(lived, 'request-1')).toEqual(['2020-05-06']);
  });

  it('is told to who stands in for it, the first morning', () => {
    const lived = life();
    asks(lived, '2020-05-05');
    const sacha = { name: 'Sacha', email: 'sacha@dgefp.example' };
    lived.does('declareAbsence', { by, contact, since: '2020-05-07', until: '2020-05-15', ...sacha });
    lived.passes(at('2020-05-10').now);
    expect(daysOf(lived, 'request-1')).toEqual(['2020-05-07']);
    expect(lettersTo(lived).at(-1)?.to.email).toBe(sacha.email);
  });

  it('is told once to whoever takes it over, who starts anew', () => {
    const lived = life();
    asks(lived, '2020-05-05');
    lived.passes(at('2020-05-06').now);
    lived.does('replaceContact', {
      by,
      contact,
      name: 'Marie',
      email: 'marie@dgefp.example',
      reason: 'départ',
    });
    lived.passes(at('2020-05-12').now);
    expect(daysOf(lived, 'request-1')).toEqual(['2020-05-06']);
    expect(lived.convention.rhythms).toEqual({ 'bruno-lucas': 'mondays' });
  });
});

test('the mails to come say on which day each leaves', () => {
  const lived = life();
  asks(lived, '2020-05-05');
  lived.passes(at('2020-05-06').now);
  const { document } = lived.convention;
  for (const { at: instant, duty, to } of lived.view.nextMails) {
    const item = due(String(lived.view.duties.find(({ id }) => id === duty)?.dueOn));
    for (const one of to) expect(mondayOf(lived.convention, one, item, instant) ?? instant).toBe(instant);
  }
  const dates = lived.view.nextMails
    .filter(({ to }) => to.includes(contact))
    .map((mail) => parisDate(mail.at));
  expect(dates.length).toBeGreaterThan(0);
  expect(dates).toEqual([...dates].sort());
  expect(document.reminders.hour).toBe('09:00');
});
