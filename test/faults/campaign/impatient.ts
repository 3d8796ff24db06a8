import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A delay, as it stands in a compiled program, and what it becomes. */
type Delay = readonly [was: string, becomes: string];

/**
 * What of a compiled program waits less long: what the outbox tries for an hour is tried for a minute, what waits half an
 * hour waits ten seconds, and those who share a morning's message wait seconds for one another. How long an attempt may
 * last, and how its death is noticed, are as they are.
 */
const waits: readonly { file: string; from: string; to: string; delays: readonly Delay[] }[] = [
  {
    file: 'workflow-bundle.js',
    from: 'const soon = ',
    to: 'const first = ',
    delays: [
      ["scheduleToCloseTimeout: '1 hour'", "scheduleToCloseTimeout: '60 seconds'"],
      ["initialInterval: '20 seconds'", "initialInterval: '500 milliseconds'"],
      ["maximumInterval: '10 minutes'", "maximumInterval: '5 seconds'"],
      ["initialInterval: '30 minutes'", "initialInterval: '10 seconds'"],
      ["maximumInterval: '2 hours'", "maximumInterval: '20 seconds'"],
    ],
  },
  {
    file: 'workflow-bundle.js',
    from: 'const { sendTogether } = ',
    to: 'const handOverSignal = ',
    delays: [
      ["initialInterval: '20 seconds'", "initialInterval: '500 milliseconds'"],
      ["maximumInterval: '30 minutes'", "maximumInterval: '10 seconds'"],
    ],
  },
  {
    file: 'activities/mail/together.js',
    from: 'const grace = ',
    to: ';',
    delays: [['2 * 60_000', '5_000']],
  },
  {
    file: 'activities/mail/shared-addresses.js',
    from: 'const fresh = ',
    to: ';',
    delays: [['5 * 60_000', '5_000']],
  },
];

/**
 * Makes a compiled project less patient.
 * @param dist its folder.
 * @throws Error when a delay is not where it was.
 */
export async function lessPatient(dist: string): Promise<void> {
  for (const { file, from, to, delays } of waits) {
    const path = join(dist, file);
    const text = await readFile(path, 'utf8');
    const start = text.indexOf(from);
    const end = text.indexOf(to, start);
    if (start < 0 || end < 0) throw new Error(`« ${from} » is not where it was in ${file}`);
    const shorter = delays.reduce(
      (part, [was, becomes]) => {
        if (!part.includes(was)) throw new Error(`« ${was} » is not where it was in ${file}`);
        return part.replace(was, becomes);
      },
      text.slice(start, end),
    );
    await writeFile(path, text.slice(0, start) + shorter + text.slice(end));
  }
}
