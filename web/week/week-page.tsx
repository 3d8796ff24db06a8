import { frenchDate, frenchLongDate } from '../../convention/calendar/french.ts';
import type { PlainDate } from '../../convention/calendar/plain-date.ts';
import { frenchNumber } from '../../convention/french-number.ts';
import { verbFor } from '../../letters/action.ts';
import { typeset } from '../../letters/typography.ts';
import { DueDay, LandmarkHint } from '../convention/due.tsx';
import { weekPath } from '../page/header.tsx';
import { Badge, EmptyState } from '../page/parts.tsx';
import { plural } from '../page/plural.ts';
import { Table } from '../page/table.tsx';
import { Unread } from '../page/unread.tsx';
import { Download, Tabs, Way } from '../page/ways.tsx';
import type { Person } from '../person.ts';
import type { AskedDuty } from './asked-duties.ts';
import { pathOf } from './paths.ts';
import { frenchUrgency, type TaskGroup, type WeekLine } from './plan.ts';
import type { ReadWeek } from './read-week.ts';
import { type View, viewLabels, viewSays, viewSlugs, viewsOf } from './views.ts';

/** Lines of one heading that a page shows: past them, the file has all. */
const mostShown = 100;

/** What somebody has to do this week in all their conventions, by what is to do; then what they are only told. */
export function WeekPage({ read, person }: { read: ReadWeek; person: Person }) {
  const { view, plan, week, today, conventions } = read;
  const views = viewsOf(person);
  const hasLines = plan.asked + plan.announced.length > 0;
  return (
    <>
      <p className="fr-text--lg">
        {viewSays(view, person)}
        <span className="fr-hint-text">
          Jusqu’au {frenchLongDate(week.until)}, ce qui est en retard d’abord.
        </span>
      </p>
      {views.length > 1 && (
        <Tabs
          label="Ce que montre cette page"
          tabs={views.map((one) => ({ href: hrefOf(one, person), label: viewLabels[one] }))}
          path={hrefOf(view, person)}
        />
      )}
      <Missing read={read} />
      {hasLines && (
        <ul className="fr-raw-list">
          <li>
            <Download href={hrefOf(view, person, '.csv')}>Télécharger cette liste, en CSV</Download>
          </li>
          <li>
            <Download href={hrefOf(view, person, '.ics')}>La mettre dans un agenda (.ics)</Download>
          </li>
        </ul>
      )}
      {plan.asked === 0 && <Nothing read={read} isAdmin={person.admin} />}
      <LandmarkHint dues={plan.groups.flatMap(({ lines }) => lines.map(({ duty }) => duty))} />
      {plan.groups.map((group) => (
        <section key={group.task}>
          <h2>{headingOf(group)}</h2>
          <AskedTable group={group} today={today} isOwn={view === 'mine'} />
          {group.lines.length > mostShown && (
            <p>Les {mostShown} premières sont montrées ici ; le fichier CSV les a toutes.</p>
          )}
        </section>
      ))}
      {plan.later && (
        <p>
          {plan.later.count > 1
            ? `${frenchNumber(plan.later.count)} autres obligations sont ouvertes pour plus tard, la première pour le ${frenchDate(plan.later.first)}.`
            : `Une autre obligation est ouverte pour plus tard, pour le ${frenchDate(plan.later.first)}.`}
        </p>
      )}
      {plan.announced.length > 0 && (
        <section>
          <h2>À savoir ({plan.announced.length})</h2>
          <p>Ces dates sont annoncées : elles ne demandent rien.</p>
          <AnnouncedTable lines={plan.announced} today={today} />
        </section>
      )}
      {conventions > 0 && (
        <p>
          <Way href="/conventions">Toutes les conventions</Way>
        </p>
      )}
    </>
  );
}

/** The address of a view; that which is shown by default has none of its own. */
function hrefOf(view: View, person: Person, ext = ''): string {
  const [first] = viewsOf(person);
  return `${weekPath}${ext}${view === first ? '' : `?vue=${viewSlugs[view]}`}`;
}

function headingOf({ task, lines, overdue }: TaskGroup): string {
  return `${task} (${frenchNumber(lines.length)}${overdue > 0 ? `, dont ${frenchNumber(overdue)} en retard` : ''})`;
}

