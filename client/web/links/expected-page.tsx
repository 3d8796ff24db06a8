import { frenchDate } from '../../../convention/calendar/french.ts';
import type { PlainDate } from '../../../convention/calendar/plain-date.ts';
import { dutyStateOf } from '../../../convention/duties/duties.ts';
import type { Duty } from '../../../convention/duty.ts';
import { frenchPhase, phaseOf } from '../../../convention/phases.ts';
import { periodOf } from '../../../convention/term.ts';
import { DutyBadge } from '../convention/duties.tsx';
import { Day, EmptyState } from '../page/parts.tsx';
import { Table } from '../page/table.tsx';
import type { Followed } from './followed.ts';
import { NotMe } from './not-me.tsx';

/** What is expected of somebody, each duty with the link by which they act on it. */
export function ExpectedPage({
  followed: { token, record, contact, standing },
  expected,
  today,
}: {
  followed: Followed;
  expected: readonly { readonly duty: Duty; readonly href: string }[];
  today: PlainDate;
}) {
  const period = periodOf(record);
  return (
    <>
      <p>
        Bonjour {contact.name}. La convention est {frenchPhase(phaseOf(record, today))}
        {period && `, du ${frenchDate(period.effectiveOn)} au ${frenchDate(period.endsOn)}`}.
      </p>
      <h2>Ce qui est attendu de vous</h2>
      {expected.length === 0 ? (
        <EmptyState title="Rien n’est attendu de vous aujourd’hui" />
      ) : (
        <Table
          stacked
          hiddenCaption
          caption="Ce qui est attendu de vous"
          columns={['Échéance', 'Obligation', 'Art.', 'État'].map((label) => ({ label }))}
          rows={expected.map(({ duty, href }) => ({
            key: duty.id,
            cells: [
              <Day key="day" on={duty.dueOn} />,
              <a key="act" className="fr-link" href={href}>
                {duty.title}
              </a>,
              duty.article,
              <DutyBadge key="state" state={dutyStateOf(record, duty, today)} />,
            ],
          }))}
        />
      )}
      <NotMe token={token} standing={standing} />
    </>
  );
}
