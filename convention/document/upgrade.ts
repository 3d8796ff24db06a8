import { enumerated } from '../calendar/french.ts';
import { isObject, present } from '../plain-object.ts';
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
 * @param first the convention of 2020 in today's form, as its file holds it: what the first form took for granted.
 */
export function upgraded(document: Given, first: Given): Given {
  const isFirst = keysOfFirstForm(document).length > 0;
  const said = isFirst ? withAllSaid(document, first) : document;
  if (oldRequestsIn(said).length === 0) return said;
  const { requests, ...others } = said;
  const items = itemsAsked(objectOf(requests), isFirst);
  return items.length === 0 ? others : { ...said, requests: withItems(objectOf(requests), items) };
}

/** What each side might ask for: in the words of arts 2 and 3 of the first convention, when it is of that form. */
function itemsAsked({ fromDelegatee, fromDelegator, dueWorkingDays }: Given, isFirst: boolean) {
  const asked = isFirst ? 'Éléments de prévision et de suivi budgétaire demandés' : 'Éléments demandés';
  const sides = [
    { id: 'elements-delegataire', by: 'par le délégataire', article: fromDelegatee, from: 'delegatee' },
    { id: 'elements-delegant', by: 'par le délégant', article: fromDelegator, from: 'delegator' },
  ];
  return sides.flatMap(({ id, by, article, from }) =>
    article === undefined
      ? []
      : [{ id, title: `${asked} ${by}`, article, from, ...present({ dueWorkingDays }) }],
  );
}

/** What it did not know is left, for its reading to refuse. */
function withItems(requests: Given, items: readonly Given[]): Given {
  const others = Object.entries(requests).filter(([key]) => !oldKeysOfRequests.includes(key));
  return { ...Object.fromEntries(others), items };
}

/** The first form: what went without saying is said, word for word, with the articles of the convention of 2020. */
function withAllSaid(document: Given, first: Given): Given {
  const { controllers, publishers, reporting, settlement, onSignature, ...rest } = document;
  const { communityItems, engagements, services, renewal, ...kept } = rest;
  const { publications, effect, deliverables, yearEnd } = kept;
  const copied = listOf(controllers).map((one) => objectOf(one).id);
  const { mode = 'none' } = objectOf(renewal);
  // What the document says goes before what is its own, then before what went without saying; what is no object is left
  // to be refused.
  const clause = (name: string, said: unknown = {}, own: Given = {}): unknown =>
    isObject(said) ? { ...objectOf(first[name]), ...own, ...said } : said;
  // A list stands under its key; what has the form of today already is kept.
  const listed = (name: string, key: string, given: unknown): unknown => {
    const { article } = objectOf(first[name]);
    return { article, ...(isObject(given) ? given : { [key]: given }) };
  };
  const itemsOf = (name: string, items: unknown = objectOf(first[name]).items): unknown =>
    Array.isArray(items) && items.length === 0 ? undefined : listed(name, 'items', items);
  const all: Given = {
    ...kept,
    bodies: [...listOf(controllers).map(withoutSide), ...listOf(publishers), ...listOf(kept.bodies)],
    budget:
      kept.budget === undefined || isObject(kept.budget)
        ? { article: '1', exceptTitle2: true, ...objectOf(kept.budget) }
        : kept.budget,
    publications: listed('publications', 'places', publications ?? standardPublications),
    effect: isObject(effect) ? effect : clause('effect', { publication: effect ?? 'all' }),
    term: clause('term', kept.term),
    renewal: mode === 'none' ? undefined : { article: '7', months: 12, maximum: 1, ...objectOf(renewal) },
    notice: clause('notice', kept.notice),
    amendments: clause('amendments', kept.amendments, { copies: copied }),
    chorusAccess: clause('chorusAccess', onSignature),
    credits: clause('credits', onSignature),
    codings: clause('codings', onSignature),
    copies: clause('copies', onSignature, { to: copied }),
    requests: Object.hasOwn(objectOf(kept.requests), 'items')
      ? kept.requests
      : { fromDelegatee: '2', fromDelegator: '3', ...objectOf(kept.requests) },
    community: itemsOf('community', communityItems),
    deliverables: itemsOf('deliverables', deliverables),
    handOver: first.handOver,
    reports: clause('reports', reporting, contentsOf(kept.budget)),
    committee: clause('committee', kept.committee),
    yearEnd: listed('yearEnd', 'dates', yearEnd ?? []),
    shortfall: clause('shortfall', kept.shortfall),
    breach: clause('breach', present({ engagements, services })),
    servicesEnd: first.servicesEnd,
    balance: clause('balance', settlement),
  };
  // In the order of the form, then whatever it does not know.
  const keys = [...new Set([...Object.keys(sections), ...Object.keys(all)])];
  return Object.fromEntries(keys.flatMap((key) => (all[key] === undefined ? [] : [[key, all[key]]])));
}

function withoutSide(controller: unknown): unknown {
  if (!isObject(controller)) return controller;
  const { of: _side, ...body } = controller;
  return body;
}

/** What is no list is an element that is refused. */
function listOf(given: unknown): readonly unknown[] {
  if (given === undefined) return [];
  return Array.isArray(given) ? given : [given];
}

function objectOf(given: unknown): Given {
  return isObject(given) ? given : {};
}

/** Art. 8: where it was published when nothing was said of it. */
const standardPublications = [{ id: 'data-gouv', place: 'data.gouv.fr', publisher: 'delegatee' }];

/** What reports said of themselves, from the codes of the budget. */
function contentsOf(budget: unknown): { contents: string } {
  const { operatingUnit: unit, codes } = objectOf(budget);
  const { costCentre: centre } = objectOf(codes);
  const on = enumerated([
    ...(typeof unit === 'string' ? [`l’UO ${unit}`] : []),
    ...(typeof centre === 'string' ? [`le centre de coût ${centre}`] : []),
  ]);
  const spending = `les dépenses${on && ` sur ${on}`}`;
  return { contents: `${spending}, l’avancement des travaux, les prévisions de commande et de consommation` };
}
