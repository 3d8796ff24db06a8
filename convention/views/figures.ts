import { parisDate } from '../calendar/paris.ts';
import type { PlainDate } from '../calendar/plain-date.ts';
import type { Convention } from '../convention.ts';
import { dutiesOf } from '../duties/duties.ts';
import type { Duty } from '../duties/duty.ts';
import { overCeilings } from '../ledger/forecast.ts';
import { sumOf } from '../ledger/money.ts';
import { positionOf } from '../ledger/position.ts';

/** What public figures are summed up from, convention by convention; no personal data. */
export interface Figures {
  /** Version of the document, from 1. */
  readonly version: number;
  /** Whether the convention is in the public register. */
  readonly public: boolean;
  readonly mails: Punctuality;
  /** Periodic reports (art. 5) for which the text fixes a day. */
  readonly reports: Punctuality;
  /** Balance settled, in cents, once both parties have agreed upon its use. */
  readonly balance?: number;
}

/** What lists show of a convention's money, in cents. */
export interface ListedMoney {
  /** What may be committed at most; absent when the convention has no ceiling of its own. */
  readonly ceiling?: number;
  /** Σ AE of the period. */
  readonly committed: number;
  /** By how much the orders forecast pass the ceiling; 0 when they do not, and once it is closed. */
  readonly forecastOver: number;
}

/** How many there had to be so far, and how many of them came in time. */
export interface Punctuality {
  readonly due: number;
  readonly inTime: number;
}

/** The figures of a convention on a day. */
export function figuresOf(convention: Convention, today: PlainDate): Figures {
  const { version, document, mails, undelivered, agreedBalance } = convention;
  const reports = dutiesOf(convention).filter(
    (duty) => duty.kind === 'monthly-report' && wasDue(convention, duty, today),
  );
  const inTime = reports.filter((duty) => cameInTime(convention, duty));
  const punctual = mails.filter(({ plannedFor }) => plannedFor === undefined);
  return {
    version,
    public: document.public,
    mails: { due: mails.length + undelivered, inTime: punctual.length },
    reports: { due: reports.length, inTime: inTime.length },
    ...(agreedBalance ? { balance: agreedBalance.amount } : {}),
  };
}

/** The money of a convention on a day. */
export function listedMoneyOf(convention: Convention, today: PlainDate): ListedMoney {
  const { ceiling, committed } = positionOf(convention, today);
  const over = convention.closed ? [] : overCeilings(convention);
  const forecastOver = sumOf(over.map(({ by }) => by));
  return { ...(ceiling === undefined ? {} : { ceiling }), committed, forecastOver };
}

/**
 * The figures and the money in a text that the memo holds:
 * `v=2;pub=1;mails=60/58;reports=11/10;balance=1200000;ceiling=10000000;committed=6000050;over=0`.
 */
export function figuresText(
  { version, public: isPublic, mails, reports, balance }: Figures,
  { ceiling, committed, forecastOver }: ListedMoney,
): string {
  return [
    `v=${version}`,
    `pub=${isPublic ? 1 : 0}`,
    `mails=${mails.due}/${mails.inTime}`,
    `reports=${reports.due}/${reports.inTime}`,
    ...(balance === undefined ? [] : [`balance=${balance}`]),
    ...(ceiling === undefined ? [] : [`ceiling=${ceiling}`]),
    `committed=${committed}`,
    `over=${forecastOver}`,
  ].join(';');
}

/** The figures that a text of `figuresText` says, words added since left aside; undefined when it says none. */
export function readFigures(text: string): Figures | undefined {
  const words = wordsOf(text);
  const [version, balance] = [whole(words.get('v')), whole(words.get('balance'))];
  const [mails, reports] = [punctuality(words.get('mails')), punctuality(words.get('reports'))];
  if (version === undefined || !mails || !reports) return undefined;
  const isPublic = words.get('pub') === '1';
  return { version, public: isPublic, mails, reports, ...(balance === undefined ? {} : { balance }) };
}

/** The money that a text of `figuresText` says; undefined when it says none. */
export function readListedMoney(text: string): ListedMoney | undefined {
  const words = wordsOf(text);
  const [ceiling, committed] = [whole(words.get('ceiling')), whole(words.get('committed'))];
  if (committed === undefined) return undefined;
  const forecastOver = whole(words.get('over')) ?? 0;
  return { ...(ceiling === undefined ? {} : { ceiling }), committed, forecastOver };
}

function wordsOf(text: string): Map<string, string> {
  return new Map(text.split(';').map((word) => [word.replace(/=.*$/s, ''), word.replace(/^[^=]*=/, '')]));
}

function whole(word = ''): number | undefined {
  return /^-?\d{1,15}$/.test(word) ? Number(word) : undefined;
}

function punctuality(word = ''): Punctuality | undefined {
  const [, due, inTime] = /^(\d{1,9})\/(\d{1,9})$/.exec(word) ?? [];
  return due === undefined ? undefined : { due: Number(due), inTime: Number(inTime) };
}

/**
 * Whether a deadline has passed while it counted: what was waived, or lapsed before it, was not owed any more; after a
 * day that no text fixes, nothing is late.
 */
function wasDue({ outcomes }: Convention, { id, dueOn, indicative }: Duty, today: PlainDate): boolean {
  const outcome = outcomes[id];
  if (indicative || dueOn >= today || outcome?.state === 'waived') return false;
  return outcome?.state !== 'lapsed' || parisDate(outcome.at) > dueOn;
}

function cameInTime({ outcomes }: Convention, { id, dueOn }: Duty): boolean {
  const outcome = outcomes[id];
  return outcome?.state === 'done' && parisDate(outcome.at) <= dueOn;
}
