import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { grouped } from '../convention/grouped.ts';
import type { ConventionView } from '../convention/views/view.ts';
import type { Mailbox } from '../mailbox/mailbox.ts';

const messages = z.array(
  z.object({
    id: z.string(),
    date: z.string(),
    subject: z.string(),
    messageId: z.string(),
    envelopeTo: z.array(z.string()),
  }),
);

/** A mail of a rehearsal. */
export interface RehearsedMail {
  /** ISO 8601 instant at which it would leave. */
  readonly at: string;
  readonly to: string;
  readonly subject: string;
  /** The first duty it is about, the gravest, with its article and its rung; absent when it tells of something else. */
  readonly duty?: string;
  readonly article?: string;
  readonly rung?: string;
  readonly messageId: string;
  /** Its id in the stage's mailbox. */
  readonly id: string;
}

/** Every mail that a stage's mailbox received, oldest first, with what the convention's record says of it. */
export async function readMails(
  mailbox: Pick<Mailbox, 'url'>,
  view?: ConventionView,
): Promise<RehearsedMail[]> {
  const response = await fetch(`${mailbox.url}/messages.json`);
  const received = messages.parse(await response.json());
  return received
    .map(({ id, date, subject, messageId, envelopeTo }) => ({
      at: date,
      to: envelopeTo.join(', '),
      subject,
      ...aboutOf(messageId, view),
      messageId,
      id,
    }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.to < b.to ? -1 : 1));
}

/** How many mails somebody receives. */
export interface MailsOfPerson {
  readonly to: string;
  readonly all: number;
  /** Within the twelve months that bring the most of them. */
  readonly year: number;
  /** In the seven days that follow the first mail of all. */
  readonly firstWeek: number;
}

/** How many mails each person receives, the busiest first. */
export function mailsByPerson(mails: readonly Pick<RehearsedMail, 'at' | 'to'>[]): MailsOfPerson[] {
  const begin = Math.min(...mails.map(({ at }) => Date.parse(at)));
  return [...grouped(mails, ({ to }) => to)]
    .map(([to, theirs]) => {
      const times = theirs.map(({ at }) => Date.parse(at)).sort((a, b) => a - b);
      const within = (from: number, days: number) =>
        times.filter((at) => at >= from && at < from + days * dayMs).length;
      const year = Math.max(...times.map((at) => within(at, 365)));
      return { to, all: times.length, year, firstWeek: within(begin, 7) };
    })
    .sort((a, b) => b.all - a.all || (a.to < b.to ? -1 : 1));
}

const dayMs = 24 * 3_600_000;

/**
 * Writes mails to a folder as they would be received, in their order.
 * @returns the names of the files, in the same order.
 */
export async function keepMails(
  mailbox: Pick<Mailbox, 'url'>,
  mails: readonly Pick<RehearsedMail, 'id' | 'at' | 'to'>[],
  folder: string,
): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const names: string[] = [];
  for (const [rank, { id, at, to }] of mails.entries()) {
    const response = await fetch(`${mailbox.url}/messages/${id}/source`);
    if (!response.ok) throw new Error(`the mailbox does not give back ${id}: ${response.status}`);
    const name = `${String(rank + 1).padStart(3, '0')}-${at.slice(0, 10)}-${to.replace(/[^a-z0-9@.-]/gi, '_')}.eml`;
    await writeFile(join(folder, name), Buffer.from(await response.arrayBuffer()));
    names.push(name);
  }
  return names;
}

function aboutOf(
  messageId: string,
  view: ConventionView | undefined,
): { duty?: string; article?: string; rung?: string } {
  const about = view?.mails.find((mail) => mail.messageId === messageId)?.about ?? [];
  for (const identity of about) {
    // `report-2020-04/2020-05-11/before:2020-05-07`, as in `LetterItem`.
    const [id = '', , rung = ''] = identity.split('/');
    const duty = view?.duties.find((one) => one.id === id);
    if (duty) return { duty: id, article: duty.article, rung: rung.slice(0, rung.indexOf(':')) };
  }
  return {};
}