function AskedTable({ group, today, isOwn }: { group: TaskGroup; today: PlainDate; isOwn: boolean }) {
  const columns = [
    'Obligation',
    'Convention',
    ...(isOwn ? [] : ['Qui doit agir']),
    'Échéance ou repère',
    'Où en est-on',
    'Agir',
  ];
  return (
    <Table
      stacked
      hiddenCaption
      caption={headingOf(group)}
      columns={columns.map((label) => ({ label, isPressed: label === 'Agir' }))}
      rows={group.lines.slice(0, mostShown).map((line) => ({
        key: keyOf(line),
        cells: [
          typeset(line.duty.title),
          <ConventionWay key="convention" duty={line.duty} />,
          ...(isOwn ? [] : [whoOf(line.duty)]),
          <DueDay key="day" due={line.duty} />,
          <Urgency key="urgency" duty={line.duty} today={today} />,
          <Acting key="acting" line={line} />,
        ],
      }))}
    />
  );
}

function AnnouncedTable({ lines, today }: { lines: readonly WeekLine[]; today: PlainDate }) {
  return (
    <Table
      stacked
      hiddenCaption
      caption="À savoir"
      columns={['Ce qui arrive', 'Convention', 'Date', 'Dans combien de temps'].map((label) => ({ label }))}
      rows={lines.slice(0, mostShown).map((line) => ({
        key: keyOf(line),
        cells: [
          <Way key="title" href={pathOf(line)}>
            {typeset(line.duty.title)}
          </Way>,
          <ConventionWay key="convention" duty={line.duty} />,
          <DueDay key="day" due={line.duty} />,
          typeset(frenchUrgency(line.duty, today)),
        ],
      }))}
    />
  );
}

function keyOf({ duty: { convention, duty } }: WeekLine): string {
  return `${convention.id} ${duty}`;
}

function whoOf({ isOfManager, holder }: AskedDuty): string {
  return isOfManager ? 'gestionnaire' : holder;
}

function ConventionWay({ duty: { convention, parties } }: { duty: AskedDuty }) {
  return (
    <>
      <Way href={`/conventions/${convention.id}`}>{convention.shortName}</Way>
      <span className="fr-hint-text">{parties}</span>
    </>
  );
}

function Urgency({ duty, today }: { duty: AskedDuty; today: PlainDate }) {
  const words = typeset(frenchUrgency(duty, today));
  if (duty.state === 'overdue') return <Badge tone="error">{words}</Badge>;
  return duty.dueOn <= today ? <Badge tone="warning">{words}</Badge> : words;
}

/** The button that leads to the form, named by what it is about for who only hears it. */
function Acting({ line }: { line: WeekLine }) {
  const { duty, form } = line;
  return (
    <a className={form === undefined ? 'fr-link' : 'fr-btn fr-btn--sm'} href={pathOf(line)}>
      {form === undefined ? 'Voir l’obligation' : verbFor(duty.closedBy)}
      <span className="fr-sr-only">
        {' '}
        : {typeset(duty.title)}, {duty.convention.shortName}
      </span>
    </a>
  );
}

/** What this page does not show, and why. */
function Missing({ read }: { read: ReadWeek }) {
  const { stopped } = read;
  const notFollowed = `${frenchNumber(stopped)} ${plural(stopped, 'convention n’est plus suivie, ce', 'conventions ne sont plus suivies, ce')} qui y était à faire n’est pas dans cette page.`;
  return <Unread read={read} what="ce qui y est à faire" more={stopped > 0 ? [notFollowed] : []} />;
}

const nothingSays: Readonly<Record<View, string>> = {
  mine: 'Rien ne vous est demandé',
  manager: 'Rien n’est demandé au gestionnaire',
  all: 'Rien n’est attendu de personne',
};

/** What stands where there is nothing to do. */
function Nothing({ read, isAdmin }: { read: ReadWeek; isAdmin: boolean }) {
  if (read.conventions > 0) {
    return (
      <EmptyState title="Rien à faire cette semaine">
        <p>
          {nothingSays[read.view]} d’ici au {frenchLongDate(read.week.until)}, et rien n’est en retard.
        </p>
      </EmptyState>
    );
  }
  return (
    <EmptyState title="Aucune convention en cours pour l’instant">
      {isAdmin ? (
        <p>
          <a className="fr-btn" href="/nouvelle">
            Enregistrer une convention
          </a>
        </p>
      ) : (
        <p>
          Vous verrez ici ce qui vous est demandé dans les conventions dont vous êtes un contact. Si l’une
          d’elles manque, demandez à la personne qui la gère d’y inscrire votre adresse.
        </p>
      )}
    </EmptyState>
  );
}
