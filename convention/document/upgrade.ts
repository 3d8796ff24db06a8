import { enumerated } from '../calendar/french.ts';
import { sections } from './schema.ts';

/** A document as a file holds it, whatever its keys hold. */
type Given = Readonly<Record<string, unknown>>;

/** Keys that only the first form had: those of the convention of 2020, whose articles and lists went without saying. */
const oldKeys = ['controllers', 'reporting', 'communityItems', 'settlement'];

/** Keys of requests that had one delay for all, and no words of their own. */
const oldKeysOfRequests = ['fromDelegator', 'fromDelegatee', 'dueWorkingDays'];

/** The keys by which a document is known to be of an old form; none when it is not. */
export function oldKeysOf(document: object): readonly string[] {
  return [...keysOfFirstForm(document), ...oldRequestsIn(document).map((key) => `requests.${key}`)];
}

function keysOfFirstForm(document: object): readonly string[] {
  return oldKeys.filter((key) => Object.hasOwn(document, key));
}

function oldRequestsIn(document: object): readonly string[] {
  const requests = objectOf(Reflect.get(document, 'requests'));
  return 'items' in requests ? [] : oldKeysOfRequests.filter((key) => Object.hasOwn(requests, key));
}

/**
 * A document of an old form in that of today. What its keys hold is not looked at, nor those that no form knows:
 * `readDocument` tells the faults.
 * @param document of any form; one of today's form is given back as it is.
 */
export function upgraded(document: Given): Given {
  const isFirst = keysOfFirstForm(document).length > 0;
  const said = isFirst ? withAllSaid(document) : document;
  if (oldRequestsIn(said).length === 0) return said;
  const { requests, ...others } = said;
  const items = itemsAsked(objectOf(requests), isFirst);
  return items.length === 0 ? others : { ...said, requests: withItems(objectOf(requests), items) };
}

/** What each side might ask for: in the words of arts 2 and 3 of the first convention, when it is of that form. */
function itemsAsked(
  { fromDelegatee, fromDelegator, dueWorkingDays }: Given,
  isFirst: boolean,
): readonly Given[] {
  const asked = isFirst ? 'Éléments de prévision et de suivi budgétaire demandés' : 'Éléments demandés';
  const delay = dueWorkingDays === undefined ? {} : { dueWorkingDays };
  return [
    {
      id: 'elements-delegataire',
      title: `${asked} par le délégataire`,
      article: fromDelegatee,
      from: 'delegatee',
    },
    { id: 'elements-delegant', title: `${asked} par le délégant`, article: fromDelegator, from: 'delegator' },
  ].flatMap((item) => (item.article === undefined ? [] : [{ ...item, ...delay }]));
}

/** What it did not know is left, for its reading to refuse. */
function withItems(requests: Given, items: readonly Given[]): Given {
  const others = Object.entries(requests).filter(([key]) => !oldKeysOfRequests.includes(key));
  return { ...Object.fromEntries(others), items };
}

/** The first form: what went without saying is said, with the articles of the convention of 2020. */
function withAllSaid(document: Given): Given {
  const { controllers, publishers, reporting, settlement, onSignature, ...rest } = document;
  const { communityItems, engagements, services, renewal, ...kept } = rest;
  const { publications, effect, deliverables, yearEnd } = kept;
  const copied = idsOf(controllers);
  const { mode = 'none' } = objectOf(renewal);
  const all: Given = {
    ...kept,
    bodies: [...listOf(controllers).map(withoutSide), ...listOf(publishers), ...listOf(kept.bodies)],
    budget: clause('1', { exceptTitle2: true }, kept.budget),
    publications: clause('8', {}, listed('places', publications ?? standardPublications)),
    effect: isObject(effect)
      ? effect
      : { article: '7', conditions: ['publication'], publication: effect ?? 'all' },
    term: clause('7', { months: 12, lastDay: 'eve' }, kept.term),
    renewal: mode === 'none' ? undefined : clause('7', {}, renewal),
    notice: clause('7', { months: 3 }, kept.notice),
    amendments: clause(
      '6',
      { copies: copied, copiesTitle: 'aux contrôleurs budgétaires (CBCM)' },
      kept.amendments,
    ),
    chorusAccess: clause(
      '2',
      { title: 'Demande de paramétrage des habilitations Chorus auprès de l’AIFE' },
      onSignature,
    ),
    credits: clause('2', {}, onSignature),
    codings: clause('3', { title: 'Saisie des cinq imputations dans Chorus' }, onSignature),
    copies: clause(
      '3 et 5',
      { to: copied, title: 'Copie de la convention aux contrôleurs budgétaires (CBCM)' },
      onSignature,
    ),
    requests: Object.hasOwn(objectOf(kept.requests), 'items')
      ? kept.requests
      : { fromDelegatee: '2', fromDelegator: '3', ...objectOf(kept.requests) },
    community: itemsOf('3', communityItems ?? standardCommunityItems),
    deliverables: itemsOf('4', deliverables ?? standardDeliverables),
    handOver: {
      article: '4',
      title: 'Remise au délégant des bases, de la documentation et des dossiers',
    },
    reports: clause('5', { everyMonths: 1, ...contentsOf(kept.budget) }, reporting),
    committee: clause(
      '2',
      {
        name: 'comité d’investissement',
        title: 'Comité d’investissement, présidé par le délégant',
        convenedMonthsBefore: 3,
      },
      kept.committee,
    ),
    yearEnd: clause('2 et 3', {}, listed('dates', yearEnd ?? [])),
    shortfall: clause('5', {}, kept.shortfall),
    breach: {
      article: '7',
      engagementsArticle: '2',
      engagements: engagements ?? standardEngagements,
      services: services ?? standardServices,
    },
    servicesEnd: { article: '7' },
    balance: clause('5', {}, settlement),
  };
  // In the order of the form, then whatever it does not know.
  const keys = [...new Set([...Object.keys(sections), ...Object.keys(all)])];
  return Object.fromEntries(keys.flatMap((key) => (all[key] === undefined ? [] : [[key, all[key]]])));
}

