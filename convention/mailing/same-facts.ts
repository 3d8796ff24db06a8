import type { Convention } from '../convention.ts';

/** What is kept of what was written and done: no duty, phase or amount depends on it. */
export const records: ReadonlySet<string> = new Set<keyof Convention>(['journal', 'mails', 'phases']);

/** Whether nothing has changed between two states of a convention but the {@link records} of letters and acts. */
export function sameFacts(before: Convention, after: Convention): boolean {
  if (before === after) return true;
  const names = Object.keys(after);
  return (
    names.length === Object.keys(before).length &&
    names.every((name) => records.has(name) || Reflect.get(before, name) === Reflect.get(after, name))
  );
}
