import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { ActName } from '../../../acts/acts.ts';
import type { Conventions } from '../../../client/conventions.ts';
import { Refused } from '../../../convention/errors.ts';
import { hiddenIn } from '../../support/hidden-fields.ts';

/** What came of something that was asked for. */
export type Came =
  | { readonly done: string }
  | { readonly refused: string }
  /** With an error that nobody can read: a fault of ours. */
  | { readonly broken: string };

/** How long somebody waits before asking again, under the same name. */
const againMs = 2_000;
/** How long a browser or a program waits for an answer. */
const patienceMs = 60_000;

/** The codes by which nobody knows whether it is done: the same is asked again. */
const unanswered: readonly string[] = ['ENGINE_UNREACHABLE', 'OUTCOME_UNKNOWN'];

/** Asks by the client, as the command line does, until it is answered. */
export async function askedByClient(ask: (intention: string) => Promise<string>): Promise<Came> {
  const intention = randomUUID();
  for (;;) {
    try {
      return { done: await ask(intention) };
    } catch (error) {
      if (!(error instanceof Refused)) return { broken: String(error) };
      if (!unanswered.includes(error.code)) return { refused: `${error.code} ${error.message}` };
    }
    await pause(againMs);
  }
}

/** The same, of an act. */
export function actByClient(
  conventions: Conventions,
  id: string,
  name: ActName,
  input: unknown,
): Promise<Came> {
  return askedByClient((intention) => conventions.perform(id, name, input, intention));
}

/** Asks by the API, with one `Idempotency-Key`, until it is answered. */
export async function actByProgram(
  { webUrl, token }: { readonly webUrl: string; readonly token: string },
  id: string,
  name: ActName,
  answers: Readonly<Record<string, unknown>>,
): Promise<Came> {
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'idempotency-key': randomUUID(),
  };
  const body = JSON.stringify(answers);
  for (;;) {
    const answer = await answered(`${webUrl}/api/v1/conventions/${id}/acts/${name}`, {
      method: 'POST',
      headers,
      body,
    });
    if (answer && answer.status < 500 && answer.status !== 429 && answer.status !== 202) {
      return answer.status === 200 ? { done: answer.text } : { refused: `${answer.status} ${answer.text}` };
    }
    await pause(againMs);
  }
}

/** Follows the link of a mail, fills in what it asks with a file, and presses its button until that is answered. */
export async function actByLink(webUrl: string, link: string, fileName: string): Promise<Came> {
  const page = await opened(`${webUrl}${link}`);
  const form = /<form[^>]*class="dg-form"[^>]*>[\s\S]*?<\/form>/.exec(page.text)?.[0];
  if (form === undefined || !/name="evidence"/.test(form))
    return { refused: `no such form (${page.status})` };
  const body = new FormData();
  for (const [name, value] of Object.entries(hiddenIn(form))) body.append(name, value);
  body.append('evidence', '');
  body.append('evidence-fichier', new File([`%PDF-1.7\n${fileName}`], fileName));
  for (;;) {
    const answer = await answered(`${webUrl}${link}`, { method: 'POST', body, headers: { origin: webUrl } });
    if (answer && answer.status < 500 && answer.status !== 429 && answer.status !== 202) {
      const isDone = answer.status === 200 && answer.text.includes('C’est fait, merci');
      return isDone ? { done: 'by link' } : { refused: `${answer.status} ${wordsOf(answer.text)}` };
    }
    await pause(againMs);
  }
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

async function opened(url: string): Promise<Answer> {
  for (;;) {
    const answer = await answered(url, {});
    if (answer && answer.status < 500 && answer.status !== 429) return answer;
    await pause(againMs);
  }
}

/** What is answered; undefined when nothing is. */
async function answered(url: string, asked: RequestInit): Promise<Answer | undefined> {
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const response = await fetch(url, { ...asked, redirect: 'manual', signal });
    return { status: response.status, text: await response.text() };
  } catch {
    return undefined;
  }
}

/** The words of a page, short enough to be quoted. */
function wordsOf(html: string): string {
  const [, main = html] = /<main[^>]*>([\s\S]*)<\/main>/.exec(html) ?? [];
  return main
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300);
}
