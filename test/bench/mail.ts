import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { z } from 'zod';
import { sendLetter } from '../../activities/mail/send-letter.ts';
import { openTransport } from '../../activities/mail/transport.ts';
import { newLinkKey, readLinkKeys } from '../../contract/link-keys.ts';
import { parisInstant } from '../../convention/calendar/paris.ts';
import { plainDateOf } from '../../convention/calendar/plain-date.ts';
import { register } from '../../convention/convention.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import { dutiesOf } from '../../convention/duties/duties.ts';
import type { Delivery, Letter } from '../../convention/mailing/letter.ts';
import { dueRungs } from '../../convention/mailing/tracking.ts';
import { deliveryOf, lettersOf } from '../../convention/mailing/writing.ts';
import { type ComposedMail, composeMail } from '../../letters/compose.ts';
import { linksOf } from '../../letters/links.ts';
import { linkSettings } from '../../worker/link-settings.ts';

/** How many letters a second leave in a burst. */
export interface MailFigures {
  /** Composed with its signed links, and sent through our pool. */
  readonly ours: number;
  /** Sent by nodemailer alone, as many connections, with the same text and HTML ready beforehand. */
  readonly bare: number;
  /** Of one to the other, each burst against the one just after it: other work on the machine slows both. */
  readonly ratio: number;
}

const burst = 1000;
/** Letters under way at once: conventions that fall due together. */
const underWay = 20;
const connections = 5;
const runs = 15;
const sender = { name: 'Conventions', email: 'conventions@delegation.example' };
const links = linkSettings({
  base: 'https://delegation.example',
  keys: readLinkKeys(newLinkKey()),
  days: 14,
});

/** Measures a burst of 1,000 letters, both ways in turn, against our mailbox: it keeps a letter before it answers. */
export async function measureMail(document: ConventionDocument): Promise<MailFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'delegation-bench-'));
  const program = fileURLToPath(new URL('../../mailbox/main.js', import.meta.url));
  // In a process of its own: what it costs to take a message is not counted as what it costs to send one.
  const server = fork(program, ['--dir', folder]);
  try {
    const [said] = await once(server, 'message');
    const { smtpUrl: url } = z.object({ smtpUrl: z.string() }).parse(said);
    const deliveries = deliveriesOf(document);
    const ready = await readyMessages(deliveries);
    const ours: number[] = [];
    const bare: number[] = [];
    // The first of each warms up what runs after it.
    for (let run = 0; run <= runs; run++) {
      ours.push(await rate(() => sendOurs(url, deliveries)));
      bare.push(await rate(() => sendBare(url, ready)));
    }
    await checkKept(folder, 2 * burst * (runs + 1));
    const ratios = ours.map((ownRate, run) => ownRate / (bare[run] ?? ownRate));
    return { ours: median(ours.slice(1)), bare: median(bare.slice(1)), ratio: median(ratios.slice(1)) };
  } finally {
    server.disconnect();
    await once(server, 'exit');
    await rm(folder, { recursive: true });
  }
}

/** The first letters of a convention, as many times as it takes; each to somebody else. */
function deliveriesOf(document: ConventionDocument): Delivery[] {
  const now = parisInstant(plainDateOf(document.signedOn), '10:00');
  const moment = { now, today: document.signedOn };
  const convention = register(document, now);
  const rungs = dueRungs(convention, dutiesOf(convention), {}, moment, true);
  const letters = lettersOf(convention, rungs, [], {}, moment);
  const deliveries: Delivery[] = [];
  for (let left = burst; left > 0; left -= letters.length) {
    const rank = deliveries.length;
    const addressed = letters
      .slice(0, left)
      .map(
        (letter): Letter => ({ ...letter, to: { ...letter.to, contact: `${letter.to.contact}-${rank}` } }),
      );
    deliveries.push(deliveryOf(convention, addressed));
  }
  return deliveries;
}

async function sendOurs(smtpUrl: string, deliveries: readonly Delivery[]): Promise<void> {
  const transport = openTransport({ smtpUrl });
  const letters = deliveries.flatMap((delivery) => delivery.letters.map((letter) => ({ delivery, letter })));
  await together(letters, underWay, async ({ delivery, letter }) =>
    sendLetter(transport, letter, await composed(delivery, letter)),
  );
  transport.close();
}

/** A letter as the activity composes it, its links signed. */
async function composed(delivery: Delivery, letter: Letter): Promise<ComposedMail> {
  const signed = linksOf(links, delivery, letter);
  return composeMail(delivery, letter, sender, [], signed);
}

/** The same letters, composed beforehand. */
function readyMessages(deliveries: readonly Delivery[]): Promise<SendMailOptions[]> {
  return Promise.all(
    deliveries.flatMap((delivery) =>
      delivery.letters.map(async (letter) => {
        const { encoding: _, textEncoding: _hint, ...mail } = await composed(delivery, letter);
        return mail;
      }),
    ),
  );
}

async function sendBare(smtpUrl: string, ready: readonly SendMailOptions[]): Promise<void> {
  const transport = createTransport({ url: smtpUrl, pool: true, maxConnections: connections });
  await together(ready, underWay, (message) => transport.sendMail(message));
  transport.close();
}

/** Does something for each, so many at a time. */
async function together<One>(
  all: readonly One[],
  atOnce: number,
  act: (one: One) => Promise<unknown>,
): Promise<void> {
  const left = [...all];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let one = left.shift(); one !== undefined; one = left.shift()) await act(one);
    }),
  );
}

async function rate(send: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await send();
  return burst / ((performance.now() - startedAt) / 1000);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** A figure counts only when every letter was kept. */
async function checkKept(folder: string, expected: number): Promise<void> {
  const { length } = (await readdir(folder)).filter((name) => name.endsWith('.eml'));
  if (length !== expected) throw new Error(`${expected} letters were sent, ${length} were kept`);
}
