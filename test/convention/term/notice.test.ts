import { type PlainDate, plainDateOf } from '../../../convention/calendar/plain-date.ts';
import { lastNoticeDay } from '../../../convention/term/renewal.ts';
import { frenchNotice, noticeEndsOn, periodOf } from '../../../convention/term/term.ts';
import { acting, at, day, inForce, signauxFaibles } from '../support.ts';

type Clause = {
  readonly months?: number;
  readonly days?: number;
  readonly from?: string;
  readonly until?: string;
};

const withNotice = (notice: Clause) => signauxFaibles({ notice });

describe('a notice ends', () => {
  it.each<[notice: Clause, received: string, endsOn: string]>([
    // From its receipt, date to date.
    [{ months: 3 }, '2024-01-15', '2024-04-15'],
    [{ months: 3 }, '2023-11-30', '2024-02-29'],
    [{ months: 3 }, '2023-11-29', '2024-02-29'],
    [{ months: 3 }, '2024-11-30', '2025-02-28'],
    [{ months: 1 }, '2024-01-31', '2024-02-29'],
    [{ months: 1 }, '2024-02-29', '2024-03-29'],
    [{ months: 1 }, '2024-03-31', '2024-04-30'],
    [{ months: 12 }, '2024-02-29', '2025-02-28'],
    [{ months: 6 }, '2024-08-31', '2025-02-28'],
    [{ months: 24 }, '2024-12-31', '2026-12-31'],
    // In days: that of the receipt does not count (CPC art. 641).
    [{ days: 1 }, '2024-12-31', '2025-01-01'],
    [{ days: 30 }, '2024-01-31', '2024-03-01'],
    [{ days: 30 }, '2023-01-31', '2023-03-02'],
    [{ days: 90 }, '2024-01-01', '2024-03-31'],
    [{ days: 365 }, '2024-01-01', '2024-12-31'],
    // From the end of the month of its receipt.
    [{ months: 1, from: 'endOfMonth' }, '2024-01-01', '2024-02-29'],
    [{ months: 1, from: 'endOfMonth' }, '2024-01-31', '2024-02-29'],
    [{ months: 1, from: 'endOfMonth' }, '2024-02-01', '2024-03-31'],
    [{ months: 3, from: 'endOfMonth' }, '2024-04-30', '2024-07-31'],
    [{ months: 3, from: 'endOfMonth' }, '2024-05-02', '2024-08-31'],
    [{ days: 15, from: 'endOfMonth' }, '2024-02-10', '2024-03-15'],
    // From the end of the year of its receipt.
    [{ months: 6, from: 'endOfYear' }, '2024-01-01', '2025-06-30'],
    [{ months: 6, from: 'endOfYear' }, '2024-12-31', '2025-06-30'],
    [{ months: 2, from: 'endOfYear' }, '2023-07-14', '2024-02-29'],
    [{ months: 12, from: 'endOfYear' }, '2024-02-29', '2025-12-31'],
    [{ days: 31, from: 'endOfYear' }, '2024-06-01', '2025-01-31'],
    // Until the end of the month or the year in which it runs out.
    [{ months: 6, until: 'endOfYear' }, '2023-03-15', '2023-12-31'],
    [{ months: 6, until: 'endOfYear' }, '2023-07-15', '2024-12-31'],
    [{ months: 3, until: 'endOfMonth' }, '2023-11-15', '2024-02-29'],
    [{ days: 20, until: 'endOfMonth' }, '2024-02-09', '2024-02-29'],
    [{ days: 21, until: 'endOfMonth' }, '2024-02-09', '2024-03-31'],
  ])('%j, received on %s, on %s', (notice, received, endsOn) => {
    expect(noticeEndsOn(withNotice(notice), day(received))).toBe(endsOn);
  });

  it('on that day, and the convention with it, though it be a Sunday', () => {
    const given = [
      'giveNotice',
      { by: 'Ada', from: 'delegator', receivedOn: '2020-05-04', reason: 'fin' },
    ] as const;
    const ends = (notice: Clause) => periodOf(acting(inForce({ notice }), at('2020-05-04'), given))?.endsOn;
    expect(ends({ months: 3 })).toBe('2020-08-04');
    expect(ends({ days: 20 })).toBe('2020-05-24');
    expect(ends({ months: 1, from: 'endOfMonth' })).toBe('2020-06-30');
    expect(ends({ months: 3, from: 'endOfYear' })).toBe('2021-03-31');
  });

  it.each<[Clause, string]>([
    [{ months: 3 }, '3 mois'],
    [{ months: 1 }, '1 mois'],
    [{ days: 45 }, '45 jours'],
    [{ days: 1 }, '1 jour'],
    [{ months: 3, from: 'endOfMonth' }, '3 mois à compter de la fin du mois'],
    [{ days: 15, from: 'endOfYear' }, '15 jours à compter de la fin de l’année'],
    [{ months: 6, until: 'endOfYear' }, '6 mois, jusqu’à la fin de l’année'],
  ])('%j, said « %s »', (notice, expected) => {
    expect(frenchNotice(withNotice(notice))).toBe(expected);
  });
});

