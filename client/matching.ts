import { eurosIn, quoted } from '../acts/typed.ts';
import { Refused } from '../convention/errors.ts';
import { grouped } from '../convention/french-number.ts';
import { type Cents, centsOf } from '../convention/ledger/money.ts';
import { folded } from './folded.ts';

// What is looked for in texts, and where it stands in them: accents and capitals do not matter, an amount is that
// amount however it is written.

/** What a text must hold, all of it, as `comparable` has it; nothing is found by none. */
export type Sought = readonly RegExp[];

/** Letters that are found, or stand around those that are. */
export interface Extract {
  readonly text: string;
  readonly isFound: boolean;
}

/** Longest question, in characters, and most words of it that are looked for. */
const most = { characters: 200, words: 20 } as const;

/** A text as it is compared: `l’Œuvre` is found by `l'oeuvre`. */
export function comparable(text: string): string {
  return folded(text).replaceAll('œ', 'oe').replaceAll('æ', 'ae').replaceAll('’', "'");
}

/** An amount that is typed as one: by threes, with cents or in euros (`1 234`, `1234,56`, `12 €`); else a word. */
const token =
  /[-−]?(?<amount>\d{1,3}(?:[^\S\r\n]\d{3})+(?:[.,]\d{1,2})?|\d+[.,]\d{1,2}|\d+(?=\s*(?:€|eur(?:os?)?\b)))(?:\s*(?:€|eur(?:os?)?\b))?(?![\p{L}\d]|[.,]\d)|\S+/giu;

/**
 * Reads what somebody looks for. Of words, all must be there, in any order and within others: `4500` finds the order
 * 4500012345. An amount is found when it is exactly that one: `1 234` finds 1 234,00 €, not 1 234,56 € nor 21 234,00 €.
 */
export function soughtIn(typed: string): Sought {
  return [...typed.slice(0, most.characters).matchAll(token)]
    .flatMap(({ 0: word, groups }) => patternOf(word, groups?.amount) ?? [])
    .slice(0, most.words)
    .map((pattern) => new RegExp(pattern, 'gu'));
}

/**
 * The same, of what must look for something.
 * @throws Refused `BAD_USAGE` when nothing could be found by it.
 */
export function demandedIn(typed: string): Sought {
  const sought = soughtIn(typed);
  if (sought.length > 0) return sought;
  throw new Refused(
    'BAD_USAGE',
    `${quoted(typed)} ne dit rien à chercher ; accepté : un mot, une référence ou un montant (ex. 1 234,56).`,
  );
}

/** Whether a text has what is sought, all of it. */
export function isFoundIn(compared: string, sought: Sought): boolean {
  return sought.length > 0 && sought.every((pattern) => compared.search(pattern) >= 0);
}

/**
 * What stands around the first thing found in a text, and what of it is found.
 * @param room how many characters are shown, and how many of them before what is found.
 */
export function extractOf(
  text: string,
  sought: Sought,
  room: { readonly before: number; readonly all: number } = { before: 60, all: 200 },
): readonly Extract[] {
  const letters = [...text];
  const isFound = foundAmong(letters, sought);
  const first = Math.max(0, isFound.indexOf(true));
  const from = letters.length <= room.all ? 0 : wordFrom(letters, Math.max(0, first - room.before));
  const to = wordTo(letters, Math.min(letters.length, from + room.all));
  const shown: Extract[] = letters
    .slice(from, to)
    .map((letter, rank) => ({ text: letter, isFound: isFound[from + rank] ?? false }));
  return joined([
    ...(from > 0 ? [{ text: '…', isFound: false }] : []),
    ...shown,
    ...(to < letters.length ? [{ text: '…', isFound: false }] : []),
  ]);
}

function patternOf(word: string, amount: string | undefined): string | undefined {
  const euros = amount === undefined ? undefined : eurosIn(amount);
  if (euros !== undefined) return amountPattern(centsOf(euros));
  const bare = comparable(word).replace(/^[^\p{L}\d]+|[^\p{L}\d]+$/gu, '');
  if (/^\d+$/.test(bare)) return numberPattern(bare);
  return bare.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&') || undefined;
}

/** What may follow the euros of an amount that has no cents. */
const noCents = '(?:[.,]00?(?!\\d)|(?!\\d|[.,]\\d|\\s\\d{3}(?!\\d)))';

/** A whole amount, in groups or not, and no part of a larger one. */
function amountPattern(amount: Cents): string {
  const euros = grouped(String(Math.floor(amount / 100))).replaceAll('\u202f', '\\s?');
  const cents = String(amount % 100).padStart(2, '0');
  const rest = cents === '00' ? noCents : `[.,]${cents.replace(/0$/, '0?')}(?!\\d)`;
  return `(?<!\\d|\\d[\\s.,])${euros}${rest}`;
}

/** Digits of a reference, wherever they stand in it, or that number of euros; never some digits of an amount. */
function numberPattern(digits: string): string {
  const decimals = ',\\d{1,2}(?!\\d)';
  const group = '[\\u00a0\\u202f]\\d{3}';
  // A group of an amount has three digits at most, and its cents two.
  const before = digits.length <= 3 ? '(?<!\\d,\\d?|\\d[\\u00a0\\u202f]\\d{0,2})' : '';
  const within = `${before}${digits}(?!\\d*(?:${decimals}|${group}))`;
  const euros = eurosIn(digits);
  return euros === undefined ? within : `(?:${amountPattern(centsOf(euros))}|${within})`;
}

/** Of each letter of a text, whether it is found. */
function foundAmong(letters: readonly string[], sought: Sought): boolean[] {
  const compared = letters.map(comparable);
  // What a letter is compared as may be none, or two.
  const rankAt = compared.flatMap((as, rank) => Array.from({ length: as.length }, () => rank));
  const isFound = letters.map(() => false);
  for (const pattern of sought)
    for (const { 0: match, index } of compared.join('').matchAll(pattern)) {
      const last = rankAt[index + match.length - 1] ?? -1;
      for (let rank = rankAt[index] ?? 0; rank <= last; rank++) isFound[rank] = true;
      // An accent that is typed apart goes with its letter.
      for (let rank = last + 1; compared[rank] === ''; rank++) isFound[rank] = true;
    }
  return isFound;
}

/** How far a cut moves so that no word is cut. */
const longestMove = 20;

function wordFrom(letters: readonly string[], from: number): number {
  if (from === 0) return 0;
  const space = letters.slice(from, from + longestMove).findIndex((letter) => /\s/.test(letter));
  return space === -1 ? from : from + space + 1;
}

function wordTo(letters: readonly string[], to: number): number {
  if (to === letters.length) return to;
  const before = letters.slice(Math.max(0, to - longestMove), to);
  const space = before.findLastIndex((letter) => /\s/.test(letter));
  return space === -1 ? to : to - before.length + space;
}

function joined(extracts: readonly Extract[]): readonly Extract[] {
  const runs: Extract[] = [];
  for (const { text, isFound } of extracts) {
    const last = runs.at(-1);
    if (last?.isFound === isFound) runs[runs.length - 1] = { text: last.text + text, isFound };
    else runs.push({ text, isFound });
  }
  return runs;
}
