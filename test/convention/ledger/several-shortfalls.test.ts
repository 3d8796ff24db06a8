import { doAct } from '../../../acts/acts.ts';
import type { Subject } from '../../../acts/form.ts';
import { refuseAdjustment } from '../../../acts/refuse-adjustment.ts';
import { withdrawShortfall } from '../../../acts/withdraw-shortfall.ts';
import { parisInstant } from '../../../convention/calendar/paris.ts';
import type { Convention } from '../../../convention/convention.ts';
import { dutiesOf } from '../../../convention/duties/duties.ts';
import { isSuspended, shortfallsUnderWay } from '../../../convention/ledger/shortfall.ts';
import { frenchLacks, viewOf } from '../../../convention/views/view.ts';
import { lived } from '../lived.ts';
import { acting, amendedBy, at, refusalOf } from '../support.ts';
import { charged, entry, importing, twoLines } from './two-lines.ts';

const may = at('2020-05-04');
const june = at('2020-06-01');
const by = 'Ada';

const filled = acting(
  twoLines(),
  may,
  entry('commitment', '1500000001', 99_000, '2020-05-04', 'p103'),
  entry('commitment', '1500000002', 29_000, '2020-05-04', 'p143'),
);
const short = (convention: Convention, line: string, amount = 1_500) =>
  doAct(convention, ...entry('commitment', `150000000${line}`.slice(0, 10), amount, '2020-05-04', line), may);
const first = short(filled, 'p103').convention;
const both = short(first, 'p143');

describe('a second line that falls short while a first shortfall is under way', () => {
  it('is told at once, by its name, with its own shortfall and decision', () => {
    expect(both.news.map(({ item }) => item.subject)).toEqual(['insuffisance de crédits']);
    expect(both.news[0]?.item.lead).toContain('la ligne « Programme 143 »');
    expect(both.refusal?.message).toContain('jusqu’au');
    expect(both.convention.shortfalls).toMatchObject([
      { id: 1, line: 'p103', missing: 50_000 },
      { id: 2, line: 'p143', missing: 50_000 },
    ]);
    const decisions = dutiesOf(both.convention).filter(({ kind }) => kind === 'shortfall');
    expect(decisions.map(({ id, title }) => [id, /\(ligne « (.*) »\)/.exec(title)?.[1]])).toEqual([
      ['shortfall-1', 'Programme 103'],
      ['shortfall-2', 'Programme 143'],
    ]);
    expect(short(both.convention, 'p143').news).toEqual([]);
  });

  it('is told by its name though the whole is short too', () => {
    const whole = acting(filled, may, entry('commitment', '1500000003', 1_000, '2020-05-04', 'p103'));
    expect(short(whole, 'p143', 1_001).convention.shortfalls).toMatchObject([{ line: 'p143', missing: 100 }]);
  });

  it('is told with the first by one import that makes both short', () => {
    const lines = [
      charged('p103', 'commitment', '1500000003', 10, 1_500, '2020-05-04'),
      charged('p143', 'commitment', '1500000003', 20, 1_500, '2020-05-04'),
    ];
    const { convention, news, refusal } = doAct(filled, ...importing(...lines), may);
    expect(convention.shortfalls.map(({ line }) => line)).toEqual(['p103', 'p143']);
    expect(new Set(news.map(({ item }) => item.identity)).size).toBe(2);
    expect(refusal?.message).toMatch(/Programme 103.*Programme 143/);
  });

  it('is shown with the first', () => {
    const view = viewOf(both.convention, {}, parisInstant(may.today, '12:00'));
    expect(frenchLacks(view)).toMatch(
      /^500,00.€ \(ligne « Programme 103 »\) et 500,00.€ \(ligne « Programme 143 »\)$/,
    );
  });

  it('does not stop the first: each ends with what its own line receives', () => {
    const other = { id: 'p143', name: 'Programme 143', ceiling: 30_500 };
    const raised = lived(
      amendedBy(both.convention, may, { budget: { otherLines: [other] } }, '2020-05-04'),
      may,
    );
    expect(shortfallsUnderWay(raised).map(({ line }) => line)).toEqual(['p103']);
  });

  it('suspends the execution on its own, which resumes once both are over', () => {
    const suspended = lived(both.convention, june);
    expect(suspended.suspensions.map(({ shortfall }) => shortfall)).toEqual([1, 2]);
    const one = acting(suspended, june, ['withdrawShortfall', { by, reason: 'reporté', shortfall: 1 }]);
    expect([isSuspended(one), shortfallsUnderWay(one).map(({ id }) => id)]).toEqual([true, [2]]);
    expect(isSuspended(acting(one, june, ['withdrawShortfall', { by, reason: 'reporté' }]))).toBe(false);
  });
});

describe('an answer to one of two shortfalls', () => {
  it.each(['refuseAdjustment', 'withdrawShortfall'] as const)('%s says which one', (name) => {
    expect(refusalOf(both.convention, name, { by, reason: 'non' }, may)).toMatchObject({
      code: 'UNKNOWN_REFERENCE',
      message: expect.stringMatching(
        /^shortfall : absent ; attendu : l’insuffisance de crédits, parmi 1 \(500,00.€ \(ligne « Programme 103 »\).*, 2 \(.*Programme 143/,
      ),
    });
    expect(refusalOf(both.convention, name, { by, reason: 'non', shortfall: 3 }, may).message).toContain(
      '« 3 » n’est pas une insuffisance de crédits ouverte',
    );
    const answered = acting(both.convention, may, [name, { by, reason: 'non', shortfall: 2 }]);
    expect(answered.shortfalls.map((one) => one.refused !== undefined || one.closedOn !== undefined)).toEqual(
      [false, true],
    );
    expect(answered.outcomes).toHaveProperty('shortfall-2');
  });

  it.each([refuseAdjustment, withdrawShortfall])('is asked which, unless its duty says it', ({ form }) => {
    const subject = { convention: both.convention, today: may.today };
    const [, second] = dutiesOf(both.convention).filter(({ kind }) => kind === 'shortfall');
    const asked = (about: Subject) => form.fields(about).find(({ name }) => name === 'shortfall');
    expect(asked(subject)?.options?.map(([id]) => id)).toEqual(['1', '2']);
    if (!second) throw new Error('no second decision');
    expect(asked({ ...subject, duty: second })).toBeUndefined();
    expect(form.input({ reason: 'non' }, { duty: second }, by)).toEqual({ by, reason: 'non', shortfall: 2 });
    expect(asked({ ...subject, convention: first })).toBeUndefined();
  });
});

describe('a shortfall that is declared', () => {
  const declared = { by, missing: 2_000, reason: 'renfort' };

  it('may be that of a line, while another is under way', () => {
    const after = acting(first, may, ['declareShortfall', { ...declared, budgetLine: 'p143' }]);
    expect(after.shortfalls[1]).toMatchObject({
      line: 'p143',
      missing: 200_000,
      needed: 300_000,
      target: 3_200_000,
      reason: 'la ligne « Programme 143 », renfort',
    });
    expect(refusalOf(after, 'declareShortfall', { ...declared, budgetLine: 'p143' }, may).code).toBe(
      'ALREADY_DONE',
    );
  });

  it('names a line of the budget', () => {
    expect(refusalOf(filled, 'declareShortfall', { ...declared, budgetLine: 'p999' }, may).message).toContain(
      '« p999 » n’est pas une ligne du budget',
    );
  });
});
