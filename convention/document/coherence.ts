import { addMonths, lastDayOfMonths, latest, type PlainDate, startOfMonth } from '../calendar/plain-date.ts';
import { reckon } from '../calendar/reckoning.ts';
import { after } from '../calendar/span.ts';
import { dutyKinds, isKindOrId } from '../duties/duty.ts';
import { frenchEuros } from '../ledger/money.ts';
import { earliestEffect } from '../term/effect.ts';
import { lastDayOf } from '../term/term.ts';
import { allContacts } from './contacts.ts';
import type { ConventionDocument, Organisation } from './schema.ts';

/** What two keys of a document, each right on its own, say against one another. */
export interface Incoherence {
  readonly path: Path;
  /** What would be accepted, in French. */
  readonly accepted: string;
}

type Path = readonly PropertyKey[];

/** A document without the keys that are themselves faulty. */
type Sound = Partial<ConventionDocument>;

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
    ...tacitRenewal(document),
    ...yearsOfBudget(document),
    ...yearEnds(document),
    ...fixedTerm(document),
    ...termParts(document),
    ...sharedServices(document),
    ...(faulty.has('budget') ? [] : budgetClauses(document)),
    ...ownDuties(document),
    ...spans(document),
    ...reminders(document),
  ];
}

/** What is said where something is wrong; nothing where it is not. */
function when(isWrong: boolean, path: Path, accepted: string): Incoherence[] {
  return isWrong ? [{ path, accepted }] : [];
}

/** What is said where something is absent. */
function missing(value: unknown, path: Path, accepted: string): Incoherence[] {
  return when(value === undefined, path, accepted);
}

/** Whether each of some values, given in their order, has come before. */
function repeats(): (value: unknown) => boolean {
  const seen = new Set();
  return (value) => seen.size === seen.add(value).size;
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
    ...duties.flatMap((duty, index) => [
      ...unlessKnown(['duties', index, 'holder'], duty.holder, anybody),
      ...duty.copies.flatMap((id, rank) => unlessKnown(['duties', index, 'copies', rank], id, anybody)),
    ]),
  ];
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

/** What is about money has a budget to be about. */
function budgetClauses(document: Sound): Incoherence[] {
  if (document.budget !== undefined) return [];
  return (['credits', 'codings', 'shortfall', 'balance'] as const).flatMap((clause) =>
    when(document[clause] !== undefined, [clause], 'cette clause avec « budget », ou sans elle'),
  );
}

/** A date is given to what is counted from it, and nothing is due before it is asked for, nor before there is a convention. */
function spans(document: Sound): Incoherence[] {
  const { duties = [] } = document;
  const days = earliestDays(document);
  return duties.flatMap(({ opens, due }, index) => [
    ...(['opens', 'due'] as const).flatMap((key) => {
      const { from, date } = { opens, due }[key];
      const path = ['duties', index, key, 'date'];
      return from === 'date'
        ? missing(date, path, 'la date fixée par le texte, AAAA-MM-JJ')
        : when(date !== undefined, path, 'cette date avec « from »: « date », ou rien');
    }),
    ...(days
      ? [
          ...dueBeforeAnything(due, index, days, document.holidays),
          ...when(
            isDueBeforeItOpens({ opens, due }, days, document.holidays),
            ['duties', index, 'due'],
            'une échéance qui ne vienne pas avant le jour donné par « opens »',
          ),
        ].slice(0, 1)
      : []),
  ]);
}

type OwnSpans = Pick<ConventionDocument['duties'][number], 'opens' | 'due'>;

/** The signature, and the earliest days that the effect and, by the term, the end may come. */
interface EarliestDays {
  readonly signature: PlainDate;
  readonly effect?: PlainDate | undefined;
  readonly end?: PlainDate | undefined;
}

function earliestDays({ effect, signedOn, term }: Sound): EarliestDays | undefined {
  if (signedOn === undefined) return undefined;
  const from = effect && earliestEffect({ effect, signedOn });
  return { signature: signedOn, effect: from, end: from && term && lastDayOf({ term }, from) };
}

/** The day that a due day is counted from, where it is known before the convention takes effect. */
function fixedOrigin({ from, date }: OwnSpans['due'], { signature }: EarliestDays): PlainDate | undefined {
  return { signature, date, effect: undefined, end: undefined }[from];
}

