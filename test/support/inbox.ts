import { z } from 'zod';
import { eventually } from './scene.ts';
import type { Site } from './site.ts';

/** A mail as its addressee finds it. */
export interface InboxMail {
  readonly id: string;
  /** Who it was really delivered to. */
  readonly envelopeTo: readonly string[];
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly attachments: readonly { readonly contentType: string; readonly content: string }[];
}

const listing = z.array(z.object({ id: z.string(), envelopeTo: z.array(z.string()) }));
const message = z.object({
  id: z.string(),
  envelopeTo: z.array(z.string()),
  to: z.string().default(''),
  subject: z.string(),
  text: z.string().default(''),
  html: z.string().default(''),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  attachments: z.array(z.object({ contentType: z.string(), content: z.string() })),
});

const read = new Map<string, InboxMail>();

/** Every mail that a site has sent, or that of one address, newest first. */
export async function inbox({ stage }: Pick<Site, 'stage'>, address?: string): Promise<InboxMail[]> {
  const { url } = stage.mailbox;
  const listed = listing.parse(await (await fetch(`${url}/messages.json`)).json());
  const mine = listed.filter(({ envelopeTo }) => address === undefined || envelopeTo.includes(address));
  return Promise.all(
    mine.map(async ({ id }) => {
      const known = read.get(`${url}/${id}`);
      if (known) return known;
      const mail = message.parse(await (await fetch(`${url}/messages/${id}.json`)).json());
      read.set(`${url}/${id}`, mail);
      return mail;
    }),
  );
}

/** The paths under which a mail leads to the site, each once. */
export function linksIn({ text, html = '' }: { readonly text: string; readonly html?: string }): string[] {
  return [...new Set([...`${text} ${html}`.matchAll(/\/(?:agir|agenda)\/[\w.-]+/g)].map(([link]) => link))];
}

/** What a link says in its token: convention, matter, contact, version. */
export function claimsIn(link: string): z.output<typeof claims> {
  const [, payload = ''] = link.split('/').at(-1)?.split('.') ?? [];
  return claims.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
}

const claims = z.object({ c: z.string(), a: z.string(), p: z.string(), v: z.number() });

/** The newest link of a mail to somebody about a matter, once it has come. */
export function linkTo(site: Pick<Site, 'stage'>, address: string, about: string): Promise<string> {
  return eventually(async () => {
    const mails = await inbox(site, address);
    return mails.flatMap(linksIn).find((link) => claimsIn(link).a === about);
  });
}

/** The newest mail to somebody whose subject says something, once it has come. */
export function mailTo(site: Pick<Site, 'stage'>, address: string, subject: RegExp): Promise<InboxMail> {
  return eventually(async () => (await inbox(site, address)).find((mail) => subject.test(mail.subject)));
}
