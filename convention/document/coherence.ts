import { dutyKinds, isKindOrId } from '../duties/duty.ts';
import { allContacts } from './contacts.ts';
import type { ConventionDocument, Organisation } from './schema.ts';

/** What two keys of a document, each right on its own, say against one another. */
export interface Incoherence {
  readonly path: readonly PropertyKey[];
  /** What would be accepted, in French. */
  readonly accepted: string;
}

/**
 * Contradictions between the keys of a document.
 * @param document without the keys that are themselves faulty.
 * @param faulty those keys: they are not absent, and nothing is said of what rests on them.
 */
export function incoherences(
  document: Partial<ConventionDocument>,
  faulty: ReadonlySet<string> = new Set(),
): Incoherence[] {
  return [
    ...repeatedContacts(document),
    ...repeatedIds(document),
    ...reservedIds(document),
    ...(whereNamed.some((key) => faulty.has(key)) ? [] : unknownBodies(document)),
    ...(faulty.has('publications') ? [] : unknownPublications(document)),
    ...effectConditions(document, faulty),
    ...missingRepresentatives(document),
    ...partyIds(document),
    ...accountingOfficers(document),
    ...programmes(document),
    ...budgetLines(document),
    ...renewedLines(document),
    ...yearEnds(document),
    ...fixedTerm(document),
    ...termParts(document),
    ...sharedServices(document),
    ...(faulty.has('budget') ? [] : budgetClauses(document)),
    ...ownDuties(document),
    ...reminders(document),
  ];
}

function repeatedContacts(document: Partial<ConventionDocument>): Incoherence[] {
  const seen = new Set<string>();
  return allContacts(document).flatMap(({ path, contact }) => {
    const known = seen.has(contact.id);
    seen.add(contact.id);
    return known
      ? [{ path: [...path, 'id'], accepted: 'un identifiant de contact unique dans le document' }]
      : [];
  });
}

function repeatedIds(document: Partial<ConventionDocument>): Incoherence[] {
  const lists: readonly (readonly [keys: readonly string[], items: readonly { id: string }[] | undefined])[] =
    [
      [['bodies'], document.bodies],
      [['publications', 'places'], document.publications?.places],
      [['requests', 'items'], document.requests?.items],
      [['community', 'items'], document.community?.items],
      [['deliverables', 'items'], document.deliverables?.items],
      [['breach', 'services'], document.breach?.services],
      [['breach', 'engagements'], document.breach?.engagements],
      [['term', 'parts'], document.term?.parts],
      [['duties'], document.duties],
    ];
  return lists.flatMap(([keys, items = []]) =>
    items.flatMap(({ id }, index) =>
      items.findIndex((other) => other.id === id) < index
        ? [{ path: [...keys, index, 'id'], accepted: 'un identifiant unique dans cette liste' }]
        : [],
    ),
  );
}

/** A body is named where a party or the manager may be: its id is none of theirs. */
function reservedIds({ bodies }: Partial<ConventionDocument>): Incoherence[] {
  const reserved = ['delegator', 'delegatee', 'manager'];
  return (bodies ?? []).flatMap(({ id }, index) =>
    reserved.includes(id)
      ? [{ path: ['bodies', index, 'id'], accepted: `un identifiant autre que ${quoted(reserved)}` }]
      : [],
  );
}

/** Where parties and bodies have their ids. */
const whereNamed = ['delegator', 'delegatee', 'coDelegators', 'coDelegatees', 'bodies'];

