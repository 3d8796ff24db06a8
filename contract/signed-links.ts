import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { LinkKey, LinkKeys } from './link-keys.ts';

/** What a link is about, and whom it was given to. */
export interface LinkClaims {
  readonly convention: string;
  /**
   * What it opens, and nothing else: the id of a duty, `meeting-<id>`, `handover-<id>` (to confirm it), `preferences` (rhythm,
   * absence, another in their place; `handover` in letters of before), `follow` (where the convention stands, to be read), or
   * `calendar` (the feed of deadlines).
   */
  readonly about: string;
  /** Id of the contact. */
  readonly contact: string;
  /**
   * `addressMark` of the address it was sent to: a link dies when somebody else takes the contact over, and that of whoever
   * stands in for it once it is back.
   */
  readonly address: string;
  /** Version of the document when it was signed. */
  readonly version: number;
  /** Mark of what its person was asked to agree to when it was signed. */
  readonly mark?: string;
}

/** What a token turns out to be; an expired one still gives its authentic claims, so that a new one may be offered. */
export type LinkReading =
  | {
      readonly state: 'valid' | 'expired';
      readonly claims: LinkClaims;
      /** Milliseconds since 1970; absent for a link without end. */
      readonly expiresAt?: number;
    }
  | { readonly state: 'forged' };

const longestToken = 2048;
const secondsInDay = 86_400;

/** What stands for an address in a link, which must hold no personal data: it can be compared, not read. */
export function addressMark(email: string): string {
  return createHash('sha256').update(email.toLowerCase()).digest('base64url').slice(0, 16);
}

/** What stands for a link where it must be known again: it opens nothing. */
export function linkMark(token: string): string {
  return createHash('sha256').update(token).digest('base64url').slice(0, 22);
}

/**
 * Signs a link (RFC 7515 §3.1, HS256): the same token for the same claims, key and instant.
 *
 * @param issuedAt milliseconds since 1970, all of which are written: no two links about one matter are alike.
 * @param lifetimeDays days of 24 hours; a link without end when absent.
 * @throws RangeError when there is no key, or when the token would be too long to be read again.
 */
export function signLink(
  keys: LinkKeys,
  claims: LinkClaims,
  issuedAt: number,
  lifetimeDays?: number,
): string {
  const [key] = keys;
  if (!key) throw new RangeError('aucune clé pour signer les liens');
  const { convention, about, contact, address, version, mark } = claims;
  const iat = issuedAt / 1000;
  const written: Payload = {
    c: convention,
    a: about,
    p: contact,
    m: address,
    v: version,
    ...(mark === undefined ? {} : { k: mark }),
    iat,
    ...(lifetimeDays === undefined ? {} : { exp: Math.floor(iat) + Math.round(lifetimeDays * secondsInDay) }),
  };
  const token = tokenOf(key, encoded(written));
  if (token.length > longestToken) throw new RangeError('un lien dépasserait la longueur acceptée');
  return token;
}

/** What a key makes of an encoded payload. */
function tokenOf({ id, secret }: LinkKey, body: string): string {
  const signed = `${encoded({ alg: 'HS256', kid: id })}.${body}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

/** A part of a token, RFC 7515 §2. */
function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

/** Reads a token against the keys at an instant. Whatever is not exactly a token of ours is forged. */
export function readLink(keys: LinkKeys, token: string, now: number): LinkReading {
  const claims = token.length <= longestToken ? verified(keys, token) : undefined;
  if (!claims) return { state: 'forged' };
  const { c: convention, a: about, p: contact, m: address, v: version, k: mark, exp } = claims;
  const isOver = exp !== undefined && now >= exp * 1000;
  return {
    state: isOver ? 'expired' : 'valid',
    claims: { convention, about, contact, address, version, ...(mark === undefined ? {} : { mark }) },
    ...(exp === undefined ? {} : { expiresAt: exp * 1000 }),
  };
}

const payload = z.strictObject({
  c: z.string().min(1),
  a: z.string().min(1),
  p: z.string().min(1),
  m: z.string().min(1),
  v: z.int().min(1),
  k: z.string().min(1).optional(),
  iat: z.number(),
  exp: z.int().optional(),
});

type Payload = z.output<typeof payload>;

/** A token is ours when one of the keys makes it again of what it says, to the letter: nothing else of it is believed. */
function verified(keys: LinkKeys, token: string): Payload | undefined {
  const [, body = ''] = token.split('.');
  if (!keys.some((key) => isSame(tokenOf(key, body), token))) return undefined;
  return payload.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString())).data;
}

/** Takes as long wherever the two differ. */
function isSame(made: string, given: string): boolean {
  const [ours, theirs] = [Buffer.from(made), Buffer.from(given)];
  return ours.length === theirs.length && timingSafeEqual(ours, theirs);
}
