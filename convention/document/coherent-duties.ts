import { addMonths, type PlainDate, startOfMonth } from '../calendar/plain-date.ts';
import { reckon } from '../calendar/reckoning.ts';
import { moved } from '../duties/own.ts';
import { earliestEffect } from '../term/effect.ts';
import { lastDayOf } from '../term/term.ts';
import { type Incoherence, missing, type Sound, when } from './incoherence.ts';
import type { ConventionDocument } from './schema.ts';

// What the keys of reports, and of a document’s own duties, say against one another.

/** Reports come back, or there is one at the end: else the clause asks for nothing. */
export function idleReports({ reports }: Sound): Incoherence[] {
  return when(
    reports !== undefined && reports.everyMonths === undefined && !reports.final,
    ['reports', 'everyMonths'],
    'un rythme en mois, ou « final »: true, un compte rendu au terme, ou les deux ; à la demande, c’est « requests »',
  );
}

/** A delay is given in one way. */
export function oneDelay(document: Sound): Incoherence[] {
  const { publications, requests, chorusAccess, credits, codings, copies, servicesEnd, reports, balance } =
    document;
  const listed = [
    ...(publications?.places ?? []).map((one, index) => [['publications', 'places', index], one] as const),
    ...(requests?.items ?? []).map((one, index) => [['requests', 'items', index], one] as const),
  ];
  const clauses = Object.entries({ chorusAccess, credits, codings, copies, servicesEnd, reports, balance });
  return [...listed, ...clauses.map(([name, clause]) => [[name], clause ?? {}] as const)].flatMap(
    ([path, written]) => {
      const [first, second] = delays.filter((key) => Reflect.get(written, key) !== undefined);
      return when(
        second !== undefined,
        [...path, second ?? ''],
        `« ${second} » ou « ${first} », pas les deux`,
      );
    },
  );
}

const delays = ['dueWorkingDays', 'dueWorkingDay', 'dueDays', 'dueMonths'];

/** A date is given to what is counted from it, and nothing is due before it is asked for, nor before there is a convention. */
export function spans(document: Sound): Incoherence[] {
  const { duties = [] } = document;
  const days = earliestDays(document);
  return duties.flatMap((duty, index) => [
    ...(['opens', 'due'] as const).flatMap((key) => {
      const { from, date } = duty[key];
      const path = ['duties', index, key, 'date'];
      return from === 'date'
        ? missing(date, path, 'la date fixée par le texte, AAAA-MM-JJ')
        : when(date !== undefined, path, 'cette date avec « from »: « date », ou rien');
    }),
    ...(days
      ? [
          ...dueBeforeAnything(duty, index, days, document.holidays),
          ...when(
            isDueBeforeItOpens(duty, days, document.holidays),
            ['duties', index, 'due'],
            'une échéance qui ne vienne pas avant le jour donné par « opens »',
          ),
        ].slice(0, 1)
      : []),
  ]);
}

type OwnSpans = Pick<ConventionDocument['duties'][number], 'opens' | 'due' | 'nonWorkingDay'>;

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
  { opens, due, nonWorkingDay }: OwnSpans,
  days: EarliestDays,
  holidays: ConventionDocument['holidays'] | undefined,
): boolean {
  const isBefore = (first: PlainDate, last: PlainDate) =>
    moved(reckon('opening', last).plus(due, holidays), nonWorkingDay, holidays).on <
    reckon('opening', first).plus(opens, holidays).on;
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
  { due, nonWorkingDay }: OwnSpans,
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
      moved(reckon('opening', origin).plus(due, holidays), nonWorkingDay, holidays).on < start,
    ['duties', index, 'due'],
    `une échéance qui ne vienne pas avant ${isEarly ? 'la prise d’effet' : 'la signature'}, le ${start}`,
  );
}

/** What comes back has a beginning: the end does not come back. */
export function ownDuties({ duties = [] }: Sound): Incoherence[] {
  const recurring = duties.flatMap(({ id, everyMonths }) => (everyMonths === undefined ? [] : [id]));
  return duties.flatMap(({ id, everyMonths, lookingBack, opens, due }, index) => [
    ...when(
      everyMonths === undefined && lookingBack !== undefined,
      ['duties', index, 'lookingBack'],
      'cette clé avec « everyMonths », ou rien',
    ),
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
