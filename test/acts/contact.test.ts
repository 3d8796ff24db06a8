import { doAct } from '../../acts/acts.ts';
import { acting, inForce } from '../convention/support.ts';
import { by, may, reason } from './fixtures.ts';
import { itRefuses } from './refusals.ts';

describe('a bad act is refused in French, with its code', () => {
  itRefuses([
    [
      'a contact that does not exist',
      'replaceContact',
      { by, contact: 'x', name: 'X', email: 'x@a.example', reason },
      inForce(),
      may,
      'UNKNOWN_REFERENCE',
      /« x ».*bruno-lucas/,
    ],
    [
      'an address with a line break',
      'replaceContact',
      { by, contact: 'dsaf', name: 'X', email: 'x@a.example\r\nBcc: y@a.example', reason },
      inForce(),
      may,
      'BAD_ACT',
      /email/,
    ],
  ]);
});

describe('a contact', () => {
  it('replaced keeps its id and its roles, and loses the title of the one before', () => {
    const after = acting(inForce(), may, [
      'replaceContact',
      { by, contact: 'bruno-lucas', name: 'Ada', email: 'ada@dgefp.example', reason },
    ]);
    expect(after.document.delegator.contacts[0]).toEqual({
      id: 'bruno-lucas',
      name: 'Ada',
      email: 'ada@dgefp.example',
      roles: ['representative', 'chair'],
    });
  });

  it('whose mail is refused may be confirmed as it is: its fault is forgotten', () => {
    const { name, email } = inForce().document.delegator.contacts[1] ?? { name: '', email: '' };
    const faulty = { ...inForce(), faults: [{ at: 0, contact: 'dgefp-budget', reason: '450' }] };
    const input = { by, contact: 'dgefp-budget', name, email, reason };
    const { convention, text, news } = doAct(faulty, 'replaceContact', input, may);
    expect(convention.faults).toEqual([]);
    expect(text).toContain('est à jour');
    expect(news[0]?.item.lead).not.toContain('remplacez');
  });

  it('who takes over is handed each duty that is open', () => {
    const input = { by, contact: 'dgefp-budget', name: 'Ada', email: 'ada@dgefp.example', reason };
    const { handedOn = [], news } = doAct(inForce(), 'replaceContact', input, may);
    expect(handedOn.map(({ item }) => item.identity)).toEqual([
      'chorus-access/2020-04-01/overdue:2020-05-04',
      'credits/2020-04-01/overdue:2020-05-04',
    ]);
    expect(news[0]?.item.facts).toHaveLength(2);
  });

  it('may be the manager, a controller’s or a publisher’s', () => {
    for (const contact of ['gestionnaire', 'cbcm-pm', 'dsaf']) {
      const input = { by, contact, name: 'Ada', email: 'ada@a.example', reason };
      expect(JSON.stringify(acting(inForce(), may, ['replaceContact', input]).document)).toContain(
        'ada@a.example',
      );
    }
  });
});
