import type { Convention } from '../../convention/convention.ts';
import { type Piece, piecesIn } from '../../convention/proof/piece.ts';
import { frenchNotice } from '../../convention/term/term.ts';
import type { ConventionView, DutyView } from '../../convention/views/view.ts';
import { DueDay, LandmarkHint } from '../convention/due.tsx';
import { DutyBadge, dutyName } from '../convention/duty-table.tsx';
import { landmarks } from '../convention/landmarks.ts';
import { moneyFacts } from '../convention/money-facts.ts';
import { PhaseBadge } from '../convention/phase-badge.tsx';
import { mattersOf } from '../convention/under-way.tsx';
import { Alert, Facts } from '../page/parts.tsx';
import { Table } from '../page/table.tsx';
import { Download, Way } from '../page/ways.tsx';
import type { Followed } from './followed.ts';
import { NotMe } from './not-me.tsx';
import { reportsFor } from './permissions.ts';

/** Where a convention stands, for whoever has a mail about it: dates, money and text, with nothing to do. */
export function FollowPage({
  followed,
  view,
  files,
}: {
  followed: Followed;
  view: ConventionView;
  /** The signed text, where it is kept. */
  files: readonly Piece[];
}) {
  const { record, token } = followed;
  const { document } = record;
  return (
    <>
      <p>
        <PhaseBadge phase={view.phase} stopped={view.stopped} />
      </p>
      {mattersOf(record).map(({ title, says, tone }) => (
        <Alert key={title} tone={tone} title={title}>
          {says}
        </Alert>
      ))}
      <h2>Les dates</h2>
      <LandmarkHint dues={[...awaited(view), ...coming(view)]} />
      <DatesTable title="À faire" duties={awaited(view)} all={view.duties} />
      <DatesTable title="À venir" duties={coming(view)} all={view.duties} />
      {document.budget && (
        <>
          <h2>Le budget</h2>
          <Facts facts={moneyFacts(view)} />
        </>
      )}
      <h2>Le texte</h2>
      <Facts facts={[...landmarks({ record, view }), ...textFacts(record)]} />
      {files.map(({ name, sha256 }) => (
        <p key={sha256}>
          <Download href={`/agir/${token}/texte/${sha256}`} name={name}>
            Le texte signé : {name}
          </Download>
        </p>
      ))}
      {reportsFor(followed).map(({ period, title }) => (
        <p key={period}>
          <Download href={`/agir/${token}/compte-rendu/${period}.pdf`}>{title} (PDF)</Download>
        </p>
      ))}
      <p>
        Cette page se lit seulement. Pour agir, ou lire le journal et les pièces :{' '}
        <Way href={`/conventions/${document.id}`}>connectez-vous</Way>.
      </p>
      <NotMe followed={followed} />
    </>
  );
}

function awaited({ duties }: ConventionView): DutyView[] {
  return duties.filter(({ state }) => state === 'overdue' || state === 'open');
}

function coming({ duties }: ConventionView): DutyView[] {
  return duties.filter(({ state }) => state === 'planned');
}

function DatesTable({
  title,
  duties,
  all,
}: {
  title: string;
  duties: readonly DutyView[];
  all: readonly DutyView[];
}) {
  if (duties.length === 0) return null;
  return (
    <Table
      stacked
      caption={`${title} (${duties.length})`}
      columns={['Échéance ou repère', 'Obligation', 'Qui', 'État'].map((label) => ({ label }))}
      rows={duties.map((duty) => ({
        key: duty.id,
        cells: [
          <DueDay key="day" due={duty} />,
          dutyName(duty, all),
          duty.holder === 'manager' ? 'gestionnaire' : duty.holderName,
          <DutyBadge key="state" state={duty.state} />,
        ],
      }))}
    />
  );
}

type Lines = readonly (readonly [term: string, fact: string])[];

function textFacts({ document, signedText, version }: Convention): Lines {
  return [
    ...(version > 1 ? [['Version en vigueur', `n° ${version}, par avenant`] as const] : []),
    ['Préavis de résiliation', frenchNotice(document)],
    ...(signedText && piecesIn(signedText.evidence).length === 0
      ? [['Texte signé', signedText.evidence] as const]
      : []),
  ];
}
