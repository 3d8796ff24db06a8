import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AwsV4Signer } from 'aws4fetch';
import { codeOf } from '../contract/system-error.ts';
import { Refused } from '../convention/errors.ts';
import { checkedKey, type Listed, type ObjectStore } from './object-store.ts';
import { readListing } from './s3-listing.ts';

/** A bucket, or what begins with a prefix in it, and who may read and write there. */
export interface S3Place {
  /** `https://s3.fr-par.scw.cloud`: the bucket comes after it, as a first part of the path. */
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  /** `conventions/evidence`; the whole bucket when empty. */
  readonly prefix: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** How long one answer is waited for. The largest package of a closed convention is of some hundred megabytes. */
const patienceMs = { answer: 5_000, transfer: 120_000 };
/** A write of that many bytes takes longer than an answer. */
const largeBytes = 1024 * 1024;
/** How often what fails for a while is asked, and the pause before it is asked again, doubled each time. */
const tries = 3;
const pauseMs = 100;
/** By which one who created something knows that it was they, when the answer was lost. */
const creatorHeader = 'x-amz-meta-creator';

/** What a server of objects was asked and answered, read. */
interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly content: Uint8Array;
  /** How many times it was asked: the first time may have done what the last one answers about. */
  readonly asked: number;
}

/**
 * Contents as objects of a bucket that speaks S3's protocol. Each is written by one request, which such servers take
 * whole or not at all; what one has said to have written, everybody reads. Created once rests on `If-None-Match: *`, which
 * some servers do not know: {@link refuseUnconditional} tries it.
 */
export class S3Store implements ObjectStore {
  readonly #place: S3Place;

  constructor(place: S3Place) {
    this.#place = place;
  }

  /** The same bucket, further down. */
  within(folder: string): S3Store {
    const { prefix } = this.#place;
    return new S3Store({ ...this.#place, prefix: prefix === '' ? folder : `${prefix}/${folder}` });
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    const { status, content } = await this.#ask('GET', this.#url(key), [200, 404]);
    return status === 200 ? content : undefined;
  }

  async sizeOf(key: string): Promise<number | undefined> {
    const { status, headers } = await this.#ask('HEAD', this.#url(key), [200, 404]);
    return status === 200 ? Number(headers.get('content-length')) : undefined;
  }

  async put(key: string, content: Uint8Array): Promise<void> {
    await this.#ask('PUT', this.#url(key), [200], {}, content);
  }

  async createOnce(key: string, content: Uint8Array): Promise<boolean> {
    const creator = randomBytes(16).toString('hex');
    const headers = { 'if-none-match': '*', [creatorHeader]: creator };
    const { status, asked } = await this.#ask('PUT', this.#url(key), [200, 412], headers, content);
    if (status === 200) return true;
    // Asked once, it was there before. Asked again, it may be of our first asking, whose answer was lost.
    if (asked === 1) return false;
    const there = await this.#ask('HEAD', this.#url(key), [200, 404]);
    return there.headers.get(creatorHeader) === creator;
  }

  async copy(from: string, to: string): Promise<boolean> {
    const content = await this.get(from);
    if (content) await this.put(to, content);
    return content !== undefined;
  }

  async delete(key: string): Promise<void> {
    await this.#ask('DELETE', this.#url(key), [200, 204, 404]);
  }

  async list(folder?: string): Promise<Listed[]> {
    const { prefix } = this.#place;
    const before = prefix === '' ? '' : `${prefix}/`;
    const listed: Listed[] = [];
    for (let next: string | undefined = ''; next !== undefined; ) {
      const url = this.#bucketUrl();
      url.searchParams.set('list-type', '2');
      url.searchParams.set('prefix', folder === undefined ? before : `${before}${checkedKey(folder)}/`);
      if (next !== '') url.searchParams.set('continuation-token', next);
      const { content } = await this.#ask('GET', url, [200]);
      const page = readListing(Buffer.from(content).toString());
      if (!page) throw unreachable('une réponse qui n’est pas la sienne');
      for (const one of page.listed) listed.push({ ...one, key: one.key.slice(before.length) });
      next = page.next;
    }
    return listed;
  }

  #bucketUrl(): URL {
    const { endpoint, bucket } = this.#place;
    return new URL(`${endpoint.replace(/\/+$/, '')}/${bucket}`);
  }

  #url(key: string): URL {
    const { prefix } = this.#place;
    return new URL(`${this.#bucketUrl().href}/${prefix === '' ? '' : `${prefix}/`}${checkedKey(key)}`);
  }

