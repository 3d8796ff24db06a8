/**
 * The workflows' bundle with the patience of the outbox compressed: what is tried for an hour is tried for a minute, what
 * waits half an hour waits ten seconds. How long an attempt may last, and how its death is noticed, are as they are.
 *
 * @throws Error when a delay is not where it was in `workflows/outbox.ts`.
 */
export function impatient(bundle: string): string {
  const start = bundle.indexOf('const soon = ');
  const end = bundle.indexOf('const first = ', start);
  if (start < 0 || end < 0) throw new Error('the outbox is not where it was');
  const outbox = delays.reduce(
    (text, [was, becomes]) => {
      if (!text.includes(was)) throw new Error(`« ${was} » is not where it was in the outbox`);
      return text.replace(was, becomes);
    },
    bundle.slice(start, end),
  );
  return bundle.slice(0, start) + outbox + bundle.slice(end);
}

const delays = [
  ["scheduleToCloseTimeout: '1 hour'", "scheduleToCloseTimeout: '60 seconds'"],
  ["initialInterval: '20 seconds'", "initialInterval: '500 milliseconds'"],
  ["maximumInterval: '10 minutes'", "maximumInterval: '5 seconds'"],
  ["initialInterval: '30 minutes'", "initialInterval: '10 seconds'"],
  ["maximumInterval: '2 hours'", "maximumInterval: '20 seconds'"],
] as const;