/** Whether a duty is due before it opens, whenever the effect and the end may come. */
function isDueBeforeItOpens(
  { opens, due }: OwnSpans,
  days: EarliestDays,
  holidays: ConventionDocument['holidays'] | undefined,
): boolean {
  const isBefore = (first: PlainDate, last: PlainDate) =>
    after(reckon('opening', last), due, holidays).onOrAfterWorkingDay(holidays).on <
    after(reckon('opening', first), opens, holidays).on;
  const last = fixedOrigin(due, days);
  if (last !== undefined) {
    const first = { ...days, date: opens.date }[opens.from];
    return first !== undefined && isBefore(first, last);
  }
  if (opens.from !== due.from) return false;
  // Months have not one length: of what is counted from a day that is not known, every month of the year is tried.
  const months = Array.from({ length: 12 }, (_, month) => addMonths(startOfMonth(days.signature), month));
  return months.every((day) => isBefore(day, day));
}

/** What is due before the signature, or before an effect that comes before it, was due of nobody. */
function dueBeforeAnything(
  due: OwnSpans['due'],
  index: number,
  days: EarliestDays,
  holidays: ConventionDocument['holidays'] | undefined,
): Incoherence[] {
  const origin = fixedOrigin(due, days);
  const { signature, effect = signature } = days;
  const isEarly = effect < signature;
  const start = isEarly ? effect : signature;
  return when(
    origin !== undefined &&
      after(reckon('opening', origin), due, holidays).onOrAfterWorkingDay(holidays).on < start,
    ['duties', index, 'due'],
    `une échéance qui ne vienne pas avant ${isEarly ? 'la prise d’effet' : 'la signature'}, le ${start}`,
  );
}

