import { leftOut } from '../../chorus/read-import.ts';
import { byReason, type Share, totalsTogether, type UnclaimedRow } from '../../chorus/shared-import.ts';
import { bringsNews, type SharedPlan } from '../../client/shared-import.ts';
import { frenchNumber } from '../../convention/french-number.ts';
import { frenchEuros } from '../../convention/ledger/money.ts';
import { Named } from '../many/job-page.tsx';
import { Form } from '../page/form.tsx';
import { Alert, Facts } from '../page/parts.tsx';
import { Table } from '../page/table.tsx';

/** Where an export is imported into all conventions. */
export const importPath = '/import';
/** What is posted there to do what was shown. */
export const importAgain = { etape: 'confirmer' };
/** What its import is called. */
export const importWords = {
  done: 'Conventions qui ont leur part',
  known: 'Qui l’avaient déjà',
  broken: 'L’import s’est interrompu',
  resume: 'Reprendre l’import',
};

/** What one export brings to each convention, and what is nobody's, before anything is done. */
export function FoundPage({
  source,
  plan,
  csrf,
}: {
  source: string;
  plan: SharedPlan;
  csrf: string | undefined;
}) {
  const { shares, unclaimed, totals, ignored } = plan;
  const news = shares.filter(bringsNews).length;
  return (
    <>
      <Facts
        facts={[
          ['Fichier', source],
          ['Engagé (AE) dans le fichier', frenchEuros(totals.commitment)],
          ['dont à vos conventions', frenchEuros(totalsTogether(shares).commitment)],
          ['dont à aucune', frenchEuros(totalsTogether(unclaimed).commitment)],
          ['Service fait', frenchEuros(totals.acceptance)],
          ['Payé (CP)', frenchEuros(totals.payment)],
          ['Lignes sans effet (sous-totaux, montants nuls…)', frenchNumber(ignored.length)],
        ]}
      />
      <Unclaimed rows={unclaimed} />
      {shares.length > 0 && (
        <Table
          caption="Ce qui revient à chaque convention"
          columns={[
            { label: 'Convention' },
            { label: 'Lignes', number: true },
            { label: 'Engagé', number: true },
            { label: 'Payé', number: true },
            { label: 'Ce que cela change' },
          ]}
          rows={shares.map((share) => ({
            key: share.id,
            cells: [
              <Named key="id" id={share.id} name={plan.records.get(share.id)?.document.shortName} />,
              frenchNumber(share.rows),
              frenchEuros(share.totals.commitment),
              frenchEuros(share.totals.payment),
              changeOf(share),
            ],
          }))}
        />
      )}
      {news === 0 ? (
        <p className="fr-text--lg">Ce fichier ne change rien à vos conventions.</p>
      ) : (
        <Form
          action={importPath}
          csrf={csrf}
          fields={[]}
          hidden={importAgain}
          button="Importer dans chaque convention"
          cancel={importPath}
        />
      )}
    </>
  );
}

function changeOf({ import: found }: Share): string {
  if ('refused' in found) return found.refused;
  const { fresh, changed, known, orphans } = found.plan;
  const left = sumOfCounts(leftOut(found));
  const told: readonly (readonly [string, number])[] = [
    ['nouvelles', fresh.length],
    ['modifiées', changed.length],
    ['déjà connues', known.length],
    ['payant des engagements inconnus', orphans.length],
    ['laissées de côté', left],
  ];
  return told
    .filter(([, count]) => count > 0)
    .map(([what, count]) => `${what} : ${frenchNumber(count)}`)
    .join(', ');
}

function sumOfCounts(counts: readonly (readonly [string, number])[]): number {
  return counts.reduce((sum, [, count]) => sum + count, 0);
}

/** Rows that go to nobody, by their reason, the most frequent first. */
function Unclaimed({ rows }: { rows: readonly UnclaimedRow[] }) {
  if (rows.length === 0) return null;
  const groups = byReason(rows);
  const shown = groups.slice(0, 50);
  return (
    <>
      <Alert tone="warning" title="Des lignes ne reviennent à aucune convention">
        <p>Elles ne seront comptées nulle part : celles qui pourraient être à plusieurs non plus.</p>
      </Alert>
      <Table
        caption="Lignes qui ne reviennent à aucune convention"
        columns={[
          { label: 'Raison' },
          { label: 'Lignes', number: true },
          { label: 'Engagé', number: true },
          { label: 'Payé', number: true },
          { label: 'Dans le fichier' },
        ]}
        rows={shown.map(([reason, of]) => ({
          key: reason,
          cells: [
            reason,
            frenchNumber(of.length),
            frenchEuros(totalsTogether(of).commitment),
            frenchEuros(totalsTogether(of).payment),
            linesOf(of),
          ],
        }))}
      />
      {groups.length > shown.length && <p>Autres raisons : {frenchNumber(groups.length - shown.length)}.</p>}
    </>
  );
}

function linesOf(rows: readonly UnclaimedRow[]): string {
  const lines = rows.slice(0, 5).map(({ line }) => line);
  return `${rows.length > 1 ? 'lignes' : 'ligne'} ${lines.join(', ')}${rows.length > 5 ? '…' : ''}`;
}
