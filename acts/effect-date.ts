import { frenchDate } from '../convention/calendar/french.ts';
import type { Moment } from '../convention/calendar/moment.ts';
import type { Instant } from '../convention/calendar/paris.ts';
import { addDays, type PlainDate } from '../convention/calendar/plain-date.ts';
import type { Convention } from '../convention/convention.ts';
import { badDate, type Refusal } from '../convention/errors.ts';
import { type News, tellParties } from '../convention/mailing/audience.ts';
import { effectiveOn } from '../convention/term/effect.ts';
import { isRenewed } from '../convention/term/renewal.ts';
import { periodOf } from '../convention/term/term.ts';

// Art. 7 and 8: what the acts that give a convention its effect date have in common.

/** A convention in force does not end on a day gone by because its effect moves; one registered late may. */
export function endsInThePast(
  before: Convention,
  after: Convention,
  on: PlainDate,
  { today }: Moment,
): Refusal | undefined {
  const [was, is] = [periodOf(before), periodOf(after)];
  if (!before.inForceSince || !was || !is || is.endsOn >= today || was.endsOn < today) return undefined;
  if (isRenewed(after)) return undefined;
  let first = was.effectiveOn;
  const endsOn = (effect: PlainDate) =>
    periodOf({ ...after, confirmedEffect: { on: effect, reason: '' } })?.endsOn ?? today;
  while (first > on && endsOn(addDays(first, -1)) >= today) first = addDays(first, -1);
  return badDate`« ${on} » refusé : la convention aurait pris fin le ${frenchDate(is.endsOn)} ; accepté : une date d’effet à partir du ${first}.`;
}

/** The first effect date is announced when it comes; one that moves afterwards is announced at once. */
export function moved(before: Convention, after: Convention, now: Instant): News | undefined {
  const [was, is] = [effectiveOn(before), effectiveOn(after)];
  const period = periodOf(after);
  if (!was || !is || was === is || !period) return undefined;
  return tellParties({
    identity: `effect-moved/${was}/${is}/${now}`,
    subject: 'la date d’effet change',
    lead: `La convention prend effet le ${frenchDate(is)}, et non le ${frenchDate(was)} : ses échéances sont recalculées.`,
    facts: [
      ['Date d’effet', frenchDate(is)],
      ['Dernier jour', frenchDate(period.endsOn)],
    ],
    cites: [after.document.effect.article],
  });
}
