import type { FastifyInstance } from 'fastify';
import { frenchDate, frenchInstant } from '../../convention/calendar/french.ts';
import { daysBetween } from '../../convention/calendar/plain-date.ts';
import { frenchPhases } from '../../convention/convention.ts';
import { contactOf } from '../../convention/document/contacts.ts';
import type { ConventionView, DutyView } from '../../convention/views/view.ts';
import { dutyName } from '../convention/duty-table.tsx';
import { WithFiles } from '../convention/files.tsx';
import { showConvention } from '../convention/frame.tsx';
import { landmarks } from '../convention/landmarks.ts';
import { type Opened, opened } from '../convention/opened.ts';
import { UnderWay } from '../convention/under-way.tsx';
import { Alert, Facts, type Figure, Figures } from '../page/parts.tsx';
import { plural } from '../page/plural.ts';
import { ProgressBar } from '../page/progress-bar.tsx';
import { Table } from '../page/table.tsx';
import { Timeline } from '../page/timeline.tsx';
import type { EventKind, TimelineEvent } from '../page/timeline-event.ts';
import { Way } from '../page/ways.tsx';
import { queryOf } from '../request.ts';
import type { Web } from '../web.ts';

/** Where a convention stands, at a glance. */
export async function overviewRoutes(app: FastifyInstance, web: Web): Promise<void> {
  app.get('/conventions/:id', async (request, reply) => {
    const one = await opened(web, request);
    const { view, id, today } = one;
    const root = `/conventions/${id}`;
    const done = view.journal[Number(queryOf(request).fait ?? Number.NaN)];
    return showConvention(
      reply,
      one,
      {
        tab: '',
        notice: done && (
          <Alert tone="success" title="C’est fait">
            <WithFiles text={done.text} root={root} />
          </Alert>
        ),
      },
      <>
        <UnderWay record={one.record} root={root} />
        {view.held.length > 0 && (
          <Alert tone="error" title="Des courriels attendent de pouvoir partir">
            <p>
              <Way href={`${root}/courriels`}>Voir lesquels, et pourquoi</Way>
            </p>
          </Alert>
        )}
        <Figures figures={glance(one)} />
        <h2>Le fil de la convention</h2>
        <Timeline
          today={today}
          signedOn={view.signedOn}
          {...(view.period ? { effectiveOn: view.period.effectiveOn, endsOn: view.period.endsOn } : {})}
          events={eventsOf(view, root)}
        />
        <p>
          <Way href={`${root}/obligations`}>
            Voir les {view.duties.length} obligations, avec ce qui est attendu pour chacune
          </Way>
        </p>
        {view.money.ceiling !== undefined && (
          <>
            <h2>Le budget</h2>
            <ProgressBar label="Engagé (AE)" used={view.money.committed} ceiling={view.money.ceiling} />
          </>
        )}
        <h2>Repères</h2>
        <Facts facts={landmarks(one)} />
        {view.nextMails.length > 0 && (
          <>
            <h2>Prochains courriels, si rien n’est fait</h2>
            <Table
              stacked
              hiddenCaption
              caption="Prochains courriels, si rien n’est fait"
              columns={['Quand', 'À propos de', 'À'].map((label) => ({ label }))}
              rows={view.nextMails.slice(0, 8).map(({ at, duty, to }, rank) => ({
                key: `${rank}`,
                cells: [
                  frenchInstant(at),
                  view.duties.find((one) => one.id === duty)?.title ?? duty,
                  to.map((contact) => contactOf(one.record.document, contact)?.name ?? contact).join(', '),
                ],
              }))}
            />
          </>
        )}
      </>,
    );
  });
}

function kindOf({ evidence, state, indicative }: DutyView): EventKind {
  const kinds = {
    overdue: 'overdue',
    open: 'due',
    planned: 'due',
    done: 'past',
    waived: 'past',
    lapsed: 'past',
    passed: 'past',
  } as const;
  const kind = kinds[state];
  if (kind !== 'due') return kind;
  // A date that is only announced asks for no evidence.
  if (evidence === undefined) return 'alert';
  return indicative ? 'landmark' : kind;
}

/** What a line of time shows of a convention. */
export function eventsOf({ duties, phases }: ConventionView, root: string): TimelineEvent[] {
  return [
    ...phases.map(({ phase, on }) => ({
      on,
      label: `Phase : ${frenchPhases[phase]}`,
      kind: 'phase' as const,
    })),
    ...duties.map((duty) => ({
      on: duty.dueOn,
      label: dutyName(duty, duties),
      href: `${root}/obligations/${duty.id}`,
      kind: kindOf(duty),
    })),
  ];
}

/** Where the convention stands, in a few numbers. */
function glance({ id, view, today }: Opened): Figure[] {
  const root = `/conventions/${id}/obligations`;
  const open = view.duties.filter(({ state }) => state === 'open').length;
  const late = view.duties.filter(({ state }) => state === 'overdue').length;
  const left = view.period && !view.endCause ? daysBetween(today, view.period.endsOn) : -1;
  const next = view.nextDeadline && daysBetween(today, view.nextDeadline);
  return [
    late > 0
      ? {
          value: String(late),
          label: plural(late, 'obligation en retard', 'obligations en retard'),
          href: root,
          tone: 'error',
        }
      : { value: '0', label: 'obligation en retard', tone: 'success' },
    {
      value: String(open),
      label: plural(open, 'obligation à remplir', 'obligations à remplir'),
      ...(open > 0 ? { href: root } : {}),
    },
    ...(next === undefined || !view.nextDeadline
      ? []
      : [
          {
            value: String(next),
            label: `${plural(next, 'jour', 'jours')} avant la prochaine date, le ${frenchDate(view.nextDeadline)}`,
          },
        ]),
    ...(left >= 0
      ? [{ value: String(left), label: plural(left, 'jour avant le terme', 'jours avant le terme') }]
      : []),
  ];
}
