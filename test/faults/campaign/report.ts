import type { Campaign } from './campaign.ts';

/** What a campaign came to, for a terminal. */
export function reportOf({ faults, count, conventions, letters, broken, noDisks, folder }: Campaign): string {
  const { together, due, lost, otherwise, twice, unexplained, done, refused, acts } = count;
  const again = [...twice.values()].reduce((sum, times) => sum + times, 0);
  const faulty = [
    ['lost', lost],
    ['told otherwise', otherwise],
    ['taken twice, unexplained', unexplained],
    ['acts', acts],
    ['not well at the end', broken],
  ] as const;
  return [
    ...(noDisks ? [`No disk was filled nor made read-only: ${noDisks}`] : []),
    table(faults, count),
    '',
    `${faults.filter(({ hasLanded }) => hasLanded).length} faults landed, ${conventions} conventions, ${letters} letters taken, ${together} of them of several conventions`,
    `${due} matters due: ${lost.length} lost, ${otherwise.length} under another Message-ID`,
    `${again + unexplained.length} letters taken twice, under one Message-ID: ${explanations(twice)}`,
    `${done} acts done once, ${refused} refused, ${acts.length} otherwise`,
    ...faulty.flatMap(([what, some]) => (some.length === 0 ? [] : ['', `${what}:`, ...some.slice(0, 40)])),
    ...(faulty.some(([, some]) => some.length > 0) ? ['', `What it left is in ${folder}`] : []),
    '',
  ].join('\n');
}

function explanations(twice: ReadonlyMap<string, number>): string {
  const all = [...twice].sort((a, b) => b[1] - a[1]).map(([name, times]) => `${times} after « ${name} »`);
  return all.length > 0 ? all.join(', ') : 'none';
}

/** Each kind, how often it landed, and the longest delay of what fell due while it lasted: others lasted beside it. */
function table(faults: Campaign['faults'], { delays }: Campaign['count']): string {
  const names = [...new Set(faults.map(({ kind }) => kind.name))].sort();
  const rows = names.flatMap((name) => {
    const own = faults.filter(({ kind, hasLanded }) => kind.name === name && hasLanded);
    const during = delays.filter(({ dueAt }) => own.some(({ from, to }) => dueAt >= from && dueAt <= to));
    const longest = Math.max(0, ...during.map(({ ms }) => ms)) / 1000;
    const cost = during.length > 0 ? `${longest.toFixed(1)} s` : '-';
    return own.length > 0 ? [`| ${name} | ${own.length} | ${during.length} | ${cost} |`] : [];
  });
  return [
    '| fault | landed | matters due meanwhile | longest delay |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
