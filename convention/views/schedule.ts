import { addYears, type PlainDate } from '../calendar/plain-date.ts';
import { type Convention, register } from '../convention.ts';
import type { ConventionDocument, Party } from '../document/schema.ts';
import { dutiesOf } from '../duties/duties.ts';
import type { Duty } from '../duties/duty.ts';
import { Refused } from '../errors.ts';
import { rungsWhile } from '../mailing/reminders.ts';
import { holderName } from '../people/organisations.ts';
import { earliestEffect, effectiveOn } from '../term/effect.ts';
import { comingRenewal } from '../term/renewal.ts';
import { noticeEndsOn, type Period, periodOf, runningNotice } from '../term/term.ts';

/** A convention's calendar, computed without any engine. */
export interface Schedule extends Period {
  readonly deadlines: readonly Deadline[];
}

/** What is shown of a duty; `holder` is the code's word, `holderName` the French one. */
export interface ShownDuty
  extends Pick<Duty, 'article' | 'title' | 'holder' | 'opensOn' | 'dueOn' | 'indicative'> {
  readonly holderName: string;
}

/** One deadline. */
export interface Deadline extends ShownDuty {
  readonly duty: string;
  /** Days on which letters leave while it is not done, from its opening to two years after its deadline at most. */
  readonly reminders: readonly PlainDate[];
}

/**
 * What a document would be as a convention, in effect on a day: the one that it fixes when none is given, else the
 * earliest that it allows. Nobody has confirmed that effect: it has no reason.
 */
export function planned(document: ConventionDocument, effect?: PlainDate): Convention {
  const convention = register(document, 0);
  if (effect === undefined && effectiveOn(convention) !== undefined) return convention;
  return { ...convention, confirmedEffect: { on: effect ?? earliestEffect(document), reason: '' } };
}

/**
 * The calendar of a document as it would run: in effect on a day, and under notice if one is received.
 * @param effect the effect date; the earliest that the document allows when absent.
 * @throws Refused `BAD_DATE` when the notice ends before the effect.
 */
export function scheduleOf(
  document: ConventionDocument,
  effect?: PlainDate,
  notice?: { readonly from: Party; readonly receivedOn: PlainDate },
): Schedule {
  const endsOn = notice && noticeEndsOn(document, notice.receivedOn);
  const inEffect = planned(document, effect);
  const on = effectiveOn(inEffect) ?? earliestEffect(document);
  const convention = renewedUntilNotice({
    ...inEffect,
    notices: notice && endsOn ? [{ ...notice, reason: '', withdrawnBy: [], endsOn }] : [],
  });
  if (notice && endsOn && endsOn < on) {
    throw new Refused(
      'BAD_DATE',
      `Le préavis reçu le « ${notice.receivedOn} » s’achève avant l’effet du ${on} : la convention serait retirée sans calendrier.`,
    );
  }
  const period = periodOf(convention) ?? { effectiveOn: on, lastDay: on, endsOn: on };
  return { ...period, deadlines: dutiesOf(convention).map((duty) => deadlineOf(document, duty)) };
}

/** A notice that runs beyond a period does not prevent its tacit renewal: it ends the period that it reaches. */
function renewedUntilNotice(convention: Convention): Convention {
  const coming = runningNotice(convention) && comingRenewal(convention);
  if (coming?.mode !== 'tacit') return convention;
  const { rank, months } = coming;
  return renewedUntilNotice({
    ...convention,
    renewals: [...convention.renewals, { rank, months, how: 'tacit', at: convention.registeredAt }],
  });
}

function deadlineOf(document: ConventionDocument, duty: Duty): Deadline {
  const { id, article, title, holder, opensOn, dueOn, indicative } = duty;
  const until = addYears(dueOn, 2);
  const rungs = rungsWhile(document, duty, ({ on }) => on <= until);
  const reminders = rungs.slice(0, 12).map(({ on }) => on);
  const named = { duty: id, article, title, holder, holderName: holderName(document, holder) };
  return { ...named, opensOn, dueOn, ...(indicative ? { indicative } : {}), reminders };
}
