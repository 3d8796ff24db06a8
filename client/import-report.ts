import { leftOut } from '../chorus/read-import.ts';
import { byReason, frenchTotals, type Share, totalsTogether } from '../chorus/shared-import.ts';
import { frenchNumber } from '../convention/french-number.ts';
import { grouped } from '../convention/grouped.ts';
import type { Outcome } from './on-many.ts';
import type { SharedPlan } from './shared-import.ts';

/** What went where of an export, for people, line by line: all of it, to the cent. */
export function importReport(
  { shares, unclaimed, ignored, totals }: SharedPlan,
  outcomes: readonly Outcome[],
): string[] {
  const told = new Map(outcomes.map((one) => [one.id, one]));
  return [
    `Total du fichier : ${frenchTotals(totals)}`,
    `  aux conventions (${frenchNumber(shares.length)}) : ${frenchTotals(totalsTogether(shares))}`,
    `  à aucune (${frenchRows(unclaimed.length)}) : ${frenchTotals(totalsTogether(unclaimed))}`,
    ...headed('Ce qui revient à chaque convention', shares, (share) => shareLines(share, told.get(share.id))),
    ...headed(
      'Ce qui ne revient à aucune, et n’est compté nulle part',
      byReason(unclaimed),
      ([reason, rows]) => [
        `  ${frenchRows(rows.length)} : ${reason}`,
        `    ${frenchTotals(totalsTogether(rows))} ; ${linesOf(rows)}`,
      ],
    ),
    ...headed('Lignes sans effet', [...grouped(ignored, ({ reason }) => reason)], ([reason, rows]) => [
      `  ${frenchRows(rows.length)} : ${reason} ; ${linesOf(rows)}`,
    ]),
  ];
}

function headed<One>(
  heading: string,
  all: readonly One[],
  linesOf: (one: One) => readonly string[],
): string[] {
  return all.length === 0 ? [] : ['', `${heading} :`, ...all.flatMap(linesOf)];
}

function shareLines({ id, rows, totals, import: found }: Share, outcome: Outcome | undefined): string[] {
  const left = 'refused' in found ? [] : leftOut(found);
  return [
    `  ${id} (${frenchRows(rows)}) : ${frenchTotals(totals)}`,
    `    ${outcome?.state === 'refused' ? 'Refusé : ' : ''}${outcome?.text ?? ''}`,
    ...left.map(([reason, count]) => `    laissées de côté, ${reason} : ${frenchNumber(count)}`),
  ];
}

/** How many rows of a file: `3 lignes`. */
export function frenchRows(count: number): string {
  return `${frenchNumber(count)} ${count > 1 ? 'lignes' : 'ligne'}`;
}

function linesOf(rows: readonly { readonly line: number }[]): string {
  return `${rows.length > 1 ? 'lignes' : 'ligne'} ${rows.map(({ line }) => line).join(', ')} du fichier`;
}
