import type { Listed } from './object-store.ts';

/** One page of what a bucket lists, and where the next one begins; none after the last. */
export interface ListingPage {
  readonly listed: readonly Listed[];
  readonly next: string | undefined;
}

/**
 * Reads an answer of `ListObjectsV2`. Our keys need no more of XML than its five entities.
 * @returns undefined when it is none: a proxy may answer in its place.
 */
export function readListing(xml: string): ListingPage | undefined {
  if (!/<ListBucketResult\b/.test(xml)) return undefined;
  const listed = xml
    .split('<Contents>')
    .slice(1)
    .map((one) => ({
      key: textIn(one, 'Key'),
      size: Number(textIn(one, 'Size')),
      at: Date.parse(textIn(one, 'LastModified')),
    }));
  return { listed, next: textIn(xml, 'NextContinuationToken') || undefined };
}

function textIn(xml: string, element: string): string {
  const [, text = ''] = new RegExp(`<${element}>([^<]*)</${element}>`).exec(xml) ?? [];
  return text.replace(/&(amp|lt|gt|quot|apos|#34|#39);/g, (entity) => entities[entity] ?? entity);
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&#34;': '"',
  '&#39;': "'",
};
