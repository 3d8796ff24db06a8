import { type Course, turned } from '../../../acts/course.ts';
import { parisDate, parisInstant } from '../../../convention/calendar/paris.ts';
import { addresseeOf, addresseesOf } from '../../../convention/mailing/addressee.ts';
import { afterDelivery } from '../../../convention/mailing/delivery-record.ts';
import type { Letter } from '../../../convention/mailing/letter.ts';
import { faultNews } from '../../../convention/mailing/news.ts';
import { isPassedOver } from '../../../convention/mailing/recipients.ts';
import { recordOfReturned } from '../../../convention/mailing/returned-letter.ts';
import { lettersOf } from '../../../convention/mailing/writing.ts';
import { messageIdOf } from '../../../letters/identity.ts';
import { Mail } from '../../simulate/mail.ts';
import { acting, at, day, inForce } from '../support.ts';

const may = at('2020-05-04');
const contact = 'dgefp-budget';
const sacha = { name: 'Sacha Moreau', email: 'sacha.moreau@dgefp.example' };
const away = { by: 'Ada', contact, since: '2020-05-06', until: '2020-05-15', ...sacha };
const convention = acting(inForce(), may, ['declareAbsence', away]);
const item = { kind: 'news', identity: 'x', subject: 's', lead: 'l' } as const;

/** Who the budget office of the delegator is written to, on a day, about something told to both purses. */
function written(date: string, before = convention, actor?: string): readonly Letter[] {
  const to = [
    { holder: 'delegator', role: 'budget' } as const,
    { holder: 'delegatee', role: 'budget' } as const,
  ];
  return lettersOf(before, [], [{ to, item, ...(actor ? { actor } : {}) }], {}, at(date));
}

const addressesIn = (letters: readonly Letter[]) => letters.map(({ to }) => [to.contact, to.email]);
const own = [contact, 'budget@dgefp.example'];
const other = ['dinum-budget', 'budget@dinum.example'];
const standIn = [contact, sacha.email];

describe('a contact who is away', () => {
  it.each([
    ['2020-05-05', own],
    ['2020-05-06', standIn],
    ['2020-05-10', standIn],
    ['2020-05-15', standIn],
    ['2020-05-16', own],
  ])('is written to on %s at %s', (date, expected) => {
    expect(addressesIn(written(date))).toEqual([expected, other]);
    expect(addresseesOf(convention, day(date)).get(contact)?.email).toBe(expected[1]);
  });

  it('keeps its id, so that its letters are known by what they were', () => {
    const about = { id: 'x', shortName: 'x', title: 'x', parties: 'x', version: 1 };
    const [during] = written('2020-05-10');
    const [before] = written('2020-05-10', inForce());
    if (!during || !before) throw new Error('no letter');
    expect(messageIdOf(about, during, 'a.example')).toBe(messageIdOf(about, before, 'a.example'));
    expect(during.to).toEqual({ contact, ...sacha });
  });

  it('is told of a matter once, where who stands in is a contact too', () => {
    const both = acting(inForce(), may, [
      'declareAbsence',
      { ...away, name: 'B', email: 'Budget@dinum.example' },
    ]);
    expect(addressesIn(written('2020-05-10', both))).toEqual([[contact, 'Budget@dinum.example']]);
    // Who has done it as the contact that they are is not told of it in the other's place.
    expect(written('2020-05-10', both, 'dinum-budget')).toEqual([]);
    // Who has done it though away is not told; who stands in is, as the contact that they are.
    expect(addressesIn(written('2020-05-10', both, contact))).toEqual([other]);
  });

  it('wakes its convention when it leaves, and when it is back', () => {
    let course: Course = { convention, tracking: {}, waiting: [], handedOn: [], acted: false };
    const wakes = new Set<number>();
    for (let next = may; ; ) {
      const { course: after, wake } = turned(course, next);
      course = after;
      if (wake === undefined || wake > at('2020-05-17').now) break;
      wakes.add(wake);
      next = { now: wake, today: parisDate(wake) };
    }
    expect([...wakes]).toEqual(
      expect.arrayContaining([
        parisInstant(day('2020-05-06'), '00:00'),
        parisInstant(day('2020-05-16'), '00:00'),
      ]),
    );
  });

  it('has letters that wait leave for the address of the day', () => {
    const mail = new Mail(false);
    const letters = written('2020-05-05').filter(({ to }) => to.contact === contact);
    const about = { id: 'x', shortName: 'x', title: 'x', parties: 'x', version: 1 };
    mail.isDown(at('2020-06-01').now);
    mail.send({ convention: about, manager: sacha, letters }, at('2020-05-05').now);
    for (const [date, email] of [
      ['2020-05-05', 'budget@dgefp.example'],
      ['2020-05-06', sacha.email],
      ['2020-05-16', 'budget@dgefp.example'],
    ] as const) {
      const { now, today } = at(date);
      mail.readdress(addresseesOf(convention, today), now);
      mail.isMended(now);
      mail.tries(now + 3_600_000);
      expect(mail.handed.at(-1)?.letter.to.email).toBe(email);
      mail.send({ convention: about, manager: sacha, letters }, now);
    }
  });
});

describe('an address at fault', () => {
  const refused = (to: readonly Letter[], before = convention, moment = at('2020-05-10')) => {
    const outcomes = to.map((letter) => ({
      contact: letter.to.contact,
      messageId: `<${letter.to.contact}@x>`,
      status: 'refused' as const,
      response: '550 unknown',
    }));
    return afterDelivery(before, to, outcomes, moment);
  };

  it('of who is away is no reason not to write to who stands in', () => {
    const faulty = { ...convention, faults: [{ at: may.now, contact, reason: '550' }] };
    expect(isPassedOver(faulty, contact, day('2020-05-05'))).toBe(true);
    expect(isPassedOver(faulty, contact, day('2020-05-06'))).toBe(false);
    expect(isPassedOver(faulty, contact, day('2020-05-16'))).toBe(true);
    expect(addressesIn(written('2020-05-10', faulty))).toEqual([standIn, other]);
    const { freshFaults } = refused(written('2020-05-10', faulty).slice(0, 1), faulty);
    expect(freshFaults).toHaveLength(1);
  });

  it('of who stands in is told as theirs, passed over meanwhile, and forgiven to who is back', () => {
    const { convention: after, freshFaults } = refused(written('2020-05-10').slice(0, 1));
    expect(freshFaults).toMatchObject([{ contact, standInEmail: sacha.email }]);
    const [fault] = freshFaults;
    expect(JSON.stringify(fault && faultNews(after, fault))).toContain(`remis à ${sacha.email}`);
    expect(addressesIn(written('2020-05-11', after))).toEqual([
      ['bruno-lucas', 'bruno.lucas@dgefp.example'],
      other,
    ]);
    expect(addressesIn(written('2020-05-16', after))).toEqual([own, other]);
  });

  it('of who stands in is known by a letter that comes back', () => {
    const [letter] = written('2020-05-10');
    if (!letter) throw new Error('no letter');
    const mail = { at: may.now, contact, messageId: '<1@x>', about: ['x'] };
    const returned = { letter, messageId: '<1@x>', refused: true, reason: '550' };
    expect(recordOfReturned({ ...convention, mails: [mail] }, returned)).toBe(mail);
    expect(recordOfReturned({ ...inForce(), mails: [mail] }, returned)).toBeUndefined();
  });
});

it('whoever is no contact of that name is written to where it says', () => {
  const one = { id: 'constructor', name: 'C', email: 'c@a.example' };
  expect(addresseeOf(convention, one, day('2020-05-10'))).toEqual({ name: 'C', email: 'c@a.example' });
});
