import type { ListedConvention } from '../../client/list.ts';
import { frenchDate } from '../../convention/calendar/french.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import { frenchNumber } from '../../convention/french-number.ts';
import { PhaseBadge } from '../convention/phase-badge.tsx';
import { EmptyState } from '../page/parts.tsx';
import { Table } from '../page/table.tsx';
import { Way } from '../page/ways.tsx';

/** The conventions that their parties have made public. */
export function RegisterPage({ listed }: { listed: readonly ListedConvention[] }) {
  if (listed.length === 0) return <EmptyState title="Aucune convention publique pour l’instant" />;
  return (
    <Table
      caption={`${frenchNumber(listed.length)} convention${listed.length > 1 ? 's' : ''}`}
      columns={['Convention', 'Parties', 'Phase', 'Dernier jour'].map((label) => ({ label }))}
      rows={listed.map(({ id, title, parties, phase, endsOn }) => ({
        key: id,
        cells: [
          <Way key="title" href={`/registre/${id}`}>
            {title}
          </Way>,
          parties,
          <PhaseBadge key="phase" phase={phase} />,
          endsOn ? frenchDate(parisDate(Date.parse(endsOn))) : '–',
        ],
      }))}
    />
  );
}
