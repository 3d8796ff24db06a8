import type { ListedConvention } from '../../client/list.ts';
import { frenchDate } from '../../convention/calendar/french.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import type { PlainDate } from '../../convention/calendar/plain-date.ts';
import { type Convention, frenchPhases } from '../../convention/convention.ts';
import { frenchNumber } from '../../convention/french-number.ts';
import { frenchCredits } from '../../convention/ledger/budget-lines.ts';
import { fullPartyName } from '../../convention/people/parties.ts';
import { phaseOf } from '../../convention/term/phases.ts';
import { periodOf } from '../../convention/term/term.ts';
import { PhaseBadge } from '../convention/phase-badge.tsx';
import { EmptyState, Facts } from '../page/parts.tsx';
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

/** One convention of the register, without its people: where it stands, and all its versions, the newest first. */
export function RegisterEntryPage({ record, today }: { record: Convention; today: PlainDate }) {
  const { document, pastVersions, version } = record;
  const period = periodOf(record);
  const versions = [
    ...pastVersions.map((past) => ({ number: past.version, document: past.document, until: past.until })),
    { number: version, document, until: undefined },
  ];
  return (
    <>
      <Facts
        facts={[
          ['Délégant', fullPartyName(document, 'delegator')],
          ['Délégataire', fullPartyName(document, 'delegatee')],
          ['Signée le', frenchDate(document.signedOn)],
          ...(period
            ? [
                ['Prend effet le', frenchDate(period.effectiveOn)] as const,
                ['Dernier jour', frenchDate(period.endsOn)] as const,
              ]
            : []),
          ['Phase', frenchPhases[phaseOf(record, today)]],
        ]}
      />
      <Table
        caption="Versions"
        columns={['Version', 'Jusqu’au', 'Montant maximal', 'Durée'].map((label) => ({ label }))}
        rows={versions.reverse().map(({ number, document: text, until }) => ({
          key: String(number),
          cells: [
            `Version ${number}`,
            until ? frenchDate(until) : 'en vigueur',
            text.budget ? frenchCredits(text.budget) : 'aucun crédit',
            text.term.until ? `jusqu’au ${frenchDate(text.term.until)}` : `${text.term.months} mois`,
          ],
        }))}
      />
      <p>
        <Way href={`/registre/${document.id}.json`}>Ces informations, pour un programme</Way>
      </p>
    </>
  );
}
