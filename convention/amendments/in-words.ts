import { capitalised, frenchDate } from '../calendar/french.ts';
import { isPlainDate } from '../calendar/plain-date.ts';
import { allContacts } from '../document/contacts.ts';
import type { ConventionDocument } from '../document/schema.ts';
import { frenchSections } from '../document/sections.ts';
import { centsOf, frenchCeiling, isEuros } from '../ledger/money.ts';
import type { Fact } from '../mailing/facts.ts';
import { partiesOf } from '../people/parties.ts';
import { isObject } from '../plain-object.ts';
import { changedPaths } from './merge.ts';

// What an amendment writes into the document, as people read it: programs have the keys themselves.

/** Each key that some changes replace, and what it becomes. */
export function changesInWords(document: ConventionDocument, changes: unknown): readonly Fact[] {
  const named = namesIn(document);
  return changedPaths(changes).map(([path, value]) => {
    const keys = path.split('.');
    const isTaken = value === null && path === 'renewal.ceiling';
    const said = isTaken ? removed : inWords(value, keys.at(-1) ?? '', named);
    return [capitalised(keys.map(keyInWords).join(', ')), said];
  });
}

function keyInWords(key: string, rank: number): string {
  const words = rank === 0 ? { ...frenchKeys, ...frenchSections } : frenchKeys;
  return new Map(Object.entries(words)).get(key) ?? key;
}

function inWords(value: unknown, key: string, named: ReadonlyMap<string, string>): string {
  if (value === null) return whenNull.get(key) ?? removed;
  if (typeof value === 'boolean') return value ? 'oui' : 'non';
  if (typeof value === 'number')
    return amounts.has(key) && isEuros(value) ? frenchCeiling(centsOf(value)) : String(value);
  if (typeof value === 'string') {
    if (isPlainDate(value)) return frenchDate(value);
    return freeTexts.has(key) ? value : (named.get(value) ?? frenchValues.get(value) ?? value);
  }
  if (Array.isArray(value)) return value.map((one) => inWords(one, key, named)).join(' ; ') || 'aucun';
  if (!isObject(value)) return String(value);
  const entries = Object.entries(value).filter(([one], _rank, all) => one !== 'id' || all.length === 1);
  return entries.map(([one, said]) => `${keyInWords(one, 1)} : ${inWords(said, one, named)}`).join(', ');
}

/** Bodies, people and parties, by how the document calls them. */
function namesIn(document: ConventionDocument): ReadonlyMap<string, string> {
  return new Map([
    ...allContacts(document).map(({ contact: { id, name } }) => [id, name] as const),
    ...document.bodies.map(({ id, name }) => [id, name] as const),
    ...partiesOf(document).map(({ party, organisation }) => [party, organisation.name] as const),
  ]);
}

const amounts: ReadonlySet<string> = new Set(['ceiling', 'paymentCeiling', 'commitments', 'payments']);
const freeTexts: ReadonlySet<string> = new Set([
  'title',
  'name',
  'shortName',
  'text',
  'evidence',
  'contents',
]);
const removed = 'retiré';
/** What null says where it takes nothing out. */
const whenNull: ReadonlyMap<string, string> = new Map([
  ['ceiling', frenchCeiling(null)],
  ['maximum', 'sans limite'],
  ['thenEvery', 'jamais'],
  ['escalateAfter', 'jamais'],
]);