  /**
   * Asks until it is answered, or not any more.
   * @param expected statuses that are answers; others are failures.
   * @throws Refused `STORAGE_UNREACHABLE`
   */
  async #ask(
    method: string,
    url: URL,
    expected: readonly number[],
    headers: Readonly<Record<string, string>> = {},
    body?: Uint8Array,
  ): Promise<Answer> {
    for (let asked = 1; ; asked++) {
      const answer = await this.#asked(method, url, headers, body).catch(failureOf);
      if (typeof answer !== 'string' && expected.includes(answer.status)) return { ...answer, asked };
      const why = typeof answer === 'string' ? answer : saidIn(answer);
      const mayPass = typeof answer === 'string' || answer.status >= 500 || passing.includes(answer.status);
      if (!mayPass || asked === tries) throw unreachable(why);
      await sleep(pauseMs * 2 ** (asked - 1));
    }
  }

  async #asked(
    method: string,
    url: URL,
    headers: Readonly<Record<string, string>>,
    body: Uint8Array | undefined,
  ): Promise<Omit<Answer, 'asked'>> {
    const { accessKeyId, secretAccessKey, region } = this.#place;
    const signed = await new AwsV4Signer({
      method,
      url: url.href,
      headers: {
        ...headers,
        'x-amz-content-sha256': createHash('sha256')
          .update(body ?? '')
          .digest('hex'),
      },
      accessKeyId,
      secretAccessKey,
      region,
      service: 's3',
    }).sign();
    const isLarge = method === 'GET' || (body?.byteLength ?? 0) > largeBytes;
    const response = await fetch(signed.url, {
      method,
      headers: signed.headers,
      ...(body === undefined ? {} : { body }),
      // What is signed is for that server alone.
      redirect: 'manual',
      signal: AbortSignal.timeout(isLarge ? patienceMs.transfer : patienceMs.answer),
    });
    const content = new Uint8Array(await response.arrayBuffer());
    return { status: response.status, headers: response.headers, content };
  }
}

/** A conflict with who writes the same at this moment, and what asks to be asked later. */
const passing: readonly number[] = [408, 409, 429];

/** Why nothing was answered, in a word: neither addresses nor keys. */
function failureOf(error: unknown): string {
  const { cause, name } = Object(error);
  return codeOf(cause) || codeOf(error) || String(name ?? 'cause inconnue');
}

/** What a server says of why not, in a word: `403 SignatureDoesNotMatch`. */
function saidIn({ status, content }: Pick<Answer, 'status' | 'content'>): string {
  const [, code = ''] = /<Code>(\w{1,60})<\/Code>/.exec(Buffer.from(content).toString()) ?? [];
  return `${status} ${code}`.trim();
}

function unreachable(why: string): Refused {
  return new Refused(
    'STORAGE_UNREACHABLE',
    `Le stockage ne répond pas comme il devrait (${why}) ; vérifiez DELEGATION_STORAGE, AWS_ENDPOINT_URL_S3 et les clés d’accès.`,
  );
}

/**
 * Looks whether a store creates once what is created twice: on one that does not, what serves once would serve again.
 * @throws Refused `BAD_USAGE` when it does not, `STORAGE_UNREACHABLE`
 */
export async function refuseUnconditional(store: ObjectStore): Promise<void> {
  const key = `trial-${randomBytes(8).toString('hex')}`;
  const created = [
    await store.createOnce(key, Buffer.from('first')),
    await store.createOnce(key, Buffer.from('second')),
  ];
  await store.delete(key);
  if (created[0] && !created[1]) return;
  throw new Refused(
    'BAD_USAGE',
    'DELEGATION_STORAGE : ce stockage écrit deux fois ce qui ne doit l’être qu’une ; accepté : un stockage S3 qui respecte « If-None-Match: * ».',
  );
}
