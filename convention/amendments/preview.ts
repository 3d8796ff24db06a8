import { frenchDate } from '../calendar/french.ts';
import { byDate, latest, type PlainDate } from '../calendar/plain-date.ts';
import { onOrAfterWorkingDay } from '../calendar/working-days.ts';
import type { Convention } from '../convention.ts';
import { frenchDue } from '../duties/due-words.ts';
import { dutiesOf, outcomeOf } from '../duties/duties.ts';
import { type Duty, isAlert } from '../duties/duty.ts';
import { ceilingAt, ceilingIn } from '../ledger/ceiling.ts';
import { type Cents, frenchCeiling } from '../ledger/money.ts';
import { type Fact, factsOf } from '../mailing/facts.ts';
import type { Rung } from '../mailing/letter.ts';
import { type DatedRung, rungsWhile } from '../mailing/reminders.ts';
import { present } from '../plain-object.ts';
import { comingRenewal } from '../term/renewal.ts';
import { periodOf, spanAt, spansOf } from '../term/term.ts';
import type { Changing } from './amendment.ts';
import { allInForce, supposing } from './in-force.ts';
import { changedPaths } from './merge.ts';

/** What something was, and what it is after. */
interface Changed<Value> {
  readonly before: Value;
  readonly after: Value;
}

/** What differs between a convention before and after something, in what is still to come. */
export interface Difference {
  readonly ceiling?: Changed<Cents | null>;
  /** That of the periods to come, of a convention that may be renewed. */
  readonly renewalCeiling?: Changed<Cents | null>;
  /** The last day in force. */
  readonly endsOn?: Changed<PlainDate>;
  readonly moved: readonly MovedDuty[];
  readonly appear: readonly PreviewedDuty[];
  readonly disappear: readonly PreviewedDuty[];
  /** Letters that would leave if nothing is done, up to each deadline, and those that no longer would. */
  readonly mailsAdded: readonly PreviewedMail[];
  readonly mailsWithdrawn: readonly PreviewedMail[];
}

/** What an amendment would bring, told before it is signed. */
export interface AmendmentPreview extends Difference {
  /** Paths of the document that change, with their new value. */
  readonly changes: readonly (readonly [path: string, value: unknown])[];
}

/** A duty with its deadline. */
export interface PreviewedDuty extends Pick<Duty, 'title' | 'dueOn' | 'indicative'> {
  readonly duty: string;
}

/** A duty whose deadline moves. */
export interface MovedDuty extends PreviewedDuty {
  readonly before: PlainDate;
}

/** A letter on a day. */
export interface PreviewedMail {
  readonly on: PlainDate;
  readonly duty: string;
  readonly rung: Rung;
}

/**
 * Compares a convention with itself under some changes, all that is signed being in force in both; what is already
 * done or past is left out.
 */
export function previewOf(current: Convention, changing: Changing, today: PlainDate): AmendmentPreview {
  const convention = allInForce(current, today);
  const after = supposing(current, changing, today);
  // That of the period in which it takes effect: a renewed one may have its own.
  const day = latest(changing.effectiveOn, today);
  const difference = differenceBetween(convention, after, today, day);
  const fromEffect = ({ on }: PreviewedMail) => on >= day;
  const told = atOnce(convention, after, today, day);
  return {
    changes: changedPaths(changing.changes),
    ...difference,
    mailsAdded: [...told, ...difference.mailsAdded.filter(fromEffect)],
    mailsWithdrawn: difference.mailsWithdrawn.filter(fromEffect),
  };
}

/**
 * What is written at once when an amendment comes into force: about duties that it brings or moves, and that should
 * have been written about before; only the last of several letters, as ever.
 */
function atOnce(before: Convention, after: Convention, today: PlainDate, day: PlainDate): PreviewedMail[] {
  const was = new Map(toCome(before, today).map((duty) => [duty.id, duty]));
  const on = day === today ? day : onOrAfterWorkingDay(day, after.document.holidays);
  return toCome(after, today).flatMap((duty) => {
    const known = was.get(duty.id);
    if (known?.dueOn === duty.dueOn || (isAlert(duty) && duty.dueOn < day)) return [];
    const behind = known ? rungsUntil(before, known, day).findLast((rung) => rung.on < day)?.on : undefined;
    const last = rungsUntil(after, duty, day).findLast((rung) => !behind || rung.on > behind);
    const isLate = !isAlert(duty) && duty.dueOn < day;
    // A letter of that very day is told with those to come, unless it is one of what is late.
    if (!last || (last.on === day && !isLate)) return [];
    return [{ on, duty: duty.id, rung: isLate ? 'overdue' : last.rung }];
  });
}

function rungsUntil({ document }: Convention, duty: Duty, day: PlainDate): readonly DatedRung[] {
  return rungsWhile(document, duty, ({ on }) => on <= day);
}

/**
 * Compares a convention before and after something; what is already done or past is left out.
 * @param day the day whose ceilings are compared.
 */
