import { afterAct, type Course, registered, turned } from '../../acts/course.ts';
import { reconcile } from '../../audit/reconciliation.ts';
import { statesOf } from '../../audit/state-at-date.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import { outcomeOf } from '../../convention/duties/duties.ts';
import { type AlreadyDone, askedBefore, evidenceBefore } from '../../convention/duties/taken-over.ts';
import type { Delivery } from '../../convention/mailing/letter.ts';
import { dutySubject } from '../../letters/duty-matter.ts';
import { contentOf } from '../../letters/letter-content.ts';
import { SimulatedLife } from '../convention/simulation.ts';
import { at, day, deepFreeze, signauxFaibles } from '../convention/support.ts';

// The example as if it had been signed fifteen months before, registered on a Saturday.

const saturday = at('2026-11-28', '10:30');
const effectiveOn = day('2025-09-12');
const document = signauxFaibles({ signedOn: '2025-08-28', term: { months: 24 } });
const asked = askedBefore(document, saturday.today, effectiveOn);

/** All is said to be done, but for what is named. */
function allBut(...left: readonly string[]): AlreadyDone {
  const done = asked.flatMap(({ id }) => (left.includes(id) ? [] : [[id, evidenceBefore] as const]));
  return { effectiveOn, done: Object.fromEntries(done) };
}

function lifeOf(already: AlreadyDone, moment = saturday): SimulatedLife {
  const course: Course = deepFreeze(registered(document, 'Camille', moment.now, undefined, already));
  return new SimulatedLife({ course, wake: moment.now }, moment.now);
}

const lettersOf = (deliveries: readonly Delivery[]) => deliveries.flatMap(({ letters }) => letters);

/** What letters of a life say, as they are read. */
function readIn({ deliveries }: SimulatedLife): string {
  return JSON.stringify(deliveries.flatMap((one) => one.letters.map((letter) => contentOf(one, letter))));
}

it('lists what the text has asked until then, the reports of each month included, and no announced date', () => {
  const ids = asked.map(({ id }) => id);
  expect(ids).toEqual(
    expect.arrayContaining(['chorus-access', 'credits', 'report-2025-09', 'report-2026-10']),
  );
  expect(ids).not.toContain('report-2026-11');
  expect(asked.every(({ dueOn, evidence }) => dueOn < saturday.today && evidence !== undefined)).toBe(true);
});

it('asks for publications, and what follows them, only once the day of the effect is given', () => {
  const ids = askedBefore(document, saturday.today).map(({ id }) => id);
  expect(ids).toContain('chorus-access');
  expect(ids.filter((id) => /^(report|publication)/.test(id))).toEqual([]);
});

describe('all said to be done', () => {
  const life = lifeOf(allBut());
  const monday = at('2026-11-30', '23:00').now;

  it('writes to nobody on that Saturday, nor on Sunday', () => {
    const copy = life.copy();
    copy.passes(at('2026-11-29', '23:59').now);
    expect(copy.deliveries).toEqual([]);
  });

  it('writes at most one mail a person on Monday, at the hour of mail, and accuses nobody', () => {
    const copy = life.copy();
    copy.passes(monday);
    const letters = lettersOf(copy.deliveries);
    const people = letters.map(({ to }) => to.email);
    expect(new Set(people).size).toBe(people.length);
    expect(people).toContain(document.manager.email);
    expect(copy.deliveries).toHaveLength(1);
    expect(readIn(copy)).not.toMatch(/retard/);
  });

  it('is in force since then, and keeps what is said of each duty in its record', () => {
    const { convention } = life;
    expect(convention.inForceSince).toBe(effectiveOn);
    expect(outcomeOf(convention, { id: asked[0]?.id ?? life.view.duties[0]?.id } as never)).toEqual({
      state: 'done',
      at: saturday.now,
      by: 'Camille',
      evidence: evidenceBefore,
    });
    expect(life.view.overdue).toBe(0);
    expect(life.view.duties.find(({ id }) => id === 'report-2025-09')?.dueOn).toBe('2025-10-07');
  });
});

