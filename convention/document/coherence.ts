import { dutyKinds, isKindOrId } from '../duties/duty.ts';
import {
  budgetClauses,
  budgetLines,
  programmes,
  renewedLines,
  yearEnds,
  yearsOfBudget,
} from './coherent-budget.ts';
import { idleReports, oneDelay, ownDuties, spans } from './coherent-duties.ts';
import { fixedTerm, renewalAsked, termParts } from './coherent-term.ts';
import { allContacts } from './contacts.ts';
import { type Incoherence, missing, type Path, quoted, repeats, type Sound, when } from './incoherence.ts';
import type { Organisation, Side } from './schema.ts';

/**
 * Contradictions between the keys of a document.
 * @param document without the keys that are themselves faulty.
 * @param faulty those keys: they are not absent, and nothing is said of what rests on them.
 */
export function incoherences(document: Sound, faulty: ReadonlySet<string> = new Set()): Incoherence[] {
  return [
    ...repeatedContacts(document),
    ...repeatedIds(document),
    ...reservedIds(document),
    ...(whereNamed.some((key) => faulty.has(key)) ? [] : unknownBodies(document)),
    ...(faulty.has('publications') ? [] : unknownPublications(document)),
    ...effectConditions(document, faulty),
    ...misplacedRoles(document),
    ...missingRepresentatives(document),
    ...partyIds(document),
    ...accountingOfficers(document),
    ...programmes(document),
    ...budgetLines(document),
    ...renewedLines(document),
    ...renewalAsked(document),
    ...yearsOfBudget(document),
    ...yearEnds(document),
    ...fixedTerm(document),
    ...termParts(document),
    ...sharedServices(document),
    ...(faulty.has('budget') ? [] : budgetClauses(document)),
    ...idleReports(document),
    ...oneDelay(document),
    ...ownDuties(document),
    ...spans(document),
    ...reminders(document),
  ];
}

function repeatedContacts(document: Sound): Incoherence[] {
  const isRepeated = repeats();
  return allContacts(document).flatMap(({ path, contact: { id } }) =>
    when(isRepeated(id), [...path, 'id'], 'un identifiant de contact unique dans le document'),
  );
}

