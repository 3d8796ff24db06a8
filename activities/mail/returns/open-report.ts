import { type ParsedMail, simpleParser } from 'mailparser';

/** A message that came back, with the messages in it taken apart. */
export interface OpenedReport {
  /** Its own headers, by their names in small letters, the first of each. */
  readonly headers: ReadonlyMap<string, string>;
  readonly subject: string;
  /** Its own words. */
  readonly words: string;
  /** The headers and words of the messages in it too, its own first. */
  readonly text: string;
  /** What else is in it and in the messages in it. */
  readonly parts: readonly { readonly type: string; readonly content: string }[];
}

/** Bytes of a message that are read: a report says at its beginning what it is about, and may enclose all that it returns. */
export const bytesRead = 512 * 1024;

/** Messages within messages, at most, and parts in all. */
const deepest = 3;
const mostParts = 64;

/**
 * Takes a raw message apart.
 * @throws Error when it is none.
 */
export async function openReport(raw: Buffer): Promise<OpenedReport> {
  const outer = await parsed(raw.subarray(0, bytesRead));
  const parts: { type: string; content: string }[] = [];
  const texts: string[] = [];
  const take = async (mail: ParsedMail, depth: number): Promise<void> => {
    texts.push(mail.headerLines.map(({ line }) => line).join('\n'), mail.text ?? '');
    for (const { contentType, content } of mail.attachments) {
      if (parts.length === mostParts) return;
      parts.push({ type: contentType.toLowerCase(), content: content.toString() });
      const isMessage = /^message\/(rfc822|global)$/i.test(contentType);
      if (isMessage && depth < deepest) await take(await parsed(content), depth + 1);
    }
  };
  await take(outer, 0);
  const headers = new Map<string, string>();
  for (const { key, line } of outer.headerLines) {
    if (headers.has(key)) continue;
    headers.set(
      key,
      line
        .slice(key.length + 1)
        .replace(/\r?\n[ \t]+/g, ' ')
        .trim(),
    );
  }
  return { headers, subject: outer.subject ?? '', words: outer.text ?? '', text: texts.join('\n'), parts };
}

function parsed(raw: Buffer): Promise<ParsedMail> {
  return simpleParser(raw, {
    keepDeliveryStatus: true,
    skipHtmlToText: true,
    skipTextToHtml: true,
    skipTextLinks: true,
    skipImageLinks: true,
    checksumAlgo: false,
  });
}