describe('the last day to give a notice that ends a convention in time', () => {
  it.each<[notice: Clause, lastDay: string, expected: string]>([
    [{ months: 3 }, '2024-02-28', '2023-11-28'],
    [{ months: 6, until: 'endOfYear' }, '2025-12-31', '2025-06-30'],
    [{ months: 6, until: 'endOfYear' }, '2025-12-30', '2024-06-30'],
    [{ months: 3 }, '2024-02-29', '2023-11-30'],
    [{ months: 1 }, '2024-03-30', '2024-02-29'],
    [{ days: 30 }, '2024-03-01', '2024-01-31'],
    [{ months: 1, from: 'endOfMonth' }, '2024-03-30', '2024-01-31'],
    [{ months: 1, from: 'endOfMonth' }, '2024-03-31', '2024-02-29'],
    [{ months: 3, from: 'endOfYear' }, '2024-03-30', '2022-12-31'],
    [{ months: 3, from: 'endOfYear' }, '2024-03-31', '2023-12-31'],
    [{ days: 31, from: 'endOfYear' }, '2024-12-31', '2023-12-31'],
  ])('%j, by %s, is %s', (notice, lastDay, expected) => {
    expect(lastNoticeDay(withNotice(notice), day(lastDay))).toBe(expected);
  });

  it.each<Clause>([
    { months: 3 },
    { months: 1 },
    { months: 24 },
    { days: 1 },
    { days: 45 },
    { days: 730 },
    { months: 1, from: 'endOfMonth' },
    { months: 6, from: 'endOfMonth' },
    { days: 15, from: 'endOfMonth' },
    { months: 3, from: 'endOfYear' },
    { months: 12, from: 'endOfYear' },
    { days: 90, from: 'endOfYear' },
  ])('%j, on each last day of two years, is the last of all those tried', (notice) => {
    const document = withNotice(notice);
    const received = daysFrom(2019, 7 * 366).map((one) => [one, endOf(notice, one)] as const);
    const wrong: string[] = [];
    let next = 0;
    for (const lastDay of daysFrom(2024, 731)) {
      while ((received[next]?.[1] ?? '9') <= lastDay) next++;
      if (lastNoticeDay(document, lastDay) !== received[next - 1]?.[0]) wrong.push(lastDay);
    }
    expect(received.filter(([one, endsOn]) => noticeEndsOn(document, one) !== endsOn)).toEqual([]);
    expect(wrong).toEqual([]);
  });
});

const iso = (instant: number): PlainDate => plainDateOf(new Date(instant).toISOString().slice(0, 10));

/** So many days from the first of a year. */
function daysFrom(year: number, count: number): PlainDate[] {
  return Array.from({ length: count }, (_one, index) => iso(Date.UTC(year, 0, 1 + index)));
}

/** The end of a notice, counted apart from the software: with `Date`, whose day 0 is the last of the month before. */
function endOf({ months = 3, days, from = 'receipt' }: Clause, received: PlainDate): PlainDate {
  const [year = 0, month = 0, date = 0] = received.split('-').map(Number);
  if (from === 'receipt') {
    if (days) return iso(Date.UTC(year, month - 1, date + days));
    const lastOfMonth = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
    return iso(Date.UTC(year, month - 1 + months, Math.min(date, lastOfMonth)));
  }
  const last = from === 'endOfMonth' ? month : 12;
  return days ? iso(Date.UTC(year, last, days)) : iso(Date.UTC(year, last + months, 0));
}
