import { dutyStateOf, outcomeOf } from '../../convention/duties/duties.ts';
import { dutyItemsOf, SimulatedLife } from '../convention/simulation.ts';
import { acting, at, dutyOf, inForce, refusalOf, signed } from '../convention/support.ts';
import { by, done, may, proposed, reason, report } from './fixtures.ts';
import { itRefuses } from './refusals.ts';

const more = { by, party: 'delegator', duty: 'report-2020-04', until: '2020-05-29', reason };

describe('a bad act is refused in French, with its code', () => {
  itRefuses([
    ['no duty', 'markDone', { by, duties: [] }, signed(), may, 'BAD_ACT', /liste de 1 à 60/],
    [
      'an unknown duty',
      'markDone',
      { by, duties: [{ duty: 'chorus', evidence: 'x' }] },
      signed(),
      may,
      'UNKNOWN_DUTY',
      /« chorus ».*chorus-access, chorus-codings/,
    ],
    [
      'a duty of later',
      'markDone',
      { by, duties: [{ duty: 'hand-over', evidence: 'x' }] },
      signed(),
      may,
      'UNKNOWN_DUTY',
      /hand-over/,
    ],
    [
      'no evidence',
      'markDone',
      { by, duties: [{ duty: 'credits', evidence: ' ' }] },
      signed(),
      may,
      'BAD_ACT',
      /evidence/,
    ],
    [
      'a report marked as done',
      'markDone',
      { by, duties: [{ duty: 'report-2020-04', evidence: 'x' }] },
      inForce(),
      may,
      'NOT_NOW',
      /« report-2020-04 » .* se clôt par son propre acte : « delegation report »\.$/,
    ],
    [
      'a committee marked as done',
      'markDone',
      { by, duties: [{ duty: 'committee-1', evidence: 'x' }] },
      inForce(),
      may,
      'NOT_NOW',
      /propre acte : « delegation committee » ou « delegation committee-held »\.$/,
    ],
    [
      'an alert marked as done',
      'markDone',
      { by, duties: [{ duty: 'term', evidence: 'x' }] },
      inForce(),
      may,
      'NOT_NOW',
      /rien à faire/,
    ],
    [
      'an unknown duty to waive',
      'waiveDuty',
      { by, duty: 'x', reason },
      signed(),
      may,
      'UNKNOWN_DUTY',
      /« x »/,
    ],
    [
      'an unknown duty to reopen',
      'reopenDuty',
      { by, duty: 'x', reason },
      signed(),
      may,
      'UNKNOWN_DUTY',
      /« x »/,
    ],
    [
      'the publication that gave effect, to reopen',
      'reopenDuty',
      { by, duty: 'publication-maignon', reason },
      inForce(),
      may,
      'NOT_NOW',
      /confirmez plutôt une autre date/,
    ],
    [
      'more time given by whom the duty is asked of',
      'extendDuty',
      { ...more, party: 'delegatee' },
      inForce(),
      may,
      'NOT_NOW',
      /« report-2020-04 » est demandée à DINUM : le délai est accordé par une autre partie/,
    ],
    [
      'more time than a year',
      'extendDuty',
      { ...more, until: '2021-06-01' },
      inForce(),
      may,
      'BAD_DATE',
      /« 2021-06-01 » refusé ; accepté : une date du 2020-05-12 au 2021-05-11/,
    ],
    [
      'more time for a date of the law',
      'extendDuty',
      { ...more, duty: 'term' },
      inForce(),
      may,
      'NOT_NOW',
      /« term » : cette date est celle du texte ou de la loi/,
    ],
  ]);

  it('several duties are done all together or not at all', () => {
    const input = { by, duties: [...done.duties, { duty: 'nothing', evidence: 'x' }] };
    expect(refusalOf(signed(), 'markDone', input, may).code).toBe('UNKNOWN_DUTY');
  });
});

