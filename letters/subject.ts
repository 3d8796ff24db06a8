import { enumerated } from '../convention/calendar/french.ts';
import type { PlainDate } from '../convention/calendar/plain-date.ts';
import type { LetterItem } from '../convention/mailing/letter.ts';
import { countByTone } from './by-tone.ts';
import type { Matter, SubjectParts } from './content.ts';
import { dutySubject } from './duty-matter.ts';
import { shorten } from './one-line.ts';
import { counted, typeset } from './typography.ts';

/** Longest subject, in UTF-16 units: what a list of messages still shows. */
export const subjectLength = 110;

/** The subject of a letter: the convention's short name, the state, the matter. Never a line end. */
export function subjectOf(
  shortName: string,
  items: readonly LetterItem[],
  matters: readonly Matter[],
  today: PlainDate,
): string {
  const { state, title, end } = partsOf(items, matters, today);
  const name = `${shorten(typeset(shortName), 40)}\u00a0: `;
  const start = state === undefined ? name : `${name}${typeset(state)} – `;
  const close = end === undefined ? '' : `, ${typeset(end)}`;
  return start + shorten(typeset(title), Math.max(subjectLength - start.length - close.length, 12)) + close;
}

function partsOf(items: readonly LetterItem[], matters: readonly Matter[], today: PlainDate): SubjectParts {
  const [item] = items;
  const alone = (one: LetterItem) => (one.kind === 'duty' ? dutySubject(one, today) : { title: one.subject });
  if (item && items.length === 1) return alone(item);
  const urgent = items.find((one) => one.kind === 'news' && one.urgent);
  // What asks nothing is told by its first: « 2 informations » says nothing.
  const told = urgent ?? (matters.every(({ tone }) => tone === 'information') ? item : undefined);
  if (told) {
    const others = items.length - 1;
    return { title: alone(told).title, end: others > 1 ? `et ${others} autres points` : 'et un autre point' };
  }
  return { title: digestTitle(matters) };
}

function digestTitle(matters: readonly Matter[]): string {
  const counts = countByTone(matters);
  const [only] = counts;
  if (only && counts.length === 1) return only.inFull;
  const pressing = counts.flatMap(({ inShort }) => inShort ?? []).slice(0, 2);
  return `${counted(matters.length, 'point')} à suivre${pressing.length > 0 ? `, dont ${enumerated(pressing)}` : ''}`;
}
