import { frenchDate, frenchInstant } from '../../convention/calendar/french.ts';
import { frenchPhases } from '../../convention/convention.ts';
import { frenchEnding } from '../../rehearsal/ending.ts';
import type { Rehearsal } from '../../rehearsal/rehearse.ts';
import { Alert, Details } from '../page/parts.tsx';
import { plural } from '../page/plural.ts';
import { Running } from '../page/running.tsx';
import { Table } from '../page/table.tsx';
import type { RehearsalJob, RehearsedLetter } from '../rehearsals.ts';

/** A rehearsal: under way, ended badly, or the whole life that it has played. `href` is its own address. */
export function RehearsalPage({ job, href }: { job: RehearsalJob; href: string }) {
  if (job.state === 'running') {
    return (
      <Running href={href}>
        La convention vit toute sa vie en ce moment : une dizaine de secondes suffisent.
      </Running>
    );
  }
  if (job.state === 'failed') return <Failed why={job.why} />;
  return <Played rehearsal={job.rehearsal} letters={job.letters} />;
}

function Failed({ why }: { why: string }) {
  return (
    <>
      <Alert tone="error" title="La répétition n’a pas abouti">
        <p>{why}</p>
      </Alert>
      <p>
        <a className="fr-link" href="/nouvelle/verification">
          Revenir à la vérification
        </a>
      </p>
    </>
  );
}

function Played({ rehearsal, letters }: { rehearsal: Rehearsal; letters: readonly RehearsedLetter[] }) {
  return (
    <>
      <Alert tone={rehearsal.outcome ? 'success' : 'warning'}>
        <p>
          {frenchEnding(rehearsal)}
          {` En tout, ${letters.length} ${plural(letters.length, 'courriel part', 'courriels partent')}.`}
        </p>
      </Alert>
      <h2>Les phases</h2>
      <Table
        caption="Phases"
        columns={['Depuis', 'Phase'].map((label) => ({ label }))}
        rows={rehearsal.phases.map(({ phase, on }) => ({
          key: `${phase}-${on}`,
          cells: [frenchDate(on), frenchPhases[phase]],
        }))}
      />
      <h2>Chaque courriel</h2>
      {letters.map(({ at, to, subject, text }, rank) => (
        <Details key={`${rank}-${at}`} summary={`${frenchInstant(Date.parse(at))} · ${to} · ${subject}`}>
          <pre>{text}</pre>
        </Details>
      ))}
      <p>
        <a className="fr-btn" href="/nouvelle/verification">
          Revenir à la vérification
        </a>
      </p>
    </>
  );
}
