import type { Content } from '../../letters/content.ts';

const oneSpace = (text: string) => text.replace(/\s+/g, ' ');

/** The texts of a page, as a reader sees them. */
export function visible(html: string): string {
  return oneSpace(
    html
      .replace(/^.*<\/head>/s, '')
      .replace(/<[^>]+>/g, ' ')
      .replaceAll('&quot;', '"')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&#x27;', "'")
      .replaceAll('&amp;', '&'),
  );
}

/** All that a letter says, piece by piece: its HTML and its plain text each have them all. */
export function saidIn({ convention, groups, answer, footer, heading, summary }: Content): string[] {
  return [
    ...Object.values(convention),
    ...(heading === undefined ? [] : [heading, summary]),
    ...groups.flatMap((group) => [group.heading ?? '', ...group.closing]),
    ...groups.flatMap((group) =>
      group.matters.flatMap(({ title, status, lead, paragraphs, facts }) => [
        title,
        status,
        lead,
        ...paragraphs,
        ...facts.flat(),
      ]),
    ),
    ...Object.values(answer),
    ...footer,
  ].map(oneSpace);
}