/** What people call the keys of a document, but the first ones. */
export const frenchKeys: Readonly<Record<string, string>> = {
  id: 'identifiant',
  title: 'intitulé',
  name: 'nom',
  shortName: 'nom court',
  address: 'adresse',
  siret: 'SIRET',
  contacts: 'contacts',
  email: 'adresse électronique',
  roles: 'rôles',
  accountingOfficer: 'comptable assignataire',
  article: 'article',
  text: 'texte',
  ceiling: 'plafond',
  paymentCeiling: 'plafond des paiements (CP)',
  years: 'montants de chaque année',
  year: 'année',
  commitments: 'engagements (AE)',
  payments: 'paiements (CP)',
  operatingUnit: 'unité opérationnelle',
  codes: 'imputations',
  ministerialAxis1: 'axe ministériel 1',
  functionalDomain: 'domaine fonctionnel',
  fundsCentre: 'centre financier',
  activities: 'activités',
  costCentre: 'centre de coût',
  exceptTitle2: 'hors titre 2',
  revenue: 'recettes',
  delegatedBy: 'délégués par',
  otherLines: 'autres lignes',
  places: 'lieux',
  place: 'lieu',
  url: 'adresse sur le web',
  publisher: 'publié par',
  dueWorkingDays: 'délai en jours ouvrés',
  dueDays: 'délai en jours',
  conditions: 'conditions',
  publication: 'publication qui compte',
  date: 'date',
  approvedBy: 'approuvé par',
  approvalWorkingDays: 'délai d’approbation en jours ouvrés',
  months: 'mois',
  lastDay: 'dernier jour',
  until: 'jusqu’au',
  parts: 'parties qui prennent fin à part',
  mode: 'forme',
  maximum: 'nombre au plus',
  askedMonthsBefore: 'mois avant le terme où l’accord est demandé',
  decidedMonthsBefore: 'mois avant le terme où elle est décidée',
  days: 'jours',
  from: 'à partir de',
  registered: 'par lettre recommandée',
  answerDays: 'jours pour répondre',
  copies: 'copies',
  copiesTitle: 'nom des services qui en ont copie',
  to: 'destinataires',
  items: 'liste',
  opensMonthsBefore: 'mois avant la fin où elle est demandée',
  everyMonths: 'rythme en mois',
  dueWorkingDay: 'échéance en jours ouvrés après la période',
  final: 'compte rendu au terme',
  finalOpensDaysBefore: 'jours avant le terme où il est demandé',
  contents: 'contenu',
  convenedMonthsBefore: 'mois avant l’échéance où il est à convoquer',
  dates: 'dates',
  decisionWorkingDays: 'jours ouvrés pour décider',
  reminderDays: 'jours entre deux rappels',
  engagementsArticle: 'article des engagements',
  engagements: 'engagements',
  services: 'services',
  dueMonths: 'délai en mois',
  duties: 'par obligation',
  holder: 'qui doit agir',
  evidence: 'preuve',
  opens: 'demandée',
  lookingBack: 'sur la période écoulée',
  nonWorkingDay: 'un jour non ouvré',
  due: 'échéance',
  workingDays: 'jours ouvrés',
  hour: 'heure',
  spreadMinutes: 'étalement en minutes',
  answers: 'ce qu’un acte apprend est dit',
  lateAfterSeconds: 'secondes de retard signalées',
  policy: 'règle',
  before: 'jours avant l’échéance',
  onDeadline: 'le jour de l’échéance',
  after: 'jours après l’échéance',
  thenEvery: 'puis tous les tant de jours',
  escalateAfter: 'jours avant de prévenir le représentant',
  cites: 'textes visés',
  delegatorCalled: 'nom du délégant dans le texte',
  delegateeCalled: 'nom du délégataire dans le texte',
  annexes: 'annexes',
  attached: 'jointe',
  notCarried: 'ce que rien ici ne suit',
  remarks: 'remarques',
};

/** What people call the answers among which a document has one. */
export const frenchValues: ReadonlyMap<string, string> = new Map([
  ['representative', 'signature'],
  ['budget', 'budget'],
  ['product', 'produit'],
  ['chair', 'présidence du comité'],
  ['programme', 'programme'],
  ['signature', 'signature'],
  ['publication', 'publication'],
  ['date', 'date fixée'],
  ['approval', 'approbation'],
  ['effect', 'prise d’effet'],
  ['end', 'fin de la convention'],
  ['eve', 'veille de l’anniversaire'],
  ['anniversary', 'jour anniversaire'],
  ['express', 'expresse'],
  ['tacit', 'tacite'],
  ['receipt', 'réception'],
  ['endOfMonth', 'fin du mois'],
  ['endOfYear', 'fin de l’année'],
  ['all', 'toutes'],
  ['first', 'la première'],
  ['delegator', 'le délégant'],
  ['delegatee', 'le délégataire'],
  ['manager', 'le gestionnaire'],
  ['next', 'passe au jour ouvré suivant'],
  ['previous', 'passe au jour ouvré précédent'],
  ['stays', 'ne bouge pas'],
  ['atOnce', 'aussitôt'],
  ['morning', 'le matin suivant'],
  ['metropole', 'métropole'],
  ['alsaceMoselle', 'Alsace-Moselle'],
]);
