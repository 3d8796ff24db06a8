import { actNames, checkAct } from '../../../acts/acts.ts';
import { fill } from '../../../acts/fill-form.ts';
import type { Field, Options } from '../../../acts/form.ts';
import { actForms } from '../../../acts/forms.ts';
import {
  amending,
  breached,
  by,
  closed,
  handoverAsked,
  july,
  lacking,
  may,
  noticed,
  order,
  ordered,
  payment,
  proposed,
} from '../../acts/fixtures.ts';
import { acting, at, ended, inForce, signed } from '../../convention/support.ts';
import { actsOf, filledCases, formsFor, subjectOf } from './filling.ts';

const elsewhere = new Set<string>(['importLedger', 'requestLink', 'askHandover']);

describe('the form of every act', () => {
  it('exists, but for the import of a file and what only a mail leads to', () => {
    expect(Object.keys(actForms).sort()).toEqual(actNames.filter((name) => !elsewhere.has(name)).sort());
    for (const [name, form] of Object.entries(actForms)) expect(form.act).toBe(name);
  });

  it.each(filledCases)('$name is offered when it is possible', ({ form, before, moment }) => {
    expect(form.offered(subjectOf(before, moment))).toBe(true);
  });

  it.each(filledCases)(
    '$name gives an input that the act accepts',
    ({ name, form, before, moment, raw, input }) => {
      const filled = fill(form, subjectOf(before, moment), raw, by);
      expect(filled).toEqual({ ok: true, input: { ...input, ...withDefaults(name) } });
      if (filled.ok) expect(() => checkAct(before, name, filled.input, moment)).not.toThrow();
    },
  );

  it.each(filledCases)(
    '$name is filled in with all its fields named, in plain French',
    ({ form, before, moment }) => {
      const fields = form.fields(subjectOf(before, moment));
      expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length);
      for (const field of fields) {
        expect(field.label).toMatch(/^\p{Lu}/u);
        expect(field.called).toMatch(/^\p{Ll}/u);
        expect([field.label, field.called, field.hint ?? ''].join(' ')).not.toMatch(
          /'|delegator|delegatee|undefined/,
        );
        expect(field.hint ?? '.').toMatch(/[.]$/);
        if (field.kind === 'choice' || field.kind === 'choices') expect(optionsIn(field)).not.toHaveLength(0);
        for (const [value, label] of optionsIn(field)) expect(label).not.toBe(value);
        const offers = field.kind === 'choice' ? optionsIn(field).map(([value]) => value) : [];
        if (field.value !== undefined && offers.length > 0) expect(offers).toContain(field.value);
      }
      for (const text of [form.title, form.says, form.button]) expect(text).toMatch(/^\p{Lu}[^']*$/u);
      expect(form.says).toMatch(/\.$/);
    },
  );

  it.each(filledCases)('$name says at each field what is missing', ({ form, before, moment }) => {
    const subject = subjectOf(before, moment);
    const asked = form.fields(subject).filter(({ optional }) => !optional);
    const filled = fill(form, subject, {}, by);
    if (asked.length === 0) return;
    const faults = filled.ok ? [] : filled.faults;
    expect(faults.map(({ field }) => field)).toEqual(asked.map(({ name }) => name));
    for (const { message } of faults) expect(message).toMatch(/^(Indiquez|Choisissez|Joignez) .*\.$/);
  });

  it.each(filledCases)('$name is offered to nobody once the convention is closed', ({ form, moment }) => {
    expect(form.offered(subjectOf(closed, moment))).toBe(false);
  });

  it.each(filledCases)(
    '$name is offered to the parties whose act it is, and to no other',
    ({ form, before, moment }) => {
      for (const party of ['delegator', 'delegatee'] as const) {
        if (!form.parties.includes(party))
          expect(form.offered(subjectOf(before, moment, { party }))).toBe(false);
      }
    },
  );

  it.each(filledCases)(
    '$name never asks a person of a party which party acts',
    ({ form, before, moment }) => {
      for (const party of form.parties) {
        const subject = subjectOf(before, moment, { party });
        const asked = form.fields(subject).map(({ name }) => name);
        expect(asked).not.toContain('party');
        expect(asked).not.toContain('from');
      }
    },
  );
});

describe('the forms that are offered', () => {
  const offered = (...given: Parameters<typeof subjectOf>) => actsOf(formsFor(subjectOf(...given)));

  it('are those of the time: nothing is reported, ended or settled before the effect', () => {
    const names = offered(signed(), at('2020-03-26'));
    expect(names).toEqual(
      expect.arrayContaining(['markDone', 'recordPublication', 'recordEntry', 'terminate']),
    );
    expect(names).not.toEqual(expect.arrayContaining(['submitReport']));
    for (const later of [
      'submitReport',
      'agreeEnd',
      'declareShortfall',
      'recordBreach',
      'proposeBalance',
      'holdCommittee',
    ])
      expect(names).not.toContain(later);
  });

  it('are those of the party', () => {
    const delegator = offered(inForce(), may, { party: 'delegator' });
    const delegatee = offered(inForce(), may, { party: 'delegatee' });
    expect(delegator).toEqual(
      expect.arrayContaining(['scheduleCommittee', 'giveNotice', 'proposeAmendment', 'recordEntry']),
    );
    expect(delegatee).toEqual(expect.arrayContaining(['submitReport', 'declareShortfall', 'recordBreach']));
    expect(delegator).not.toContain('submitReport');
    expect(delegatee).not.toContain('scheduleCommittee');
    for (const name of [
      'waiveDuty',
      'reopenDuty',
      'terminate',
      'replaceContact',
      'confirmEffect',
      'pauseReminders',
    ])
      expect([...delegator, ...delegatee]).not.toContain(name);
  });

  it('answer a handover of one’s own organisation only, or any for who manages', () => {
    const forms = ['confirmHandover', 'refuseHandover'];
    expect(offered(handoverAsked, may)).toEqual(expect.arrayContaining(forms));
    expect(offered(handoverAsked, may, { party: 'delegator' })).toEqual(expect.arrayContaining(forms));
    for (const name of forms) {
      expect(offered(handoverAsked, may, { party: 'delegatee' })).not.toContain(name);
      expect(offered(inForce(), may)).not.toContain(name);
    }
  });

  it('are those that answer what the other party has done', () => {
    expect(offered(amending, may, { party: 'delegator' })).toContain('agreeAmendment');
    expect(offered(amending, may, { party: 'delegator' })).not.toContain('withdrawAmendment');
    expect(offered(amending, may, { party: 'delegatee' })).toContain('withdrawAmendment');
    expect(offered(lacking, may, { party: 'delegator' })).toContain('refuseAdjustment');
    expect(offered(lacking, may, { party: 'delegatee' })).toContain('withdrawShortfall');
    expect(offered(noticed, july)).toContain('withdrawNotice');
    expect(offered(noticed, july)).not.toContain('giveNotice');
    expect(offered(breached, may)).toEqual(expect.arrayContaining(['cureBreach', 'endSupport']));
    const settling = at('2021-04-13');
    expect(offered(proposed, settling, { party: 'delegator' })).toEqual(
      expect.arrayContaining(['agreeBalance', 'counterBalance']),
    );
    expect(offered(proposed, settling, { party: 'delegatee' })).not.toContain('agreeBalance');
  });
});

describe('the fields of a form', () => {
  const fieldOf = (
    name: keyof typeof actForms,
    field: string,
    ...subject: Parameters<typeof subjectOf>
  ): Field => {
    const found = actForms[name].fields(subjectOf(...subject)).find((one) => one.name === field);
    if (!found) throw new Error(`no field ${field}`);
    return found;
  };

  it('offer duties by their title, to whom they ask', () => {
    const all = optionsIn(fieldOf('markDone', 'duties', signed(), may));
    expect(all).toContainEqual([
      'chorus-codings',
      'Saisie des cinq imputations dans Chorus (DINUM, repère : 1er avril 2020)',
    ]);
    const delegator = optionsIn(fieldOf('markDone', 'duties', signed(), may, { party: 'delegator' }));
    expect(delegator.map(([id]) => id)).toEqual(['chorus-access', 'credits']);
  });

  it('offer the publications that a party owes, and that are not recorded', () => {
    const options = (party?: 'delegatee') =>
      optionsIn(fieldOf('recordPublication', 'publication', signed(), may, party ? { party } : {}));
    expect(options()).toEqual([
      ['maignon', 'Maignon Infos Services'],
      ['data-gouv', 'data.gouv.fr'],
    ]);
    expect(options('delegatee')).toEqual([['data-gouv', 'data.gouv.fr']]);
  });

  it('start from what the ledger knows of the month, once the month is sure', () => {
    const moment = at('2020-05-04');
    const paid = acting(
      inForce(),
      moment,
      ['recordEntry', { by, entry: { ...order, on: '2020-04-20' } }],
      ['recordEntry', { by, entry: { ...payment, on: '2020-04-30', amount: 8250.4 } }],
    );
    const spent = fieldOf('submitReport', 'spent', paid, moment, { duty: 'report-2020-04' });
    expect(spent).toMatchObject({ value: '8250,40', optional: true });
    // In June, the reports of April and May are both to be handed over.
    const free = fieldOf('submitReport', 'spent', paid, at('2020-06-02'));
    expect(free).toMatchObject({ optional: true });
    expect(free.value).toBeUndefined();
    expect(fieldOf('submitReport', 'spent', inForce(), moment).optional).toBe(false);
  });

  it('take up the forecasts of the report before', () => {
    const moment = at('2020-06-02');
    const reported = acting(inForce(), moment, [
      'submitReport',
      {
        by,
        period: '2020-04',
        spent: 0,
        progress: 'Bien.',
        forecast: 'Stable.',
        orders: [
          { month: '2020-05', amount: 8000 },
          { month: '2020-06', amount: 12_000.5 },
        ],
      },
    ]);
    const orders = fieldOf('submitReport', 'orders', reported, moment, { duty: 'report-2020-05' });
    expect(orders.value).toBe('2020-06=12000,50');
  });

  it('explain the gaps to the forecast, and add what open orders have left to pay', () => {
    const moment = at('2020-06-02');
    const before = acting(
      inForce(),
      moment,
      ['recordEntry', { by, entry: { ...order, on: '2020-05-04', deliveryEndsOn: '2020-09-15' } }],
      ['recordEntry', { by, entry: { ...payment, on: '2020-05-20', amount: 8250.4 } }],
      [
        'submitReport',
        {
          by,
          period: '2020-04',
          progress: 'Bien.',
          forecast: 'Stable.',
          orders: [{ month: '2020-05', amount: 45_000 }],
          consumption: [
            { month: '2020-05', amount: 8000 },
            { month: '2020-06', amount: 12_000.5 },
          ],
        },
      ],
    );
    const of = (name: string) => fieldOf('submitReport', name, before, moment, { duty: 'report-2020-05' });
    expect(of('consumption')).toMatchObject({
      value: '2020-06=12000,50\n2020-09=19749,10',
      hint: 'Reprises du compte rendu précédent. Commandes ouvertes : 19\u202f749,10\u00a0€ restent à payer de plus, en septembre 2020 au plus tard.',
    });
    expect(of('forecast')).toMatchObject({
      value: [
        'Paiements : 8\u202f250,40\u00a0€ payés pour 8\u202f000,00\u00a0€ prévus (écart +250,40\u00a0€) : 1500000001 (Scopyleft) 8\u202f250,40\u00a0€.',
        'Commandes : 40\u202f000,00\u00a0€ engagés pour 45\u202f000,00\u00a0€ prévus (écart −5\u202f000,00\u00a0€) : 1500000001 (Scopyleft) 40\u202f000,00\u00a0€.',
      ].join('\n'),
      hint: expect.stringContaining('registre'),
    });
  });

  it('offer amendments by what they change, and contacts by name and organisation', () => {
    expect(optionsIn(fieldOf('refuseAmendment', 'amendment', amending, may))).toEqual([
      ['1', 'Avenant n° 1, d’effet au 1er septembre 2020 : plafond porté à 120\u202f000,00\u00a0€'],
    ]);
    expect(optionsIn(fieldOf('replaceContact', 'contact', inForce(), may))).toContainEqual([
      'bruno-lucas',
      'Bruno Lucas – DGEFP (représentant, présidence du comité)',
    ]);
  });

  it('offer entries and orders in words', () => {
    expect(optionsIn(fieldOf('correctEntry', 'seq', ordered, may))).toEqual([
      ['1', 'N° 1, 4 mai 2020 : engagement (AE), EJ 1500000001, 40\u202f000,00\u00a0€ (EJ 1500000001)'],
    ]);
    expect(optionsIn(fieldOf('recordEntry', 'order', ordered, may))).toEqual([
      ['1500000001', 'Scopyleft, reste 40\u202f000,00\u00a0€'],
    ]);
  });

  it('offer a party the entries that are its own', () => {
    const kinds = (party: 'delegator' | 'delegatee') =>
      optionsIn(fieldOf('recordEntry', 'kind', ordered, may, { party })).map(([kind]) => kind);
    expect(kinds('delegator')).toEqual(['credits']);
    expect(kinds('delegatee')).toEqual(['commitment', 'change', 'acceptance', 'payment']);
  });

  it('start the settlement from the final statement', () => {
    expect(fieldOf('proposeBalance', 'amount', ended(), at('2021-04-12')).value).toBe('100000,00');
  });
});

function optionsIn({ options = [] }: Field): Options {
  return options;
}

/** What a report says when no month is forecast. */
function withDefaults(name: string): Record<string, unknown> {
  // Which committee, where one only is to be held, the act finds.
  return name === 'scheduleCommittee' || name === 'holdCommittee' ? { committee: undefined } : {};
}
