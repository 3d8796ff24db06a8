import { pendingHandovers } from '../../acts/about-handovers.ts';
import type { ActInput } from '../../acts/acts.ts';
import { doAct } from '../../acts/acts.ts';
import { afterDelivery } from '../../convention/mailing/delivery-record.ts';
import { lettersOf } from '../../convention/mailing/writing.ts';
import { acting, inForce } from '../convention/support.ts';
import { by, may, reason } from './fixtures.ts';
import { itRefuses } from './refusals.ts';

const budget = 'Bureau du budget de la DGEFP';
const asks: ActInput<'askHandover'> = {
  by: budget,
  contact: 'dgefp-budget',
  name: 'Ada',
  email: 'ada@dgefp.example',
};
const asked = () => acting(inForce(), may, ['askHandover', asks]);
const confirmed = { by, handover: 1 };

/** Who is written to, at which address, after an act. */
function letters(effect: ReturnType<typeof doAct>) {
  const { convention, news, handedOn = [] } = effect;
  return lettersOf(convention, [], news, {}, may, handedOn);
}

describe('a bad handover is refused in French, with its code', () => {
  itRefuses([
    ['for nobody', 'askHandover', { ...asks, contact: 'x' }, inForce(), may, 'UNKNOWN_REFERENCE', /« x »/],
    [
      'by whoever manages',
      'askHandover',
      { ...asks, contact: 'gestionnaire' },
      inForce(),
      may,
      'NOT_NOW',
      /gère la convention/,
    ],
    ['asked twice', 'askHandover', { ...asks, name: 'Eve' }, asked(), may, 'NOT_NOW', /Ada.*attend déjà/],
    [
      'confirmed when none was asked',
      'confirmHandover',
      confirmed,
      inForce(),
      may,
      'UNKNOWN_REFERENCE',
      /n° 1.*aucun/,
    ],
    [
      'confirmed after another took over',
      'confirmHandover',
      confirmed,
      acting(asked(), may, [
        'replaceContact',
        { by, contact: 'dgefp-budget', name: 'Grace', email: 'grace@dgefp.example', reason },
      ]),
      may,
      'ALREADY_DONE',
      /n’attend plus/,
    ],
    [
      'refused after it was confirmed',
      'refuseHandover',
      { by, handover: 1, reason },
      acting(asked(), may, ['confirmHandover', confirmed]),
      may,
      'ALREADY_DONE',
      /n’attend plus/,
    ],
  ]);
});

describe('a handover that was asked for from a mail', () => {
  it('gives nobody anything, and is told to the manager, who may answer, and to whoever holds the contact', () => {
    const effect = doAct(inForce(), 'askHandover', asks, may);
    expect(effect.convention.document).toEqual(inForce().document);
    expect(pendingHandovers(effect.convention)).toMatchObject([{ id: 1, contact: 'dgefp-budget' }]);
    const written = letters(effect);
    expect(written.map(({ to }) => to.email).sort()).toEqual([
      'budget@dgefp.example',
      'conventions@dinum.example',
    ]);
    const ofManager = written.find(({ to }) => to.contact === 'gestionnaire')?.items[0];
    expect(ofManager).toMatchObject({ about: 'handover-1', lead: expect.stringContaining('Ada') });
    const ofHolder = written.find(({ to }) => to.contact === 'dgefp-budget')?.items[0];
    expect(ofHolder).not.toHaveProperty('about');
  });

  it('once confirmed replaces the person, hands over what is open, and tells both addresses', () => {
    const effect = doAct(asked(), 'confirmHandover', confirmed, may);
    expect(effect.convention.document.delegator.contacts[1]).toMatchObject({
      id: 'dgefp-budget',
      name: 'Ada',
      email: 'ada@dgefp.example',
    });
    expect(pendingHandovers(effect.convention)).toEqual([]);
    const written = letters(effect);
    expect(written.map(({ to }) => to.email)).toEqual(
      expect.arrayContaining(['ada@dgefp.example', 'budget@dgefp.example', 'conventions@dinum.example']),
    );
    const newcomer = written.find(({ to }) => to.email === 'ada@dgefp.example');
    expect(newcomer?.items.map(({ kind }) => kind)).toEqual(['news', 'duty', 'duty']);
    const former = written.find(({ to }) => to.email === 'budget@dgefp.example');
    expect(former?.to.outside).toBe(true);
    expect(JSON.stringify(former?.items)).not.toContain('ada@');
  });

  it('once refused changes nothing, and another may be asked for', () => {
    const effect = doAct(asked(), 'refuseHandover', { by, handover: 1, reason }, may);
    expect(effect.convention.document).toEqual(inForce().document);
    expect(letters(effect).map(({ to }) => to.email)).toEqual(['budget@dgefp.example']);
    expect(() => doAct(effect.convention, 'askHandover', { ...asks, name: 'Eve' }, may)).not.toThrow();
  });
});

describe('whoever is replaced', () => {
  const replaced = { by, contact: 'dgefp-budget', name: 'Ada', email: 'ada@dgefp.example', reason };

  it('is told at the address they had, whoever replaces them', () => {
    const written = letters(doAct(inForce(), 'replaceContact', replaced, may));
    expect(written.map(({ to }) => to.email)).toEqual(['ada@dgefp.example', 'budget@dgefp.example']);
  });

  it('is not written to where their mail was refused', () => {
    const faulty = { ...inForce(), faults: [{ at: 0, contact: 'dgefp-budget', reason: '550' }] };
    const written = letters(doAct(faulty, 'replaceContact', replaced, may));
    expect(written.map(({ to }) => to.email)).toEqual(['ada@dgefp.example']);
  });

  it('is no contact any more: a mail refused there is nobody’s fault', () => {
    const effect = doAct(inForce(), 'replaceContact', replaced, may);
    const written = letters(effect);
    const outcomes = written.map(({ to }) => ({
      contact: to.contact,
      messageId: `<${to.contact}@x>`,
      status: 'refused' as const,
      response: '550',
    }));
    const after = afterDelivery(effect.convention, written, outcomes, may);
    expect(after.convention.faults.map(({ contact }) => contact)).toEqual(['dgefp-budget']);
    expect(after.freshFaults).toHaveLength(1);
  });
});
