import { doAct } from '../../../acts/acts.ts';
import { proposalFor } from '../../../acts/agreeing.ts';
import { fill } from '../../../acts/fill-form.ts';
import { formsForDuty } from '../../../acts/forms.ts';
import type { Raw } from '../../../acts/read-answer.ts';
import type { Moment } from '../../../convention/calendar/moment.ts';
import type { Convention } from '../../../convention/convention.ts';
import { dutiesOf, outcomeOf } from '../../../convention/duties/duties.ts';
import { isAlert } from '../../../convention/duties/duty.ts';
import {
  agreed,
  amending,
  breach,
  by,
  done,
  lacking,
  may,
  ordered,
  proposed,
  reason,
  sha256,
} from '../../acts/fixtures.ts';
import { lived } from '../../convention/lived.ts';
import { acting, at, dutyOf, ended, inForce, signed } from '../../convention/support.ts';
import { actsOf, subjectOf, ticked } from './filling.ts';

const cureBy = '2020-06-30';
const warned = acting(inForce(), may, ['recordBreach', { ...breach, cureBy }]);
const renewable = inForce({ renewal: { mode: 'express' } });
const withoutDates = inForce({ yearEnd: { dates: [] } });
const overWithOrders: Convention = { ...ordered, ended: { cause: 'term', on: at('2021-04-09').today } };

interface Closing {
  readonly duty: string;
  readonly before: Convention;
  readonly moment: Moment;
  /** The forms that are offered to an admin. */
  readonly forms: readonly string[];
  /** How the first of them, or that of `by`, is filled in. */
  readonly raw: Raw;
  readonly closes?: false;
}

const closings: readonly Closing[] = [
  { duty: 'chorus-access', before: signed(), moment: may, forms: ['markDone'], raw: { evidence: 'AIFE-1' } },
  {
    duty: 'credits',
    before: signed(),
    moment: may,
    forms: ['markDone', 'recordEntry'],
    raw: { evidence: '90 000 €' },
  },
  {
    duty: 'publication-data-gouv',
    before: signed(),
    moment: may,
    forms: ['recordPublication'],
    raw: { on: '2020-04-10', evidence: 'https://data.example' },
  },
  {
    duty: 'report-2020-04',
    before: inForce(),
    moment: may,
    forms: ['submitReport'],
    raw: { spent: '0', progress: 'Bien.', forecast: 'Rien.' },
  },
  {
    duty: 'committee-1',
    before: inForce(),
    moment: at('2021-03-01'),
    forms: ['scheduleCommittee', 'holdCommittee'],
    raw: { on: '2021-03-30', time: '14:30', place: 'Ségur' },
    closes: false,
  },
  {
    duty: 'balance',
    before: ended(),
    moment: at('2021-04-12'),
    forms: ['proposeBalance'],
    raw: { use: 'Restitution' },
    closes: false,
  },
  {
    duty: 'balance',
    before: proposed,
    moment: at('2021-04-13'),
    forms: ['agreeBalance', 'proposeBalance', 'counterBalance'],
    raw: {},
  },
  {
    duty: 'year-end-2020-dates',
    before: withoutDates,
    moment: at('2020-10-01'),
    forms: ['recordYearEnd'],
    raw: { commitments: '2020-11-30', payments: '2020-12-11' },
  },
  {
    duty: 'shortfall-1',
    before: lacking,
    moment: may,
    forms: ['proposeAmendment', 'refuseAdjustment', 'withdrawShortfall'],
    raw: { from: 'delegatee', ceiling: '105000', reason, effectiveOn: '2020-05-04' },
    closes: false,
  },
  {
    duty: 'amendment-1-delegator',
    before: amending,
    moment: may,
    forms: ['agreeAmendment', 'refuseAmendment'],
    raw: {},
  },
  {
    duty: 'amendment-1-signature',
    before: agreed,
    moment: may,
    forms: ['signAmendment'],
    raw: { on: '2020-05-04', reference: 'Avenant n° 1', signedText: sha256 },
  },
  { duty: 'breach-1', before: warned, moment: may, forms: ['cureBreach'], raw: { evidence: 'reçu' } },
  {
    duty: 'renewal-1-delegatee',
    before: renewable,
    moment: at('2021-02-01'),
    forms: ['answerRenewal'],
    raw: { agrees: 'non' },
  },
  {
    duty: 'open-commitments',
    before: overWithOrders,
    moment: at('2021-04-12'),
    forms: ['recordEntry'],
    raw: { kind: 'change', amount: '-40 000', on: '2021-04-12', reference: 'solde', order: '1500000001' },
  },
];

