import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LinkKeys, newLinkKey, readLinkKeys } from '../../contract/link-keys.ts';
import { newPayloadKey } from '../../contract/payload-keys.ts';
import { freePort } from '../../engine/ports.ts';
import type { Stage } from '../../rehearsal/stage.ts';
import { book } from './backstage.ts';
import { cleanEnvironment } from './child-process.ts';
import { hiddenIn, readText } from './hidden-fields.ts';
import { testAddress, testBundle } from './scene.ts';

/** The web application as it runs, on the shared server, with a worker and a mailbox of its own. */
export interface Site {
  readonly url: string;
  readonly stage: Stage;
  readonly keys: LinkKeys;
  readonly data: string;
  /** A browser without a window: cookies kept, redirects told. */
  visitor(): Visitor;
  /** The sign-in link that `npm start` shows; it serves once. */
  signInLink(): string;
  /** A visitor who has signed in with the link that `npm start` would show. */
  admin(): Promise<Visitor>;
  /** What the process has logged. */
  log(): string;
  close(): Promise<void>;
}

/** How a site is opened. */
export interface SiteOptions {
  readonly settings?: NodeJS.ProcessEnv;
  /** Another server than the shared one. */
  readonly address?: string;
  /** Where its letters go; its own mailbox when absent. */
  readonly smtpUrl?: string;
}

/** Starts one; the caller closes it. */
export async function openSite({
  settings = {},
  address = testAddress(),
  smtpUrl,
}: SiteOptions = {}): Promise<Site> {
  const data = await mkdtemp(join(tmpdir(), 'delegation-test-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const keyText = newLinkKey();
  const keys = readLinkKeys(keyText);
  const payloadKeys = newPayloadKey();
  const taskQueue = `site-${randomUUID().slice(0, 8)}`;
  const { stage, signIn, log } = await book({
    stage: {
      address,
      workflowBundle: { codePath: testBundle() },
      taskQueue,
      ...(smtpUrl === undefined ? {} : { smtpUrl }),
      linkKeys: keyText,
      payloadKeys,
      linkBase: url,
    },
    web: cleanEnvironment({
      TEMPORAL_ADDRESS: address,
      DELEGATION_DATA: data,
      DELEGATION_TASK_QUEUE: taskQueue,
      DELEGATION_WEB_PORT: String(port),
      DELEGATION_LINK_KEYS: keyText,
      DELEGATION_PAYLOAD_KEYS: payloadKeys,
      DELEGATION_USER: 'Camille Durand',
      ...settings,
    }),
  });
  return {
    url,
    stage,
    keys,
    data,
    log,
    signInLink: () => signIn,
    visitor: () => new Visitor(url),
    async admin() {
      const { signInCode, signInKey } = await import('../../web/sign-in/one-time.ts');
      const key = await signInKey(join(data, 'sign-in.key'));
      const visitor = new Visitor(url);
      const { status } = await visitor.post(
        `/connexion/${await signInCode(key, 'Camille Durand', Date.now())}`,
        {},
      );
      if (status !== 303) throw new Error(`the sign-in link answered ${status}`);
      return visitor;
    },
    async close() {
      await stage.close();
      await rm(data, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** An answer, read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** What a form is filled in with; a file is a `File`, several ticked boxes their values. */
export type Filled = Readonly<Record<string, string | readonly string[] | File>>;

/** Somebody with a browser. */
export class Visitor {
  readonly #url: string;
  readonly #cookies = new Map<string, string>();
  readonly #fetch: typeof fetch;

  /** @param asking how it asks; over the network by default. */
  constructor(url: string, asking: typeof fetch = fetch) {
    this.#url = url;
    this.#fetch = asking;
  }

  /** Opens a page. */
  get(path: string, init: RequestInit = {}): Promise<Answer> {
    return this.#ask(path, init);
  }

  /** Posts a form as its own page would; `headers` may say otherwise. */
  post(path: string, filled: Filled, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const hasFile = Object.values(filled).some((value) => value instanceof File);
    const body = hasFile ? new FormData() : new URLSearchParams();
    for (const [name, values] of Object.entries(filled))
      for (const value of values instanceof File ? [values] : [values].flat()) {
        if (body instanceof FormData) body.append(name, value);
        else body.append(name, String(value));
      }
    return this.#ask(path, { method: 'POST', body, headers: { origin: this.#url, ...headers } });
  }

  /** Opens the page of a form, fills it in and posts it where the form says. */
  async fill(path: string, filled: Filled): Promise<Answer> {
    const page = await this.get(path);
    const form = page.text.match(/<form[^>]*class="dg-form"[^>]*>[\s\S]*?<\/form>/)?.[0] ?? '';
    const action = /action="([^"]+)"/.exec(form)?.[1] ?? path;
    return this.post(action, { ...hiddenIn(form), ...filled });
  }

  /** Posts the hidden fields of the form of a page, as its button does. */
  async press(page: Answer, action: string, filled: Filled = {}): Promise<Answer> {
    const form = page.text.split('<form').find((part) => part.includes(`action="${action}"`)) ?? '';
    return this.post(action, { ...hiddenIn(form), ...filled });
  }

  /** The session's token, from any page that bears it. */
  async token(): Promise<string> {
    return hiddenIn((await this.get('/conventions')).text).csrf ?? '';
  }

  /** Its cookies, as a request bears them. */
  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async #ask(path: string, init: RequestInit): Promise<Answer> {
    const headers = new Headers(init.headers);
    if (this.#cookies.size > 0) headers.set('cookie', this.cookie);
    const asking = this.#fetch;
    const response = await asking(`${this.#url}${path}`, { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return { status: response.status, headers: response.headers, text: await response.text() };
  }
}

/** What a form would post as it is shown, its boxes and choices as they are ticked. */
export function answersIn(form: string): Record<string, string> {
  const attribute = (tag: string, name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
  const typed = [...form.matchAll(/<input[^>]*>/g)].flatMap(([tag]) => {
    const isBox = /type="(radio|checkbox)"/.test(tag);
    return isBox && !/ checked=/.test(tag) ? [] : [[attribute(tag, 'name'), attribute(tag, 'value') ?? '']];
  });
  const written = [...form.matchAll(/<textarea([^>]*)>([^<]*)/g)].map(([, tag = '', text = '']) => [
    attribute(tag, 'name'),
    text,
  ]);
  const chosen = [...form.matchAll(/<select([^>]*)>([\s\S]*?)<\/select>/g)].map(
    ([, tag = '', options = '']) => [
      attribute(tag, 'name'),
      attribute(/<option[^>]* selected=[^>]*>/.exec(options)?.[0] ?? '', 'value') ?? '',
    ],
  );
  return Object.fromEntries(
    [...typed, ...written, ...chosen].flatMap(([name, value = '']) =>
      name ? [[name, readText(value)]] : [],
    ),
  );
}
