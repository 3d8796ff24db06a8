import { fill } from '../../../acts/fill-form.ts';
import { actForms } from '../../../acts/forms.ts';
import type { Party } from '../../../convention/document/schema.ts';
import { breached, by, may, ordered } from '../../acts/fixtures.ts';
import { acting, at, dutyOf, inForce, signed } from '../../convention/support.ts';
import { raws, subjectOf } from './filling.ts';

describe('a form that was filled in', () => {
  const filled = (
    name: keyof typeof raws,
    more: Record<string, string>,
    before = inForce(),
    moment = may,
  ) => {
    const result = fill(actForms[name], subjectOf(before, moment), { ...raws[name], ...more }, by);
    return result.ok ? result.input : result.faults;
  };

  it('is told what is wrong at its field, quoted, without a path', () => {
    expect(filled('submitReport', { spent: '8 250,405' })).toEqual([
      {
        field: 'spent',
        message:
          '« 8 250,405 » n’est pas un montant ; indiquez des euros, à deux décimales au plus (ex. 8 250,40).',
      },
    ]);
    expect(filled('submitReport', { spent: '-3' })).toEqual([
      { field: 'spent', message: '« -3 » n’est pas accepté ; indiquez un montant en euros, positif ou nul.' },
    ]);
    expect(filled('submitReport', { orders: 'mai = 3' })).toEqual([
      expect.objectContaining({ field: 'orders', message: expect.stringContaining('« mai = 3 »') }),
    ]);
    expect(filled('submitReport', { orders: '1999-13=3' })).toEqual([
      expect.objectContaining({ field: 'orders', message: expect.stringContaining('un mois AAAA-MM') }),
    ]);
    expect(filled('markDone', { evidence: 'a\nb' }, signed())).toEqual([
      expect.objectContaining({
        field: 'evidence',
        message: expect.stringContaining('« a·b » n’est pas accepté'),
      }),
    ]);
    expect(filled('recordEntry', { supplier: '' })).toEqual([
      { field: 'supplier', message: 'Indiquez le fournisseur.' },
    ]);
    expect(filled('replaceContact', { email: 'a@b\r\nBcc: c' })).toEqual([
      expect.objectContaining({
        field: 'email',
        message: expect.stringContaining('une adresse électronique'),
      }),
    ]);
    expect(filled('confirmEffect', { on: '2020-02-30' })).toEqual([
      {
        field: 'on',
        message:
          '« 2020-02-30 » n’est pas une date ; indiquez un jour du calendrier, AAAA-MM-JJ ou JJ/MM/AAAA.',
      },
    ]);
  });

  it('keeps of an entry what its kind says, and takes a sign for a change', () => {
    const change = {
      kind: 'change',
      amount: '−1 200',
      on: '2020-05-04',
      reference: 'A',
      order: '1500000001',
    };
    expect(filled('recordEntry', { ...change, supplier: 'x' }, ordered)).toEqual({
      by,
      entry: { ...change, amount: -1200 },
    });
  });

  it('asks which of several things one side wants of the other, by their titles', () => {
    const item = { title: 'Prévisions', article: '2', from: 'delegatee' };
    const items = [
      { ...item, id: 'avis', title: 'Avis sur le projet de marché', dueWorkingDays: 15 },
      { ...item, id: 'previsions' },
      { ...item, id: 'suivi', title: 'Suivi', from: 'delegator' },
    ];
    const convention = inForce({ requests: { items } });
    const askedOf = (party?: Party) => {
      const subject = { ...subjectOf(convention, may), ...(party ? { party } : {}) };
      const fields = actForms.requestInformation.fields(subject);
      return fields.map(({ name, options = [] }) => [name, ...options.map(([, label]) => label)]);
    };
    expect(askedOf('delegatee')).toEqual([
      ['item', 'Avis sur le projet de marché', 'Prévisions'],
      ['subject'],
    ]);
    expect(askedOf('delegator')).toEqual([['subject']]);
    expect(askedOf()).toEqual([
      ['from', 'DGEFP (délégant)', 'DINUM (délégataire)'],
      ['item', 'Suivi (DGEFP)', 'Avis sur le projet de marché (DINUM)', 'Prévisions (DINUM)'],
      ['subject'],
    ]);
    expect(filled('requestInformation', { item: 'avis' }, convention)).toEqual({
      by,
      from: 'delegatee',
      item: 'avis',
      subject: 'Prévisions',
    });
  });

  it('takes forecasts one a line, with decimal commas', () => {
    expect(filled('submitReport', { orders: '2020-05 = 8 000\r\n2020-06=12000,50' })).toMatchObject({
      orders: [
        { month: '2020-05', amount: 8000 },
        { month: '2020-06', amount: 12_000.5 },
      ],
    });
  });

  it('builds the changes of an amendment, usual ones over those written in JSON', () => {
    const changes = '{ "budget": { "operatingUnit": "0103-CEFP-C004" }, "title": "Suite" }';
    expect(
      filled('proposeAmendment', {
        changes,
        months: '18',
        noticeMonths: '2',
        everyMonths: '6',
        dueWorkingDay: '8',
      }),
    ).toMatchObject({
      changes: {
        title: 'Suite',
        budget: { operatingUnit: '0103-CEFP-C004', ceiling: 120_000 },
        term: { months: 18 },
        notice: { months: 2 },
        committee: { everyMonths: 6 },
        reports: { dueWorkingDay: 8 },
      },
    });
  });

  it('asks no delay in working days of reports that are due after days: they have another', () => {
    const asked = (reports: Record<string, unknown>) =>
      actForms.proposeAmendment
        .fields(subjectOf(inForce({ reports }), may))
        .map(({ name }) => name)
        .includes('dueWorkingDay');
    expect([asked({ dueDays: 45 }), asked({ dueMonths: 1 }), asked({})]).toEqual([false, false, true]);
  });

  it('says which committee is meant, when several are to be held', () => {
    const before = acting(
      inForce({ committee: { everyMonths: 6 } }),
      at('2021-02-01'),
      ['scheduleCommittee', { by, on: '2021-03-30', time: '10:00', place: 'Ségur', committee: 2 }],
      ['scheduleCommittee', { by, on: '2021-02-10', time: '10:00', place: 'Ségur', committee: 1 }],
    );
    const subject = subjectOf(before, at('2021-02-01'));
    const [field] = actForms.cancelCommittee.fields(subject);
    expect(field?.options?.map(([, label]) => label)).toEqual([
      'Comité n° 1, convoqué le 10 février 2021',
      'Comité n° 2, convoqué le 30 mars 2021',
    ]);
    expect(fill(actForms.cancelCommittee, subject, { committee: '2', reason: 'vacances' }, by)).toMatchObject(
      {
        input: { committee: 2 },
      },
    );
    const held = { committee: '2', on: '2021-01-29', decision: 'x', minutes: 'x' };
    expect(fill(actForms.holdCommittee, subject, held, by)).toMatchObject({ input: { committee: 2 } });
    const duty = dutyOf(before, 'committee-2');
    const [first] = actForms.scheduleCommittee.fields({ ...subject, duty });
    expect(first).toMatchObject({ name: 'on', value: '2021-03-30' });
  });

  it('is told what is wrong with the changes of an amendment, each where it was written', () => {
    expect(filled('proposeAmendment', { ceiling: '' })).toEqual([
      { field: 'ceiling', message: 'Indiquez au moins un changement.' },
    ]);
    expect(filled('proposeAmendment', { months: '900', changes: '{ "id": "autre" }' })).toEqual([
      expect.objectContaining({
        field: 'changes',
        message: expect.stringMatching(/^id : « autre » n’est pas accepté/),
      }),
    ]);
    expect(filled('proposeAmendment', { months: '900' })).toEqual([
      { field: 'months', message: '« 900 » n’est pas accepté ; indiquez un nombre entier de 1 à 120.' },
    ]);
    for (const changes of ['[]', '7', '{', 'null', '"x"', '['.repeat(10_000)])
      expect(filled('proposeAmendment', { changes })).toEqual([
        expect.objectContaining({ field: 'changes' }),
      ]);
  });

  it('refuses answers that contradict one another', () => {
    const paused = acting(inForce(), may, ['pauseReminders', { by, until: '2020-06-01', reason: 'été' }]);
    expect(filled('pauseReminders', { resume: 'oui' }, paused)).toEqual([
      expect.objectContaining({ field: 'until' }),
    ]);
    expect(filled('pauseReminders', { resume: 'oui', until: '' }, paused)).toMatchObject({ until: null });
    expect(filled('pauseReminders', { until: '' }, paused)).toEqual([
      { field: 'until', message: 'Indiquez le jour où les rappels reprennent.' },
    ]);
    expect(filled('endSupport', { extent: 'all' }, breached)).toEqual([
      expect.objectContaining({ field: 'services' }),
    ]);
    expect(filled('endSupport', { extent: 'all', services: '' }, breached)).toMatchObject({
      services: 'all',
    });
    expect(filled('endSupport', { services: '' }, breached)).toEqual([
      expect.objectContaining({ field: 'services' }),
    ]);
  });
});
