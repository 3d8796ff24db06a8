import { readDocument } from '../../../convention/document/read-document.ts';
import { accepted, minimal, replaced } from '../support.ts';

describe('a minimal document', () => {
  it('says who, how much and under which codes, and nothing else', () => {
    expect(Object.keys(minimal())).toEqual([
      'id',
      'title',
      'shortName',
      'signedOn',
      'delegator',
      'delegatee',
      'manager',
      'controllers',
      'budget',
    ]);
    expect(accepted(minimal()).ok).toBe(true);
  });

  it.each(Object.keys(minimal()))('is refused without its key %s, and only for that', (key) => {
    const reading = readDocument(replaced(minimal(), [key], undefined));
    expect(reading).toEqual({ ok: false, faults: [{ path: key, accepted: expect.any(String) }] });
  });

  it('has by default all that the type of convention fixes', () => {
    expect(accepted(minimal()).document).toMatchObject({
      public: false,
      publishers: [],
      publications: { places: [{ id: 'data-gouv', publisher: 'delegatee', dueWorkingDays: 10 }] },
      effect: { publication: 'all' },
      budget: { exceptTitle2: true },
      term: { months: 12, lastDay: 'eve' },
      notice: { months: 3 },
      reports: { dueWorkingDay: 5, finalOpensDaysBefore: 15 },
      committee: { convenedMonthsBefore: 3 },
      yearEnd: { dates: [] },
      balance: { dueMonths: 1 },
      requests: { dueWorkingDays: 5 },
      onSignature: { dueWorkingDays: 5 },
      reminders: {
        hour: '09:00',
        spreadMinutes: 30,
        policy: { before: [2], onDeadline: true, after: [3, 7, 14, 28], thenEvery: 30, escalateAfter: 14 },
        duties: {},
      },
      holidays: 'metropole',
      duties: [],
      legalText: { cites: [], delegatorCalled: 'délégant', annexes: [] },
    });
  });

  it('keeps the other defaults of a section of which one key is given', () => {
    const { document } = accepted({ ...minimal(), term: { lastDay: 'anniversary' } });
    expect(document.term).toEqual({ months: 12, lastDay: 'anniversary' });
  });

  it('has defaults of its own: another document cannot change them', () => {
    const [first, second] = [accepted(minimal()).document, accepted(minimal()).document];
    first.reminders.policy.after.push(99);
    first.communityItems.pop();
    expect(second.reminders.policy.after).toEqual([3, 7, 14, 28]);
    expect(accepted(minimal()).document.reminders.policy.after).toEqual([3, 7, 14, 28]);
    expect(accepted(minimal()).document.community?.items).toHaveLength(8);
  });
});
