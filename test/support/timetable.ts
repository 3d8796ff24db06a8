import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parisDate, parisTime } from '../../convention/calendar/paris.ts';
import { frenchPhases } from '../../convention/convention.ts';
import type { Scene } from './scene.ts';

const folder = join(__dirname, '../workflows/timetables');

/** Everything that happened in a life, a line each: phases, acts, letters. Spaces of amounts are made plain. */
export async function timetableOf(scene: Scene): Promise<string> {
  const { phases, journal } = await scene.view();
  const lines = [
    ...phases.map(({ phase, on }) => `${on}       ■ ${frenchPhases[phase]}`),
    ...journal
      .filter(({ act }) => act !== 'mail')
      .map(({ at, text, version }) => `${parisDate(at)} ${parisTime(at)} ● ${text} (v${version})`),
    ...(await scene.mails()).map(({ on, time, to, subject }) => `${on} ${time} ✉ ${to} : ${subject}`),
  ];
  const sorted = lines.map((line, rank) => ({ line: line.replace(/[\u00a0\u202f]/g, ' '), rank }));
  // Acts stay in their order; letters of one minute go by address.
  sorted.sort((a, b) => {
    const [one, other] = [a.line.slice(0, 16), b.line.slice(0, 16)];
    if (one !== other) return one < other ? -1 : 1;
    return a.line.includes('✉') && b.line.includes('✉') ? (a.line < b.line ? -1 : 1) : a.rank - b.rank;
  });
  return `${sorted.map(({ line }) => line).join('\n')}\n`;
}

/**
 * The timetable that a life must have. `DELEGATION_RECORD=1` writes those that are missing, to be read before they are
 * committed.
 */
export function expectedTimetable(name: string, found: string): string {
  const file = join(folder, `${name}.txt`);
  if (process.env.DELEGATION_RECORD === '1' && !existsSync(file)) writeFileSync(file, found);
  return readFileSync(file, 'utf8');
}
