import { byDeadline, dutiesOf, dutyStateOf } from '../../../convention/duties/duties.ts';
import { isAlert } from '../../../convention/duties/duty.ts';
import { contactsOf } from '../../../convention/people/organisations.ts';
import { periodOf } from '../../../convention/term/term.ts';
import { acting, at, day, deadlinesOf, dutyOf, inForce, signed } from '../support.ts';

// Signed on Wednesday 25 March 2020, published on Friday 10 April 2020: every date below is counted by hand.

describe('Signaux Faibles, signed on 25 March 2020', () => {
  it.each([
    ['chorus-access', '2', 'delegator', '2020-03-25', '2020-04-01'],
    ['credits', '2', 'delegator', '2020-03-25', '2020-04-01'],
    ['chorus-codings', '3', 'delegatee', '2020-03-25', '2020-04-01'],
    ['controller-copies', '3 et 5', 'delegatee', '2020-03-25', '2020-04-01'],
    ['publication-maignon', '8', 'body:dsaf', '2020-03-25', '2020-04-08'],
    ['publication-data-gouv', '8', 'delegatee', '2020-03-25', '2020-04-08'],
    ['legal-text', '', 'manager', '2020-03-25', '2020-04-23'],
  ])('owes %s of article %s by the %s from %s to %s', (id, article, holder, opensOn, dueOn) => {
    expect(dutyOf(signed(), id)).toMatchObject({ article, holder, opensOn, dueOn });
  });

  it('owes nothing else before it takes effect', () => {
    expect(dutiesOf(signed())).toHaveLength(7);
    expect(periodOf(signed())).toBeUndefined();
  });

  it('says the credits, the activity and the unit of art. 2', () => {
    const { title, evidence } = dutyOf(signed(), 'credits');
    expect(title).toBe('Mise à disposition des crédits (100\u202f000,00\u00a0€ au plus)');
    const contacts = [{ id: 'mi', name: 'M', email: 'm@mi.example', roles: ['representative'] }];
    const shared = signed({
      delegator: { id: 'dgefp' },
      coDelegators: [{ id: 'mi', name: 'MI', shortName: 'MI', contacts }],
    });
    expect(dutyOf(shared, 'credits').title).toBe(
      'Mise à disposition des crédits, par chaque délégant pour sa part (100\u202f000,00\u00a0€ au plus en tout)',
    );
    expect(evidence).toContain('sur l’activité 010300000112 de l’UO 0103-CEFP-C003');
  });

  it('says the five codings of art. 5', () => {
    const { evidence } = dutyOf(signed(), 'chorus-codings');
    for (const code of ['36', '0103-01-01', '0103-CEFP-C003', '010300000112', 'EMPEF00075']) {
      expect(evidence).toContain(code);
    }
  });
});

