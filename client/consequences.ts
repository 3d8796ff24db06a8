import type { Effect } from '../acts/act.ts';
import { type ActName, doAct } from '../acts/acts.ts';
import {
  type AmendmentPreview,
  differenceBetween,
  type MovedDuty,
  type PreviewedDuty,
  previewOf,
} from '../convention/amendments/preview.ts';
import { frenchDate } from '../convention/calendar/french.ts';
import type { Moment } from '../convention/calendar/moment.ts';
import type { PlainDate } from '../convention/calendar/plain-date.ts';
import { nextOccurrence } from '../convention/clauses/calendar.ts';
import type { Convention, Phase } from '../convention/convention.ts';
import { dutiesOf, outcomeOf } from '../convention/duties/duties.ts';
import type { DutyOutcome } from '../convention/duties/duty.ts';
import { type Refusal, Refused } from '../convention/errors.ts';
import type { Cents } from '../convention/ledger/money.ts';
import type { News } from '../convention/mailing/audience.ts';
import type { LetterItem } from '../convention/mailing/letter.ts';
import { mondayOf } from '../convention/mailing/rhythm.ts';
import { dueRungs, isAnsweredAtOnce } from '../convention/mailing/tracking.ts';
import { lettersOf } from '../convention/mailing/writing.ts';
import { effectiveOn } from '../convention/term/effect.ts';
import { phaseOf } from '../convention/term/phases.ts';
import { periodOf } from '../convention/term/term.ts';

/** What would come of an act: why it would be refused, or what it would change. */
export type Foresight = { readonly refused: Refusal } | Consequences;

/** What an act would change, with all that the calendar brings at once after it. */
export interface Consequences {
  /** The act would be refused, and the refusal kept: an order above the ceiling opens the shortfall. */
  readonly refused?: Refusal;
  /** What would be done, one French sentence: the line of the journal. */
  readonly text: string;
  readonly phase?: { readonly before: Phase; readonly after: Phase };
  /** The day the convention takes effect, when it moves or is known at last. */
  readonly effectiveOn?: MovedDay;
  /** The last day in force, when it moves or is known at last. */
  readonly endsOn?: MovedDay;
  readonly ceiling?: { readonly before: Cents | null; readonly after: Cents | null };
  readonly moved: readonly MovedDuty[];
  readonly appear: readonly PreviewedDuty[];
  /** Duties that are over: done, waived or lapsed. */
  readonly close: readonly (PreviewedDuty & { readonly state: DutyOutcome['state'] })[];
  /** Duties that are no more. */
  readonly disappear: readonly PreviewedDuty[];
  /** What an amendment that is proposed, agreed to or signed brings once it is in force. */
  readonly amendment?: AmendmentPreview;
  /** Letters that tell of it. */
  readonly letters: readonly ForeseenLetter[];
  /** They leave with the mail of the next morning, but for what is urgent; at once when absent. */
  readonly inTheMorning?: true;
  /** Letters about duties, up to each deadline, that would leave later, and those that no longer would. */
  readonly reminders: { readonly added: number; readonly withdrawn: number };
}

/** A day before and after an act; absent while it is not known. */
export interface MovedDay {
  readonly before?: PlainDate;
  readonly after?: PlainDate;
}

/** A letter that would tell of an act. */
export interface ForeseenLetter {
  /** Name of the addressee. */
  readonly to: string;
  readonly subject: string;
  /** Its addressee is told on the next Monday, being written to on that day only of what may wait. */
  readonly onMonday?: true;
}

