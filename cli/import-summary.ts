import { type Import, leftOut } from '../chorus/read-import.ts';
import { wholeFile } from '../chorus/scope.ts';
import { frenchTotals } from '../chorus/shared-import.ts';
import { frenchNumber } from '../convention/french-number.ts';
import { frenchEuros } from '../convention/ledger/money.ts';
import { cut, table } from './print.ts';

/** What `import --json` prints. */
export function importSummary(id: string, found: Import, sha256: string, text: string | undefined) {
  const { source, reading, plan, ignored, outside, committed } = found;
  return {
    id,
    source,
    sha256,
    shape: reading.shape,
    fresh: plan.fresh.length,
    changed: plan.changed.map(({ line, before }) => ({ key: line.key, before, after: line.amount })),
    ...(plan.moved.length > 0
      ? { moved: plan.moved.map(({ line, from }) => ({ key: line.key, from, to: line.budgetLine })) }
      : {}),
    known: plan.known.length,
    replaced: plan.replaced.map(({ seq }) => seq),
    beside: plan.beside.map(({ seq }) => seq),
    orphans: plan.orphans.map(({ key }) => key),
    ignored,
    outside,
    totals: reading.totals,
    committed,
    done: text !== undefined,
    ...(text === undefined ? {} : { text }),
  };
}

/** What an import would change, or has changed, for people. */
export function describeImport(found: Import, text: string | undefined): string[] {
  const { source, reading, plan, ignored, outside, committed } = found;
  const { fresh, changed, moved, known, orphans, replaced, beside } = plan;
  const shape = reading.shape === 'payments' ? 'export des paiements' : 'INF-BUD-53';
  const nothingNew = plan.entries.length + orphans.length === 0;
  return [
    `« ${source} » (${shape}) : ${frenchTotals(reading.totals)}`,
    `  lignes nouvelles ${frenchNumber(fresh.length)}, modifiées ${frenchNumber(changed.length)}, connues ${frenchNumber(known.length)}, ignorées ${frenchNumber(ignored.length + outside.length)}`,
    ...(committed === 0 ? [] : [`  Σ AE : ${committed > 0 ? '+' : ''}${frenchEuros(committed)}`]),
    ...(found.isWhole ? [`  ${wholeFile}`] : []),
    ...counted(leftOut(found)),
    ...(moved.length > 0
      ? [
          `  passent d’une ligne du budget à une autre ${frenchNumber(moved.length)} : ${cut(moved.map(({ line, from }) => `${line.reference} (${from} → ${line.budgetLine})`).join(', '), 90)}`,
        ]
      : []),
    ...(replaced.length > 0
      ? [
          `  remplacent ${frenchNumber(replaced.length)} écritures saisies : n° ${cut(replaced.map(({ seq }) => seq).join(', '), 90)}`,
        ]
      : []),
    ...(beside.length > 0
      ? [
          `  s’ajoutent à ${frenchNumber(beside.length)} écritures saisies sur les mêmes engagements, à annuler si le fichier les a aussi (ledger correct) : n° ${cut(beside.map(({ seq }) => seq).join(', '), 90)}`,
        ]
      : []),
    ...(orphans.length > 0
      ? [
          `  ${frenchNumber(orphans.length)} lignes d’engagements inconnus (importez d’abord les engagements) : ${cut(orphans.map(({ key }) => key).join(', '), 90)}`,
        ]
      : []),
    ...(changed.length > 0 ? ['', ...changes(changed)] : []),
    '',
    text ??
      (nothingNew ? 'Rien ne change.' : 'Rien n’est enregistré : ajoutez --yes pour importer, tout ou rien.'),
  ];
}

function changes(changed: Import['plan']['changed']): string[] {
  return [
    ...table(
      ['Ligne modifiée', 'Au registre', 'Dans le fichier'],
      changed
        .slice(0, 20)
        .map(({ line, before }) => [line.reference, frenchEuros(before), frenchEuros(line.amount)]),
    ),
    ...(changed.length > 20 ? [`… et ${frenchNumber(changed.length - 20)} autres`] : []),
  ];
}

function counted(reasons: ReturnType<typeof leftOut>): string[] {
  return [
    ...reasons.slice(0, 10).map(([reason, count]) => `  ignorées, ${reason} : ${frenchNumber(count)}`),
    ...(reasons.length > 10 ? [`  … et ${reasons.length - 10} autres raisons`] : []),
  ];
}
