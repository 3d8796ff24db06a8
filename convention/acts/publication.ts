import { frenchDate } from '../calendar/french.ts';
import type { Instant } from '../calendar/paris.ts';
import { addDays, addYears, type PlainDate } from '../calendar/plain-date.ts';
import type { Convention } from '../convention.ts';
import { line, plainDate, slug } from '../document/fields.ts';
import { dutyIdOf } from '../duty.ts';
import type { Refusal } from '../errors.ts';
import { worsened } from '../ledger/ceiling.ts';
import { frenchEuros } from '../money.ts';
import { owedAnew } from '../owed-anew.ts';
import { isRenewed } from '../renewal.ts';
import { signedAct } from '../signatory.ts';
import { effectiveOn, periodOf } from '../term.ts';
import { bothParties, defineAct, type Moment, type News, refusal } from './act.ts';
import { alreadyOver, findDuty } from './known-duty.ts';

/** Art. 8: the convention was published somewhere, that day. */
export const recordPublication = defineAct({
  schema: signedAct({ publication: slug(40), on: plainDate, evidence: line(500) }),
  refuse(convention, { publication, on, evidence, by }, moment) {
    const known = convention.document.publications.map(({ id }) => id);
    if (!known.includes(publication)) {
      return refusal(
        'UNKNOWN_REFERENCE',
        `« ${publication} » n’est pas une publication de la convention ; acceptées : ${known.join(', ')}.`,
      );
    }
    const recorded = convention.publications[publication];
    if (recorded) {
      return refusal(
        'ALREADY_DONE',
        `La publication « ${publication} » est déjà enregistrée au ${frenchDate(recorded.on)}, par ${recorded.by}.`,
      );
    }
    if (convention.ended) {
      return refusal(
        'NOT_NOW',
        `La convention a pris fin le ${frenchDate(convention.ended.on)} : une publication ne lui donne plus effet. « delegation waive » lève l’obligation.`,
      );
    }
    const duty = findDuty(convention, dutyIdOf('publication', publication));
    const recording = { on, evidence, by, at: moment.now };
    const after = {
      ...convention,
      publications: { ...convention.publications, [publication]: recording },
    };
    return (
      (duty && alreadyOver(convention, duty)) ??
      outOfLife(convention, on, moment) ??
      endsInThePast(convention, after, on, moment)
    );
  },
  apply(convention, { by, publication, on, evidence }, { now }) {
    const place = convention.document.publications.find(({ id }) => id === publication)?.place ?? publication;
    const after: Convention = {
      ...convention,
      publications: { ...convention.publications, [publication]: { on, evidence, by, at: now } },
      outcomes: {
        ...convention.outcomes,
        [dutyIdOf('publication', publication)]: {
          state: 'done',
          at: now,
          by,
          evidence: `${frenchDate(on)}, ${evidence}`,
        },
      },
    };
    return {
      convention: after,
      text: `Publiée sur ${place} le ${frenchDate(on)} (${evidence}).`,
      news: moved(convention, after, now),
    };
  },
});

/** An admin confirms another effect date than that of the publications, with a reason. */
export const confirmEffect = defineAct({
  schema: signedAct({ on: plainDate, reason: line(500) }),
  refuse(convention, { on }, moment) {
    if (convention.ended)
      return refusal(
        'NOT_NOW',
        `La convention a pris fin le ${frenchDate(convention.ended.on)} : sa date d’effet ne change plus.`,
      );
    if (effectiveOn(convention) === on)
      return refusal('ALREADY_DONE', `La convention prend déjà effet le ${frenchDate(on)}.`);
    const { signedOn } = convention.document;
    // A convention in force does not go back to waiting for its effect.
    const last = convention.inForceSince ? moment.today : addYears(signedOn, 10);
    if (on < signedOn || on > last) {
      return refusal(
        'BAD_DATE',
        `« ${on} » refusé ; accepté : une date d’effet du ${signedOn} (signature) au ${last}.`,
      );
    }
    const after = { ...convention, confirmedEffect: { on, reason: '' } };
    const over = endsInThePast(convention, after, on, moment);
    if (over) return over;
    // The periods of a renewed convention move with it, and orders from one to another.
    const overrun = worsened(convention, after);
    return overrun
      ? refusal(
          'BAD_DATE',
          `« ${on} » refusé : une période aurait ${frenchEuros(overrun.committed)} engagés pour un plafond de ${frenchEuros(overrun.ceiling)} (art. 5) ; accepté : une date qui laisse chaque engagement dans le plafond de sa période.`,
        )
      : undefined;
  },
  apply(convention, { on, reason }, { now }) {
    const after = owedAnew(convention, { ...convention, confirmedEffect: { on, reason } });
    return {
      convention: after,
      text: `Date d’effet confirmée au ${frenchDate(on)}.`,
      news: moved(convention, after, now),
    };
  },
});

function outOfLife({ document }: Convention, on: string, { today }: Moment): Refusal | undefined {
  if (on >= document.signedOn && on <= today) return undefined;
  return refusal(
    'BAD_DATE',
    `« ${on} » refusé ; accepté : une date du ${document.signedOn} (signature) au ${today} (aujourd’hui).`,
  );
}

/** A convention in force does not end on a day gone by because its effect moves; one registered late may. */
function endsInThePast(
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
  return refusal(
    'BAD_DATE',
    `« ${on} » refusé : la convention aurait pris fin le ${frenchDate(is.endsOn)} ; accepté : une date d’effet à partir du ${first}.`,
  );
}

/** The first effect date is announced when it comes; one that moves afterwards is announced at once. */
function moved(before: Convention, after: Convention, now: Instant): News[] {
  const [was, is] = [effectiveOn(before), effectiveOn(after)];
  const period = periodOf(after);
  if (!was || !is || was === is || !period) return [];
  return [
    {
      to: bothParties,
      item: {
        kind: 'news',
        identity: `effect-moved/${was}/${is}/${now}`,
        subject: 'la date d’effet change',
        lead: `La convention prend effet le ${frenchDate(is)}, et non le ${frenchDate(was)} : ses échéances sont recalculées.`,
        facts: [
          ['Date d’effet', frenchDate(is)],
          ['Dernier jour', frenchDate(period.endsOn)],
        ],
        article: 'art. 7',
      },
    },
  ];
}