export function differenceBetween(
  before: Convention,
  after: Convention,
  today: PlainDate,
  day: PlainDate = today,
): Difference {
  const [was, is] = [toCome(before, today), toCome(after, today)];
  const wasById = new Map(was.map((duty) => [duty.id, duty]));
  const isById = new Map(is.map((duty) => [duty.id, duty]));
  const [mailsBefore, mailsAfter] = [mailsOf(before, was, today), mailsOf(after, is, today)];
  return {
    ...present({
      ceiling: changed(ceilingAt(before, day), ceilingAt(after, day)),
      renewalCeiling: changed(renewedCeiling(before, day), renewedCeiling(after, day)),
      endsOn: changed(periodOf(before)?.endsOn, periodOf(after)?.endsOn),
    }),
    moved: is.flatMap((duty) => {
      const dueBefore = wasById.get(duty.id)?.dueOn;
      return dueBefore && dueBefore !== duty.dueOn ? [{ ...previewed(duty), before: dueBefore }] : [];
    }),
    appear: is.filter(({ id }) => !wasById.has(id)).map(previewed),
    disappear: was.filter(({ id }) => !isById.has(id)).map(previewed),
    mailsAdded: missingFrom(mailsAfter, mailsBefore),
    mailsWithdrawn: missingFrom(mailsBefore, mailsAfter),
  };
}

/** What changes; nothing when it stays the same, or is not known before or after. */
function changed<Value>(before: Value | undefined, after: Value | undefined): Changed<Value> | undefined {
  if (before === undefined || after === undefined || before === after) return undefined;
  return { before, after };
}

/** A preview as facts of a letter. */
export function previewFacts(preview: AmendmentPreview): readonly Fact[] {
  const { ceiling, renewalCeiling, endsOn, moved, appear, disappear, mailsAdded, mailsWithdrawn } = preview;
  return factsOf([
    ['Plafond', ceiling && arrow(ceiling, frenchCeiling)],
    ['Plafond des périodes reconduites', renewalCeiling && arrow(renewalCeiling, frenchCeiling)],
    ['Fin de la convention', endsOn && arrow(endsOn, frenchDate)],
    few('Dates déplacées', moved, ({ before, dueOn }) => arrow({ before, after: dueOn }, frenchDate)),
    few('Nouvelles obligations', appear, frenchDue),
    few('Obligations retirées', disappear, ({ dueOn }) => frenchDate(dueOn)),
    [
      'Rappels',
      mailsAdded.length + mailsWithdrawn.length > 0 &&
        `${counted(mailsAdded, 'ajouté')}, ${counted(mailsWithdrawn, 'retiré')}`,
    ],
  ]);
}

function arrow<Value>({ before, after }: Changed<Value>, french: (value: Value) => string): string {
  return `${french(before)} → ${french(after)}`;
}

/** How many there are, and the first ones with their days; no value when there is none. */
function few<One extends PreviewedDuty>(label: string, all: readonly One[], day: (one: One) => string): Fact {
  const first = all.slice(0, 4).map((one) => `${one.title} (${day(one)})`);
  const others = all.length > 4 ? ` ; et ${all.length - 4} autres` : '';
  return [`${label} (${all.length})`, `${first.join(' ; ')}${others}`];
}

/** The ceiling of the periods to come; none when no more may come, or when it is that of the day. */
function renewedCeiling(convention: Convention, day: PlainDate): Cents | null | undefined {
  const isRenewable = comingRenewal(convention) !== undefined;
  const isFirst = spanAt(spansOf(convention), day)?.rank === 0;
  return isRenewable && isFirst ? ceilingIn(convention.document, 1) : undefined;
}

function toCome(convention: Convention, today: PlainDate): readonly Duty[] {
  return dutiesOf(convention).filter(
    (duty) => !outcomeOf(convention, duty) && !(isAlert(duty) && duty.dueOn < today),
  );
}

function mailsOf({ document }: Convention, duties: readonly Duty[], today: PlainDate): PreviewedMail[] {
  return duties.flatMap((duty) =>
    rungsWhile(document, duty, ({ rung }) => rung !== 'overdue' && rung !== 'escalation')
      .filter(({ on }) => on >= today)
      .map(({ on, rung }) => ({ on, duty: duty.id, rung })),
  );
}

function missingFrom(mails: readonly PreviewedMail[], others: readonly PreviewedMail[]): PreviewedMail[] {
  const known = new Set(others.map(keyOf));
  return mails.filter((mail) => !known.has(keyOf(mail))).sort((a, b) => byDate(a.on, b.on));
}

function keyOf({ on, duty, rung }: PreviewedMail): string {
  return `${on} ${duty} ${rung}`;
}

function previewed({ id, title, dueOn, indicative }: Duty): PreviewedDuty {
  return { duty: id, title, dueOn, ...(indicative ? { indicative } : {}) };
}

function counted({ length }: readonly unknown[], word: string): string {
  return `${length} ${word}${length > 1 ? 's' : ''}`;
}
