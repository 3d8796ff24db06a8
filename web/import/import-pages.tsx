import { leftOut } from '../../chorus/read-import.ts';
import type { Share, UnclaimedRow } from '../../chorus/shared-import.ts';
import { bringsNews, type SharedPlan, type ShareOutcome } from '../../client/shared-import.ts';
import { frenchNumber } from '../../convention/french-number.ts';
import { grouped } from '../../convention/grouped.ts';
import { frenchEuros, sumOf } from '../../convention/ledger/money.ts';
import { Form } from '../page/form.tsx';
import { Alert, Facts } from '../page/parts.tsx';
import { PostForm, Submit } from '../page/post-form.tsx';
import { Table } from '../page/table.tsx';
import { Way } from '../page/ways.tsx';
import type { ImportJob } from './import-jobs.ts';

type Names = ReadonlyMap<string, string>;

/** Where an export is imported into all conventions. */
export const importPath = '/import';

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
          ['dont à vos conventions', frenchEuros(sumOf(shares.map((one) => one.totals.commitment)))],
          ['dont à aucune', frenchEuros(sumOf(unclaimed.map((one) => one.totals.commitment)))],
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
          hidden={{ etape: 'confirmer' }}
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
  const groups = [...grouped(rows, ({ reason }) => reason)].sort(([, a], [, b]) => b.length - a.length);
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
            frenchEuros(sumOf(of.map(({ totals }) => totals.commitment))),
            frenchEuros(sumOf(of.map(({ totals }) => totals.payment))),
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

/** An import under way, broken off, or ended. `href` is its own address. */
export function JobPage(props: {
  job: ImportJob;
  /** Short names of conventions, by id. */
  names: Names;
  href: string;
  csrf: string | undefined;
}) {
  const { job, names, href, csrf } = props;
  if (job.state === 'ended') return <Ended outcomes={job.outcomes} names={names} csrf={csrf} />;
  if (job.state === 'running') {
    return (
      <div data-poll="">
        <p className="fr-text--lg">
          Conventions qui ont leur part : {frenchNumber(job.done)} sur {frenchNumber(job.of)}.
        </p>
        <p>
          <a className="fr-btn fr-btn--secondary" href={href}>
            Actualiser
          </a>
        </p>
      </div>
    );
  }
  return (
    <>
      <Alert tone="warning" title="L’import s’est interrompu">
        <p>
          Conventions qui ont leur part, au moins : {frenchNumber(job.done)} sur {frenchNumber(job.of)}.
          Reprendre ne fait rien deux fois.
        </p>
      </Alert>
      <Resume csrf={csrf} />
    </>
  );
}

function Ended(props: { outcomes: readonly ShareOutcome[]; names: Names; csrf: string | undefined }) {
  const { outcomes, names, csrf } = props;
  const of = (...states: ShareOutcome['state'][]) => outcomes.filter(({ state }) => states.includes(state));
  const [done, known, refused] = [of('done'), of('known'), of('refused')];
  const pending = of('unanswered', 'left');
  return (
    <>
      <Facts
        facts={[
          ['Conventions qui ont leur part', frenchNumber(done.length)],
          ['Qui l’avaient déjà', frenchNumber(known.length)],
          ['Refus', frenchNumber(refused.length)],
          ...(pending.length > 0
            ? [['Sans réponse, ou pas commencées', frenchNumber(pending.length)] as const]
            : []),
        ]}
      />
      <Outcomes caption="Refus" outcomes={refused} names={names} />
      {pending.length > 0 && (
        <>
          <Outcomes caption="Sans réponse, ou pas commencées" outcomes={pending} names={names} />
          <Resume csrf={csrf} />
        </>
      )}
      <Outcomes caption="Conventions qui ont leur part" outcomes={done} names={names} />
      <p>
        <a className="fr-link" href="/conventions">
          Voir les conventions
        </a>
      </p>
    </>
  );
}

function Outcomes({
  caption,
  outcomes,
  names,
}: {
  caption: string;
  outcomes: readonly ShareOutcome[];
  names: Names;
}) {
  if (outcomes.length === 0) return null;
  return (
    <Table
      caption={caption}
      columns={[{ label: 'Convention' }, { label: 'Ce qu’il en est' }]}
      rows={outcomes.map(({ id, text }) => ({
        key: id,
        cells: [<Named key="id" id={id} name={names.get(id)} />, text],
      }))}
    />
  );
}

/** A convention by its short name, leading to it. */
function Named({ id, name = '' }: { id: string; name: string | undefined }) {
  return <Way href={`/conventions/${id}`}>{name || id}</Way>;
}

function Resume({ csrf }: { csrf: string | undefined }) {
  return (
    <PostForm action={importPath} csrf={csrf} hidden={{ etape: 'confirmer' }}>
      <Submit>Reprendre l’import</Submit>
    </PostForm>
  );
}