/** What would come of an act, without doing it. */
export function consequencesOf(record: Convention, name: ActName, input: unknown, moment: Moment): Foresight {
  // What the calendar brings of itself is no consequence of the act.
  const { convention } = lived({ convention: record, news: [] }, moment);
  let effect: Effect;
  try {
    effect = doAct(convention, name, input, moment);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { refused: { code: error.code, message: error.message } };
  }
  const { convention: after, news } = lived(effect, moment);
  const { today } = moment;
  const [was, is] = [phaseOf(convention, today), phaseOf(after, today)];
  const effectMoves = movedDay(effectiveOn(convention), effectiveOn(after));
  const endMoves = movedDay(periodOf(convention)?.endsOn, periodOf(after)?.endsOn);
  const difference = differenceBetween(convention, after, today);
  const amendment = amendmentAhead(convention, name, effect.convention, today);
  const gone = difference.disappear.map((duty) => ({ ...duty, state: stateOf(after, duty) }));
  return {
    ...(effect.refusal ? { refused: effect.refusal } : {}),
    text: effect.text,
    ...(was === is ? {} : { phase: { before: was, after: is } }),
    ...(effectMoves ? { effectiveOn: effectMoves } : {}),
    ...(endMoves ? { endsOn: endMoves } : {}),
    ...(difference.ceiling ? { ceiling: difference.ceiling } : {}),
    moved: difference.moved,
    appear: difference.appear,
    close: gone.flatMap(({ state, ...duty }) => (state ? { ...duty, state } : [])),
    disappear: gone.flatMap(({ state, ...duty }) => (state ? [] : duty)),
    ...(amendment ? { amendment } : {}),
    letters: lettersTelling(convention, after, news, moment),
    ...(isAnsweredAtOnce(after) ? {} : { inTheMorning: true }),
    reminders: { added: difference.mailsAdded.length, withdrawn: difference.mailsWithdrawn.length },
  };
}

/** A convention, and what is told of it. */
interface Told {
  readonly convention: Convention;
  readonly news: readonly News[];
}

/** A convention once the calendar has brought all that it brings at once, and all that is told of it. */
function lived({ convention, news }: Told, moment: Moment): Told {
  const occurred = nextOccurrence(convention, moment);
  if (!occurred) return { convention, news };
  return lived({ convention: occurred.convention, news: [...news, ...occurred.news] }, moment);
}

function lettersTelling(
  before: Convention,
  after: Convention,
  news: readonly News[],
  moment: Moment,
): ForeseenLetter[] {
  const known = new Set(dutiesOf(before).map(({ id }) => id));
  const opened = after.closed ? [] : dutiesOf(after).filter(({ id }) => !known.has(id));
  const rungs = dueRungs(after, opened, {}, moment, true);
  return lettersOf(after, rungs, news, {}, moment).map(({ to, items }) => ({
    to: to.name,
    subject: items.map(subjectOf).join(' ; '),
    ...(items.every((item) => mondayOf(after, to.contact, item, moment.now))
      ? { onMonday: true as const }
      : {}),
  }));
}

function subjectOf(item: LetterItem): string {
  return item.kind === 'news' ? item.subject : `${item.title} (pour le ${frenchDate(item.dueOn)})`;
}

function stateOf(after: Convention, { duty }: PreviewedDuty): DutyOutcome['state'] | undefined {
  const found = dutiesOf(after).find(({ id }) => id === duty);
  return found && outcomeOf(after, found)?.state;
}

/** What an amendment brings, as long as the act has not put it in force: then it is in the difference itself. */
function amendmentAhead(
  convention: Convention,
  name: ActName,
  after: Convention,
  today: PlainDate,
): AmendmentPreview | undefined {
  const was = new Map(convention.amendments.map((one) => [one.id, one]));
  const goesOn = ['proposeAmendment', 'agreeAmendment', 'signAmendment'].includes(name);
  const touched = after.amendments.find(
    (one) => was.get(one.id) !== one && (one.state === 'proposed' || one.state === 'signed'),
  );
  if (!touched || !goesOn) return undefined;
  return previewOf(convention, touched, today);
}

function movedDay(before: PlainDate | undefined, after: PlainDate | undefined): MovedDay | undefined {
  return before === after ? undefined : { ...(before ? { before } : {}), ...(after ? { after } : {}) };
}
