import { addMonths, latest } from '../calendar/plain-date.ts';
import type { Reckoned } from '../calendar/reckoning.ts';
import type { Convention } from '../convention.ts';
import { partiesOf, partyWord } from '../people/parties.ts';
import { comingRenewal, frenchPrevention, lastNoticeDay, lastOppositionDay } from '../term/renewal.ts';
import { lastDayOf, periodOf, reckonedEndOf, spansOf } from '../term/term.ts';
import { announced, askedOf, type Duty, dueBy, dutyIdOf } from './duty.ts';

/**
 * The renewals, past and to come. Express: asked of both before the term. Tacit: the last day on which a notice, or
 * an opposition where the text has one, still prevents it is announced to both.
 */
export function renewals(convention: Convention): Duty[] {
  const { document } = convention;
  const period = periodOf(convention);
  const clause = document.renewal;
  if (!period || !clause) return [];
  const coming = comingRenewal(convention);
  const spans = spansOf(convention);
  const { decidedMonthsBefore: decided = 0, askedMonthsBefore: asked = 3 + decided } = clause;
  const past = convention.renewals.map(({ rank, how, months }) => ({
    rank,
    mode: how,
    months,
    lastDay: spans[rank - 1]?.to ?? lastDayOf(document, period.effectiveOn),
  }));
  const declined = coming ? [] : unanswered(convention);
  return [...past, ...(coming ? [coming] : []), ...declined].flatMap(({ rank, mode, lastDay }) => {
    const end = reckonedEndOf(period, lastDay);
    const due = (decided === 0 ? end : end.plusMonths(-decided))
      .onOrBeforeWorkingDay(document.holidays)
      .notBefore('effect', period.effectiveOn);
    const lastNotice = () => end.by({ name: 'lastNotice' }, lastNoticeDay(document, lastDay));
    return mode === 'express'
      ? partiesOf(document).map(
          ({ party }): Duty => ({
            id: dutyIdOf('renewal', rank, partyWord(party)),
            kind: 'renewal',
            article: clause.article,
            title: `Reconduction de la convention au-delà de son terme (n° ${rank})`,
            holder: party,
            copies: [],
            opensOn: latest(period.effectiveOn, addMonths(lastDay, -asked)),
            ...dueBy(due),
            evidence: 'l’accord ou le refus de la partie',
            closedBy: 'renew',
          }),
        )
      : [tacitAlert(convention, rank, lastOppositionDay(document, end) ?? lastNotice())];
  });
}

/** The duties of a renewal that did not come about stay, with how they ended. */
function unanswered(convention: Convention) {
  const period = periodOf(convention);
  const rank = convention.renewals.length + 1;
  const asked = partiesOf(convention.document).some(
    ({ party }) => convention.outcomes[dutyIdOf('renewal', rank, partyWord(party))],
  );
  const months = convention.document.renewal?.months;
  return asked && period && months
    ? [{ rank, mode: 'express' as const, months, lastDay: period.lastDay }]
    : [];
}

const lastDayToPrevent = {
  préavis: 'Dernier jour pour empêcher, par un préavis, la reconduction tacite',
  opposition: 'Dernier jour pour s’opposer à la reconduction tacite',
};

function tacitAlert(convention: Convention, rank: number, due: Reckoned): Duty {
  const since = spansOf(convention)[rank - 1]?.from ?? due.on;
  return {
    ...announced(due, [30, 10, 2], (day) => day >= since),
    id: dutyIdOf('renewal', rank, 'notice'),
    kind: 'renewal-notice',
    article: convention.document.renewal?.article ?? '',
    title: lastDayToPrevent[frenchPrevention(convention.document)],
    ...askedOf('delegator', 'done'),
  };
}