/** A clause with what went without saying, then what the document says; what is no object is left to be refused. */
function clause(article: string, unsaid: Given, said: unknown = {}): unknown {
  return isObject(said) ? { article, ...unsaid, ...said } : said;
}

/** A clause of a list, absent when the list is empty. */
function itemsOf(article: string, items: unknown): unknown {
  return Array.isArray(items) && items.length === 0 ? undefined : clause(article, {}, listed('items', items));
}

/** A list under its key; what has the form of today already is kept. */
function listed(key: string, given: unknown): unknown {
  return isObject(given) ? given : { [key]: given };
}

function withoutSide(controller: unknown): unknown {
  if (!isObject(controller)) return controller;
  const { of: _side, ...body } = controller;
  return body;
}

function idsOf(controllers: unknown): readonly unknown[] {
  return listOf(controllers).map((one) => objectOf(one).id);
}

/** What is no list is an element that is refused. */
function listOf(given: unknown): readonly unknown[] {
  if (given === undefined) return [];
  return Array.isArray(given) ? given : [given];
}

function objectOf(given: unknown): Given {
  return isObject(given) ? given : {};
}

function isObject(given: unknown): given is Given {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}

// What the old form took for granted, word for word from the first convention (DGEFP → DINUM, 25 March 2020).

/** Art. 3: what bringing the team into the community of beta.gouv.fr means. */
const standardCommunityItems = [
  { id: 'website', title: 'Mise en avant du service sur le site internet beta.gouv.fr' },
  { id: 'recruitment', title: 'Relai des campagnes de recrutement sur les réseaux beta.gouv.fr' },
  { id: 'communication', title: 'Communication plus globale sur le service' },
  { id: 'clubs', title: 'Invitation des membres de l’équipe aux « clubs » beta.gouv.fr' },
  { id: 'reflections', title: 'Intégration des membres de l’équipe aux réflexions transverses' },
  { id: 'premises', title: 'Accueil ponctuel de l’équipe dans les locaux de l’incubateur de la DINUM' },
  { id: 'experts', title: 'Appel ponctuel aux ressources transverses de beta.gouv.fr' },
  { id: 'teams', title: 'Mise en lien des différentes équipes entre elles' },
];

/** Art. 4: what the works must leave behind. */
const standardDeliverables = [
  { id: 'source-code', title: 'Codes sources documentés publiés en open source' },
  { id: 'documentation', title: 'Documentation' },
  { id: 'databases', title: 'Bases de données' },
  { id: 'cnil', title: 'Dossiers CNIL éventuels' },
  { id: 'rgs', title: 'Dossiers d’homologation RGS' },
  { id: 'risk-workshops', title: 'Ateliers d’analyses de risques (démarche DINUM et ANSSI)' },
  { id: 'stats', title: 'Page /stats ouverte au public, avec les indicateurs clés d’impact' },
  { id: 'france-connect', title: 'Intégration de FranceConnect, si des usagers sont authentifiés' },
  {
    id: 'je-donne-mon-avis',
    title: 'Intégration du bouton « Je donne mon avis », pour une démarche en ligne',
  },
];

/** Art. 7: what else the delegatee may put an end to, when the delegator fails. */
const standardServices = [{ id: 'support', title: 'Accompagnement opérationnel et stratégique de l’équipe' }];

/** Art. 2: what the delegator undertakes, and whose breach the delegatee may record. */
const standardEngagements = [
  { id: 'manifesto', title: 'Respecter le manifeste du programme beta.gouv.fr (annexe 1)' },
  { id: 'committee', title: 'Organiser un comité d’investissement avant la fin de la convention' },
  { id: 'information', title: 'Fournir en temps utile les éléments de prévision et de suivi demandés' },
  { id: 'chorus-access', title: 'Demander le paramétrage des habilitations Chorus' },
  { id: 'credits', title: 'Mettre à disposition les crédits prévus' },
];

/** Art. 8: where it was published when nothing was said of it. */
const standardPublications = [{ id: 'data-gouv', place: 'data.gouv.fr', publisher: 'delegatee' }];

/** What reports said of themselves, from the codes of the budget. */
function contentsOf(budget: unknown): { contents: string } {
  const unit: unknown = Reflect.get(Object(budget), 'operatingUnit');
  const centre: unknown = Reflect.get(Object(Reflect.get(Object(budget), 'codes')), 'costCentre');
  const on = enumerated([
    ...(typeof unit === 'string' ? [`l’UO ${unit}`] : []),
    ...(typeof centre === 'string' ? [`le centre de coût ${centre}`] : []),
  ]);
  return {
    contents: `les dépenses${on && ` sur ${on}`}, l’avancement des travaux, les prévisions de commande et de consommation`,
  };
}
