import { addDays, type PlainDate } from '../../../convention/calendar/plain-date.ts';
import { isWorkingDay } from '../../../convention/calendar/working-days.ts';
import type { Convention } from '../../../convention/convention.ts';
import type { ConventionDocument } from '../../../convention/document/schema.ts';
import { dutiesOf, owedDuties } from '../../../convention/duties/duties.ts';
import type { DutyKind } from '../../../convention/duties/duty.ts';
import { leftDuty } from '../../../convention/duties/left-owed.ts';
import { effectiveOn } from '../../../convention/term/effect.ts';
import { periodOf } from '../../../convention/term/term.ts';
import { each, type Invariant } from './invariant.ts';

/** Deadlines to perform an act: they move to a working day. */
const moving: ReadonlySet<DutyKind> = new Set([
  'legal-text',
  'chorus-access',
  'credits',
  'chorus-codings',
  'controller-copies',
  'publication',
  'approval',
  'request',
  'monthly-report',
  'final-report',
  'correction',
  'services-closed',
  'shortfall',
  'open-commitments',
  'balance',
  'own',
]);

// Months and years counted without the project's own calendar.
const utc = (day: string) => new Date(`${day}T00:00:00Z`);
const dayOf = (date: Date) => date.toISOString().slice(0, 10) as PlainDate;

/** The same day so many months later; the last of a month that has none (CPC art. 641). */
function monthsAfter(day: string, months: number): PlainDate {
  const date = utc(day);
  const wanted = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(wanted, last));
  return dayOf(date);
}

function daysAfter(day: string, days: number): PlainDate {
  return dayOf(new Date(utc(day).getTime() + days * 86_400_000));
}

const endOfMonth = (day: string) => daysAfter(monthsAfter(`${day.slice(0, 7)}-01`, 1), -1);
const endOfYear = (day: string) => `${day.slice(0, 4)}-12-31` as PlainDate;

function noticeEnd({ notice: { months, days, from, until } }: ConventionDocument, receivedOn: string) {
  const start = { receipt: receivedOn, endOfMonth: endOfMonth(receivedOn), endOfYear: endOfYear(receivedOn) }[
    from
  ];
  const length = days ? daysAfter(start, days) : monthsAfter(start, months);
  const end = from === 'receipt' || days ? length : endOfMonth(length);
  if (until === undefined) return end;
  return until === 'endOfMonth' ? endOfMonth(end) : endOfYear(end);
}

/** The last day of the first term, of a text that no amendment has changed. */
function termEnd({ term: { until, months, lastDay } }: ConventionDocument, effect: PlainDate): PlainDate {
  if (until) return until;
  const end = monthsAfter(effect, months ?? 0);
  if (lastDay !== 'eve') return end;
  // Where the month has no such day, its last day is the last day.
  return end.slice(8) === effect.slice(8) ? daysAfter(end, -1) : end;
}

/** The days on which the conditions of the effect were met; `undefined` for one that is not. */
function effectDays({ document, publications, approval, outcomes }: Convention) {
  const { conditions, publication, date, days: after = 0 } = document.effect;
  const counting = (document.publications?.places ?? [])
    .map(({ id }) => id)
    .filter((id) => publication === 'all' || publication === 'first' || id === publication);
  const days = counting.flatMap((id) => publications[id]?.on ?? []).sort();
  const awaited = counting.filter(
    (id) => !publications[id] && outcomes[`publication-${id}`]?.state !== 'waived',
  );
  const published = publication === 'first' ? days[0] : awaited.length === 0 ? days.at(-1) : undefined;
  const met = { signature: document.signedOn, date, approval: approval?.on, publication: published };
  return conditions.map((condition) => {
    const on = met[condition];
    return on && daysAfter(on, after);
  });
}

