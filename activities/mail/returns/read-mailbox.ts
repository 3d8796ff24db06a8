import { ImapFlow } from 'imapflow';
import { isLoopbackHost } from '../../../contract/loopback.ts';
import { mailLimits } from '../../../contract/mail-limits.ts';
import { bytesRead } from './open-report.ts';
import type { ReturnFate } from './tell-return.ts';

/** Where messages go once they are read: a person who opens the mailbox sees what is left to do. */
const folders = { told: 'Traités', nothing: 'Traités', aside: 'À voir' } as const;

/** After so many milliseconds, what still cannot be told is put aside: it must not be tried for ever. */
const triedForMs = 24 * 3_600_000;

/**
 * Reads all the messages of a mailbox, and moves each to a folder once it has been told: one that is read twice, after a
 * failure in between, is told twice.
 *
 * @param url `imaps://user:password@host/INBOX`.
 * @param tell what becomes of a message; given its beginning.
 * @param isOver asked before each message.
 * @param unread told of a message that could not be read or moved: the others are all the same.
 * @throws Error of imapflow when the mailbox cannot be read.
 */
export async function readMailbox(
  url: string,
  tell: (raw: Buffer) => Promise<ReturnFate>,
  isOver: () => boolean,
  unread: (error: unknown) => void,
): Promise<void> {
  const client = new ImapFlow(imapOptions(url));
  // Without a listener, a connection that is lost would end this process; the command under way tells it.
  client.on('error', () => {});
  await client.connect();
  try {
    await client.mailboxOpen(folderOf(url));
    const found = await client.search({ all: true }, { uid: true });
    // The newest first: one that cannot be told yet holds none back.
    for (const uid of [...(found || [])].reverse()) {
      if (isOver()) return;
      try {
        await readMessage(client, uid, tell);
      } catch (error) {
        if (!client.usable) throw error;
        unread(error);
      }
    }
  } finally {
    await client.logout().catch(() => client.close());
  }
}

async function readMessage(
  client: ImapFlow,
  uid: number,
  tell: (raw: Buffer) => Promise<ReturnFate>,
): Promise<void> {
  const message = await client.fetchOne(
    String(uid),
    { internalDate: true, source: { start: 0, maxLength: bytesRead } },
    { uid: true },
  );
  // Somebody has moved it meanwhile.
  if (!message) return;
  const { fate } = await tell(message.source ?? Buffer.alloc(0));
  if (fate === 'later') {
    const came = message.internalDate ? new Date(message.internalDate).getTime() : Date.now();
    if (Date.now() - came < triedForMs) return;
  }
  const folder = folders[fate === 'later' ? 'aside' : fate];
  const move = () => client.messageMove(String(uid), [folder], { uid: true });
  if (await move()) return;
  // At its first message, the folder is not there.
  await client.mailboxCreate([folder]);
  if (!(await move())) throw new Error(`message ${uid} could not be moved`);
}

function folderOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1)) || 'INBOX';
}

/** How a mailbox is connected to, by its address. */
export function imapOptions(url: string) {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'imaps:';
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return {
    host,
    port: Number(port) || (secure ? 993 : 143),
    secure,
    // Passwords travel in clear on this machine only.
    doSTARTTLS: secure ? undefined : !isLoopbackHost(hostname),
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: mailLimits.connection,
    greetingTimeout: mailLimits.greeting,
    socketTimeout: mailLimits.silence * 2,
  } as const;
}
