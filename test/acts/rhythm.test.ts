import { type ActInput, acts, doAct } from '../../acts/acts.ts';
import { rhythmOf } from '../../acts/choose-rhythm.ts';
import { fillUnseen } from '../../acts/fill-form.ts';
import { consequencesOf } from '../../client/consequences.ts';
import { writtenTo } from '../../client/foreseen-words.ts';
import { acting, inForce } from '../convention/support.ts';
import { by, may, reason } from './fixtures.ts';
import { itRefuses } from './refusals.ts';

const contact = 'dgefp-budget';
const mondays: ActInput<'chooseRhythm'> = { by, contact, mails: 'mondays' };
const daily: ActInput<'chooseRhythm'> = { ...mondays, mails: 'daily' };
const chosen = () => acting(inForce(), may, ['chooseRhythm', mondays]);

describe('a bad choice is refused in French, with its code', () => {
  const refused = (
    what: string,
    changes: Record<string, unknown>,
    code: Parameters<typeof itRefuses>[0][number][5],
    message: RegExp,
  ) => [what, 'chooseRhythm', { ...mondays, ...changes }, inForce(), may, code, message] as const;

  itRefuses([
    refused('of nobody', { contact: 'x' }, 'UNKNOWN_REFERENCE', /« x ».*bruno-lucas/),
    refused('of nobody, from a mail', { contact: 'x', link: 'a'.repeat(22) }, 'NOT_NOW', /« x » n’est pas/),
    refused(
      'of another organisation',
      { as: 'dinum-budget' },
      'NOT_NOW',
      /« dgefp-budget » n’est pas de votre/,
    ),
    refused(
      'by who is no contact any more',
      { as: 'personne' },
      'NOT_NOW',
      /n’est pas de votre organisation/,
    ),
    refused(
      'of what it is already',
      { mails: 'daily' },
      'ALREADY_DONE',
      /reçoit déjà ses courriels chaque jour/,
    ),
    refused('of no rhythm', { mails: 'jamais' }, 'BAD_ACT', /mails/),
  ]);

  it('on the command line, with what it takes', () => {
    const filled = fillUnseen(acts.chooseRhythm, { contact, mails: 'jamais' }, by);
    expect(filled).toMatchObject({
      ok: false,
      faults: [{ field: 'mails', message: expect.stringContaining('« jamais »') }],
    });
  });
});

describe('a rhythm', () => {
  it('is kept while it is not that of anybody, and says what it is', () => {
    const { convention, text } = doAct(inForce(), 'chooseRhythm', mondays, may);
    expect(text).toBe('Courriels de Bureau du budget de la DGEFP : le lundi seulement.');
    expect(convention.rhythms).toEqual({ [contact]: 'mondays' });
    expect([rhythmOf(convention, contact), rhythmOf(inForce(), contact)]).toEqual(['mondays', 'daily']);
    expect(acting(convention, may, ['chooseRhythm', daily])).not.toHaveProperty('rhythms');
  });

  it('leaves that of others', () => {
    const both = acting(chosen(), may, ['chooseRhythm', { ...mondays, contact: 'dinum-budget' }]);
    const left = acting(both, may, ['chooseRhythm', daily]);
    expect(left.rhythms).toEqual({ 'dinum-budget': 'mondays' });
  });

  it('is told to whom somebody else has chosen it for, and not to whoever has chosen it', () => {
    const told = (as?: string) => doAct(inForce(), 'chooseRhythm', { ...mondays, as }, may).news;
    expect(told(contact)).toEqual([]);
    expect(told('bruno-lucas')).toMatchObject([
      { to: [{ contact }], item: { subject: 'vos courriels, le lundi seulement' } },
    ]);
  });

  it('may be chosen by the same organisation, by a body for itself, and by who manages', () => {
    for (const [one, as] of [
      [contact, 'bruno-lucas'],
      ['cbcm-pm', 'cbcm-pm'],
      ['dinum-budget', 'gestionnaire'],
      ['gestionnaire', 'gestionnaire'],
    ] as const)
      expect(
        acting(inForce(), may, ['chooseRhythm', { ...mondays, contact: one, as }]).rhythms,
      ).toHaveProperty(one);
  });

  it('ends when somebody else takes the contact over, and not when its address is corrected', () => {
    const replaced = { by, contact, name: 'Ada', email: 'ada@dgefp.example', reason };
    expect(acting(chosen(), may, ['replaceContact', replaced])).not.toHaveProperty('rhythms');
    const corrected = { ...replaced, name: 'Bureau du budget de la DGEFP' };
    expect(acting(chosen(), may, ['replaceContact', corrected]).rhythms).toHaveProperty(contact);
  });

  it('is foreseen: an act says who would be told on Monday', () => {
    const asked = { by, from: 'delegatee', subject: 'Prévisions' };
    const words = (before = chosen()) => {
      const found = consequencesOf(before, 'requestInformation', asked, may);
      if (!('text' in found)) throw new Error(found.refused.message);
      return writtenTo(found);
    };
    expect(words()).toBe('Bureau du budget de la DGEFP (lundi), Pôle budget de la DINUM');
    expect(words(inForce())).toBe('Bureau du budget de la DGEFP, Pôle budget de la DINUM');
  });
});
