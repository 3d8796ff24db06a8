import { standings } from '../../../acts/standing.ts';
import type { Convention } from '../../../convention/convention.ts';
import { outcomeOf } from '../../../convention/duties/duties.ts';
import { askedDuties, isThem } from '../../../web/week/asked-duties.ts';
import { weekOf } from '../../../web/week/plan.ts';
import { may } from '../../acts/fixtures.ts';
import { acting, day, dutyOf, inForce } from '../../convention/support.ts';

const today = day('2020-05-15');
const { until } = weekOf(today);
const asked = (record: Convention, on = today) => askedDuties(record, on, weekOf(on).until);
const one = (record: Convention, duty: string) => asked(record).find((each) => each.duty === duty);

describe('what a convention asks', () => {
  test('is what is not over, with whom it concerns and the form by which they act', () => {
    const found = one(inForce(), 'report-2020-04');
    expect(found).toMatchObject({
      convention: { id: 'signaux-faibles', shortName: 'Signaux Faibles' },
      parties: 'DGEFP → DINUM',
      kind: 'monthly-report',
      state: 'open',
      holder: 'DINUM',
      isOfManager: false,
      form: 'remettre-un-compte-rendu',
    });
    expect(found?.concerns).toEqual([{ email: 'budget@dinum.example', form: 'remettre-un-compte-rendu' }]);
  });

  test('is told to who represents its holder once it is long awaited, as letters tell it', () => {
    const told = (on: string) => {
      const found = askedDuties(inForce(), day(on), day(on)).find(({ duty }) => duty === 'report-2020-04');
      return found?.concerns.filter(({ represents }) => represents).map(({ email }) => email);
    };
    expect(told('2020-05-15')).toEqual([]);
    expect(told('2020-09-14')).toEqual(['nadi.bou-hanna@dinum.example']);
  });

  test('is no more what was done', () => {
    const done = acting(inForce(), may, [
      'markDone',
      { by: 'C', duties: [{ duty: 'chorus-access', evidence: 'x' }] },
    ]);
    expect(outcomeOf(done, dutyOf(done, 'chorus-access'))).toBeDefined();
    expect(one(inForce(), 'chorus-access')).toBeDefined();
    expect(one(done, 'chorus-access')).toBeUndefined();
  });

  test('is nothing once it is closed', () => {
    expect(asked({ ...inForce(), closed: { at: may.now, phase: 'closed' } })).toEqual([]);
  });

  test('announces dates to both sides, and leaves out those that have passed', () => {
    const [term] = asked(inForce(), day('2021-01-11')).filter(({ kind }) => kind === 'term');
    expect(term?.evidence).toBeUndefined();
    const told = new Set(term?.concerns.map(({ email }) => email.replace(/^.*@/, '')));
    expect(told).toEqual(new Set(['dgefp.example', 'dinum.example']));
    expect(asked(inForce(), day('2022-01-10')).filter(({ evidence }) => !evidence)).toEqual([]);
  });

  test('has no form for later, nor for whoever may not act', () => {
    for (const { dueOn, evidence, form, concerns } of asked(inForce())) {
      if (evidence !== undefined && dueOn <= until) continue;
      expect([form, ...concerns.map((each) => each.form)].filter(Boolean)).toEqual([]);
    }
  });

  test('concerns contacts alone, each by an address', () => {
    const record = inForce();
    const known = standings(record.document).map(({ contact }) => contact.email);
    for (const { concerns } of asked(record)) {
      expect(concerns.length).toBeGreaterThan(0);
      for (const { email } of concerns) expect(known).toContain(email);
    }
  });
});

describe('whom something concerns', () => {
  test('is known by the address, whatever its capitals', () => {
    expect(isThem({ email: 'budget@dgefp.example' }, { email: 'Budget@DGEFP.example' })).toBe(true);
    expect(isThem({ email: 'budget@dgefp.example' }, { email: 'budget@dinum.example' })).toBe(false);
    expect(isThem({ email: 'budget@dgefp.example' }, {})).toBe(false);
  });

  test('is nobody for whom another organisation vouches', () => {
    const contact = { email: 'budget@dgefp.example', siret: '11000000000011' };
    expect(isThem(contact, { email: contact.email, siret: '11000000000099' })).toBe(false);
    expect(isThem(contact, contact)).toBe(true);
    expect(isThem(contact, { email: contact.email })).toBe(true);
  });
});
