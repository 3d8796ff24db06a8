import { serveSite } from './site.ts';
import { receiveMail } from './smtp.ts';
import { openStore } from './store.ts';

/** A mailbox that runs. */
export interface Mailbox {
  /** Where to send mail: `smtp://127.0.0.1:2525`. */
  smtpUrl: string;
  /** Where to read it. `/messages.json` there lists all messages, `/messages/<id>.json` gives one in full. */
  url: string;
  /** Ends the conversations under way, then both servers. */
  stop(): Promise<void>;
}

/**
 * Runs a local mailbox: an SMTP server that keeps all it receives, and pages to read it. For a machine without
 * `SMTP_URL`, for rehearsals and for tests.
 *
 * @param dir folder of the `.eml` files, created at need; mails of earlier runs are shown.
 * @param smtpPort and `httpPort`: ports wanted; another is taken when one is not free. Absent = any.
 * @throws the system's error when the folder cannot be written or no port can be had.
 */
export async function startMailbox({
  dir,
  smtpPort,
  httpPort,
}: {
  dir: string;
  smtpPort?: number;
  httpPort?: number;
}): Promise<Mailbox> {
  const store = await openStore(dir);
  const receiver = await receiveMail(store, smtpPort);
  try {
    const site = await serveSite(store, httpPort);
    return {
      smtpUrl: receiver.url,
      url: site.url,
      async stop() {
        await Promise.all([receiver.stop(), site.stop()]);
      },
    };
  } catch (error) {
    await receiver.stop();
    throw error;
  }
}
