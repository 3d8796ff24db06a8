import { frenchInstant } from '../../convention/calendar/french.ts';
import { type DutyState, frenchDutyStates } from '../../convention/duties/duty.ts';
import type { DutyView } from '../../convention/views/view.ts';
import { Badge, type Tone } from '../page/parts.tsx';
import { Table } from '../page/table.tsx';
import { Way } from '../page/ways.tsx';
import { DueDay } from './due.tsx';
import { WithFiles } from './files.tsx';

const tones: Readonly<Record<DutyState, Tone>> = {
  planned: 'neutral',
  open: 'info',
  overdue: 'error',
  passed: 'neutral',
  done: 'success',
  waived: 'neutral',
  lapsed: 'neutral',
};

/** Where a duty stands, as a badge. */
export function DutyBadge({ state }: { state: DutyState }) {
  return <Badge tone={tones[state]}>{frenchDutyStates[state]}</Badge>;
}

/** A duty in words that lead to it alone: when both parties owe the same, the party is named. */
export function dutyName({ id, title, holderName }: DutyView, all: readonly DutyView[]): string {
  const isShared = all.some((other) => other.id !== id && other.title === title);
  return isShared ? `${title} (${holderName})` : title;
}

/** Duties in a table; `all` are those of the convention. */
export function DutyTable({
  caption,
  duties,
  all,
  root,
}: {
  caption: string;
  duties: readonly DutyView[];
  all: readonly DutyView[];
  /** Address of the convention. */
  root: string;
}) {
  return (
    <Table
      stacked
      hiddenCaption
      caption={caption}
      columns={['Échéance ou repère', 'Obligation', 'Qui', 'Art.', 'État', 'Preuve'].map((label) => ({
        label,
      }))}
      rows={duties.map((duty) => ({
        key: duty.id,
        cells: [
          <DueDay key="day" due={duty} />,
          <Way key="title" href={`${root}/obligations/${duty.id}`}>
            {dutyName(duty, all)}
          </Way>,
          duty.holder === 'manager' ? 'gestionnaire' : duty.holderName,
          duty.article,
          <DutyBadge key="state" state={duty.state} />,
          <Outcome key="evidence" duty={duty} root={root} />,
        ],
      }))}
    />
  );
}

/** How a duty ended, by whom and when; what it asks for while it has not. */
export function Outcome({ duty: { outcome, evidence }, root }: { duty: DutyView; root: string }) {
  if (!outcome)
    return <span className="fr-hint-text">{evidence ? `attendu : ${evidence}` : 'rien à fournir'}</span>;
  if (outcome.state === 'lapsed') return <>{outcome.reason}</>;
  const said = outcome.state === 'done' ? outcome.evidence : outcome.reason;
  return (
    <>
      <WithFiles text={said} root={root} />
      <span className="fr-hint-text">
        par {outcome.by}, le {frenchInstant(outcome.at)}
      </span>
    </>
  );
}
