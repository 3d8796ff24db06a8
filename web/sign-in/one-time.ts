import { randomBytes } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import { secretFile } from '../../engine/secret-file.ts';
import type { ObjectStore } from '../../storage/object-store.ts';
import type { Person } from '../person.ts';

// The sign-in of a single machine: `npm start` shows a link that opens the application, once, for ten minutes. Showing
// what the link leads to uses nothing up, since mail scanners and browsers follow links by themselves; a button does.

const keyBytes = 32;
const codeLastsMs = 10 * 60_000;
const audience = 'delegation:connexion';

/**
 * The key that signs the codes, made at first need: whoever starts the application and the application itself share
 * it by a file that only their user may read.
 *
 * @param file in the data folder.
 * @throws Error when the file holds something else than a key.
 */
export async function signInKey(file: string): Promise<Uint8Array> {
  const kept = await secretFile(file, () => randomBytes(keyBytes).toString('base64url'));
  const key = Buffer.from(kept, 'base64url');
  if (key.length < keyBytes)
    throw new Error(`${file} ne contient pas de clé : supprimez ce fichier, il sera refait.`);
  return key;
}

/**
 * A code that signs a person in, once and within ten minutes, for `/connexion/<code>`.
 * @param name as the journal will show it.
 * @param now epoch milliseconds.
 */
export function signInCode(key: Uint8Array, name: string, now: number): Promise<string> {
  return new SignJWT()
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(audience)
    .setSubject(name)
    .setJti(randomBytes(16).toString('hex'))
    .setExpirationTime(new Date(now + codeLastsMs))
    .sign(key);
}

/** A code that is ours and still in time; whether it was used is another matter. */
export interface SignInCode {
  readonly kind: 'code';
  readonly id: string;
  readonly name: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** Why a code signs nobody in. */
export interface BadCode {
  readonly kind: 'forged' | 'expired' | 'used';
}

/** Reads a code, without using it up: for the page that only has a button. */
export async function readCode(key: Uint8Array, code: string, now: number): Promise<SignInCode | BadCode> {
  try {
    const { payload } = await jwtVerify(code, key, {
      algorithms: ['HS256'],
      audience,
      requiredClaims: ['exp', 'jti', 'sub'],
      currentDate: new Date(now),
    });
    const { jti = '', sub = '', exp = 0 } = payload;
    return { kind: 'code', id: jti, name: sub, expiresAt: exp * 1000 };
  } catch (error) {
    if (error instanceof errors.JWTExpired) return { kind: 'expired' };
    if (error instanceof errors.JOSEError) return { kind: 'forged' };
    throw error;
  }
}

/**
 * Uses a code up, for the button's POST.
 * @returns the person, an admin: who may read this machine's screen may do all that it does.
 */
export async function useCode(
  key: Uint8Array,
  used: UsedCodes,
  code: string,
  now: number,
): Promise<{ readonly kind: 'person'; readonly person: Person } | BadCode> {
  const read = await readCode(key, code, now);
  if (read.kind !== 'code') return read;
  if (!(await used.add(read, now))) return { kind: 'used' };
  return { kind: 'person', person: { name: read.name, admin: true, auditor: false } };
}

/** French words for a code that signs nobody in: title and paragraphs. */
export const badCodes = {
  forged: {
    status: 400,
    title: 'Lien de connexion incorrect',
    paragraphs: [
      'Ce lien est incomplet, ou ne vient pas de cette installation.',
      'Recopiez-le en entier, ou relancez « npm start » pour en obtenir un autre.',
    ],
  },
  expired: {
    status: 410,
    title: 'Lien de connexion expiré',
    paragraphs: [
      'Un lien de connexion vaut dix minutes.',
      'Relancez « npm start » pour en obtenir un autre.',
    ],
  },
  used: {
    status: 410,
    title: 'Lien de connexion déjà utilisé',
    paragraphs: [
      'Un lien de connexion ne sert qu’une fois.',
      'Relancez « npm start » pour en obtenir un autre.',
    ],
  },
} as const satisfies Record<
  BadCode['kind'],
  { status: number; title: string; paragraphs: readonly string[] }
>;

/**
 * The codes that were used, each noted until it expires: so a restart of the application, or a second one that shares the
 * storage, does not make them good again.
 */
export class UsedCodes {
  readonly #store: ObjectStore;

  constructor(store: ObjectStore) {
    this.#store = store;
  }

  /** Notes that a code is used. @returns false when it was already. */
  async add({ id, expiresAt }: SignInCode, now: number): Promise<boolean> {
    await this.#forgetExpired(now);
    return this.#store.createOnce(`${id}.${expiresAt}`, new Uint8Array());
  }

  async #forgetExpired(now: number): Promise<void> {
    for (const { key } of await this.#store.list())
      if (Number(key.split('.')[1]) < now) await this.#store.delete(key);
  }
}