describe('Signaux Faibles, in effect on 10 April 2020', () => {
  const convention = inForce();

  it('lasts until 9 April 2021', () => {
    expect(periodOf(convention)).toEqual({
      effectiveOn: '2020-04-10',
      lastDay: '2021-04-09',
      endsOn: '2021-04-09',
    });
  });

  it('is reported on each month, by the fifth working day of the next (art. 5)', () => {
    expect(deadlinesOf(convention, 'monthly-report')).toEqual({
      'report-2020-04': '2020-05-11', // 1 and 8 May are holidays
      'report-2020-05': '2020-06-08', // 1 June is Whit Monday
      'report-2020-06': '2020-07-07',
      'report-2020-07': '2020-08-07',
      'report-2020-08': '2020-09-07',
      'report-2020-09': '2020-10-07',
      'report-2020-10': '2020-11-06',
      'report-2020-11': '2020-12-07',
      'report-2020-12': '2021-01-08', // 1 January
      'report-2021-01': '2021-02-05',
      'report-2021-02': '2021-03-05',
      'report-2021-03': '2021-04-08', // 5 April is Easter Monday
      'report-2021-04': '2021-05-07',
    });
  });

  it('asks for a report the day after its month, the last one the day after the end', () => {
    expect(dutyOf(convention, 'report-2020-04').opensOn).toBe('2020-05-01');
    expect(dutyOf(convention, 'report-2021-04').opensOn).toBe('2021-04-10');
  });

  it('counts the reports by the working day that the document says', () => {
    const { 'report-2020-04': due } = deadlinesOf(
      inForce({ reports: { dueWorkingDay: 10 } }),
      'monthly-report',
    );
    expect(due).toBe('2020-05-18');
  });

  it('counts Good Friday of 2021 as a holiday in Alsace-Moselle', () => {
    const { 'report-2021-03': due } = deadlinesOf(inForce({ holidays: 'alsaceMoselle' }), 'monthly-report');
    expect(due).toBe('2021-04-09');
  });

  it.each([
    ['report-final', '5', 'delegatee', '2021-03-25', '2021-04-09'],
    ['committee-1', '2', 'delegator', '2021-01-09', '2021-04-09'],
    ['community-website', '3', 'delegatee', '2021-01-09', '2021-04-09'],
    ['deliverable-rgs', '4', 'delegatee', '2021-01-09', '2021-04-09'],
    ['hand-over', '4', 'delegatee', '2021-03-09', '2021-04-09'],
    ['balance', '5', 'delegator', '2021-04-10', '2021-05-10'],
  ])('owes %s of article %s by the %s from %s to %s', (id, article, holder, opensOn, dueOn) => {
    expect(dutyOf(convention, id)).toMatchObject({ article, holder, opensOn, dueOn });
  });

  it.each([
    ['report-final', ['delegator']],
    ['deliverable-rgs', ['delegator']],
    ['hand-over', ['delegator']],
    ['services-closed', ['delegator']],
    ['report-2020-04', []],
    ['community-website', []],
  ])('tells the other party of %s: %p', (id, copies) => {
    const ending = acting(convention, at('2020-07-01'), [
      'giveNotice',
      { by: 'Ada', from: 'delegator', receivedOn: '2020-07-01', reason: 'fin' },
    ]);
    expect(dutyOf(ending, id)).toMatchObject({ holder: 'delegatee', copies });
  });

  it('announces its term to both parties 90, 60 and 30 days before (art. 7)', () => {
    const term = dutyOf(convention, 'term');
    expect(term).toMatchObject({
      article: '7',
      holder: 'delegatee',
      copies: ['delegator'],
      dueOn: '2021-04-09',
    });
    expect(term.alertsOn).toEqual(['2021-01-09', '2021-02-08', '2021-03-10']);
    expect(isAlert(term)).toBe(true);
  });

  it.each([
    ['year-end-2020-commitments', '2020-11-30', ['2020-10-31', '2020-11-20', '2020-11-28']],
    ['year-end-2020-payments', '2020-12-11', ['2020-11-11', '2020-12-01', '2020-12-09']],
  ])('announces %s, the %s, 30, 10 and 2 days before', (id, dueOn, alertsOn) => {
    expect(dutyOf(convention, id)).toMatchObject({ dueOn, alertsOn });
  });

  it('owes the 44 duties of its articles, by deadline, each under an id of its own', () => {
    const duties = dutiesOf(convention);
    expect(duties).toHaveLength(44);
    expect(new Set(duties.map(({ id }) => id)).size).toBe(44);
    expect([...duties].sort(byDeadline)).toEqual(duties);
  });

  it('never asks for anything to be done before it opens, nor of nobody', () => {
    for (const duty of dutiesOf(convention)) {
      expect(duty.opensOn <= duty.dueOn).toBe(true);
      expect(contactsOf(convention.document, duty.holder, duty.role).length).toBeGreaterThan(0);
    }
  });

  it('tells a duty that is planned, open on its deadline, overdue the day after', () => {
    const statesIn = (one: typeof convention) =>
      ['2020-04-30', '2020-05-01', '2020-05-11', '2020-05-12'].map((on) =>
        dutyStateOf(one, dutyOf(one, 'report-2020-04'), day(on)),
      );
    const written = inForce({ reports: { dueWorkingDay: 5 } });
    expect(statesIn(written)).toEqual(['planned', 'open', 'open', 'overdue']);
    // The text itself fixes no day: nothing is ever late.
    expect(statesIn(convention)).toEqual(['planned', 'open', 'open', 'open']);
  });

  it('tells an alert that is passed, never overdue', () => {
    expect(dutyStateOf(convention, dutyOf(convention, 'term'), day('2021-04-10'))).toBe('passed');
  });
});

