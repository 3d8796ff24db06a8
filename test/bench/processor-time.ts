import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';

/** Linux counts time by hundredths of a second, wherever it tells programs of it (`man 5 proc`). */
const tickMs = 10;

/**
 * Milliseconds of CPU that some processes have spent, their children's included, whether those still run or not; by
 * Linux alone. What has ended is nothing.
 */
export async function processorTime(pids: readonly number[]): Promise<number> {
  const all = await Promise.all((await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(spentBy));
  const spent = all.flatMap((one) => (one ? [one] : []));
  return spent
    .filter(({ pid, parent }) => pids.includes(pid) || pids.includes(parent))
    .reduce((sum, { ms }) => sum + ms, 0);
}

async function spentBy(name: string): Promise<{ pid: number; parent: number; ms: number } | undefined> {
  const line = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
  // After the command's name, which may hold anything: state, parent… and at 14 to 17 of the line, its own time in
  // programs and in the system, and that of its children that it has waited for.
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  if (fields.length < 15) return undefined;
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return { pid: Number(name), parent: Number(fields[1]), ms: ticks * tickMs };
}

/** The processes that one has started itself and that still run; by Linux alone. */
export function childrenOf(pid: number): number[] {
  try {
    const line = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
    return line.split(' ').filter(Boolean).map(Number);
  } catch {
    // It has just ended.
    return [];
  }
}
