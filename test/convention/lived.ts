import type { Moment } from '../../convention/acts/act.ts';
import { lapsedDuties } from '../../convention/acts/amendment.ts';
import { closedShortfall } from '../../convention/acts/shortfall.ts';
import { amendmentDue } from '../../convention/amendments/due.ts';
import { inForce, withState } from '../../convention/amendments/in-force.ts';
import type { Convention } from '../../convention/convention.ts';
import { endBrings, endedConvention } from '../../convention/ended.ts';
import { comingRenewal, renewed } from '../../convention/renewal.ts';
import { openShortfall, shortfallBrings } from '../../convention/shortfall.ts';
import { endCauseOf, hasEffect, periodOf } from '../../convention/term.ts';

/** The convention once the calendar has brought all that it brings by a moment: what the clauses of the workflow do. */
export function lived(convention: Convention, moment: Moment): Convention {
  let before = convention;
  for (;;) {
    const after = next(before, moment);
    if (!after) return before;
    before = after;
  }
}

function next(convention: Convention, moment: Moment): Convention | undefined {
  const { today } = moment;
  if (convention.closed || convention.ended) return undefined;
  const period = periodOf(convention);
  if (period && !convention.inForceSince && hasEffect(convention, today))
    return { ...convention, inForceSince: period.effectiveOn };
  return (
    shortfallMoves(convention, moment) ??
    amendmentMoves(convention, moment) ??
    endOrRenewal(convention, moment)
  );
}

function shortfallMoves(convention: Convention, { now, today }: Moment): Convention | undefined {
  const brings = shortfallBrings(convention, today);
  const shortfall = openShortfall(convention);
  if (!brings || !shortfall) return undefined;
  if (brings === 'suspension') {
    const suspension = { shortfall: shortfall.id, since: today };
    return { ...convention, suspensions: [...convention.suspensions, suspension] };
  }
  return closedShortfall(convention, shortfall, { by: 'delegation', now, today, evidence: 'crédits' });
}

function amendmentMoves(convention: Convention, { now, today }: Moment): Convention | undefined {
  const due = amendmentDue(convention, today);
  if (!due) return undefined;
  return due.state === 'signed'
    ? inForce(convention, due)
    : withState(lapsedDuties(convention, due.id, now, 'la proposition a expiré'), due, 'expired');
}

function endOrRenewal(convention: Convention, { now, today }: Moment): Convention | undefined {
  const brings = endBrings(convention, today);
  const period = periodOf(convention);
  const coming = comingRenewal(convention);
  if (!period || !brings) return undefined;
  if (coming && brings === 'renewal') return renewed(convention, coming, now);
  return {
    ...convention,
    ...endedConvention(convention, period.endsOn, endCauseOf(convention), now),
  };
}