/** Whoever a document names outside its own lists: parties, the manager, or one of its bodies. */
function unknownBodies(document: Partial<ConventionDocument>): Incoherence[] {
  const bodies = (document.bodies ?? []).map(({ id }) => id);
  const ids = organisationsOf(document).flatMap(({ organisation: { id } }) => id ?? []);
  const parties = ['delegator', 'delegatee', ...ids, ...bodies];
  const anybody = [...parties, 'manager'];
  const named: (readonly [path: readonly PropertyKey[], id: string, known: readonly string[]])[] = [
    ...(document.publications?.places ?? []).map(
      ({ publisher }, index) => [['publications', 'places', index, 'publisher'], publisher, parties] as const,
    ),
    ...(document.effect?.approvedBy === undefined
      ? []
      : [[['effect', 'approvedBy'], document.effect.approvedBy, bodies] as const]),
    ...(document.copies?.to ?? []).map((id, index) => [['copies', 'to', index], id, bodies] as const),
    ...(document.amendments?.copies ?? []).map(
      (id, index) => [['amendments', 'copies', index], id, bodies] as const,
    ),
    ...(document.reports?.copies ?? []).map(
      (id, index) => [['reports', 'copies', index], id, bodies] as const,
    ),
    ...(document.duties ?? []).flatMap(({ holder, copies }, index) => [
      [['duties', index, 'holder'], holder, anybody] as const,
      ...copies.map((id, rank) => [['duties', index, 'copies', rank], id, anybody] as const),
    ]),
  ];
  return named.flatMap(([path, id, known]) =>
    known.includes(id)
      ? []
      : [
          {
            path,
            accepted:
              known.length > 0
                ? `l’une des valeurs ${quoted(known)}`
                : 'l’identifiant d’un service de « bodies »',
          },
        ],
  );
}

function unknownPublications({ effect, publications }: Partial<ConventionDocument>): Incoherence[] {
  const known = ['all', 'first', ...(publications?.places ?? []).map(({ id }) => id)];
  return effect === undefined || known.includes(effect.publication)
    ? []
    : [{ path: ['effect', 'publication'], accepted: `l’une des valeurs ${quoted(known)}` }];
}

/** A condition of the effect is one that the document knows how to meet. */
function effectConditions(
  { effect, publications }: Partial<ConventionDocument>,
  faulty: ReadonlySet<string>,
): Incoherence[] {
  return (effect?.conditions ?? []).flatMap((condition) => {
    if (condition === 'publication' && publications === undefined && !faulty.has('publications'))
      return [{ path: ['publications'], accepted: 'les publications dont l’effet dépend' }];
    if (condition === 'date' && effect?.date === undefined)
      return [
        { path: ['effect', 'date'], accepted: 'la date à laquelle la convention prend effet, AAAA-MM-JJ' },
      ];
    return condition === 'approval' && effect?.approvedBy === undefined
      ? [{ path: ['effect', 'approvedBy'], accepted: 'l’identifiant du service de « bodies » qui approuve' }]
      : [];
  });
}

/** What is about money has a budget to be about. */
function budgetClauses(document: Partial<ConventionDocument>): Incoherence[] {
  if (document.budget !== undefined) return [];
  return (['credits', 'codings', 'shortfall', 'balance'] as const).flatMap((clause) =>
    document[clause] === undefined
      ? []
      : [{ path: [clause], accepted: 'cette clause avec « budget », ou sans elle' }],
  );
}

/** What comes back has a beginning: the end does not come back. */
function ownDuties({ duties }: Partial<ConventionDocument>): Incoherence[] {
  const recurring = (duties ?? []).flatMap(({ id, everyMonths }) => (everyMonths === undefined ? [] : [id]));
  return (duties ?? []).flatMap(({ id, everyMonths, opens, due }, index) => [
    ...(everyMonths !== undefined && (opens.from === 'end' || due.from === 'end')
      ? [{ path: ['duties', index, 'everyMonths'], accepted: 'une origine « signature » ou « effect »' }]
      : []),
    // The second time of `bilan` is `bilan-2`.
    ...(recurring.some((one) => id.startsWith(`${one}-`) && /^\d+$/.test(id.slice(one.length + 1)))
      ? [
          {
            path: ['duties', index, 'id'],
            accepted: 'un identifiant qui ne soit pas celui d’un retour d’une autre',
          },
        ]
      : []),
  ]);
}

function missingRepresentatives(document: Partial<ConventionDocument>): Incoherence[] {
  return organisationsOf(document).flatMap(({ path, organisation }) =>
    organisation.contacts.every(({ roles }) => !roles.includes('representative'))
      ? [{ path: [...path, 'contacts'], accepted: 'au moins un contact de rôle « representative »' }]
      : [],
  );
}

