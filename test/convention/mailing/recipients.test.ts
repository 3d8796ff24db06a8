import fc from 'fast-check';
import type { Convention } from '../../../convention/convention.ts';
import { allContacts } from '../../../convention/document/contacts.ts';
import type { Role } from '../../../convention/document/schema.ts';
import { reachableContacts, standInOf } from '../../../convention/mailing/recipients.ts';
import { contactsOf, type Holder, holderOf } from '../../../convention/people/organisations.ts';
import { at, day, inForce } from '../support.ts';

const { today } = at('2020-05-20');

const withFaults = (...contacts: string[]): Convention => ({
  ...inForce(),
  faults: contacts.map((contact) => ({ at: at('2020-05-04').now, contact, reason: '550' })),
});
const budget = (...faults: string[]) =>
  reachableContacts(withFaults(...faults), today, 'delegator', 'budget').map(({ id }) => id);
const delegator = ['bruno-lucas', 'dgefp-budget', 'dgefp-produit'];

describe('who is written to in the name of a holder', () => {
  it.each<[string, string[], string[]]>([
    ['those of the role', [], ['dgefp-budget']],
    ['a representative when they are at fault', ['dgefp-budget'], ['bruno-lucas']],
    ['whoever is there when both are', ['dgefp-budget', 'bruno-lucas'], ['dgefp-produit']],
    ['those of the role when nobody can be reached', delegator, ['dgefp-budget']],
    ['those of the role whatever happens to the other party', ['dinum-budget'], ['dgefp-budget']],
  ])('is %s', (_what, faults, expected) => {
    expect(budget(...faults)).toEqual(expected);
  });

  it('is somebody, and nobody at fault while another is not', () => {
    const { document } = inForce();
    const ids = allContacts(document).map(({ contact }) => contact.id);
    const holder = fc.constantFrom<Holder>('delegator', 'delegatee', 'manager', 'body:cbcm-pm', 'body:dsaf');
    const role = fc.option(fc.constantFrom<Role>('budget', 'chair', 'representative'), { nil: undefined });
    fc.assert(
      fc.property(holder, role, fc.subarray(ids), (whose, wanted, faults) => {
        const found = reachableContacts(withFaults(...faults), today, whose, wanted).map(({ id }) => id);
        const all = ids.filter((id) => holderOf(document, id) === whose);
        expect(found.length).toBeGreaterThan(0);
        expect(all).toEqual(expect.arrayContaining(found));
        if (all.some((id) => !faults.includes(id)))
          expect(found.filter((id) => faults.includes(id))).toEqual([]);
        else expect(found).toEqual(contactsOf(document, whose, wanted).map(({ id }) => id));
      }),
    );
  });
});

describe('a condemned address', () => {
  const reached = (on: string) =>
    reachableContacts(withFaults('dgefp-budget'), day(on), 'delegator', 'budget').map(({ id }) => id);

  it('is passed over for a month, then tried again by the next letter', () => {
    expect(reached('2020-05-04')).toEqual(['bruno-lucas']);
    expect(reached('2020-06-03')).toEqual(['bruno-lucas']);
    expect(reached('2020-06-04')).toEqual(['dgefp-budget']);
  });
});

describe('who stands in for a contact', () => {
  const standIn = (contact: string, ...others: string[]) =>
    standInOf(withFaults(contact, ...others), contact, today)?.id;

  it.each<[string, string | undefined]>([
    ['dgefp-budget', 'bruno-lucas'],
    // The programme’s team is the product’s too: nobody else there has a role of the team.
    ['dinum-programme', 'nadi-bou-hanna'],
    ['bruno-lucas', 'dgefp-budget'],
    ['gestionnaire', undefined],
    ['dsaf', undefined],
    ['nobody', undefined],
  ])('%s: %s', (contact, expected) => {
    expect(standIn(contact)).toBe(expected);
  });

  it('is never somebody at fault, nor of another holder', () => {
    expect(standIn('dgefp-budget', 'bruno-lucas')).toBe('dgefp-produit');
    expect(standIn('dgefp-budget', 'bruno-lucas', 'dgefp-produit')).toBeUndefined();
  });

  it('is first somebody of the same role', () => {
    const { document } = inForce();
    const second = { id: 'second', name: 'Second', email: 's@dgefp.example', roles: ['budget' as const] };
    const { delegator: party } = document;
    const convention = {
      faults: [{ at: at('2020-05-04').now, contact: 'dgefp-budget', reason: '550' }],
      document: { ...document, delegator: { ...party, contacts: [...party.contacts, second] } },
    };
    expect(standInOf(convention, 'dgefp-budget', today)?.id).toBe('second');
  });
});
