import { isPlainDate, type PlainDate } from '../convention/calendar/plain-date.ts';
import type { MonthAmount } from '../convention/convention.ts';
import { present } from '../convention/plain-object.ts';

// What people type, on a command line or in a page, made into what the code takes; `undefined` when it cannot be.

/** A date typed as `2020-03-25` or `25/03/2020`. */
export function dateIn(typed: string): PlainDate | undefined {
  const word = typed.trim();
  const [, day = '', month = '', year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(word) ?? [];
  const text = year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : word;
  return isPlainDate(text) ? text : undefined;
}

/** An amount typed in euros, positive or nil: `1250.50`, `1 250,50 €`. */
export function eurosIn(typed: string): number | undefined {
  const text = typed.replace(/[\s€]/g, '').replace(',', '.');
  return /^\d{1,12}(\.\d{1,2})?$/.test(text) ? Number(text) : undefined;
}

/** An amount typed in euros, more or less than nothing: `-1250.50`, `− 1 250,50 €`. */
export function signedEurosIn(typed: string): number | undefined {
  const [, minus, rest = ''] = /^\s*([-−]?)(.*)$/s.exec(typed) ?? [];
  const amount = eurosIn(rest);
  // Never −0, which JSON would not keep.
  return minus && amount ? -amount : amount;
}

/** An amount of a month, `2020-05`; of one of several lines of a budget, when it is named. */
export type OfMonth<Amount = number> = Omit<MonthAmount, 'amount'> & { readonly amount: Amount };

/**
 * Amounts by month typed as `2020-05=8000,2020-06=12000.50`: one after the other or one a line. A comma parts them
 * only where a month follows: elsewhere it is a decimal one. Of several lines of a budget, each is named first: `p143 2020-05=8000`.
 * What cannot be read among them is told, the first.
 */
export function monthAmountsIn(
  typed: string,
): { readonly ok: true; readonly amounts: OfMonth[] } | { readonly ok: false; readonly part: string } {
  const amounts: OfMonth[] = [];
  for (const part of typed.split(/;|\r?\n|,(?=\s*(?:[a-z\d-]+[^\S\r\n]+)?\d{4}-\d{2}\s*=)/)) {
    if (part.trim() === '') continue;
    const [, line, month, text = ''] = /^\s*(?:([a-z\d-]+)\s+)?(\d{4}-\d{2})\s*=\s*(\S.*)$/.exec(part) ?? [];
    const amount = eurosIn(text);
    if (month === undefined || amount === undefined) return { ok: false, part };
    amounts.push({ month, amount, ...present({ budgetLine: line }) });
  }
  return { ok: true, amounts };
}

/** Amounts by month as they are typed, one a line. */
export function typedMonths<Amount>(amounts: readonly OfMonth<Amount>[], typed: (amount: Amount) => string) {
  return amounts
    .map(({ month, amount, budgetLine }) => `${budgetLine ? `${budgetLine} ` : ''}${month}=${typed(amount)}`)
    .join('\n');
}

/** A whole number within bounds, both included. */
export function wholeIn(typed: string, min: number, max: number): number | undefined {
  const is = /^\d{1,6}$/.test(typed) && Number(typed) >= min && Number(typed) <= max;
  return is ? Number(typed) : undefined;
}

/** What was typed, between French quotes: on one line, and no longer than a message bears. */
export function quoted(typed: string): string {
  const line = typed.replace(/[\p{Cc}\p{Zl}\p{Zp}\uFFFD]+/gu, '·');
  const letters = [...line];
  return `« ${letters.length > 60 ? `${letters.slice(0, 59).join('')}…` : line} »`;
}

/**
 * Why something that was filled in is refused, in the words of whoever filled it in.
 * @param accepted what is accepted, as the rules of the fields say it: `une date réelle, AAAA-MM-JJ`.
 */
export function refusedValue(given: string, accepted: string): string {
  return `${quoted(given)} n’est pas accepté ; indiquez ${accepted}.`;
}
