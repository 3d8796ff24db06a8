import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Who a message was really sent by and to, as the SMTP conversation said it; copies kept secret are there too. */
export interface Envelope {
  from: string;
  to: readonly string[];
}

/** Messages kept as `.eml` files in a folder, in the order of their arrival. */
export interface MessageStore {
  /** Keeps a message; when it resolves, neither a kill nor a power cut can lose it. */
  keep(source: Buffer, envelope: Envelope): Promise<string>;
  /** The ids of all messages, newest first. */
  ids(): readonly string[];
  /** The message's full source, or undefined when there is none with this id. */
  read(id: string): Promise<Buffer | undefined>;
}

const extension = '.eml';

/**
 * Opens the folder of messages, created at need; those of earlier runs are there. What a killed run had not
 * acknowledged is removed: its sender knows that it must send it again.
 */
export async function openStore(dir: string): Promise<MessageStore> {
  await mkdir(dir, { recursive: true });
  const kept: string[] = [];
  for (const name of (await readdir(dir)).sort()) {
    if (name.endsWith(extension)) kept.push(name.slice(0, -extension.length));
    if (name.endsWith('.incoming')) await rm(join(dir, name), { force: true });
  }
  const known = new Set(kept);

  return {
    async keep(source, envelope) {
      const id = nextId(kept.at(-1));
      // Taken before any wait, so that ids are unique and arrivals stay in order.
      kept.push(id);
      const incoming = join(dir, `${id}.incoming`);
      try {
        const file = await open(incoming, 'wx', 0o600);
        try {
          await file.writeFile(Buffer.concat([envelopeHeaders(envelope), source]));
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(incoming, join(dir, id + extension));
        await syncFolder(dir);
      } catch (error) {
        kept.splice(kept.indexOf(id), 1);
        await rm(incoming, { force: true });
        throw error;
      }
      known.add(id);
      return id;
    },
    ids: () => kept.filter((id) => known.has(id)).reverse(),
    async read(id) {
      return known.has(id) ? readFile(join(dir, id + extension)) : undefined;
    },
  };
}

/**
 * An id that sorts by arrival, even within one millisecond or when the machine's clock steps back:
 * `20260317T090000123-000000-0a1b2c3d`.
 */
function nextId(last: string | undefined): string {
  const random = randomBytes(4).toString('hex');
  const stamp = new Date().toISOString().replace(/[-:.Z]/g, '');
  const [lastStamp = '', lastRank = '0'] = last?.split('-') ?? [];
  if (stamp > lastStamp) return `${stamp}-000000-${random}`;
  return `${lastStamp}-${String(Number(lastRank) + 1).padStart(6, '0')}-${random}`;
}

/** What a mail server writes at delivery (RFC 5321 §4.4), so that the file alone tells the whole story. */
function envelopeHeaders({ from, to }: Envelope): Buffer {
  return Buffer.from(`Return-Path: <${from}>\r\nX-Envelope-To: ${to.join(', ')}\r\n`);
}

/** Makes the renaming itself durable. Windows can neither open nor flush a folder, and does not need to. */
async function syncFolder(dir: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(dir, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
