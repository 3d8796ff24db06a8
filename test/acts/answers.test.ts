import { afterAct, registered, turned } from '../../acts/course.ts';
import { reconcile } from '../../audit/reconciliation.ts';
import { parisInstant } from '../../convention/calendar/paris.ts';
import type { Convention } from '../../convention/convention.ts';
import type { Letter } from '../../convention/mailing/letter.ts';
import { waitsUntil } from '../../convention/mailing/reminders.ts';
import { SimulatedLife } from '../convention/simulation.ts';
import { at, day, inForce, signauxFaibles } from '../convention/support.ts';

const by = 'Ada Lovelace';
const ask = { by, from: 'delegatee', subject: 'Prévisions' } as const;
const notice = { by, from: 'delegator', receivedOn: '2020-05-04', reason: 'fin du programme' } as const;

/** What is written from an afternoon to the next evening, by a convention whose acts are answered so. */
function writtenAfter(
  answers: 'atOnce' | 'morning',
  act: (life: SimulatedLife) => void,
  faults: Convention['faults'] = [],
): (readonly [when: string, identities: string])[] {
  const life = SimulatedLife.from(
    { ...inForce({ reminders: { answers, spreadMinutes: 0 } }), faults },
    at('2020-05-04', '14:00').now,
  );
  life.passes(at('2020-05-04', '14:00').now);
  life.deliveries.length = 0;
  act(life);
  life.passes(at('2020-05-05', '18:00').now);
  return life.deliveries.flatMap(({ letters }) =>
    letters.flatMap(({ items, writtenAt }) =>
      items.map(({ identity }) => [new Date(writtenAt).toISOString(), identity] as const),
    ),
  );
}

const afternoon = new Date(at('2020-05-04', '14:00').now).toISOString();
const morning = new Date(at('2020-05-05', '09:00').now).toISOString();

describe('what an act tells and opens', () => {
  it('is told at once where acts are answered so', () => {
    const told = writtenAfter('atOnce', (life) => life.does('requestInformation', ask));
    const about = told.filter(([, identity]) => /request|information/.test(identity));
    expect(about.length).toBeGreaterThan(0);
    expect(new Set(about.map(([when]) => when))).toEqual(new Set([afternoon]));
  });

  it('waits for the mail of the next morning where they are not, and is not late', () => {
    const told = writtenAfter('morning', (life) => life.does('requestInformation', ask));
    const about = told.filter(([, identity]) => /request|information/.test(identity));
    expect(about.length).toBeGreaterThan(0);
    expect(new Set(about.map(([when]) => when))).toEqual(new Set([morning]));
  });

  it('is late when no worker was there on that morning, also of what is closed', () => {
    const { document } = inForce({ reminders: { answers: 'morning', spreadMinutes: 0 } });
    const begun = registered(document, by, at('2020-05-04', '13:00').now);
    const afternoon = at('2020-05-04', '14:00');
    const { course } = afterAct(begun, 'terminate', { by, reason: 'abandon' }, afternoon);
    const { course: waiting } = turned(course, afternoon);
    expect(waiting.convention.closed).toBeDefined();
    const plannedFor = at('2020-05-05', '09:00').now;
    for (const [time, said] of [
      ['09:00', undefined],
      ['11:00', plannedFor],
    ] as const) {
      const letters = turned(waiting, at('2020-05-05', time)).delivery?.letters ?? [];
      expect(letters.length).toBeGreaterThan(0);
      expect(letters.map((letter) => letter.plannedFor)).toEqual(letters.map(() => said));
    }
  });

  it('leaves at once when it is urgent, wherever', () => {
    const told = writtenAfter('morning', (life) => life.does('giveNotice', notice));
    const about = told.filter(([, identity]) => identity.startsWith('notice'));
    expect(about.length).toBeGreaterThan(0);
    expect(new Set(about.map(([when]) => when))).toEqual(new Set([afternoon]));
  });

  it.each([
    ['requestLink', { about: 'credits' }, ['link']],
    ['declareAbsence', { until: '2020-05-15', name: 'Sacha', email: 's@a.example' }, ['absence', 'absence']],
    ['retryAddress', {}, ['retry', 'untold']],
  ] as const)(
    'leaves at once where somebody waits for it, with what is handed on: %s',
    (name, input, said) => {
      const contact = 'dgefp-budget';
      const untold = [{ kind: 'news', identity: 'untold', subject: 'suite', lead: 'Une suite.' }] as const;
      const faults = name === 'retryAddress' ? [{ at: 0, contact, reason: '550 5.1.1', untold }] : [];
      const told = writtenAfter('morning', (life) => life.does(name, { by, contact, ...input }), faults);
      const about = told.filter(([, identity]) => said.some((one) => identity.split('/')[0] === one));
      expect(about.map(([when, identity]) => [when, identity.split('/')[0]])).toEqual(
        said.map((one) => [afternoon, one]),
      );
    },
  );

  it('is not said of what was done before the morning came', () => {
    const told = writtenAfter('morning', (life) => {
      life.does('requestInformation', ask);
      const [duty] = life.view.duties.filter(({ id }) => /information|request/.test(id));
      life.does('waiveDuty', { by, duty: duty?.id ?? '', reason: 'sans objet' });
    });
    expect(
      told.filter(
        ([, identity]) => /\/(notice|before|due):/.test(identity) && /request|information/.test(identity),
      ),
    ).toEqual([]);
  });
});

