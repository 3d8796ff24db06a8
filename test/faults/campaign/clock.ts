import { rename, writeFile } from 'node:fs/promises';
import type { Instant } from '../../../convention/calendar/paris.ts';

/** Moves the clock of a part, by so many milliseconds from the machine's. */
export async function moveClock(file: string, offsetMs: number): Promise<void> {
  await writeFile(`${file}.new`, String(offsetMs));
  await rename(`${file}.new`, file);
}

/** How long before the change of hour a clock is set. */
const beforeMs = 2_000;

/** From an instant to just before the next change of hour in Paris: at one o'clock UTC, on the last Sunday of a month. */
export function toChangeOfHour(season: 'spring' | 'autumn', now: Instant): number {
  const year = new Date(now).getUTCFullYear();
  const [change] = [year, year + 1]
    .map((one) => lastSunday(one, season === 'spring' ? 2 : 9))
    .filter((instant) => instant > now);
  return (change ?? now) - beforeMs - now;
}

function lastSunday(year: number, month: number): Instant {
  const last = new Date(Date.UTC(year, month + 1, 0, 1));
  return last.getTime() - last.getUTCDay() * 24 * 3_600_000;
}
