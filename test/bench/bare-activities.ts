import { createTransport, type SendMailOptions } from 'nodemailer';

/** The only activity of the barest workflow. */
export interface BareActivities {
  /** Sends so many ready-made letters. */
  deliver(letters: number): Promise<void>;
}

/** Sends through a pool of the very connections that ours has. */
export function createBareActivities(smtpUrl: string): BareActivities & { close(): void } {
  const transport = createTransport({ url: smtpUrl, pool: true, maxConnections: 5 });
  let sent = 0;
  return {
    async deliver(letters) {
      for (let rank = 0; rank < letters; rank++) await transport.sendMail(readyMade(sent++));
    },
    close: () => transport.close(),
  };
}

/** A letter as long as one of ours, with its text and HTML. */
function readyMade(rank: number): SendMailOptions {
  return {
    from: 'conventions@delegation.example',
    to: `contact-${rank}@delegation.example`,
    subject,
    text,
    html,
  };
}

const subject = 'Signaux Faibles : 2 points à suivre';
const text = 'Compte rendu d’avril 2020, pour le 8 mai 2020, à remettre au délégant.\n'.repeat(20);
const html = `<!doctype html><body>${`<p style="margin:0;font-family:sans-serif">${text.slice(0, 70)}</p>`.repeat(60)}</body>`;
