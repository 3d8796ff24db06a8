import { frenchDate, frenchMonths } from '../calendar/french.ts';
import { isPlainDate, type PlainDate, plainDateOf } from '../calendar/plain-date.ts';

/** A text that conventions cite, by its number, with the day that it was made. */
interface KnownText {
  readonly number: string;
  readonly name: string;
  readonly on: PlainDate;
}

/** The decrees that these conventions rest on. */
const knownTexts: readonly KnownText[] = [
  { number: '2004-1085', name: 'le décret n° 2004-1085', on: plainDateOf('2004-10-14') },
  { number: '2012-1246', name: 'le décret n° 2012-1246', on: plainDateOf('2012-11-07') },
];

/** What is wrong with the way a text is cited: another day than its own. One that is cited without a day is right. */
export function misdated(cite: string): string | undefined {
  const wrong = knownTexts.find(({ number, on }) => {
    const day = dayCited(cite, number);
    return day !== undefined && day !== on;
  });
  return wrong && `Le texte vise « ${cite} » : ${wrong.name} est du ${frenchDate(wrong.on)}.`;
}

/** The day that a citation gives to a text: what stands next after its number, else just before it. */
function dayCited(cite: string, number: string): PlainDate | undefined {
  const text = cite.normalize('NFC').toLowerCase();
  const [before = '', after] = text.split(new RegExp(`(?<!\\d)${number}(?!\\d)`));
  if (after === undefined) return undefined;
  const next = new RegExp(`^[\\s,(]*(?:du|en date du)?\\s*${anyDay}`).exec(after);
  const last = new RegExp(`${anyDay}[\\s,(]*(?:n[°ºo]\\s*)?$`).exec(before);
  return dayIn(next ?? last);
}

/** A day as texts write it: `14 octobre 2004`, `1er oct. 2004`, `14/10/2004`, `2004-10-14`. */
const anyDay =
  '(?:(?<year>\\d{4})-(?<month>\\d{1,2})-(?<day>\\d{1,2})|(?<d>\\d{1,2})(?:er)?(?:[-/.\\s](?<m>\\d{1,2})[-/.\\s]|\\s+(?<name>[a-zà-ÿ]{3,9})\\.?\\s+)(?<y>\\d{4}))(?!\\d)';

function dayIn(found: RegExpExecArray | null): PlainDate | undefined {
  const { year, month, day, y, m, d, name } = found?.groups ?? {};
  const named = name === undefined ? 0 : frenchMonths.findIndex((one) => one.startsWith(name)) + 1;
  const text = [year ?? y ?? '', month ?? m ?? String(named), day ?? d ?? '']
    .map((part) => part.padStart(2, '0'))
    .join('-');
  return isPlainDate(text) ? text : undefined;
}
