import { isWorkingDay } from '../../../convention/calendar/working-days.ts';
import { scheduleOf } from '../../../convention/views/schedule.ts';
import { accepted, day, minimal, signauxFaibles } from '../support.ts';

describe('the schedule of a document', () => {
  const schedule = scheduleOf(signauxFaibles(), day('2020-04-10'));

  it('has the three dates of the period', () => {
    expect(schedule).toMatchObject({
      effectiveOn: '2020-04-10',
      lastDay: '2021-04-09',
      endsOn: '2021-04-09',
    });
  });

  it('is sorted by deadline', () => {
    const due = schedule.deadlines.map(({ dueOn }) => dueOn);
    expect(due).toEqual([...due].sort());
  });

  it('has every duty with its article, its holder and the days it is written about', () => {
    expect(schedule.deadlines).toHaveLength(44);
    expect(schedule.deadlines.find(({ duty }) => duty === 'report-2020-04')).toEqual({
      duty: 'report-2020-04',
      article: '5',
      title: 'Compte rendu d’avril 2020',
      holder: 'delegatee',
      holderName: 'DINUM',
      opensOn: '2020-05-01',
      dueOn: '2020-05-11',
      indicative: true,
      reminders: [
        '2020-05-04', // notice: 1 May is a holiday
        '2020-05-11',
        '2020-05-18',
        '2020-05-25', // escalation, 14 days after
        '2020-06-22', // then every four weeks, as all that is late
        '2020-07-20',
        '2020-08-17',
        '2020-09-14',
        '2020-10-12',
        '2020-11-09',
        '2020-12-07',
        '2021-01-04',
      ],
    });
  });

  it('names the publisher who is no party', () => {
    const publication = schedule.deadlines.find(({ duty }) => duty === 'publication-maignon');
    expect(publication).toMatchObject({ holder: 'body:dsaf', holderName: 'DSAF', article: '8' });
  });

  it('writes on working days only, each day once, in order', () => {
    for (const { reminders } of schedule.deadlines) {
      expect(reminders.every((one) => isWorkingDay(one))).toBe(true);
      expect(reminders).toEqual([...new Set(reminders)].sort());
      expect(reminders.length).toBeGreaterThan(0);
      expect(reminders.length).toBeLessThanOrEqual(12);
    }
  });

  it('takes the day of signature for the effect when none is given', () => {
    expect(scheduleOf(signauxFaibles()).effectiveOn).toBe('2020-03-25');
    expect(scheduleOf(accepted(minimal()).document).lastDay).toBe('2027-01-14');
  });

  it('ends with a notice that is received', () => {
    const notice = { from: 'delegatee', receivedOn: day('2020-07-01') } as const;
    const { lastDay, endsOn, deadlines } = scheduleOf(signauxFaibles(), day('2020-04-10'), notice);
    expect([lastDay, endsOn]).toEqual(['2021-04-09', '2020-10-01']);
    expect(deadlines.map(({ duty }) => duty)).toContain('services-closed');
  });

  it('renews tacitly until the notice reaches the end of its months', () => {
    const tacit = { ...minimal(), signedOn: '2027-01-01', notice: { months: 1 } };
    const renewal = { article: '7', mode: 'tacit', months: 12 };
    const endless = accepted({ ...tacit, renewal: { ...renewal, maximum: null } }).document;
    const once = accepted({ ...tacit, renewal: { ...renewal, maximum: 1 } }).document;
    const ends = (document: typeof once, receivedOn: string) =>
      scheduleOf(document, undefined, { from: 'delegatee', receivedOn: day(receivedOn) }).endsOn;
    // Received on the last day that prevents the renewal, on the next one, and three years later.
    expect(ends(endless, '2027-11-30')).toBe('2027-12-30');
    expect(ends(endless, '2027-12-15')).toBe('2028-01-15');
    expect(ends(endless, '2030-06-10')).toBe('2030-07-10');
    expect(ends(once, '2030-06-10')).toBe('2028-12-31');
    expect(scheduleOf(endless).endsOn).toBe('2027-12-31');
  });

  it('is the same each time it is computed', () => {
    expect(scheduleOf(signauxFaibles(), day('2020-04-10'))).toEqual(schedule);
  });

  it('goes through JSON unchanged', () => {
    expect(JSON.parse(JSON.stringify(schedule))).toEqual(schedule);
  });
});
