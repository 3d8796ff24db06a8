import type { ActName } from '../../acts/acts.ts';
import { fillUnseen } from '../../acts/fill-form.ts';
import { defineFormedAct } from '../../acts/formed-act.ts';
import { date, reason } from '../../acts/questions.ts';
import { mayDo } from '../../acts/standing.ts';
import { commandOf } from '../../cli/acts.ts';
import { bodyOf } from '../../web/api/openapi.ts';
import { inForce } from '../convention/support.ts';
import { by, may } from './fixtures.ts';

/** An act that is nowhere else: one file would hold it, and a line of the table of acts name it. */
const visitPremises = defineFormedAct({
  verb: 'visit',
  parties: ['delegator'],
  form: {
    title: 'Annoncer une visite',
    says: 'Le délégataire en est prévenu.',
    button: 'Annoncer la visite',
    group: 'Vie de la convention',
    questions: { on: date('Jour de la visite', 'le jour de la visite'), reason },
    example: '--on 2020-06-02 --reason "suivi sur place"',
    offered: ({ convention }) => !convention.ended,
    known: ({ today }) => ({ on: { hint: `Après le ${today}.` } }),
  },
  refuse: () => undefined,
  apply: (convention, { on }) => ({ convention, text: `Visite annoncée le ${on}.`, news: [] }),
});
// Derived things only name it: none looks it up.
const name = 'visitPremises' as ActName;
const subject = { convention: inForce(), today: may.today };

describe('all is derived from the one file of an act', () => {
  test('its command, with its options, its help and its example', () => {
    const { usage, says, options, act } = commandOf(name, visitPremises);
    expect({ usage, says, act }).toEqual({ usage: 'visit <id>', says: 'Annoncer une visite', act: name });
    expect(Object.keys(options)).toEqual(['on', 'reason', 'by', 'preview', 'request-id']);
    expect(options.on).toMatchObject({
      demanded: true,
      describe: 'Jour de la visite : AAAA-MM-JJ, ou today',
    });
  });

  test('its form, with what the convention knows', () => {
    const { form } = visitPremises;
    expect(form.fields(subject)).toMatchObject([
      { name: 'on', kind: 'date', hint: 'Après le 2020-05-04.' },
      { name: 'reason', label: 'Motif' },
    ]);
    expect(form.offered(subject)).toBe(true);
    expect(form.offered({ ...subject, party: 'delegatee' })).toBe(false);
  });

  test('how it is filled in, on the command line, in a script and by programs', () => {
    const given = { on: '02/06/2020', reason: 'suivi' };
    expect(fillUnseen(visitPremises, given, by)).toEqual({
      ok: true,
      input: { by, on: '2020-06-02', reason: 'suivi' },
    });
    expect(fillUnseen(visitPremises, { on: 'demain' }, by)).toMatchObject({
      ok: false,
      faults: [{ field: 'on' }, { field: 'reason', message: 'Indiquez le motif.' }],
    });
    expect(fillUnseen(visitPremises, { on: 'demain', reason: 'a\nb' }, 'x'.repeat(101))).toMatchObject({
      ok: false,
      faults: [{ field: 'on' }, { field: 'reason' }, { field: 'by' }],
    });
  });

  test('who may do it', () => {
    const { document } = subject.convention;
    expect(mayDo({ role: 'delegator', party: 'delegator' }, visitPremises, document)).toBe(true);
    expect(mayDo({ role: 'delegatee', party: 'delegatee' }, visitPremises, document)).toBe(false);
    expect(mayDo({ role: 'manager' }, visitPremises, document)).toBe(true);
  });

  test('what programs send', () => {
    expect(bodyOf(visitPremises)).toMatchObject({
      required: ['on', 'reason'],
      properties: { on: { type: 'string', format: 'date' } },
      additionalProperties: false,
    });
  });
});