describe('the dates of year end', () => {
  it('are asked of the manager when the document does not know them', () => {
    expect(dutyOf(inForce({ yearEnd: { dates: [] } }), 'year-end-2020-dates')).toMatchObject({
      holder: 'manager',
      opensOn: '2020-09-15',
      dueOn: '2020-10-15',
      closedBy: 'year-end',
    });
  });

  it('are not asked for a year that ends before autumn', () => {
    expect(Object.keys(deadlinesOf(inForce({ yearEnd: { dates: [] } }), 'year-end-dates'))).toEqual([
      'year-end-2020-dates',
    ]);
  });

  it('are asked within days of an effect that comes after the autumn', () => {
    expect(dutyOf(inForce({ yearEnd: { dates: [] } }, '2020-11-20'), 'year-end-2020-dates')).toMatchObject({
      opensOn: '2020-11-20',
      dueOn: '2020-11-25',
    });
  });

  it('give way to the last day of the convention when it comes first (art. 7)', () => {
    const late = { year: 2021, commitments: '2021-11-29', payments: '2021-12-10' };
    const convention = inForce({ yearEnd: { dates: [late] } });
    expect(dutyOf(convention, 'year-end-2021-payments').dueOn).toBe('2021-04-09');
    expect(Object.keys(deadlinesOf(convention, 'year-end'))).toEqual(['year-end-2021-payments']);
  });

  it('that passed before the effect are not announced', () => {
    expect(deadlinesOf(inForce({}, '2020-12-14'), 'year-end')).toEqual({});
  });

  it('become duties of the convention when they are recorded', () => {
    const after = acting(inForce({ yearEnd: { dates: [] } }), at('2020-10-01'), [
      'recordYearEnd',
      { by: 'Ada', year: 2020, commitments: '2020-11-30', payments: '2020-12-11' },
    ]);
    expect(deadlinesOf(after, 'year-end')).toEqual(deadlinesOf(inForce(), 'year-end'));
    expect(deadlinesOf(after, 'year-end-dates')).toEqual({});
  });
});

describe('the investment committee (art. 2)', () => {
  it('meets once, by the last day', () => {
    expect(deadlinesOf(inForce(), 'committee')).toEqual({ 'committee-1': '2021-04-09' });
  });

  it('meets every six months and by the last day, when the document says so', () => {
    const convention = inForce({ committee: { everyMonths: 6 } });
    expect(deadlinesOf(convention, 'committee')).toEqual({
      'committee-1': '2020-10-09', // 10 October is a Saturday: it is held before
      'committee-2': '2021-04-09',
    });
    expect(dutyOf(convention, 'committee-1').opensOn).toBe('2020-07-10');
  });

  it('meets every month but the last, whose committee is that of the end', () => {
    const convention = inForce({ committee: { everyMonths: 1 } });
    const days = Object.values(deadlinesOf(convention, 'committee'));
    expect(days).toHaveLength(11);
    expect(days.slice(-2)).toEqual(['2021-02-10', '2021-04-09']);
  });

  it('is chaired by whoever chairs it for the delegator', () => {
    const { document } = inForce();
    const duty = dutyOf(inForce(), 'committee-1');
    expect(contactsOf(document, duty.holder, duty.role).map(({ id }) => id)).toEqual(['bruno-lucas']);
  });
});

describe('duties that the document adds', () => {
  const own = {
    id: 'security-audit',
    article: '4',
    title: 'Audit de sécurité',
    holder: 'delegatee',
    evidence: 'le rapport',
  };

  it.each([
    ['months after signature', { from: 'signature', months: 2 }, '2020-05-25'],
    ['days after effect', { from: 'effect', days: 31 }, '2020-05-11'],
    ['working days before which a weekend lies', { from: 'signature', workingDays: 3 }, '2020-03-30'],
    ['months before the end', { from: 'end', months: -2 }, '2021-02-09'],
    ['a Saturday moved to the Monday (CPC art. 642)', { from: 'signature', days: 3 }, '2020-03-30'],
  ])('are due at a date counted in %s', (_what, due, expected) => {
    const convention = inForce({ duties: [{ ...own, opens: { from: 'signature' }, due }] });
    expect(dutyOf(convention, 'own-security-audit')).toMatchObject({
      opensOn: '2020-03-25',
      dueOn: expected,
    });
  });

  it('wait for the effect when they are counted from it', () => {
    const duties = [{ ...own, opens: { from: 'signature' }, due: { from: 'effect', months: 1 } }];
    expect(dutiesOf(signed({ duties })).map(({ kind }) => kind)).not.toContain('own');
  });
});

describe('a request for information (arts 2 and 3)', () => {
  it.each([
    ['delegatee', '2', 'delegator'],
    ['delegator', '3', 'delegatee'],
  ])('of the %s is a duty of article %s of the %s, for five working days', (from, article, holder) => {
    const convention = acting(inForce(), at('2020-11-06'), [
      'requestInformation',
      { by: 'Ada', from, subject: 'Prévisions de fin de gestion' },
    ]);
    expect(dutyOf(convention, 'request-1')).toMatchObject({
      article,
      holder,
      copies: [from],
      opensOn: '2020-11-06',
      dueOn: '2020-11-16', // 11 November is a holiday
    });
  });
});