/** What comes back has a beginning: the end does not come back. */
function ownDuties({ duties = [] }: Sound): Incoherence[] {
  const recurring = duties.flatMap(({ id, everyMonths }) => (everyMonths === undefined ? [] : [id]));
  return duties.flatMap(({ id, everyMonths, opens, due }, index) => [
    ...when(
      everyMonths !== undefined && (opens.from === 'end' || due.from === 'end'),
      ['duties', index, 'everyMonths'],
      'une origine « signature », « effect » ou « date »',
    ),
    // The second time of `bilan` is `bilan-2`.
    ...when(
      recurring.some((one) => id.startsWith(`${one}-`) && /^\d+$/.test(id.slice(one.length + 1))),
      ['duties', index, 'id'],
      'un identifiant qui ne soit pas celui d’un retour d’une autre',
    ),
  ]);
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

/** The first four digits of functional domain, funds centre and activities, of those that are given, name one programme. */
function programmes({ budget }: Sound): Incoherence[] {
  if (!budget) return [];
  const lines = [
    { path: ['budget'] as Path, codes: budget.codes },
    ...budget.otherLines.map(({ codes }, index) => ({ path: ['budget', 'otherLines', index], codes })),
  ];
  return lines.flatMap(({ path, codes: { functionalDomain, fundsCentre, activities = [] } = {} }) => {
    const [first, ...others] = [
      { keys: ['functionalDomain'], name: 'le domaine fonctionnel', code: functionalDomain },
      { keys: ['fundsCentre'], name: 'le centre financier', code: fundsCentre },
      ...activities.map((code, index) => ({ keys: ['activities', index], name: 'l’activité', code })),
    ].flatMap(({ code, ...one }) => (code === undefined ? [] : { ...one, code }));
    const programme = first?.code.slice(0, 4);
    return others.flatMap(({ keys, code }) =>
      when(
        code.slice(0, 4) !== programme,
        [...path, 'codes', ...keys],
        `un code du programme ${programme}, comme ${first?.name} ${first?.code}`,
      ),
    );
  });
}

/** Of several lines, each keeps its ceiling in renewed periods: one for all of them would contradict theirs. */
function renewedLines({ budget, renewal }: Sound): Incoherence[] {
  return when(
    budget !== undefined && budget.otherLines.length > 0 && renewal?.ceiling !== undefined,
    ['renewal', 'ceiling'],
    'rien, puisque chaque ligne garde son plafond à chaque période',
  );
}

/** Nobody is asked for what comes tacitly: only a notice prevents it. */
function tacitRenewal({ renewal }: Sound): Incoherence[] {
  return when(
    renewal?.mode === 'tacit' && renewal.askedMonthsBefore !== undefined,
    ['renewal', 'askedMonthsBefore'],
    'rien, puisqu’une reconduction tacite n’est pas demandée : seul le préavis de « notice » l’empêche, et ce que le texte en dit d’autre va dans legalText.notCarried',
  );
}

/** A year takes no more than the whole, of which it is a part; of a renewed convention, each period has a ceiling of its own. */
function yearsOfBudget({ budget, renewal }: Sound): Incoherence[] {
  if (!budget || renewal) return [];
  const lines = [
    { path: ['budget'] as Path, line: budget },
    ...budget.otherLines.map((line, index) => ({ path: ['budget', 'otherLines', index], line })),
  ];
  return lines.flatMap(({ path, line: { ceiling, paymentCeiling = ceiling, years } }) =>
    years.flatMap((year, index) =>
      (
        [
          ['commitments', ceiling],
          ['payments', paymentCeiling],
        ] as const
      ).flatMap(([key, most]) =>
        when(
          most !== null && year[key] > most,
          [...path, 'years', index, key],
          `un montant d’au plus ${frenchEuros(most ?? year[key])}, celui de toutes les années`,
        ),
      ),
    ),
  );
}

/** Of several lines, each has an id of its own. */
function budgetLines({ budget }: Sound): Incoherence[] {
  if (!budget || budget.otherLines.length === 0) return [];
  const isRepeated = repeats();
  isRepeated(budget.id);
  return [
    ...(['id', 'name'] as const).flatMap((key) =>
      missing(budget[key], ['budget', key], 'ce qui distingue cette ligne, puisqu’il y en a plusieurs'),
    ),
    ...budget.otherLines.flatMap(({ id }, index) =>
      when(
        isRepeated(id),
        ['budget', 'otherLines', index, 'id'],
        'un identifiant qu’aucune autre ligne ne porte',
      ),
    ),
  ];
}

function yearEnds({ yearEnd }: Sound): Incoherence[] {
  const isRepeated = repeats();
  return (yearEnd?.dates ?? []).flatMap((date, index) => {
    const { year, commitments, payments } = date;
    const path = ['yearEnd', 'dates', index];
    return [
      ...(['commitments', 'payments'] as const).flatMap((key) =>
        when(!date[key].startsWith(`${year}-`), [...path, key], `une date de l’année ${year}`),
      ),
      ...when(isRepeated(year), [...path, 'year'], 'une seule entrée par année'),
      ...when(payments < commitments, [...path, 'payments'], `une date au plus tôt le ${commitments}`),
    ];
  });
}

/** A part ends by a date or after so many months, and no later than the whole, unless that is renewed. */
function termParts({ effect, renewal, signedOn, term }: Sound): Incoherence[] {
  if (!term) return [];
  const { lastDay, months: whole, parts } = term;
  const start = effect && signedOn && certainEffect(effect, signedOn);
  const ending = (months: number) =>
    start && (lastDay === 'eve' ? lastDayOfMonths(start, months) : addMonths(start, months));
  const end = term.until ?? ending(whole);
  return parts.flatMap(({ until, months }, index) => {
    const path = ['term', 'parts', index, until === undefined ? 'months' : 'until'];
    if ((until === undefined) === (months === undefined))
      return when(
        true,
        ['term', 'parts', index, 'until'],
        'une date, ou une durée en « months », pas les deux',
      );
    const partEnd = until ?? (months && ending(months));
    const isLonger = term.until === undefined && months !== undefined && months > whole;
    const isLater = end !== undefined && partEnd !== undefined && partEnd > end;
    const length = term.until === undefined ? `${whole} mois` : `jusqu’au ${term.until}`;
    return when(
      !renewal && (isLonger || isLater),
      path,
      `une fin qui ne vienne pas après celle de la convention (${length})`,
    );
  });
}

/** The day of the effect, where nothing but the signature and a date gives it. */
function certainEffect(
  { conditions, date }: ConventionDocument['effect'],
  signedOn: PlainDate,
): PlainDate | undefined {
  const days = conditions.map(
    (condition) => ({ signature: signedOn, date, publication: undefined, approval: undefined })[condition],
  );
  const [first, ...others] = days.flatMap((day) => day ?? []);
  return first && others.length + 1 === days.length ? latest(first, ...others) : undefined;
}

/** A term comes after the signature and the effect, whether a date fixes it or months do from an effect that is known. */
function fixedTerm({ effect, term, signedOn }: Sound): Incoherence[] {
  if (!term) return [];
  const { until } = term;
  if (until === undefined) {
    const start = effect && signedOn && certainEffect(effect, signedOn);
    return when(
      start !== undefined && signedOn !== undefined && lastDayOf({ term }, start) <= signedOn,
      ['term', 'months'],
      `une durée qui finisse après la signature, le ${signedOn}`,
    );
  }
  const after = (event: string, on: string | undefined) =>
    when(on !== undefined && until <= on, ['term', 'until'], `une date après ${event}, le ${on}`);
  const effectOn = effect?.conditions.includes('date') ? effect.date : undefined;
  return [...after('la signature', signedOn), ...after('la prise d’effet', effectOn)].slice(0, 1);
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

function quoted(words: readonly string[]): string {
  return words.map((word) => `« ${word} »`).join(', ');
}
