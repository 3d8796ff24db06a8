import type { Convention } from '../../convention/convention.ts';
import type { Section } from '../../convention/document/schema.ts';
import { dutiesOf } from '../../convention/duties/duties.ts';
import type { DutyKind } from '../../convention/duties/duty.ts';
import { scheduleOf } from '../../convention/views/schedule.ts';
import { exampleIds, exampleText, livedThrough, readExample } from './examples.ts';

const community =
  'community-clubs community-communication community-experts community-premises community-recruitment community-reflections community-teams community-website';
const deliverables =
  'deliverable-cnil deliverable-databases deliverable-documentation deliverable-france-connect deliverable-je-donne-mon-avis deliverable-rgs deliverable-risk-workshops deliverable-source-code deliverable-stats';
const likeTheExample = `chorus-access chorus-codings controller-copies credits publication-data-gouv publication-maignon year-end-2020-commitments year-end-2020-payments committee-1 hand-over term balance report-final ${community} ${deliverables}`;

/** Every duty of the calendar of each, in effect on the first day that its text allows. */
const owed: Readonly<Record<string, string>> = {
  avis: 'credits legal-text term report-2021-12 report-2022-10',
  cisirh:
    'credits legal-text publication-bulletin-officiel report-2020-09 report-2020-12 report-2021-03 report-2021-06 report-final renewal-1-delegator renewal-1-delegatee term',
  'co-delegataires':
    'credits legal-text term own-programme own-avancement own-avancement-2 own-avancement-3 own-avancement-4 own-avancement-5 own-avancement-6 own-avancement-7 own-avancement-8 own-paiements own-paiements-2 own-paiements-3 own-paiements-4',
  covoiturage: `${likeTheExample} report-2020-06 report-2020-07 report-2020-08 report-2020-09 report-2020-10 report-2020-11 report-2020-12 report-2021-01 report-2021-02 report-2021-03 report-2021-04 report-2021-05 report-2021-06`,
  csp: 'legal-text report-2017-12 renewal-1-notice term',
  'deux-mandants':
    'legal-text own-credits-152 own-programmation report-2009-06 report-2009-12 report-2010-06 report-final renewal-1-delegator-interieur renewal-1-delegator-rprog-152 renewal-1-delegatee term',
  'deux-programmes': 'credits legal-text report-2018-06 report-2018-12 report-final term',
  prefet: 'approval controller-copies credits legal-text report-final term',
  recteur: 'credits legal-text publication-bulletin-officiel report-2024-06 report-2024-12 report-final term',
  'signaux-faibles': `legal-text ${likeTheExample} report-2020-03 report-2020-04 report-2020-05 report-2020-06 report-2020-07 report-2020-08 report-2020-09 report-2020-10 report-2020-11 report-2020-12 report-2021-01 report-2021-02 report-2021-03`,
  'sports-sig': 'credits legal-text report-final term',
  trimestriel:
    'credits legal-text report-2025-03 report-2025-06 report-2025-09 report-2025-12 report-2026-03 report-2026-06 report-2026-09 report-2026-12 term',
};

const unpublished = /^Aucune publication n’est prévue/;
const uncopied = /^Aucune copie n’est prévue/;

/** What the law finds in each. */
const unsaidCeiling = /^Le texte ne dit pas le plafond des périodes reconduites/;
const warned: Readonly<Record<string, readonly RegExp[]>> = {
  avis: [unpublished, uncopied],
  cisirh: [uncopied, unsaidCeiling],
  'co-delegataires': [unpublished, uncopied],
  covoiturage: [],
  csp: [unpublished, uncopied, /^La reconduction est sans limite/],
  'deux-mandants': [unpublished, uncopied, unsaidCeiling],
  'deux-programmes': [unpublished, uncopied],
  prefet: [unpublished],
  recteur: [uncopied, /^Le texte dit aussi, et rien ici ne le suit : le plafond/],
  'signaux-faibles': [/14 janvier 2004/, /« délégrant »/, /« Annexe 1/, /« Annexe 2/],
  'sports-sig': [unpublished, uncopied],
  trimestriel: [unpublished, uncopied],
};

/** The clause by whose name alone a document may be asked for a duty of that sort; of the others, no clause is needed. */
const clauseOf: Readonly<Partial<Record<DutyKind, Section>>> = {
  'chorus-access': 'chorusAccess',
  credits: 'credits',
  'chorus-codings': 'codings',
  'controller-copies': 'copies',
  publication: 'publications',
  approval: 'effect',
  request: 'requests',
  'monthly-report': 'reports',
  'final-report': 'reports',
  committee: 'committee',
  'year-end': 'yearEnd',
  'year-end-dates': 'yearEnd',
  community: 'community',
  deliverable: 'deliverables',
  'hand-over': 'handOver',
  'services-closed': 'servicesEnd',
  shortfall: 'shortfall',
  suspension: 'shortfall',
  breach: 'breach',
  renewal: 'renewal',
  'renewal-notice': 'renewal',
  'open-commitments': 'budget',
  balance: 'balance',
  own: 'duties',
};

test('there are as many as real conventions were found', () => {
  expect(exampleIds).toEqual(Object.keys(owed).sort());
});

describe.each(exampleIds)('%s', (id) => {
  const { document, warnings } = readExample(id);

  test('is called as its file', () => {
    expect(document.id).toBe(id);
  });

  test('owes what its text says, and nothing else', () => {
    const deadlines = scheduleOf(document).deadlines.map(({ duty }) => duty);
    expect(deadlines.sort()).toEqual((owed[id] ?? '').split(' ').sort());
  });

  test('is asked, in a whole life, for nothing that its text does not name', () => {
    const written = Object.keys(JSON.parse(exampleText(id)));
    const kinds = (convention: Convention) => new Set(dutiesOf(convention).map(({ kind }) => kind));
    for (const kind of kinds(livedThrough(document).convention)) {
      const clause = clauseOf[kind];
      if (clause) expect(written).toContain(clause);
    }
  });

  test('has the defects that the law finds in it', () => {
    expect(warnings).toEqual((warned[id] ?? []).map((words) => expect.stringMatching(words)));
  });

  test('says what of it was made up', () => {
    const remarks = document.legalText.remarks ?? '';
    if (id !== 'signaux-faibles') expect(remarks).toMatch(/(^|\n)inventé : [^\n]+\.$/);
  });
});

test('a text that fixes its effect by a date has the calendar of that date', () => {
  const { document } = readExample('csp');
  expect(scheduleOf(document)).toMatchObject({ effectiveOn: '2017-01-01', lastDay: '2017-12-31' });
});
