import { frenchPhases, phases } from '../../convention/convention.ts';
import { frenchNumber } from '../../convention/french-number.ts';
import { type Cents, frenchEuros } from '../../convention/ledger/money.ts';
import { Facts } from '../page/parts.tsx';
import { Table } from '../page/table.tsx';
import { Way } from '../page/ways.tsx';
import type { Rate, Stats } from './stats.ts';

/** What the service does, in figures. */
export function StatsPage({ stats }: { stats: Stats }) {
  return (
    <>
      <Facts
        facts={[
          ['Conventions suivies', frenchNumber(stats.conventions)],
          ['Courriels partis à l’heure', rateText(stats.mails, 'rien n’était encore dû')],
          [
            'Comptes rendus remis à temps',
            rateText(stats.reports, 'aucune échéance que fixe un texte n’est encore passée'),
          ],
          [
            'Soldes convenus',
            `${frenchEuros(stats.settled as Cents)} pour ${frenchNumber(stats.conventionsSettled)} convention${stats.conventionsSettled > 1 ? 's' : ''}`,
          ],
        ]}
      />
      <Table
        caption="Conventions par phase"
        columns={['Phase', 'Nombre'].map((label) => ({ label }))}
        rows={phases.map((phase) => ({
          key: phase,
          cells: [frenchPhases[phase], frenchNumber(stats.byPhase[phase] ?? 0)],
        }))}
      />
      <p>
        Les mêmes chiffres : <Way href="/stats.csv">pour un tableur</Way>,{' '}
        <Way href="/stats.json">pour un programme</Way>.
      </p>
    </>
  );
}

function rateText({ due, inTime, rate }: Rate, none: string): string {
  if (rate === undefined) return none;
  return `${frenchNumber(rate * 100, 1).replace(/,0$/, '')} % (${frenchNumber(inTime)} sur ${frenchNumber(due)})`;
}