/** Of several parties on one side, each has an id of its own, which no body has either. */
function partyIds(document: Partial<ConventionDocument>): Incoherence[] {
  const bodies = (document.bodies ?? []).map(({ id }) => id);
  const all = organisationsOf(document);
  return all.flatMap(({ path, organisation: { id }, others }, index) => {
    if (id === undefined)
      return others > 0
        ? [{ path: [...path, 'id'], accepted: 'un identifiant, puisqu’il y a plusieurs parties de ce côté' }]
        : [];
    const isTaken =
      bodies.includes(id) ||
      ['delegator', 'delegatee', 'manager'].includes(id) ||
      all.findIndex((one) => one.organisation.id === id) < index;
    return isTaken
      ? [
          {
            path: [...path, 'id'],
            accepted: 'un identifiant qu’aucune autre partie ni aucun service ne porte',
          },
        ]
      : [];
  });
}

/** The organisations of a document with their paths, and how many others stand on their side. */
function organisationsOf({
  delegator,
  delegatee,
  coDelegators = [],
  coDelegatees = [],
}: Partial<ConventionDocument>) {
  const at = (side: string, first: Organisation | undefined, key: string, co: readonly Organisation[]) => [
    ...(first ? [{ path: [side] as readonly PropertyKey[], organisation: first, others: co.length }] : []),
    ...co.map((organisation, index) => ({
      path: [key, index] as readonly PropertyKey[],
      organisation,
      others: co.length,
    })),
  ];
  return [
    ...at('delegator', delegator, 'coDelegators', coDelegators),
    ...at('delegatee', delegatee, 'coDelegatees', coDelegatees),
  ];
}

function accountingOfficers({ bodies }: Partial<ConventionDocument>): Incoherence[] {
  const officers = (bodies ?? []).filter(({ accountingOfficer }) => accountingOfficer);
  return officers.length <= 1
    ? []
    : [{ path: ['bodies'], accepted: 'un seul service avec « accountingOfficer »: true' }];
}

/** The first four digits of functional domain, funds centre and activities, of those that are given, name one programme. */
function programmes({ budget }: Partial<ConventionDocument>): Incoherence[] {
  if (!budget) return [];
  const lines = [
    { path: ['budget'] as readonly PropertyKey[], codes: budget.codes },
    ...budget.otherLines.map(({ codes }, index) => ({ path: ['budget', 'otherLines', index], codes })),
  ];
  return lines.flatMap(({ path: base, codes: { functionalDomain, fundsCentre, activities = [] } = {} }) => {
    const given = [
      { keys: ['functionalDomain'], name: 'le domaine fonctionnel', code: functionalDomain },
      { keys: ['fundsCentre'], name: 'le centre financier', code: fundsCentre },
      ...activities.map((code, index) => ({ keys: ['activities', index], name: 'l’activité', code })),
    ];
    const [first, ...others] = given.flatMap(({ code, ...one }) =>
      code === undefined ? [] : { ...one, code },
    );
    if (!first) return [];
    const programme = first.code.slice(0, 4);
    return others.flatMap(({ keys, code }) =>
      code.slice(0, 4) === programme
        ? []
        : [
            {
              path: [...base, 'codes', ...keys],
              accepted: `un code du programme ${programme}, comme ${first.name} ${first.code}`,
            },
          ],
    );
  });
}

/** Of several lines, each keeps its ceiling in renewed periods: one for all of them would contradict theirs. */
function renewedLines({ budget, renewal }: Partial<ConventionDocument>): Incoherence[] {
  return budget && budget.otherLines.length > 0 && renewal?.ceiling !== undefined
    ? [
        {
          path: ['renewal', 'ceiling'],
          accepted: 'rien, puisque chaque ligne garde son plafond à chaque période',
        },
      ]
    : [];
}

