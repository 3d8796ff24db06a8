import { frenchDate } from '../../convention/calendar/french.ts';
import { daysBetween, type PlainDate } from '../../convention/calendar/plain-date.ts';
import { frenchNumber } from '../../convention/french-number.ts';
import { Details } from './parts.tsx';
import { type BandProps, TimelineBand } from './timeline-band.tsx';
import { type EventKind, grouped, type TimelineEvent } from './timeline-event.ts';
import { kindNames, Mark } from './timeline-mark.tsx';

/** Events of a group in sight; more of them are folded away. */
const inSight = 6;

const legendOrder: readonly EventKind[] = ['overdue', 'due', 'landmark', 'alert', 'phase', 'past'];

/**
 * A convention's life: a band to be read at a glance, then what is late and what comes soon; all the rest is folded
 * away, for the band is but an image to those who do not see it.
 */
export function Timeline(props: BandProps) {
  const { today, events } = props;
  const { overdue, awaited, soon, later, past } = grouped(events, today);
  const kinds = new Set(events.map(({ kind }) => kind));
  return (
    <>
      <TimelineBand {...props} />
      <ul className="dg-timeline__legend" aria-label="Légende de la frise">
        {legendOrder
          .filter((kind) => kinds.has(kind))
          .map((kind) => (
            <li key={kind}>
              <Mark kind={kind} />
              {kindNames[kind]}
            </li>
          ))}
      </ul>
      <Group title="En retard" events={overdue} today={today} />
      <Group title="En attente, sans délai fixé par le texte" events={awaited} today={today} />
      <Group title="Aujourd’hui et dans les 30 jours" events={soon} today={today} />
      <Folded title="Plus tard" events={later} today={today} />
      <Folded title="Passé" events={past} today={today} />
    </>
  );
}

interface GroupProps {
  readonly title: string;
  readonly events: readonly TimelineEvent[];
  readonly today: PlainDate;
}

function Group({ title, events, today }: GroupProps) {
  if (events.length === 0) return null;
  const rest = events.length > inSight + 1 ? events.slice(inSight) : [];
  return (
    <>
      <h3 className="dg-timeline__group">
        {title} ({events.length})
      </h3>
      <Events events={events.slice(0, events.length - rest.length)} today={today} />
      <Folded title={`${title}, la suite`} events={rest} today={today} />
    </>
  );
}

function Folded({ title, events, today }: GroupProps) {
  if (events.length === 0) return null;
  return (
    <Details summary={`${title} (${events.length})`}>
      <Events events={events} today={today} />
    </Details>
  );
}

function Events({ events, today }: { events: readonly TimelineEvent[]; today: PlainDate }) {
  return (
    <ol className="dg-timeline__list">
      {events.map(({ on, label, kind, href }) => (
        <li
          key={`${on} ${kind} ${label}`}
          className={`dg-timeline__event${kind === 'overdue' ? ' dg-timeline__event--overdue' : ''}`}
        >
          <Mark kind={kind} />
          <time className="dg-timeline__date" dateTime={on}>
            {frenchDate(on)}
          </time>
          <span className="dg-timeline__label">
            <span className="fr-sr-only">{kindNames[kind]} : </span>
            <bdi>{href === undefined ? label : <a href={href}>{label}</a>}</bdi>
          </span>
          <span className="dg-timeline__distance">{distance(on, today, kind)}</span>
        </li>
      ))}
    </ol>
  );
}

/** How far an event is: `dans 5 jours`, `12 jours de retard`, `depuis 12 jours`; nothing once it is over. */
function distance(on: PlainDate, today: PlainDate, kind: EventKind): string {
  const days = daysBetween(today, on);
  if (kind === 'overdue') return days < 0 ? `${counted(-days)} de retard` : 'en retard';
  if (kind === 'landmark' && days < 0) return `depuis ${counted(-days)}`;
  if (kind === 'past' || days < 0) return '';
  if (days === 0) return 'aujourd’hui';
  return days === 1 ? 'demain' : `dans ${counted(days)}`;
}

function counted(days: number): string {
  return days === 1 ? '1 jour' : `${frenchNumber(days)} jours`;
}
