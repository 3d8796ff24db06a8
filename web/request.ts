import type { FastifyReply, FastifyRequest } from 'fastify';
import { quoted } from '../acts/typed.ts';
import { fileName, largestFile } from '../contract/taken-files.ts';
import { Refused } from '../convention/errors.ts';
import type { Person } from './person.ts';
import { isOwnForm, type Session } from './sign-in/session.ts';
import type { Upload } from './upload.ts';
import type { Web } from './web.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set when somebody is signed in. */
    session?: Session;
  }
}

/** A form as it came. */
export interface Submitted {
  readonly values: Readonly<Record<string, string | string[] | undefined>>;
  readonly files: Readonly<Record<string, Upload>>;
}

/** What one form may hold, read into memory before anything of it is believed; a field is 20,000 characters at most. */
const limits = { fileSize: largestFile, files: 500, fields: 1000, fieldSize: 128 * 1024, parts: 1500 };
/** Largest form, in bytes: a file, and what goes with it. */
export const largestForm = largestFile + 2 * 1024 * 1024;

/**
 * Reads a form, with files or without. It is held in memory: only for whoever has shown that they may send one.
 * @param largest most bytes of all of it.
 * @throws Refused `BAD_ACT` when a part is larger than may be, or all of them together.
 */
export async function formOf(request: FastifyRequest, largest = largestForm): Promise<Submitted> {
  if (!request.isMultipart()) return { values: fieldsOf(request.body), files: {} };
  const values: Record<string, string | string[]> = {};
  const files: Record<string, Upload> = {};
  let left = largest;
  try {
    for await (const part of request.parts({ limits })) {
      if (part.type === 'file') {
        const content = await part.toBuffer();
        left -= content.byteLength;
        const { filename: name } = part;
        if (name) files[part.fieldname] = part.file.truncated ? cut(name) : { name, content };
      } else {
        if (part.valueTruncated) throw tooLarge();
        const value = String(part.value);
        left -= value.length;
        const before = values[part.fieldname];
        values[part.fieldname] = before === undefined ? value : [before, value].flat();
      }
      if (left < 0) throw tooLarge();
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code.startsWith('FST_')) throw tooLarge();
    throw error;
  }
  return { values, files };
}

/** A file too large to be kept: whoever reads it refuses it, at its field where it has one, and loses nothing else. */
function cut(name: string): Upload {
  return {
    name,
    get content(): never {
      throw new Refused(
        'BAD_ACT',
        `${quoted(fileName(name))} dépasse 10 Mo ; accepté : un fichier de 10 Mo au plus.`,
      );
    },
  };
}

function tooLarge(): Refused {
  return new Refused(
    'BAD_ACT',
    'Ce que vous envoyez est trop grand ; accepté : un fichier de 10 Mo au plus.',
  );
}

/** One value of a form or of an address; empty when absent. */
export function oneOf(value: unknown): string {
  const one: unknown = Array.isArray(value) ? value.at(-1) : value;
  return typeof one === 'string' ? one.trim() : '';
}

/** The query of an address, one value a name. */
export function queryOf(request: FastifyRequest): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fieldsOf(request.query)).map(([name, value]) => [name, oneOf(value)]),
  );
}

/** All the values of a name of the query, given each by itself or with commas between, joined by commas. */
export function listIn(request: FastifyRequest, name: string): string {
  return [fieldsOf(request.query)[name] ?? []].flat().join(',');
}

/** A part of the path. */
export function pathPart(request: FastifyRequest, name: string): string {
  const params: unknown = request.params;
  const value: unknown =
    typeof params === 'object' && params !== null ? Reflect.get(params, name) : undefined;
  return typeof value === 'string' ? value : '';
}

/**
 * Whoever is signed in.
 * @throws SignInNeeded when nobody is.
 */
export function signedIn(request: FastifyRequest): Session {
  if (!request.session) throw new SignInNeeded();
  return request.session;
}

/**
 * The session of an admin.
 * @throws NotForYou when somebody else is signed in.
 */
export function adminOf(request: FastifyRequest): Session {
  const session = signedIn(request);
  if (!session.person.admin) throw new NotForYou();
  return session;
}

/** Whoever is signed in, as a person. */
export function personOf(request: FastifyRequest): Person {
  return signedIn(request).person;
}

/** The page is for people who are signed in. */
export class SignInNeeded extends Error {
  override readonly name = 'SignInNeeded';
}

/** The page is not for this person: told as a page that is not there, so that nothing is learnt from it. */
export class NotForYou extends Error {
  override readonly name = 'NotForYou';
}

/** A form that comes from elsewhere, or whose token is not that of the session. */
export class CrossSite extends Error {
  override readonly name = 'CrossSite';
}

/**
 * Reads a form of the session's own pages, as {@link formOf} does.
 * @throws CrossSite when its token is not that of the session.
 */
export async function ownForm(request: FastifyRequest, largest?: number): Promise<Submitted> {
  const form = await formOf(request, largest);
  const { session } = request;
  if (!session || !isOwnForm(session, { csrf: oneOf(form.values.csrf) })) throw new CrossSite();
  return form;
}

/** For a route that costs the server much: each person, rather than each address, may ask a tenth as often. */
export function costly({ rate }: Pick<Web, 'rate'>) {
  return {
    config: {
      rateLimit: {
        max: Math.ceil(rate / 10),
        timeWindow: '1 minute',
        keyGenerator: ({ session, ip }: FastifyRequest) => session?.mark ?? ip,
      },
    },
  };
}

/** Sends the browser on after a form was taken: the page that follows can be read again without posting twice. */
export function seeOther(reply: FastifyReply, path: string): FastifyReply {
  return reply.redirect(path, 303);
}

/** Answers with a file to save under a name: a table in CSV, or a value as JSON. */
export function download(reply: FastifyReply, name: string, content: string | object): FastifyReply {
  const isTable = typeof content === 'string';
  return reply
    .type(`${isTable ? 'text/csv' : 'application/json'}; charset=utf-8`)
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(isTable ? content : `${JSON.stringify(content, null, 2)}\n`);
}

function fieldsOf(body: unknown): Record<string, string | string[] | undefined> {
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(
    Object.entries(body).map(([name, value]: [string, unknown]) => [
      name,
      Array.isArray(value) ? value.map(String) : String(value),
    ]),
  );
}