/** Of several lines, each has an id of its own. */
function budgetLines({ budget }: Partial<ConventionDocument>): Incoherence[] {
  if (!budget || budget.otherLines.length === 0) return [];
  const unnamed = (['id', 'name'] as const).flatMap((key) =>
    budget[key] === undefined
      ? [{ path: ['budget', key], accepted: 'ce qui distingue cette ligne, puisqu’il y en a plusieurs' }]
      : [],
  );
  const ids = [budget.id, ...budget.otherLines.map(({ id }) => id)];
  const repeated = ids.flatMap((id, rank) =>
    rank > 0 && ids.indexOf(id) < rank
      ? [
          {
            path: ['budget', 'otherLines', rank - 1, 'id'],
            accepted: 'un identifiant qu’aucune autre ligne ne porte',
          },
        ]
      : [],
  );
  return [...unnamed, ...repeated];
}

function yearEnds({ yearEnd }: Partial<ConventionDocument>): Incoherence[] {
  const dates = yearEnd?.dates ?? [];
  return dates.flatMap(({ year, commitments, payments }, index) => [
    ...(['commitments', 'payments'] as const).flatMap((key) =>
      (key === 'commitments' ? commitments : payments).startsWith(`${year}-`)
        ? []
        : [{ path: ['yearEnd', 'dates', index, key], accepted: `une date de l’année ${year}` }],
    ),
    ...(dates.findIndex((other) => other.year === year) < index
      ? [{ path: ['yearEnd', 'dates', index, 'year'], accepted: 'une seule entrée par année' }]
      : []),
    ...(payments < commitments
      ? [
          {
            path: ['yearEnd', 'dates', index, 'payments'],
            accepted: `une date au plus tôt le ${commitments}`,
          },
        ]
      : []),
  ]);
}

/** A part ends by a date or after so many months. */
function termParts({ term }: Partial<ConventionDocument>): Incoherence[] {
  return (term?.parts ?? []).flatMap(({ until, months }, index) =>
    (until === undefined) === (months === undefined)
      ? [
          {
            path: ['term', 'parts', index, 'until'],
            accepted: 'une date, ou une durée en « months », pas les deux',
          },
        ]
      : [],
  );
}

function fixedTerm({ effect, term, signedOn }: Partial<ConventionDocument>): Incoherence[] {
  const until = term?.until;
  if (until === undefined) return [];
  const accepted = (event: string, on: string) => [
    { path: ['term', 'until'], accepted: `une date après ${event}, le ${on}` },
  ];
  if (signedOn !== undefined && until <= signedOn) return accepted('la signature', signedOn);
  const effectOn = effect?.conditions.includes('date') ? effect.date : undefined;
  return effectOn !== undefined && until <= effectOn ? accepted('la prise d’effet', effectOn) : [];
}

/** A service that is withdrawn is named by its id, whichever list it stands in. */
function sharedServices({ breach, community }: Partial<ConventionDocument>): Incoherence[] {
  const taken = (community?.items ?? []).map(({ id }) => id);
  return (breach?.services ?? []).flatMap(({ id }, index) =>
    taken.includes(id)
      ? [{ path: ['breach', 'services', index, 'id'], accepted: 'un identifiant absent de « community »' }]
      : [],
  );
}

function reminders({ reminders }: Partial<ConventionDocument>): Incoherence[] {
  if (!reminders) return [];
  const unknown = Object.keys(reminders.duties)
    .filter((key) => !isKindOrId(key))
    .map((key) => ({
      path: ['reminders', 'duties', key],
      accepted: `une sorte d’obligation (${dutyKinds.join(', ')}) ou l’identifiant d’une obligation`,
    }));
  const [hours = 0, minutes = 0] = reminders.hour.split(':').map(Number);
  const left = 24 * 60 - (hours * 60 + minutes) - 1;
  // Mail of a day leaves that day.
  return reminders.spreadMinutes <= left
    ? unknown
    : [
        ...unknown,
        { path: ['reminders', 'spreadMinutes'], accepted: `au plus ${left} minutes après ${reminders.hour}` },
      ];
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `« ${word} »`).join(', ');
}
