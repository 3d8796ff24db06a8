import { basename } from 'node:path';
import { leftOut } from '../chorus/read-import.ts';
import {
  byReason,
  frenchTotals,
  type Share,
  totalsTogether,
  type UnclaimedRow,
} from '../chorus/shared-import.ts';
import type { Outcome } from '../client/on-many.ts';
import { userMark } from '../client/operator.ts';
import type { SharedPlan } from '../client/shared-import.ts';
import { frenchNumber } from '../convention/french-number.ts';
import { frenchEuros } from '../convention/ledger/money.ts';
import { defineCommand, withConventions } from './command.ts';
import { bytesOf } from './document-file.ts';
import { by, flag, needed } from './doing.ts';
import { readingOf, readingOptions } from './import-options.ts';
import { countedOutcomes, refuseUnlessDone, withProgress } from './on-many.ts';
import { print, table } from './print.ts';

/** One export of Chorus for all conventions. */
export const importAllCommand = defineCommand({
  usage: 'import-all <file>',
  says: 'Un export de Chorus pour toutes les conventions : montre ce qui revient à chacune, puis le fait avec --yes',
  more:
    'Chaque ligne revient à la convention dont elle a les codes (centre financier, activité, centre de coût, domaine fonctionnel) ; ' +
    'celle qui n’est à aucune, ou peut être à plusieurs, n’est comptée nulle part et est listée. ' +
    'Relancée après une interruption, la commande ne fait que ce qui reste à faire.',
  options: {
    file: needed('Fichier CSV exporté de Chorus'),
    yes: flag('Enregistre, convention par convention ; sans lui, rien ne change'),
    ...readingOptions,
    by,
  },
  example: ['import-all INF-BUD-53.csv', 'ce qui revient à chaque convention'],
  run: async ({ file, yes = false, on, year, payments, by, json }) => {
    const bytes = await bytesOf(file, 'un fichier CSV exporté de Chorus');
    const options = readingOf({ file, on, year, payments });
    const { allConventions } = await import('../client/on-many.ts');
    const { importShared, planShared } = await import('../client/shared-import.ts');
    await withConventions(async (conventions) => {
      const plan = await planShared(conventions, await allConventions(conventions), bytes, options);
      const outcomes = yes
        ? await withProgress('Import', plan.shares.length, (told) =>
            importShared(conventions, plan, { by, mark: userMark() }, told),
          )
        : undefined;
      print(json, summaryOf(file, plan, outcomes), () => describe(file, plan, outcomes));
      refuseUnlessDone(outcomes);
    });
  },
});

/** What `import-all --json` prints. */
function summaryOf(file: string, plan: SharedPlan, outcomes: readonly Outcome[] | undefined) {
  const { shape, sha256, totals, shares, unclaimed, ignored } = plan;
  return {
    source: basename(file),
    sha256,
    shape,
    totals,
    shares: shares.map((share) => ({ ...shareOf(share), ...outcomes?.find(({ id }) => id === share.id) })),
    unclaimed,
    ignored,
    done: outcomes !== undefined,
  };
}

function shareOf({ id, rows, totals, import: found }: Share) {
  if ('refused' in found) return { id, rows, totals, refused: found.refused };
  const { plan, outside, committed } = found;
  const { fresh, changed, known, orphans } = plan;
  return {
    id,
    rows,
    totals,
    fresh: fresh.length,
    changed: changed.length,
    known: known.length,
    orphans: orphans.length,
    outside,
    committed,
  };
}

/** What one export brings to each convention, or has brought, for people. */
function describe(file: string, plan: SharedPlan, outcomes: readonly Outcome[] | undefined): string[] {
  const { shares, totals, unclaimed } = plan;
  const told = new Map(outcomes?.map((one) => [one.id, one]));
  const rows = shares.map((share) => [
    share.id,
    frenchNumber(share.rows),
    frenchEuros(share.totals.commitment),
    frenchEuros(share.totals.payment),
    told.get(share.id)?.text ?? foreseen(share),
  ]);
  return [
    `« ${basename(file)} » : ${frenchTotals(totals)}`,
    `  conventions concernées ${frenchNumber(shares.length)} : engagé ${frenchEuros(totalsTogether(shares).commitment)} ; à aucune : ${frenchEuros(totalsTogether(unclaimed).commitment)}`,
    '',
    ...(rows.length > 0
      ? [
          ...table(
            ['Convention', 'Lignes', 'Engagé', 'Payé', outcomes ? 'Issue' : 'Ce que cela change'],
            rows,
          ),
          '',
        ]
      : []),
    ...describeUnclaimed(unclaimed),
    ...(outcomes
      ? countedOutcomes(outcomes, { done: 'importées', known: 'déjà au registre' })
      : ['Rien n’est enregistré : ajoutez --yes pour importer.']),
  ];
}

function foreseen({ import: found }: Share): string {
  if ('refused' in found) return found.refused;
  const { fresh, changed, known, orphans } = found.plan;
  const left = leftOut(found).reduce((sum, [, count]) => sum + count, 0);
  return [
    `nouvelles ${frenchNumber(fresh.length)}`,
    `modifiées ${frenchNumber(changed.length)}`,
    `connues ${frenchNumber(known.length)}`,
    ...(orphans.length > 0 ? [`d’engagements inconnus ${frenchNumber(orphans.length)}`] : []),
    ...(left > 0 ? [`laissées ${frenchNumber(left)}`] : []),
  ].join(', ');
}

/** Rows that are nobody's, by their reason, the most frequent first. */
function describeUnclaimed(unclaimed: readonly UnclaimedRow[]): string[] {
  if (unclaimed.length === 0) return [];
  const groups = byReason(unclaimed);
  const rows = groups.slice(0, 20).map(([reason, rows]) => [
    frenchNumber(rows.length),
    frenchEuros(totalsTogether(rows).commitment),
    frenchEuros(totalsTogether(rows).payment),
    `${rows
      .slice(0, 3)
      .map(({ line }) => line)
      .join(', ')}${rows.length > 3 ? '…' : ''}`,
    reason,
  ]);
  return [
    `Lignes qui ne reviennent à aucune convention : ${frenchNumber(unclaimed.length)}`,
    ...table(['Lignes', 'Engagé', 'Payé', 'N° dans le fichier', 'Raison'], rows),
    ...(groups.length > 20 ? [`… et ${groups.length - 20} autres raisons (--json les dit toutes)`] : []),
    '',
  ];
}
