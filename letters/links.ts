import type { Instant } from '../convention/calendar/paris.ts';
import type { Letter, LetterItem, Writer } from '../convention/mailing/letter.ts';

/** Whose the links of a letter are. */
export interface LinkHolder {
  readonly convention: string;
  /** Version of the document. */
  readonly version: number;
  /** Id of the contact. */
  readonly contact: string;
  readonly email: string;
}

/** Signs a link about one of the matters of `LinkClaims`, and about what is to be agreed to, by its mark. */
export type LinkSigner = (about: string, mark?: string) => string;

/** Where the links of letters lead, and who signs them. */
export interface LinkSettings {
  /** Public address of the web application, without a slash at its end. */
  readonly base: string;
  /** Signs the links of somebody: the same token for the same person, matter and instant. */
  readonly signer: (holder: LinkHolder, issuedAt: Instant) => LinkSigner;
}

/** The addresses that a letter leads to. */
export interface LetterLinks {
  /** The page of what is asked, by what it is about. */
  readonly acts: ReadonlyMap<string, string>;
  /** Where the convention stands, to be read without an account. */
  readonly follow: string;
  /** Where its addressee chooses how often to be written to, says that they are away, or names the right person. */
  readonly preferences: string;
  /** Feed of the addressee's deadlines. */
  readonly calendar: string;
}

/**
 * Makes the links of a letter; signed as of when it was written, they are the same at every attempt. Each opens its own
 * matter and nothing else: a letter may be forwarded. Who is no contact any more has none.
 * @param issuedAt another instant, for a letter that leaves so late that links of that day would be dead.
 */
export function linksOf(
  { base, signer }: LinkSettings,
  { convention: { id, version } }: Writer,
  { to, items, writtenAt }: Letter,
  issuedAt: Instant = writtenAt,
): LetterLinks | undefined {
  if (to.outside) return undefined;
  const signed = signer({ convention: id, version, contact: to.contact, email: to.email }, issuedAt);
  const abouts = [...new Set(items.flatMap((item) => aboutOf(item) ?? []))];
  const markOf = (about: string) =>
    items.flatMap((item) => (aboutOf(item) === about ? (item.agrees ?? []) : []))[0];
  return {
    acts: new Map(abouts.map((about) => [about, `${base}/agir/${signed(about, markOf(about))}`])),
    follow: `${base}/agir/${signed('follow')}`,
    preferences: `${base}/agir/${signed('preferences')}`,
    calendar: `${base}/agenda/${signed('calendar')}.ics`,
  };
}

/** What a letter's addressee is asked to act upon by an item: a duty, or a meeting to answer. Nothing, often. */
export function aboutOf(item: LetterItem): string | undefined {
  if (item.kind === 'duty') {
    // Of the balance both parties speak in turn: whoever is only told of the duty is the one to propose.
    const isTold = item.standing === 'copy' && item.closedBy !== 'settle';
    const isAsked = !isTold && item.evidence !== undefined;
    return isAsked ? item.duty : undefined;
  }
  const { meeting, duty, about } = item;
  if (!meeting) return duty ?? about;
  const [, id] = /^committee-(\d+)@/.exec(meeting.uid) ?? [];
  return meeting.method === 'REQUEST' && id !== undefined ? `meeting-${id}` : undefined;
}