function repeatedIds(document: Sound): Incoherence[] {
  const lists: readonly (readonly [keys: Path, items: readonly { id: string }[] | undefined])[] = [
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
  return lists.flatMap(([keys, items = []]) => {
    const isRepeated = repeats();
    return items.flatMap(({ id }, index) =>
      when(isRepeated(id), [...keys, index, 'id'], 'un identifiant unique dans cette liste'),
    );
  });
}

/** A body is named where a party or the manager may be: its id is none of theirs. */
const reserved = ['delegator', 'delegatee', 'manager'];

function reservedIds({ bodies = [] }: Sound): Incoherence[] {
  return bodies.flatMap(({ id }, index) =>
    when(reserved.includes(id), ['bodies', index, 'id'], `un identifiant autre que ${quoted(reserved)}`),
  );
}

/** Where parties and bodies have their ids. */
const whereNamed = ['delegator', 'delegatee', 'coDelegators', 'coDelegatees', 'bodies'];

/** Whoever a document names outside its own lists: parties, the manager, or one of its bodies. */
function unknownBodies(document: Sound): Incoherence[] {
  const { publications, effect, copies, amendments, reports, duties = [] } = document;
  const bodies = (document.bodies ?? []).map(({ id }) => id);
  const ids = organisationsOf(document).flatMap(({ organisation: { id } }) => id ?? []);
  const parties = ['delegator', 'delegatee', ...ids, ...bodies];
  const anybody = [...parties, 'manager'];
  const copied = (clause: string, key: string, to: readonly string[] = []) =>
    to.flatMap((id, index) => unlessKnown([clause, key, index], id, bodies));
  return [
    ...(publications?.places ?? []).flatMap(({ publisher }, index) =>
      unlessKnown(['publications', 'places', index, 'publisher'], publisher, parties),
    ),
    ...unlessKnown(['effect', 'approvedBy'], effect?.approvedBy, bodies),
    ...copied('copies', 'to', copies?.to),
    ...copied('amendments', 'copies', amendments?.copies),
    ...copied('reports', 'copies', reports?.copies),
    ...askedOfOne.flatMap(({ side, clauses }) =>
      clauses.flatMap((clause) =>
        unlessKnown([clause, 'holder'], document[clause]?.holder, idsOn(document, side)),
      ),
    ),
    ...duties.flatMap((duty, index) => [
      ...unlessKnown(['duties', index, 'holder'], duty.holder, anybody),
      ...duty.copies.flatMap((id, rank) => unlessKnown(['duties', index, 'copies', rank], id, anybody)),
    ]),
  ];
}

/** The clauses that may name which party of a side does what they ask. */
const askedOfOne = [
  { side: 'delegator', clauses: ['chorusAccess', 'credits'] },
  {
    side: 'delegatee',
    clauses: ['codings', 'copies', 'community', 'deliverables', 'handOver', 'reports', 'servicesEnd'],
  },
] as const;

function idsOn(document: Sound, side: Side): string[] {
  const others = { delegator: 'coDelegators', delegatee: 'coDelegatees' } as const;
  const organisations = [document[side], ...(document[others[side]] ?? [])];
  return organisations.flatMap((organisation) => organisation?.id ?? []);
}

function unlessKnown(path: Path, word: string | undefined, known: readonly string[]): Incoherence[] {
  const oneOf =
    known.length > 0 ? `l’une des valeurs ${quoted(known)}` : 'l’identifiant d’un service de « bodies »';
  return when(word !== undefined && !known.includes(word), path, oneOf);
}

function unknownPublications({ effect, publications }: Sound): Incoherence[] {
  const known = ['all', 'first', ...(publications?.places ?? []).map(({ id }) => id)];
  return unlessKnown(['effect', 'publication'], effect?.publication, known);
}

/** A condition of the effect is one that the document knows how to meet, and a date of it is a condition. */
function effectConditions({ effect, publications }: Sound, faulty: ReadonlySet<string>): Incoherence[] {
  if (!effect) return [];
  const { conditions, date, approvedBy, approvalWorkingDays, publication } = effect;
  const isUnpublished = publications === undefined && !faulty.has('publications');
  const needed = {
    signature: [],
    publication: when(isUnpublished, ['publications'], 'les publications dont l’effet dépend'),
    date: missing(date, ['effect', 'date'], 'la date à laquelle la convention prend effet, AAAA-MM-JJ'),
    approval: missing(
      approvedBy,
      ['effect', 'approvedBy'],
      'l’identifiant du service de « bodies » qui approuve',
    ),
  };
  // Without its condition, the effect would silently be of another day.
  const idle = [
    ['date', date !== undefined, 'cette date', 'date'],
    ['approvedBy', approvedBy !== undefined, 'ce service', 'approval'],
    ['approvalWorkingDays', approvalWorkingDays !== undefined, 'ce délai', 'approval'],
    ['publication', publication !== 'all', 'cette publication', 'publication'],
  ] as const;
  return [
    ...conditions.flatMap((condition) => needed[condition]),
    ...idle.flatMap(([key, isGiven, what, condition]) =>
      when(
        isGiven && !conditions.includes(condition),
        ['effect', key],
        `${what} avec « ${condition} » dans « conditions », ou rien`,
      ),
    ),
  ];
}

/** Roles that only one side has. */
const roleOf = {
  chair: { sides: ['delegator', 'coDelegators'], of: 'du délégant' },
  programme: { sides: ['delegatee', 'coDelegatees'], of: 'du délégataire' },
} as const;

/** A role that nothing would ask anything of, where it is given. */
function misplacedRoles(document: Sound): Incoherence[] {
  return allContacts(document).flatMap(({ path, contact: { roles } }) =>
    roles.flatMap((role, index) => {
      if (role !== 'chair' && role !== 'programme') return [];
      const { sides, of } = roleOf[role];
      return when(
        !sides.some((side) => side === path[0]),
        [...path, 'roles', index],
        `un autre rôle : « ${role} » est celui d’un contact ${of}`,
      );
    }),
  );
}

function missingRepresentatives(document: Sound): Incoherence[] {
  return organisationsOf(document).flatMap(({ path, organisation }) =>
    when(
      organisation.contacts.every(({ roles }) => !roles.includes('representative')),
      [...path, 'contacts'],
      'au moins un contact de rôle « representative »',
    ),
  );
}

/** Of several parties on one side, each has an id of its own, which no body has either. */
function partyIds(document: Sound): Incoherence[] {
  const taken = [...reserved, ...(document.bodies ?? []).map(({ id }) => id)];
  const isRepeated = repeats();
  return organisationsOf(document).flatMap(({ path, organisation: { id }, others }) =>
    id === undefined
      ? when(others > 0, [...path, 'id'], 'un identifiant, puisqu’il y a plusieurs parties de ce côté')
      : when(
          isRepeated(id) || taken.includes(id),
          [...path, 'id'],
          'un identifiant qu’aucune autre partie ni aucun service ne porte',
        ),
  );
}

/** The organisations of a document with their paths, and how many others stand on their side. */
function organisationsOf({ delegator, delegatee, coDelegators = [], coDelegatees = [] }: Sound) {
  const at = (path: Path, organisation: Organisation | undefined, others: number) =>
    organisation ? [{ path, organisation, others }] : [];
  return [
    ...at(['delegator'], delegator, coDelegators.length),
    ...coDelegators.flatMap((one, index) => at(['coDelegators', index], one, coDelegators.length)),
    ...at(['delegatee'], delegatee, coDelegatees.length),
    ...coDelegatees.flatMap((one, index) => at(['coDelegatees', index], one, coDelegatees.length)),
  ];
}

function accountingOfficers({ bodies = [] }: Sound): Incoherence[] {
  const officers = bodies.filter(({ accountingOfficer }) => accountingOfficer);
  return when(officers.length > 1, ['bodies'], 'un seul service avec « accountingOfficer »: true');
}

/** A service that is withdrawn is named by its id, whichever list it stands in. */
function sharedServices({ breach, community }: Sound): Incoherence[] {
  const taken = (community?.items ?? []).map(({ id }) => id);
  return (breach?.services ?? []).flatMap(({ id }, index) =>
    when(taken.includes(id), ['breach', 'services', index, 'id'], 'un identifiant absent de « community »'),
  );
}

function reminders({ reminders }: Sound): Incoherence[] {
  if (!reminders) return [];
  const { hour, spreadMinutes, duties } = reminders;
  const [hours = 0, minutes = 0] = hour.split(':').map(Number);
  const left = 24 * 60 - (hours * 60 + minutes) - 1;
  return [
    ...Object.keys(duties).flatMap((key) =>
      when(
        !isKindOrId(key),
        ['reminders', 'duties', key],
        `une sorte d’obligation (${dutyKinds.join(', ')}) ou l’identifiant d’une obligation`,
      ),
    ),
    // Mail of a day leaves that day.
    ...when(spreadMinutes > left, ['reminders', 'spreadMinutes'], `au plus ${left} minutes après ${hour}`),
  ];
}
