import { documentOfVersion } from './amendments/versions.ts';
import { type Instant, parisDate, parisInstant } from './calendar/paris.ts';
import { type PlainDate, yearOf } from './calendar/plain-date.ts';
import type { Convention, Phase } from './convention.ts';
import { dutyIdOf } from './duty.ts';

/**
 * The convention as its record says that it was at an instant gone by, as far as duties and deadlines go: what was
 * recorded, decided or closed since is taken back. What the record does not date to the instant is dated by the act of
 * the journal that brought it.
 */
export function asOf(convention: Convention, instant: Instant): Convention {
  const { pausedUntil, confirmedEffect, ended, closed, agreedEnd, agreedBalance, ...others } = convention;
  const today = parisDate(instant);
  const times = (act: string) => convention.journal.filter((one) => one.act === act && one.at <= instant);
  const acted = (on: PlainDate, ...acts: string[]) => decidedAt(convention, on, acts) <= instant;
  const outcomes = Object.fromEntries(
    Object.entries(convention.outcomes).filter(([, { at }]) => at <= instant),
  );
  return {
    ...others,
    ...versionAt(convention, instant),
    outcomes,
    publications: Object.fromEntries(
      Object.entries(convention.publications).filter(([, { at }]) => at <= instant),
    ),
    ...(confirmedEffect && times('confirmEffect').length > 0 ? { confirmedEffect } : {}),
    requests: convention.requests.slice(0, times('requestInformation').length),
    notices: noticesAt(convention, times('giveNotice').length, times('withdrawNotice').length),
    ...(agreedEnd && acted(agreedEnd.decidedOn, 'agreeEnd') ? { agreedEnd } : {}),
    breaches: convention.breaches
      .slice(0, times('recordBreach').length)
      .map(({ ending, ...breach }) =>
        ending && acted(ending.decidedOn, 'endSupport') ? { ...breach, ending } : breach,
      ),
    renewals: convention.renewals.filter(({ at }) => at <= instant),
    renewalAnswers: convention.renewalAnswers.filter(({ at }) => at <= instant),
    shortfalls: convention.shortfalls
      .filter(({ on }) => acted(on, 'declareShortfall', 'recordEntry', 'importLedger', 'correctEntry'))
      .map(({ closedOn, ...shortfall }) =>
        closedOn && closedOn <= today ? { ...shortfall, closedOn } : shortfall,
      ),
    suspensions: convention.suspensions
      .filter(({ since }) => acted(since, 'phase'))
      .map(({ until, ...suspension }) => (until && until <= today ? { ...suspension, until } : suspension)),
    amendments: amendmentsAt(convention, times('proposeAmendment').length, instant),
    proposals: convention.proposals.filter(({ at }) => at <= instant),
    ...(agreedBalance && agreedBalance.agreedAt <= instant ? { agreedBalance } : {}),
    ...(pausedUntil && isLastPause(convention, instant) ? { pausedUntil } : {}),
    ...(ended && hasEnded(convention, instant) ? { ended } : {}),
    ...(closed && closed.at <= instant ? { closed } : {}),
  };
}

/** The instants, from its registration on, at which something but a letter was recorded of a convention. */
export function turningInstants({ registeredAt, journal }: Convention): readonly Instant[] {
  const others = journal.filter(({ act }) => act !== 'mail').map(({ at }) => at);
  return [...new Set([registeredAt, ...others])].sort((a, b) => a - b);
}

/** The document in force then, without the dates of year end that were not known yet. */
function versionAt(
  convention: Convention,
  instant: Instant,
): Pick<Convention, 'version' | 'document' | 'pastVersions'> {
  const version = convention.journal.findLast(({ at }) => at <= instant)?.version ?? 1;
  const document = documentOfVersion(convention, version) ?? convention.document;
  const isKnown = ({ payments }: { payments: PlainDate }) => {
    const outcome = convention.outcomes[dutyIdOf('year-end', yearOf(payments), 'dates')];
    return outcome === undefined || outcome.at <= instant;
  };
  const pastVersions = convention.pastVersions.filter((past) => past.version < version);
  return { version, pastVersions, document: { ...document, yearEnd: document.yearEnd.filter(isKnown) } };
}

/** When something that the record only dates to the day was decided: by the last such act of that day. */
function decidedAt({ journal }: Convention, on: PlainDate, acts: readonly string[]): Instant {
  const entry = journal.findLast(({ at, act }) => acts.includes(act) && parisDate(at) === on);
  return entry?.at ?? parisInstant(on, '00:00');
}

/** The first notices, with as many agreements to withdraw them, in the order in which they were given. */
function noticesAt({ notices }: Convention, given: number, withdrawals: number): Convention['notices'] {
  let left = withdrawals;
  return notices.slice(0, given).map((notice) => {
    const withdrawnBy = notice.withdrawnBy.slice(0, left);
    left -= withdrawnBy.length;
    return { ...notice, withdrawnBy };
  });
}

function amendmentsAt(convention: Convention, proposed: number, instant: Instant): Convention['amendments'] {
  return convention.amendments.slice(0, proposed).map(({ signature, ...amendment }) => {
    const decided = convention.outcomes[dutyIdOf('amendment', amendment.id, 'signature')];
    const agreedBy = amendment.agreedBy.filter(({ at }) => at <= instant);
    return decided === undefined || decided.at <= instant
      ? { ...amendment, agreedBy, ...(signature ? { signature } : {}) }
      : { ...amendment, agreedBy, state: 'proposed' };
  });
}

/** Only the end of the last pause is kept: of earlier ones, the record knows that they were, not until when. */
function isLastPause({ journal }: Convention, instant: Instant): boolean {
  const last = journal.findLast(({ act }) => act === 'pauseReminders');
  return last === undefined || last.at <= instant;
}

const afterTheEnd: readonly Phase[] = ['ended', 'settling', 'closed', 'withdrawn'];

/** The calendar ended it, on the day of that phase; or an administrative stop, which closed it too. */
function hasEnded({ phases, journal, ended, closed }: Convention, instant: Instant): boolean {
  if (ended?.cause === 'administrative') return closed !== undefined && closed.at <= instant;
  const first = phases.find(({ phase }) => afterTheEnd.includes(phase));
  if (!first) return false;
  const entry = journal.find(({ at, act }) => act === 'phase' && parisDate(at) === first.on);
  return (entry?.at ?? parisInstant(first.on, '00:00')) <= instant;
}
