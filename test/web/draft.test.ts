import { templateNamed, templates } from '../../client/templates.ts';
import { readDocument } from '../../convention/document/read-document.ts';
import { documentOf, slugOf } from '../../web/new/draft.ts';
import { placedFaults } from '../../web/new/placed-faults.ts';
import { stepsOf } from '../../web/new/steps.ts';
import type { Draft } from '../../web/new/written.ts';
import { checked } from '../../web/page/field-name.ts';
import { filledIn, twoOfEach } from '../support/filled-in.ts';

const written = (draft = filledIn) => documentOf(draft, templateNamed(draft.template).document);

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
          places: [{ id: 'publication-1', place: 'Intranet de l’agence' }, { id: 'data-gouv' }],
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

  test('has the box of the final report ticked where the template has one', () => {
    const { document } = templateNamed('beta-gouv');
    const without = { ...document, reports: { article: '5', everyMonths: 3 } };
    const boxes = [document, without].map(
      (one) =>
        stepsOf(one, filledIn)
          .flatMap(({ fields }) => fields)
          .find(({ name }) => name === 'reports.final')?.value,
    );
    expect(boxes).toEqual([checked, undefined]);
  });

  test('asks when reports are due: at some rhythm, at the end, or both', () => {
    const never = { ...filledIn, 'reports.everyMonths': '', 'reports.final': '' };
    const reading = readDocument(written(never).document);
    expect(reading.ok ? [] : placedFaults(never, reading.faults)).toMatchObject([
      { path: 'reports.everyMonths', at: { field: { label: 'Comptes rendus' } } },
    ]);
    expect(readDocument(written({ ...never, 'reports.final': 'true' }).document)).toMatchObject({
      ok: true,
      document: { reports: { final: true } },
    });
    expect(readDocument(written({ ...filledIn, 'reports.final': '' }).document)).toMatchObject({
      ok: true,
      document: { reports: { everyMonths: 1, final: false } },
    });
  });

  test('asks what texts count otherwise: an effect on the next day, a renewal that is opposed until some months before', () => {
    const tacit = { 'renewal.mode': 'tacit', 'renewal.months': '12', 'renewal.decidedMonthsBefore': '2' };
    const csp = { ...filledIn, template: 'csp-chorus', ...tacit, 'effect.days': '1' };
    const place = { 'publications.places[0].place': 'Bulletin officiel' };
    expect(readDocument(written({ ...csp, ...place }).document)).toMatchObject({
      ok: true,
      document: { effect: { days: 1 }, renewal: { mode: 'tacit', decidedMonthsBefore: 2 } },
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

  test('keeps what one side may ask of the other, each with its article and its delay', () => {
    const added = {
      'requests.items[2].title': 'Avis du délégant sur le projet de marché',
      'requests.items[2].article': '4',
      'requests.items[2].from': 'delegatee',
      'requests.items[2].dueWorkingDays': '15',
    };
    const draft = { ...filledIn, ...added, 'requests.items[0].article': '' };
    const { document, fieldOf, isKept } = written(draft);
    expect(readDocument(document)).toMatchObject({ ok: true });
    expect(document).toHaveProperty('requests.items', [
      {
        id: 'elements-delegant',
        title: 'Éléments de prévision et de suivi budgétaire demandés par le délégant',
        article: '3',
        from: 'delegator',
      },
      {
        id: 'avis-du-delegant-sur-le-projet-de-marche',
        title: 'Avis du délégant sur le projet de marché',
        article: '4',
        from: 'delegatee',
        dueWorkingDays: 15,
      },
    ]);
    expect(fieldOf('requests.items[1].title')).toBe('requests.items[2].title');
    expect([isKept('requests.items[0].title'), isKept('requests.items[2].title')]).toEqual([false, true]);
    const fields = stepsOf(templateNamed('beta-gouv').document, draft).flatMap((step) => step.fields);
    const blank = fields.filter(({ name }) => name.startsWith('requests.items[3].'));
    expect(blank.map(({ name }) => name.replace(/.*\./, ''))).toEqual([
      'title',
      'article',
      'from',
      'dueWorkingDays',
    ]);
  });

  test('asks the template that has none for what may be asked, and leaves the clause out when nothing is', () => {
    expect(written({ ...filledIn, template: 'minimale' }).document).not.toHaveProperty('requests');
    const draft = { ...filledIn, template: 'minimale', 'requests.items[0].title': 'Avis' };
    const { document } = written(draft);
    const reading = readDocument(document);
    expect(
      placedFaults(draft, reading.ok ? [] : reading.faults).map(({ said, at }) => [at?.field.name, said]),
    ).toEqual([
      ['requests.items[0].article', 'indiquez un texte d’une ligne, de 1 à 40 caractères.'],
      ['requests.items[0].from', 'choisissez l’une des réponses.'],
    ]);
  });

  test('keeps what nothing here carries, one line each, for the manager to be told', () => {
    const { document } = written({ ...filledIn, 'legalText.notCarried': 'un bonus\n\n un malus ' });
    expect(document).toHaveProperty('legalText.notCarried', ['un bonus', 'un malus']);
    const reading = readDocument(document);
    expect(reading.ok && reading.warnings.join()).toContain('un malus');
  });

  test('has a last day in the place of months, and of an effect what its condition needs', () => {
    const signature = { 'effect.conditions[0]': 'signature' };
    const { document } = written({ ...filledIn, ...signature, 'term.until': '2030-12-31' });
    expect(document).toMatchObject({ effect: { conditions: ['signature'] }, term: { until: '2030-12-31' } });
    expect(document).not.toHaveProperty('term.months');
    expect(document).not.toHaveProperty('effect.publication');
    expect(readDocument(document).ok).toBe(true);
  });

  test('leaves the ceiling out when the delegation has none of its own', () => {
    const { 'budget.ceiling': _none, ...without } = filledIn;
    expect(readDocument(written(without).document)).toMatchObject({
      ok: true,
      document: { budget: { ceiling: null } },
    });
  });

  test('says of the budget no code that was left empty', () => {
    const left = Object.keys(twoOfEach).filter((name) => /^budget.*(codes|operatingUnit)/.test(name));
    const { document } = written({
      ...twoOfEach,
      ...Object.fromEntries(left.map((name) => [name, ''])),
      'budget.codes.functionalDomain': '0112-11',
    });
    const reading = readDocument(document);
    const budget = reading.ok ? reading.document.budget : undefined;
    expect(budget).toMatchObject({ codes: { functionalDomain: '0112-11' }, otherLines: [{}] });
    expect([Object.keys(budget ?? {}), Object.keys(budget?.codes ?? {})]).toEqual([
      expect.not.arrayContaining(['operatingUnit']),
      ['functionalDomain'],
    ]);
    expect(Object.keys(budget?.otherLines[0] ?? {})).not.toContain('codes');
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
    'has a field for every fault of the template %s, whatever is left empty, and one only',
    (template) => {
      const full = { ...twoOfEach, template };
      const fields = stepsOf(templateNamed(template).document, full).flatMap((step) => step.fields);
      const drafts: Draft[] = [
        { template },
        ...fields.flatMap(({ name }) => ['', 'x'.repeat(1500)].map((said) => ({ ...full, [name]: said }))),
      ];
      for (const draft of drafts) {
        const reading = readDocument(written(draft).document);
        const placed = placedFaults(draft, reading.ok ? [] : reading.faults);
        expect(placed.filter(({ at }) => !at)).toEqual([]);
        const said = placed.map(({ at }) => at?.field.name);
        expect(said).toEqual([...new Set(said)]);
      }
    },
  );

  test('shows no value of the document’s own where an answer is refused', () => {
    const said = (change: Draft) => {
      const draft = { ...filledIn, ...change };
      const reading = readDocument(written(draft).document);
      return placedFaults(draft, reading.ok ? [] : reading.faults).map((fault) => fault.said);
    };
    // Of the short name, not of the id that is made of it.
    expect(said({ shortName: '' })).toEqual(['indiquez un texte d’une ligne, de 1 à 40 caractères.']);
    expect(said({ 'effect.conditions[0]': '' })).toEqual(['choisissez l’une des réponses.']);
    expect(said({ 'publications.places[1].publisher': 'x' })).toEqual(['choisissez l’une des réponses.']);
    expect(said({ 'budget.ceiling': 'x' })).toEqual([
      '« x » est refusé ; accepté : un montant en euros (ex. 1250,50).',
    ]);
    expect(said({ 'budget.codes.activities[0]': 'x'.repeat(41) })).toEqual([
      expect.stringMatching(/est refusé ; accepté : un texte d’une ligne, de 1 à 40 caractères/),
    ]);
    expect(said({ 'budget.article': '' })).toContain(
      'accepté : cette clause dans un document qui a une clause « budget », dont elle a besoin ; sans budget, retirez-la.',
    );
  });

  test('starts from what the template says of a party and of the accounting officer', () => {
    const { accountingOfficer: _none, 'delegatee.name': _dinum, ...without } = filledIn;
    const { document } = written(without);
    expect(document).toHaveProperty('delegatee.name', 'Direction interministérielle du numérique');
    expect(document).toHaveProperty('bodies[1].accountingOfficer', true);
  });

  test('keeps of a place and of a service of the template nothing that another has not', () => {
    const { document } = written({
      ...filledIn,
      'bodies[2].name': 'Secrétariat général',
      'bodies[2].contacts[0].email': 'sg@anct.example',
    });
    expect(document).toHaveProperty('publications.places[0]', {
      id: 'publication-1',
      place: 'Intranet de l’agence',
      publisher: 'delegator',
    });
    expect(document).not.toHaveProperty('bodies[2].shortName');
  });

  test('asks for the name of a second line, and of another party, that is there but for it', () => {
    const { 'budget.otherLines[0].name': _line, 'coDelegators[0].name': _party, ...without } = twoOfEach;
    const { document, fieldOf } = written(without);
    const reading = readDocument(document);
    expect(reading.ok ? [] : reading.faults.map(({ path }) => fieldOf(path))).toEqual(
      expect.arrayContaining(['budget.otherLines[0].name', 'coDelegators[0].name']),
    );
  });

  test('leaves out a duty of the template whose article is left empty, and asks no date of a clause left out', () => {
    expect(written({ ...filledIn, template: 'csp-chorus', 'duties[0].article': '' }).document).toHaveProperty(
      'duties',
      [],
    );
    const steps = stepsOf(templateNamed('credits').document, { 'reports.article': '' });
    expect(steps.at(-1)?.fields.map(({ name }) => name)).not.toContain('reports.dueWorkingDay');
  });

  test('says nothing of a delay that is left empty, and asks for none', () => {
    const { document } = written({ ...filledIn, 'reports.dueWorkingDay': '' });
    expect(document).not.toHaveProperty('reports.dueWorkingDay');
    expect(readDocument(document)).toMatchObject({ ok: true });
    const fields = stepsOf(templateNamed('credits').document, {}).flatMap((step) => step.fields);
    expect(fields.find(({ name }) => name === 'reports.dueWorkingDay')).toMatchObject({
      optional: true,
      hint: expect.stringMatching(/ ; vide : le texte n’en fixe pas$/),
    });
  });

  test('says where a service publishes, not where it is named, that nothing is known of it', () => {
    const { 'publications.places[0].publisher': _delegator, ...draft } = filledIn;
    const { document } = written(draft);
    const reading = readDocument(document);
    expect(placedFaults(draft, reading.ok ? [] : reading.faults)).toMatchObject([
      {
        said: '« Service n° 3 : Direction des services administratifs et financiers du Premier ministre » n’est pas renseigné : renseignez-le, ou choisissez une autre réponse.',
        at: { field: { name: 'publications.places[0].publisher' } },
      },
    ]);
  });

  test('tells what it keeps', () => {
    const { isKept } = written({ ...twoOfEach, 'reports.article': '' });
    const asked = [
      'reports.dueWorkingDay',
      'publications.places[0].publisher',
      'publications.places[1].publisher',
      'delegator.contacts[1].name',
      'coDelegators[0].contacts[0].email',
      'budget.otherLines[0].codes.activities[0]',
      'effect.conditions[0]',
      'accountingOfficer',
    ];
    expect(asked.filter((name) => !isKept(name))).toEqual([
      'reports.dueWorkingDay',
      'publications.places[1].publisher',
      'delegator.contacts[1].name',
    ]);
  });

  test('makes identifiers of names', () => {
    expect(slugOf('Équipe n° 2 – Été !')).toBe('equipe-n-2-ete');
    expect(slugOf('¡¿')).toBe('');
  });
});
