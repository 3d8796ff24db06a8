import { doAct } from '../../acts/acts.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import type { Convention } from '../../convention/convention.ts';
import { booked, commitment } from '../convention/ledger/entries.ts';
import { acting, at, day, ended, inForce, refusalOf, signed } from '../convention/support.ts';
import { by, july, may, reason } from './fixtures.ts';
import { itRefuses } from './refusals.ts';

describe('a bad act is refused in French, with its code', () => {
  itRefuses([
    [
      'a publication of tomorrow',
      'recordPublication',
      { by, publication: 'maignon', on: '2020-05-05', evidence: 'x' },
      signed(),
      may,
      'BAD_DATE',
      /« 2020-05-05 ».*du 2020-03-25 .* au 2020-05-04/,
    ],
    [
      'a publication before signature',
      'recordPublication',
      { by, publication: 'maignon', on: '2020-03-24', evidence: 'x' },
      signed(),
      may,
      'BAD_DATE',
      /« 2020-03-24 »/,
    ],
    [
      'a publication on no day',
      'recordPublication',
      { by, publication: 'maignon', on: '2020-02-30', evidence: 'x' },
      signed(),
      may,
      'BAD_ACT',
      /on : « 2020-02-30 » refusé/,
    ],
    [
      'a publication nowhere',
      'recordPublication',
      { by, publication: 'bo', on: '2020-04-10', evidence: 'x' },
      signed(),
      may,
      'UNKNOWN_REFERENCE',
      /« bo ».*maignon, data-gouv/,
    ],
    [
      'an effect before signature',
      'confirmEffect',
      { by, on: '2020-03-24', reason },
      signed(),
      may,
      'BAD_DATE',
      /« 2020-03-24 »/,
    ],
    [
      'an effect after the end',
      'confirmEffect',
      { by, on: '2020-04-06', reason },
      ended(),
      at('2021-04-12'),
      'NOT_NOW',
      /9 avril 2021/,
    ],
  ]);
});

describe('an effect that moves', () => {
  it('is told to both parties with its new term, and not when it is the first', () => {
    const confirmed = { by, on: '2020-04-06', reason };
    expect(doAct(signed(), 'confirmEffect', confirmed, may).news).toEqual([]);
    const [moved] = doAct(inForce(), 'confirmEffect', confirmed, may).news;
    expect(moved?.item.lead).toContain('le 6 avril 2020, et non le 10 avril 2020');
    expect(moved?.item.facts).toContainEqual(['Dernier jour', '5 avril 2021']);
  });
});

describe('an effect date that moves the periods of a renewed convention', () => {
  const renewed: Convention = {
    ...booked(
      inForce({ term: { months: 3 }, renewal: { mode: 'tacit', months: 3 } }),
      commitment('A', 90_000, '2020-05-04'),
      commitment('B', 60_000, '2020-07-13'),
    ),
    inForceSince: day('2020-04-10'),
    renewals: [{ rank: 1, months: 3, how: 'tacit', at: july.now }],
  };
  const confirming = (on: string) => ({ by, on, reason });

  it('is refused when a period would pass its ceiling', () => {
    const refused = refusalOf(renewed, 'confirmEffect', confirming('2020-05-04'), at('2020-08-03'));
    expect([refused.code, refused.message]).toEqual([
      'BAD_DATE',
      expect.stringMatching(/« 2020-05-04 » refusé : .*150.000,00.€ engagés pour un plafond de 100.000,00/),
    ]);
  });

  it('is accepted when each order stays within that of its period', () => {
    const moved = acting(renewed, at('2020-08-03'), ['confirmEffect', confirming('2020-04-06')]);
    expect(moved.confirmedEffect?.on).toBe('2020-04-06');
  });
});

describe('the day of an act', () => {
  it('is the day it is in Paris: a publication of today is accepted from midnight there', () => {
    const now = Date.parse('2020-04-09T22:30:00Z');
    const moment = { now, today: parisDate(now) };
    const input = { by, publication: 'maignon', on: '2020-04-10', evidence: 'x' };
    expect(acting(signed(), moment, ['recordPublication', input]).publications.maignon?.on).toBe(
      '2020-04-10',
    );
  });
});
