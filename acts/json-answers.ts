import type { Raw } from './read-answer.ts';
import { type OfMonth, typedMonths } from './typed.ts';

/**
 * Answers to the questions of an act, JSON, as a form would have them: numbers and booleans as they are typed, lists
 * joined, what is null left out.
 */
export function answersIn(body: unknown): Raw {
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, answerOf(value)]));
}

function answerOf(said: unknown): string | string[] | undefined {
  if (said === null || said === undefined) return undefined;
  if (typeof said === 'boolean') return said ? 'oui' : 'non';
  if (Array.isArray(said)) {
    const list: readonly unknown[] = said;
    return isByMonth(list) ? typedMonths(list, String) : list.map(String);
  }
  return typeof said === 'object' ? JSON.stringify(said) : String(said);
}

function isByMonth(list: readonly unknown[]): list is readonly OfMonth[] {
  return list.length > 0 && list.every((one) => typeof one === 'object' && one !== null && 'month' in one);
}
