import type { Moment, News } from './acts/act.ts';
import { lapsedDuties } from './acts/amendment.ts';
import { closedShortfall } from './acts/shortfall.ts';
import { amendmentDue } from './amendments/due.ts';
import { inForce, withState } from './amendments/in-force.ts';
import type { Convention, EndCause } from './convention.ts';
import { lapsed } from './duties/duties.ts';
import { endBrings, endedConvention } from './ended.ts';
import {
  amendmentExpiredNews,
  amendmentInForceNews,
  closedNews,
  effectNews,
  endNews,
  renewalNews,
  shortfallOverNews,
  suspensionNews,
} from './news.ts';
import { isSettling } from './phases.ts';
import { comingRenewal, renewed } from './renewal.ts';
import { isSuspended, openShortfall, shortfallBrings } from './shortfall.ts';
import { endCauseOf, hasEffect, periodOf, runningNotice } from './term.ts';

/** A convention once something has come about, and what people are told of it. */
export interface Brought {
  readonly convention: Convention;
  readonly news: readonly News[];
}

/**
 * The next thing that the calendar brings by a moment, if anything: what the clauses of the workflow do of themselves,
 * one after the other, to whoever wants to know beforehand.
 */
export function nextBrought(convention: Convention, moment: Moment): Brought | undefined {
  if (convention.closed || convention.ended) return undefined;
  const period = periodOf(convention);
  if (period && !convention.inForceSince && hasEffect(convention, moment.today)) {
    const after = { ...convention, inForceSince: period.effectiveOn };
    return { convention: after, news: [effectNews(convention, period)] };
  }
  return (
    shortfallMoves(convention, moment) ??
    amendmentMoves(convention, moment) ??
    endOrRenewal(convention, moment)
  );
}

/** The convention closed, once nothing more is owed; or withdrawn, when a notice ran out before any effect. */
export function closing(convention: Convention, moment: Moment): Brought | undefined {
  if (convention.closed) return undefined;
  const { agreedBalance, ended, outcomes } = convention;
  const settled = agreedBalance !== undefined || outcomes.balance?.state === 'waived';
  if (ended && settled && isSettling(convention)) return closed(convention, 'closed', 'term', moment);
  const notice = runningNotice(convention);
  const isOver = notice !== undefined && notice.endsOn < moment.today && !convention.inForceSince;
  return isOver ? closed(convention, 'withdrawn', 'notice', moment) : undefined;
}

function closed(
  convention: Convention,
  phase: 'closed' | 'withdrawn',
  cause: EndCause,
  { now, today }: Moment,
): Brought {
  const after: Convention = {
    ...convention,
    ended: convention.ended ?? { cause, on: today },
    outcomes: lapsed(convention, now, 'la convention est close'),
    closed: { phase, at: now },
  };
  return { convention: after, news: [closedNews(convention, phase)] };
}

function shortfallMoves(convention: Convention, { now, today }: Moment): Brought | undefined {
  const brings = shortfallBrings(convention, today);
  const shortfall = openShortfall(convention);
  if (!brings || !shortfall) return undefined;
  if (brings === 'suspension') {
    const suspension = { shortfall: shortfall.id, since: today };
    return {
      convention: { ...convention, suspensions: [...convention.suspensions, suspension] },
      news: [suspensionNews(convention, shortfall)],
    };
  }
  const how = { by: 'delegation', now, today, evidence: 'les crédits suffisent de nouveau' };
  return {
    convention: closedShortfall(convention, shortfall, how),
    news: [shortfallOverNews(convention, shortfall, isSuspended(convention), today)],
  };
}

function amendmentMoves(convention: Convention, { now, today }: Moment): Brought | undefined {
  const due = amendmentDue(convention, today);
  if (!due) return undefined;
  return due.state === 'signed'
    ? { convention: inForce(convention, due), news: [amendmentInForceNews(convention, due, today)] }
    : {
        convention: withState(
          lapsedDuties(convention, due.id, now, 'la proposition a expiré'),
          due,
          'expired',
        ),
        news: [amendmentExpiredNews(due)],
      };
}

function endOrRenewal(convention: Convention, { now, today }: Moment): Brought | undefined {
  const brings = endBrings(convention, today);
  const period = periodOf(convention);
  const coming = comingRenewal(convention);
  if (!period || !brings) return undefined;
  if (coming && brings === 'renewal') {
    const after = renewed(convention, coming, now);
    return { convention: after, news: [renewalNews(after, coming)] };
  }
  const cause = endCauseOf(convention);
  const after = { ...convention, ...endedConvention(convention, period.endsOn, cause, now) };
  return { convention: after, news: [endNews(convention, period.endsOn, cause)] };
}