describe('the forms of a duty', () => {
  it.each(closings)('$duty: $forms', ({ duty, before, moment, forms }) => {
    expect(actsOf(formsForDuty(subjectOf(before, moment, { duty })))).toEqual(forms);
  });

  it.each(closings)('$duty is not asked for again', ({ duty, before, moment }) => {
    const subject = subjectOf(before, moment, { duty });
    for (const form of formsForDuty(subject)) {
      const asked = form.fields(subject).map(({ name }) => name);
      for (const name of ['duty', 'duties', 'period', 'publication', 'amendment', 'breach', 'year'])
        expect(asked).not.toContain(name);
    }
  });

  it.each(closings)(
    '$duty is closed by the first of them, or brought nearer',
    ({ duty, before, moment, raw, closes }) => {
      const subject = subjectOf(before, moment, { duty });
      const [form] = formsForDuty(subject);
      if (!form) throw new Error('no form');
      const seen = ticked({ agreesTo: proposalFor(before, form.act, { amendment: 1 })?.mark });
      const filled = fill(form, subject, { ...raw, ...seen }, by);
      if (!filled.ok) throw new Error(JSON.stringify(filled.faults));
      const { convention } = doAct(before, form.act, filled.input, moment);
      expect(outcomeOf(lived(convention, moment), dutyOf(before, duty))?.state).toBe(
        closes === false ? undefined : 'done',
      );
    },
  );

  it('are of every duty that is to be done, at any time of a life', () => {
    const lives: [Convention, Moment][] = [
      [signed(), may],
      [withoutDates, at('2020-10-01')],
      [lacking, may],
      [agreed, may],
      [amending, may],
      [warned, may],
      [overWithOrders, at('2021-04-12')],
      [renewable, at('2021-02-01')],
    ];
    for (const [before, moment] of lives) {
      const today = lived(before, moment);
      for (const duty of dutiesOf(today)) {
        const isToDo = !outcomeOf(today, duty) && !isAlert(duty) && duty.opensOn <= moment.today;
        const forms = formsForDuty({ convention: today, today: moment.today, duty });
        if (isToDo) expect([duty.id, forms.length > 0]).toEqual([duty.id, true]);
        else if (outcomeOf(today, duty) || isAlert(duty)) expect(forms).toEqual([]);
      }
    }
  });

  it('are none once it is over', () => {
    const over = acting(signed(), may, ['markDone', done]);
    expect(formsForDuty(subjectOf(over, may, { duty: 'chorus-access' }))).toEqual([]);
    expect(formsForDuty(subjectOf(signed(), may))).toEqual([]);
  });

  it('are those of whom the duty asks', () => {
    const of = (duty: string, before: Convention, moment: Moment) =>
      (['delegator', 'delegatee'] as const).map((party) =>
        actsOf(formsForDuty(subjectOf(before, moment, { duty, party }))),
      );
    expect(of('chorus-access', signed(), may)).toEqual([['markDone'], []]);
    expect(of('publication-data-gouv', signed(), may)).toEqual([[], ['recordPublication']]);
    expect(of('publication-maignon', signed(), may)).toEqual([[], []]);
    expect(of('report-2020-04', inForce(), may)).toEqual([[], ['submitReport']]);
    expect(of('amendment-1-delegator', amending, may)).toEqual([['agreeAmendment', 'refuseAmendment'], []]);
    expect(of('amendment-1-signature', agreed, may)).toEqual([[], []]);
    expect(of('renewal-1-delegatee', renewable, at('2021-02-01'))).toEqual([[], ['answerRenewal']]);
    expect(of('shortfall-1', lacking, may)).toEqual([
      ['proposeAmendment', 'refuseAdjustment'],
      ['proposeAmendment', 'withdrawShortfall'],
    ]);
    expect(of('balance', proposed, at('2021-04-13'))).toEqual([
      ['agreeBalance', 'counterBalance'],
      ['proposeBalance'],
    ]);
    expect(of('credits', signed(), may)).toEqual([['markDone', 'recordEntry'], []]);
  });

  it('start an amendment from what lacks', () => {
    const subject = subjectOf(lacking, may, { duty: 'shortfall-1' });
    const ceiling = formsForDuty(subject)[0]
      ?.fields(subject)
      .find(({ name }) => name === 'ceiling');
    expect(ceiling?.value).toBe('105000,00');
  });
});
