import { templateNamed, templates } from '../../client/templates.ts';
import { readDocument } from '../../convention/document/read-document.ts';
import { documentOf, slugOf } from '../../web/new/draft.ts';
import { stepsOf } from '../../web/new/steps.ts';
import { filledIn } from '../support/filled-in.ts';

const written = (draft = filledIn) => documentOf(draft, templateNamed(draft.template).document);

/** Two delegators and two lines of credits, from the template for credits. */
const twoOfEach = {
  ...filledIn,
  template: 'credits',
  'coDelegators[0].name': 'Direction générale des collectivités locales',
  'coDelegators[0].shortName': 'DGCL',
  'coDelegators[0].contacts[0].name': 'Sacha Moreau',
  'coDelegators[0].contacts[0].email': 'sacha.moreau@dgcl.example',
  'budget.name': 'Programme 112',
  'budget.otherLines[0].name': 'Programme 119',
  'budget.otherLines[0].ceiling': '40 000',
  'budget.otherLines[0].operatingUnit': '0119-DGCL-C001',
  'budget.otherLines[0].codes.fundsCentre': '0119-DGCL-C001',
  'budget.otherLines[0].codes.functionalDomain': '0119-01-01',
  'budget.otherLines[0].codes.activities[0]': '011900000112',
  'budget.otherLines[0].codes.costCentre': 'DGCLF00075',
};

describe('the form that builds a document', () => {
  test('builds one that is read without a fault', () => {
    expect(readDocument(written().document)).toMatchObject({
      ok: true,
      document: {
        id: 'equipe-n-2',
        public: false,
        budget: { ceiling: 125_000_050, otherLines: [] },
        delegator: { contacts: [{ roles: ['representative', 'chair'] }, { roles: ['product'] }] },
        coDelegators: [],
        bodies: [{ id: 'cbcm-delegant' }, { id: 'cbcm-delegataire', accountingOfficer: true }],
        publications: {
          places: [{ place: 'Intranet de l’agence', publisher: 'delegator' }, { id: 'data-gouv' }],
        },
      },
    });
  });

  test.each(templates().map(({ name }) => [name]))('builds one of the template %s', (template) => {
    const place = { 'publications.places[0].place': 'Bulletin officiel' };
    expect(readDocument(written({ ...filledIn, ...place, template }).document)).toMatchObject({ ok: true });
  });

  test('builds one of two delegators and two lines', () => {
    expect(readDocument(written(twoOfEach).document)).toMatchObject({
      ok: true,
      document: {
        delegator: { id: 'anct' },
        coDelegators: [{ id: 'dgcl', contacts: [{ id: 'dgcl-signataire', roles: ['representative'] }] }],
        budget: { id: 'programme-112', otherLines: [{ id: 'programme-119', ceiling: 4_000_000 }] },
      },
    });
  });

  test('leaves out each clause whose article is left empty', () => {
    const without = { 'committee.article': '', 'balance.article': '', 'breach.article': '' };
    const { document } = written({ ...filledIn, ...without });
    expect(readDocument(document)).toMatchObject({ ok: true });
    for (const clause of ['committee', 'balance', 'breach']) expect(document).not.toHaveProperty(clause);
    expect(document).toHaveProperty('reports.article', '5');
  });

  test('keeps the lists as they are typed, one item a line', () => {
    const { document } = written({ ...filledIn, 'deliverables.items': 'Documentation\nGuide de reprise\n' });
    expect(document).toHaveProperty('deliverables.items', [
      { id: 'documentation', title: 'Documentation' },
      { id: 'guide-de-reprise', title: 'Guide de reprise' },
    ]);
  });

  test('leaves the ceiling out when the delegation has none of its own', () => {
    const { 'budget.ceiling': _none, ...without } = filledIn;
    expect(readDocument(written(without).document)).toMatchObject({
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
    ['bodies[1].contacts[0].email', 'nulle part'],
  ])('says at the field %s that « %s » is refused', (field, value) => {
    const { document, fieldOf } = written({ ...filledIn, [field]: value });
    const reading = readDocument(document);
    expect(reading.ok ? [] : reading.faults.map(({ path }) => fieldOf(path))).toEqual([field]);
  });

  test.each(templates().map(({ name }) => [name]))(
    'has a field for every fault that leaving the template %s empty brings',
    (template) => {
      const { document, fieldOf } = written({ template });
      const reading = readDocument(document);
      const steps = stepsOf(templateNamed(template).document);
      const known = new Set(steps.flatMap(({ fields }) => fields.map(({ name }) => name)));
      const faults = reading.ok ? [] : reading.faults.map(({ path }) => fieldOf(path));
      expect(faults.length).toBeGreaterThan(5);
      expect(
        faults.filter((path) => !known.has(path) && !/^(id|budget\.codes\.activities)$/.test(path)),
      ).toEqual([]);
    },
  );

  test('makes identifiers of names', () => {
    expect(slugOf('Équipe n° 2 – Été !')).toBe('equipe-n-2-ete');
    expect(slugOf('¡¿')).toBe('');
  });
});
