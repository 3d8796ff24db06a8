import { addDays, dayOf, isPlainDate, type PlainDate } from '../convention/calendar/plain-date.ts';
import { type Cents, negate, zero } from '../convention/ledger/money.ts';

/** A text as headings are compared: without accents, case, kinds of apostrophe, nor repeated or no-break spaces. */
export function plain(text: string): string {
  return oneLine(text).normalize('NFD').replace(/\p{M}/gu, '').replace(/’/g, "'").toLowerCase();
}

/** What a cell says, on one line; empty when it says that there is nothing: `#`, `Non affecté`. */
export function contentOf(cell: string): string {
  const value = oneLine(cell);
  return value === '#' || isUnassigned(value) ? '' : value;
}

/** A code without the area that Chorus may write before it: `BG00/0103-CEFP-C003` is `0103-CEFP-C003`. */
export function codeOf(cell: string): string {
  return contentOf(contentOf(cell).replace(/^\w+\//, ''));
}

/** A text that fits in `max` characters. */
export function cut(text: string, max: number): string {
  // No half of a character is left at the end.
  return text
    .slice(0, max)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd();
}

/** A text of the file as a message shows it. */
export function shown(text: string): string {
  const line = oneLine(text);
  return line.length > 80 ? `${cut(line, 79)}…` : line;
}

/** What `amountOf` accepts. */
export const acceptedAmount =
  'un montant en euros, à deux décimales au plus (ex. 1 234,56 ou -12,00), sous mille milliards';

const longestAmount = 60;
const amountForm =
  /^([-−])? ?(\d{1,12}|\d{1,3}(?: \d{3}){1,3})(?:[.,](\d{1,2}))? ?([-−])? ?(?:€|EUR)? ?([-−])?$/i;
/** As accountants write what is less than nothing, and as spreadsheets write nothing. */
const bracketedForm = /^\( ?([^-−()]+)\)( ?(?:€|EUR))?$/i;
const nothingForm = /^[-–−] ?(?:€|EUR)?$/i;

/**
 * The cents of an amount: spaces of any kind between thousands, a decimal comma or point, a minus before or after,
 * or parentheses around it; a dash alone is nothing.
 * `undefined` when it cannot be read for sure: `1.234` may be a thousand or a third decimal.
 */
export function amountOf(cell: string): Cents | undefined {
  if (cell.length > longestAmount) return undefined;
  const value = oneLine(cell);
  if (nothingForm.test(value)) return zero;
  const bracketed = bracketedForm.exec(value)?.[1]?.trimEnd();
  const [, before, whole, decimals = '', after, last] = amountForm.exec(bracketed ?? value) ?? [];
  const minuses = [before, after, last, bracketed].filter((sign) => sign !== undefined).length;
  if (whole === undefined || minuses > 1) return undefined;
  const cents = Number(whole.replaceAll(' ', '') + decimals.padEnd(2, '0')) as Cents;
  return minuses === 1 ? negate(cents) : cents;
}

const longestDate = 40;

/** What `dateOf` accepts. */
export const acceptedDate =
  'une date JJ/MM/AAAA, JJ.MM.AAAA, AAAA-MM-JJ ou un numéro de jour d’Excel (ex. 44980)';

/** What a spreadsheet writes after a day: an hour, which says nothing of a legal date. */
const hour = /[ T](?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d{1,9})?)?Z?$/;

/**
 * The day that a cell tells: `23.02.2023`, `23/02/2023`, `2023-02-23` or, in Excel's count of days, `44980`; an hour
 * after it is left.
 */
export function dateOf(cell: string): PlainDate | undefined {
  const given = contentOf(cell);
  if (given.length > longestDate) return undefined;
  const [, serial] = /^(\d{5})(?:[.,]\d{1,15})?$/.exec(given) ?? [];
  if (serial !== undefined) return dayOfExcel(Number(serial));
  const value = given.replace(hour, '');
  const [, day = '', month = '', year] = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(value) ?? [];
  const text = year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : value;
  return isPlainDate(text) ? text : undefined;
}

function isUnassigned(value: string): boolean {
  return /^non affect/i.test(value) && /^non affecte(\(e\))?$/.test(plain(value));
}

function dayOfExcel(serial: number): PlainDate | undefined {
  if (serial < 20_000 || serial > 80_000) return undefined;
  // Day 2 for us, since Excel also counts a 29 February 1900 that never was.
  return addDays(dayOf(1900, 1, 1), serial - 2);
}

function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}
