import { lived } from '../lived.ts';
import { acting, amendedBy, at, inForce, signauxFaibles } from '../support.ts';

const may = at('2020-05-04');
const { contacts } = signauxFaibles().delegator;
const grace = { name: 'Grace Hopper', email: 'grace@dgefp.example' };
const replacement = { by: 'Ada', contact: 'dgefp-budget', ...grace, reason: 'départ' };

describe('a contact that is replaced while an amendment waits for its effect', () => {
  const renamed = contacts.map((one) =>
    one.id === 'dgefp-produit' ? { ...one, name: 'Nouvelle équipe' } : one,
  );
  const signed = amendedBy(inForce(), may, { delegator: { contacts: renamed } }, '2020-09-01');
  const namesIn = ({ document }: typeof signed) => document.delegator.contacts.map(({ name }) => name);

  it('stays replaced, and what the amendment says of others counts', () => {
    const replaced = acting(signed, at('2020-06-02'), ['replaceContact', replacement]);
    const after = lived(replaced, at('2020-09-01'));
    expect(namesIn(after)).toEqual(['Bruno Lucas', 'Grace Hopper', 'Nouvelle équipe']);
    expect(after.document.delegator.contacts[1]?.email).toBe(grace.email);
    expect(after.amendments[0]?.changes).toEqual(signed.amendments[0]?.changes);
  });

  it('stays replaced by the last of those who took over', () => {
    const last = { ...replacement, name: 'Katherine Johnson', email: 'kj@dgefp.example' };
    const twice = acting(signed, at('2020-06-02'), ['replaceContact', replacement], ['replaceContact', last]);
    expect(namesIn(lived(twice, at('2020-09-01')))[1]).toBe('Katherine Johnson');
  });

  it('is whom the amendment names, when it names somebody new', () => {
    const named = contacts.map((one) =>
      one.id === 'dgefp-budget' ? { ...one, name: 'Alan', email: 'alan@dgefp.example' } : one,
    );
    const other = amendedBy(inForce(), may, { delegator: { contacts: named } }, '2020-09-01');
    const replaced = acting(other, at('2020-06-02'), ['replaceContact', replacement]);
    expect(namesIn(lived(replaced, at('2020-09-01')))[1]).toBe('Alan');
  });

  it('comes back when an amendment that is proposed afterwards says so', () => {
    const replaced = acting(inForce(), may, ['replaceContact', replacement]);
    const back = amendedBy(replaced, at('2020-05-05'), { delegator: { contacts } }, '2020-05-05');
    expect(namesIn(back)[1]).toBe('Bureau du budget de la DGEFP');
  });
});