describe('duties', () => {
  it('are done with their evidence, waived with their reason', () => {
    const after = acting(signed(), may, ['markDone', done], ['waiveDuty', { by, duty: 'credits', reason }]);
    expect(after.outcomes).toEqual({
      'chorus-access': { state: 'done', at: may.now, by, evidence: 'AIFE-1' },
      credits: { state: 'waived', at: may.now, by, reason },
    });
  });

  it('that are done cannot be waived, nor the reverse, and the refusal says by whom and when', () => {
    const after = acting(signed(), may, ['markDone', done]);
    expect(refusalOf(after, 'waiveDuty', { by, duty: 'chorus-access', reason }, may).message).toMatch(
      /« chorus-access » est déjà .*par Ada Lovelace, le 4 mai 2020 à 10:00 \(AIFE-1\)/,
    );
  });

  it('reopened are owed again, with what had closed them undone', () => {
    const reported = acting(inForce(), may, ['submitReport', report]);
    expect(reported.reports['2020-04']).toMatchObject({ spent: 125_050 });
    const reopened = acting(reported, may, ['reopenDuty', { by, duty: 'report-2020-04', reason }]);
    expect(reopened.reports).toEqual({});
    expect(outcomeOf(reopened, dutyOf(reopened, 'report-2020-04'))).toBeUndefined();
    expect(acting(reopened, may, ['submitReport', report]).reports['2020-04']).toBeDefined();
  });

  it('are due later when the other party gives more time, and earlier than that never', () => {
    const extended = acting(inForce(), may, ['extendDuty', { ...more, until: '2020-05-30' }]);
    expect(dutyOf(extended, 'report-2020-04')).toMatchObject({
      dueOn: '2020-06-02',
      reckoning: { origin: { what: 'granted' } },
    });
    expect(dutyStateOf(extended, dutyOf(extended, 'report-2020-04'), at('2020-05-29').today)).toBe('open');
    const again = acting(extended, may, ['extendDuty', { ...more, until: '2020-06-15' }]);
    expect(dutyOf(again, 'report-2020-04').dueOn).toBe('2020-06-15');
    expect(refusalOf(again, 'extendDuty', more, may).message).toMatch(/accepté : une date du 2020-06-16/);
  });

  it('are commented, which the other party is told, and the letters about them recall', () => {
    const comment = { by, party: 'delegatee', duty: 'report-2020-04', comment: 'attend les données' };
    const life = SimulatedLife.from(inForce(), may.now);
    life.does('commentDuty', comment);
    life.passes(at('2020-05-12').now);
    const items = life.deliveries.flatMap(({ letters }) => letters.flatMap((letter) => letter.items));
    const told = items.find(({ identity }) => identity === 'comment/report-2020-04/1');
    expect(told).toMatchObject({
      lead: expect.stringMatching(/^DINUM commente .*« attend les données »\.$/),
    });
    const [first, ...others] = items.filter((item) => item.kind === 'duty' && item.duty === 'report-2020-04');
    for (const item of [first, ...others])
      expect(item).toMatchObject({ comment: { by: 'DINUM', text: 'attend les données' } });
    const many = Array.from({ length: 20 }, (_, rank) => ({ ...comment, comment: `fait n° ${rank}` }));
    const full = many.reduce((before, one) => acting(before, may, ['commentDuty', one]), inForce());
    expect(refusalOf(full, 'commentDuty', comment, may).message).toMatch(/a déjà 20 commentaires/);
  });

  it('that are given more time are written about by their new date', () => {
    const life = SimulatedLife.from(inForce(), may.now);
    life.does('extendDuty', more);
    life.passes(at('2020-06-03').now);
    const letters = life.deliveries.flatMap(({ letters }) => letters);
    const about = dutyItemsOf(letters).filter(({ duty }) => duty === 'report-2020-04');
    expect(about.map(({ rung, dueOn }) => `${rung} ${dueOn}`)).toEqual([
      'notice 2020-05-29',
      'before 2020-05-29',
      'due 2020-05-29',
    ]);
    expect(
      letters.flatMap(({ items }) => items).filter(({ identity }) => identity.startsWith('extended/')),
    ).not.toEqual([]);
  });

  it('reopen a publication that has not given effect', () => {
    const publish = [
      'recordPublication',
      { by, publication: 'maignon', on: '2020-04-10', evidence: 'x' },
    ] as const;
    const after = acting(signed(), may, publish, ['reopenDuty', { by, duty: 'publication-maignon', reason }]);
    expect(after.publications).toEqual({});
    expect(acting(after, may, publish).publications.maignon?.on).toBe('2020-04-10');
  });

  it('reopen the balance that was agreed', () => {
    const agreed = acting(proposed, at('2021-04-13'), ['agreeBalance', { by }]);
    const reopened = acting(agreed, at('2021-04-14'), ['reopenDuty', { by, duty: 'balance', reason }]);
    expect(reopened.agreedBalance).toBeUndefined();
    expect(acting(reopened, at('2021-04-14'), ['agreeBalance', { by }]).agreedBalance?.amount).toBe(100_000);
  });
});