describe('what is registered', () => {
  it.each([
    ['atOnce', afternoon],
    ['morning', morning],
  ] as const)('is told as acts are: %s', (answers, when) => {
    const document = signauxFaibles({ signedOn: '2020-05-04', reminders: { answers, spreadMinutes: 0 } });
    const life = new SimulatedLife(document, at('2020-05-04', '14:00').now);
    life.passes(at('2020-05-05', '12:00').now);
    const letters = life.deliveries.flatMap((one) => one.letters);
    expect(letters.flatMap(({ items }) => items.map(({ identity }) => identity))).toEqual(
      expect.arrayContaining(['registered/manager', 'chorus-access/2020-05-12/notice:2020-05-04']),
    );
    expect(new Set(letters.map(({ writtenAt }) => new Date(writtenAt).toISOString()))).toEqual(
      new Set([when]),
    );
    expect(letters.some(({ plannedFor }) => plannedFor !== undefined)).toBe(false);
    const { missing, late } = reconcile(life.convention, day('2020-05-04'), day('2020-05-05'));
    expect({ missing, late }).toEqual({ missing: [], late: 0 });
  });
});

describe('a letter waits for those of other conventions', () => {
  const { document } = inForce();
  const hour = (time: string) => parisInstant(day('2020-05-05'), time);

  it('in the window of its morning, never beyond, nor for more than three quarters of an hour', () => {
    expect(waitsUntil(document, hour('09:12'))).toBe(hour('09:30'));
    expect(waitsUntil(document, hour('08:59'))).toBeUndefined();
    expect(waitsUntil(document, hour('09:31'))).toBeUndefined();
    const long = { ...document, reminders: { ...document.reminders, spreadMinutes: 240 } };
    expect(waitsUntil(long, hour('09:12'))).toBe(hour('09:45'));
  });

  it('unless it is urgent', () => {
    const life = SimulatedLife.from(inForce({ reminders: { spreadMinutes: 30 } }), hour('09:10'));
    life.does('giveNotice', { ...notice, receivedOn: '2020-05-05' });
    life.passes(hour('18:00'));
    const letters = life.deliveries.flatMap((delivery) => delivery.letters);
    const isUrgent = ({ items }: Letter) => items.some((item) => item.kind === 'news' && item.urgent);
    expect(letters.filter(isUrgent).length).toBeGreaterThan(0);
    for (const letter of letters) {
      const { writtenAt } = letter;
      const isInWindow = writtenAt >= hour('09:00') && writtenAt <= hour('09:30');
      expect(letter.waitsUntil).toBe(isUrgent(letter) || !isInWindow ? undefined : hour('09:30'));
    }
  });
});