export const dates: readonly Invariant[] = [
  {
    name: 'each duty has a name of its own, and opens before it is due',
    breaksAt({ is, changed }) {
      if (!changed) return undefined;
      const duties = dutiesOf(is);
      const ids = new Set(duties.map(({ id }) => id));
      return [
        ...(ids.size === duties.length ? [] : [duties.map(({ id }) => id).join(' ')]),
        ...duties.flatMap(({ id, opensOn, dueOn }) =>
          opensOn > dueOn ? [`${id}: ${opensOn} > ${dueOn}`] : [],
        ),
      ];
    },
  },
  {
    name: 'what must be done is due on a working day',
    source: 'CPC art. 642',
    breaksAt({ is, changed }) {
      if (!changed) return undefined;
      const effect = effectiveOn(is);
      const due = owedDuties(is).filter(
        ({ kind, opensOn, dueOn }) => moving.has(kind) && opensOn < dueOn && dueOn !== effect,
      );
      return each(due, ({ id, dueOn }) => !isWorkingDay(dueOn, is.document.holidays) && `${id} on ${dueOn}`);
    },
  },
  {
    name: 'a notice ends date to date from its receipt, or from the end of its month or year, whatever day that is',
    source: 'decree 2004-1085, art. 5; CPC art. 641',
    breaksAt({ was, is }) {
      const given = is.notices.slice(was.notices.length);
      return each(given, ({ receivedOn, endsOn }) => {
        const end = noticeEnd(was.document, receivedOn);
        return end !== endsOn && `received ${receivedOn}: ${endsOn}, by hand ${end}`;
      });
    },
  },
  {
    name: 'nothing moves the end of a notice that runs, unless it was given by mistake',
    breaksAt({ was, is, changed, tried }) {
      if (!changed || tried?.name === 'undoAct') return undefined;
      return each(was.notices, ({ endsOn }) => !is.notices.some((one) => one.endsOn === endsOn) && endsOn);
    },
  },
  {
    name: 'the term of a text that nothing has changed is its own, whatever day that is',
    source: 'art. 7; CPC art. 641',
    breaksAt({ is, changed }) {
      const period = periodOf(is);
      if (!changed || !period || is.renewals.length > 0 || is.pastVersions.length > 0) return undefined;
      const end = termEnd(is.document, period.effectiveOn);
      return period.lastDay === end ? [] : [`${period.lastDay}, by hand ${end}`];
    },
  },
  {
    name: 'a convention takes effect on the day of the last condition met, or on the day that was confirmed, and not before',
    source: 'decree 2004-1085, art. 3',
    breaksAt({ was, is, moment }) {
      if (was.inForceSince || !is.inForceSince) return undefined;
      const days = is.confirmedEffect ? [is.confirmedEffect.on] : effectDays(is);
      const last = days.every((day) => day !== undefined) ? [...days].sort().at(-1) : 'never';
      return is.inForceSince === last && is.inForceSince <= moment.today
        ? []
        : [`${is.inForceSince} seen ${moment.today}, by hand ${last}`];
    },
  },
  {
    name: 'a convention ends on the day after its last day, and on the last day that was known',
    breaksAt({ was, is, moment, lateMs }) {
      if (was.ended || !is.ended || is.ended.cause === 'administrative' || is.closed?.phase === 'withdrawn')
        return undefined;
      const { on } = is.ended;
      const wasOn = periodOf(was)?.endsOn;
      // A turn that comes late may bring a renewal, and then the end.
      const isMoved = is.version > was.version || is.renewals.length > was.renewals.length;
      const isLate = (lateMs ?? 0) > 0 || was.journal.length < 3 || is.phases.length < 3;
      return [
        ...(on < moment.today && (isLate || on <= addDays(moment.today, -1))
          ? []
          : [`${on} on ${moment.today}`]),
        ...(wasOn === undefined || wasOn === on || isMoved ? [] : [`${on}, known ${wasOn}`]),
      ];
    },
  },
  {
    name: 'a later last day brings no deadline forward',
    breaksAt({ was, is, changed }) {
      const [before, after] = [periodOf(was)?.endsOn, periodOf(is)?.endsOn];
      if (!changed || !before || !after || after <= before || was.version !== is.version) return undefined;
      if (effectiveOn(was) !== effectiveOn(is)) return undefined;
      const later = new Map(dutiesOf(is).map(({ id, dueOn }) => [id as string, dueOn]));
      // A committee that closed a period may become one of its rhythm; a time that was cut short may be of another month.
      const still = dutiesOf(was).filter(
        (duty) => duty.kind !== 'committee' && !leftDuty(was, duty) && later.has(duty.id),
      );
      return each(still, ({ id, dueOn }) => {
        const now = later.get(id);
        return now !== undefined && now < dueOn && `${id}: ${dueOn} → ${now}`;
      });
    },
  },
];
