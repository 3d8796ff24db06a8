import { readDocument } from '../../convention/document/read-document.ts';
import { documentOf, slugOf } from '../../web/new/draft.ts';
import { steps } from '../../web/new/steps.ts';
import { filledIn } from '../support/filled-in.ts';

describe('the form that builds a document', () => {
  test('builds one that is read without a fault', () => {
    const reading = readDocument(documentOf(filledIn).document);
    expect(reading).toMatchObject({
      ok: true,
      document: {
        id: 'equipe-n-2',
        public: false,
        budget: { ceiling: 125_000_050 },
        delegator: { contacts: [{ roles: ['representative'] }, { roles: ['chair'] }] },
        publications: {
          places: [{ id: 'data-gouv' }, { place: 'Intranet de l’agence', publisher: 'delegator' }],
        },
      },
    });
  });

  test('leaves the ceiling out when only acts are delegated', () => {
    const { 'budget.ceiling': _none, ...without } = filledIn;
    expect(readDocument(documentOf(without).document)).toMatchObject({
      ok: true,
      document: { budget: { ceiling: null } },
    });
  });

  test.each([
    ['delegator.contacts[2].email', 'pas une adresse'],
    ['budget.ceiling', 'beaucoup'],
    ['signedOn', '2026-02-30'],
    ['delegatee.siret', '12'],
    ['notice.months', '99'],
  ])('says at the field %s that « %s » is refused', (field, value) => {
    const { document, fieldOf } = documentOf({ ...filledIn, [field]: value });
    const reading = readDocument(document);
    expect(reading.ok ? [] : reading.faults.map(({ path }) => fieldOf(path))).toEqual([field]);
  });

  test('has a field for every fault that leaving it empty brings', () => {
    const reading = readDocument(documentOf({}).document);
    const known = new Set(steps.flatMap(({ fields }) => fields.map(({ name }) => name)));
    const { fieldOf } = documentOf({});
    const faults = reading.ok ? [] : reading.faults.map(({ path }) => fieldOf(path));
    expect(
      faults.filter(
        (path) =>
          !known.has(path) &&
          !/^(id|delegator\.contacts|delegatee\.contacts|budget\.codes\.activities|controllers\[\d\]\.contacts\[0\]\.name)$/.test(
            path,
          ),
      ),
    ).toEqual([]);
  });

  test('makes identifiers of names', () => {
    expect(slugOf('Équipe n° 2 – Été !')).toBe('equipe-n-2-ete');
    expect(slugOf('¡¿')).toBe('');
  });
});
