import fc from 'fast-check';
import type { Convention } from '../../../convention/convention.ts';
import { afterDelivery } from '../../../convention/mailing/delivery-record.ts';
import {
  type Figures,
  figuresOf,
  figuresText,
  type ListedMoney,
  readFigures,
  readListedMoney,
} from '../../../convention/views/figures.ts';
import { turn } from '../simulation.ts';
import { acting, at, day, ended, inForce as inForceWith, signed } from '../support.ts';

const by = 'Ada';
const report = { by, spent: 1, progress: 'Bien', forecast: 'Stable' };
const submits = (before: Convention, period: string, on: string) =>
  acting(before, at(on), ['submitReport', { ...report, period }]);

describe('the reports of a convention', () => {
  // The text of the example fixes no day.
  const inForce = () => inForceWith({ reports: { dueWorkingDay: 5 } });
  const april = submits(inForce(), '2020-04', '2020-05-11');
  const late = submits(april, '2020-05', '2020-06-09');
  const waived = acting(inForce(), at('2020-06-10'), [
    'waiveDuty',
    { by, duty: 'report-2020-04', reason: 'sans objet' },
  ]);

  it.each<[string, Convention, string, number, number]>([
    ['none is due before effect', signed(), '2020-04-30', 0, 0],
    ['none is due on the day of its deadline', inForce(), '2020-05-11', 0, 0],
    ['one not submitted is due the day after', inForce(), '2020-05-12', 1, 0],
    ['one submitted on the day of its deadline is in time', april, '2020-05-12', 1, 1],
    ['one submitted the day after its deadline is not', late, '2020-06-10', 2, 1],
    ['one that was waived is not due any more', waived, '2020-06-10', 1, 0],
    ['the thirteen months of a year are due once it is over', inForce(), '2021-06-01', 13, 0],
  ])('%s', (_what, convention, today, due, inTime) => {
    expect(figuresOf(convention, day(today)).reports).toEqual({ due, inTime });
  });

  it('for which the text fixes no day are not counted: none is late', () => {
    expect(figuresOf(inForceWith(), day('2021-06-01')).reports).toEqual({ due: 0, inTime: 0 });
  });

  it('that lapsed before their deadline were never due', () => {
    const closed = acting(april, at('2020-06-03'), ['terminate', { by, reason: 'erreur' }]);
    const lapsed: Convention = {
      ...closed,
      outcomes: {
        ...closed.outcomes,
        'report-2020-05': { state: 'lapsed', at: at('2020-06-03').now, reason: 'close' },
        'report-2020-06': { state: 'lapsed', at: at('2020-06-03').now, reason: 'close' },
      },
    };
    expect(figuresOf(lapsed, day('2020-07-30')).reports).toEqual({ due: 1, inTime: 1 });
  });
});

describe('the mails of a convention', () => {
  const moment = at('2020-03-25', '18:00');
  const { letters } = turn(signed(), {}, moment, true);
  const outcomes = (refused: string) =>
    letters.map(({ to }) => ({
      contact: to.contact,
      messageId: `<${to.contact}@x>`,
      status: to.contact === refused ? ('refused' as const) : ('sent' as const),
      response: '',
    }));
  const mailsOf = (refused: string, delivered = moment) =>
    figuresOf(afterDelivery(signed(), letters, outcomes(refused), delivered).convention, moment.today).mails;

  it('are in time when they leave as soon as they are due', () => {
    expect(mailsOf('nobody')).toEqual({ due: letters.length, inTime: letters.length });
  });

  it('that were refused were due all the same', () => {
    expect(mailsOf('dsaf')).toEqual({ due: letters.length, inTime: letters.length - 1 });
  });

  it('that their server held back are not in time', () => {
    expect(mailsOf('nobody', at('2020-03-25', '18:15')).inTime).toBe(letters.length);
    expect(mailsOf('nobody', at('2020-03-25', '18:16'))).toEqual({ due: letters.length, inTime: 0 });
  });
});

describe('the other figures', () => {
  it('are the version, whether it is public, and the balance once agreed', () => {
    const proposed = acting(ended(), at('2021-04-12'), [
      'proposeBalance',
      { by, amount: 12_000.5, use: 'restitution' },
    ]);
    expect(figuresOf(proposed, day('2021-04-12'))).not.toHaveProperty('balance');
    const agreed = acting(proposed, at('2021-04-13'), ['agreeBalance', { by }]);
    expect(figuresOf(agreed, day('2021-04-13'))).toMatchObject({
      version: 1,
      public: true,
      balance: 1_200_050,
    });
    expect(figuresOf(signed({ public: false }), day('2020-03-25')).public).toBe(false);
  });
});

describe('the text of figures', () => {
  const example: Figures = {
    version: 2,
    public: true,
    mails: { due: 60, inTime: 58 },
    reports: { due: 11, inTime: 10 },
    balance: 1_200_000,
  };

  const money: ListedMoney = { ceiling: 10_000_000, committed: 6_000_050, forecastOver: 0 };

  it('is compact', () => {
    expect(figuresText(example, money)).toBe(
      'v=2;pub=1;mails=60/58;reports=11/10;balance=1200000;ceiling=10000000;committed=6000050;over=0',
    );
  });

  it('is read back, whatever the figures, and fits in what a memo keeps for it', () => {
    const punctuality = fc.record({ due: fc.nat(1e8), inTime: fc.nat(1e8) });
    const some = fc.record(
      {
        version: fc.integer({ min: 1, max: 9999 }),
        public: fc.boolean(),
        mails: punctuality,
        reports: punctuality,
        balance: fc.integer({ min: -1e14, max: 1e14 }),
      },
      { requiredKeys: ['version', 'public', 'mails', 'reports'] },
    );
    const cents = fc.integer({ min: 0, max: 1e14 });
    const someMoney = fc.record(
      { ceiling: cents, committed: cents, forecastOver: cents },
      { requiredKeys: ['committed', 'forecastOver'] },
    );
    fc.assert(
      fc.property(some, someMoney, (figures, shown) => {
        const text = figuresText(figures, shown);
        expect(readFigures(text)).toEqual(figures);
        expect(readListedMoney(text)).toEqual(shown);
        expect(text.length).toBeLessThanOrEqual(200);
      }),
    );
  });

  it('may say more one day, in any order', () => {
    expect(readFigures(`new=7;${figuresText(example, money).split(';').reverse().join(';')};more`)).toEqual(
      example,
    );
  });

  it.each(['', 'v=2', 'v=x;pub=1;mails=1/1;reports=1/1', 'v=1;pub=1;mails=1;reports=1/1', ';;==;'])(
    'that says nothing whole is no figures: %j',
    (text) => {
      expect(readFigures(text)).toBeUndefined();
      expect(readListedMoney(text)).toBeUndefined();
    },
  );
});