describe('something left to do', () => {
  const left = ['report-2026-08', 'credits'];
  const life = lifeOf(allBut(...left));
  life.passes(at('2026-11-30', '23:00').now);

  it('is told on Monday morning for ten working days later, as a landmark and never late', () => {
    const items = lettersOf(life.deliveries).flatMap(({ items }) => items);
    const told = items.flatMap((item) => (item.kind === 'duty' && left.includes(item.duty) ? [item] : []));
    expect(new Set(told.map(({ duty }) => duty))).toEqual(new Set(left));
    for (const item of told) {
      expect(item).toMatchObject({ dueOn: '2026-12-11', opensOn: saturday.today, indicative: true });
      expect(JSON.stringify(dutySubject(item, day('2026-12-14')))).not.toMatch(/retard/);
    }
    expect(readIn(life)).toMatch(/reprise au suivi le 28.novembre.2026/);
    expect(readIn(life)).not.toMatch(/retard/);
  });

  it('has every letter due accounted for, half a year on', () => {
    const copy = life.copy();
    copy.passes(at('2027-05-31').now);
    copy.act('requestInformation', { by: 'Ada', from: 'delegatee', subject: 'x' });
    const { due, sent, late, missing } = reconcile(copy.convention, saturday.today, day('2027-05-30'));
    expect(due).toBeGreaterThan(20);
    expect({ sent, late, missing }).toEqual({ sent: due, late: 0, missing: [] });
    expect(readIn(copy)).not.toMatch(/retard de \d{3}/);
  });

  it('is owed by the same landmark where it is reopened, and closed by its own act', () => {
    const copy = life.copy();
    copy.does('reopenDuty', { by: 'Ada', duty: 'chorus-access', reason: 'erreur' });
    const reopened = copy.view.duties.find(({ id }) => id === 'chorus-access');
    expect(reopened).toMatchObject({ state: 'open', dueOn: '2026-12-11', indicative: true });
    copy.does('markDone', { by: 'Ada', duties: [{ duty: 'credits', evidence: 'EJ 1' }] });
    copy.passes(at('2027-01-31').now);
    copy.act('requestInformation', { by: 'Ada', from: 'delegatee', subject: 'x' });
    expect(reconcile(copy.convention, saturday.today, day('2027-01-30')).missing).toEqual([]);
  });
});

it('folds to the convention that it is', () => {
  const life = lifeOf(allBut('credits'));
  life.passes(at('2026-12-20').now);
  const { outcomes, takenOver, inForceSince, confirmedEffect } = life.convention;
  expect(statesOf(life.convention).at(-1)?.convention).toMatchObject({
    outcomes,
    takenOver,
    inForceSince,
    confirmedEffect,
  });
});

it('waits for the next morning of mail when it is registered after that of the day', () => {
  const life = lifeOf(allBut('credits'), at('2026-11-30', '15:00'));
  life.passes(at('2026-11-30', '23:59').now);
  expect(life.deliveries).toEqual([]);
  life.passes(at('2026-12-01', '12:00').now);
  expect(life.deliveries).toHaveLength(1);
});

it('stays quiet when somebody acts before that morning, but for what the act itself tells', () => {
  const course = registered(document, 'Camille', saturday.now, undefined, allBut('credits', 'chorus-access'));
  const act = { by: 'Ada', duties: [{ duty: 'credits', evidence: 'EJ 1' }] };
  const later = { now: saturday.now + 60_000, today: parisDate(saturday.now) };
  const acted = afterAct(turned(course, saturday).course, 'markDone', act, later).course;
  expect(turned(acted, later).delivery).toBeUndefined();
});

it('is registered as before when nothing is said of what is done', () => {
  const life = new SimulatedLife(document, saturday.now);
  expect(life.deliveries).toHaveLength(1);
  expect(life.convention.takenOver).toBeUndefined();
});
