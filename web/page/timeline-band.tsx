import { frenchDate } from '../../convention/calendar/french.ts';
import {
  addMonths,
  daysBetween,
  earliest,
  endOfMonth,
  latest,
  type PlainDate,
  startOfMonth,
} from '../../convention/calendar/plain-date.ts';
import { grouped, type TimelineEvent } from './timeline-event.ts';
import { Shape } from './timeline-mark.tsx';

const width = 960;
const margin = 12;
const rowHeight = 18;
const mostRows = 6;

/** A convention's life on one band. */
export interface BandProps {
  readonly today: PlainDate;
  readonly signedOn: PlainDate;
  readonly effectiveOn?: PlainDate | undefined;
  readonly endsOn?: PlainDate | undefined;
  readonly events: readonly TimelineEvent[];
}

/** The band: its months, the convention's time in force, today, and every event by its shape. */
export function TimelineBand(props: BandProps) {
  const { today, effectiveOn, endsOn } = props;
  const { first, last } = reach(props);
  const days = daysBetween(first, last);
  const at = (date: PlainDate) =>
    Math.round((margin + (daysBetween(first, date) / days) * (width - 2 * margin)) * 10) / 10;
  const { marks, rows } = placed(props.events, at);
  const band = 30 + rows * rowHeight;
  const lived = endsOn && endsOn < today ? endsOn : today;
  return (
    <svg
      className="dg-timeline__band"
      viewBox={`0 0 ${width} ${band + 66}`}
      role="img"
      aria-label={sentence(props)}
    >
      <rect className="dg-timeline__span" x={margin} y={band} width={width - 2 * margin} height={10} rx={5} />
      {effectiveOn && (
        <rect
          className="dg-timeline__life"
          x={at(effectiveOn)}
          y={band}
          width={Math.max(2, at(endsOn ?? last) - at(effectiveOn))}
          height={10}
        />
      )}
      {effectiveOn && effectiveOn < lived && (
        <rect
          className="dg-timeline__lived"
          x={at(effectiveOn)}
          y={band}
          width={at(lived) - at(effectiveOn)}
          height={10}
        />
      )}
      {monthsOf(first, last).map((month) => (
        <Month key={month.on} month={month} x={at(month.on)} y={band} />
      ))}
      {effectiveOn && <Edge name="Effet" on={effectiveOn} x={at(effectiveOn)} y={band} anchor="start" />}
      {endsOn && <Edge name="Terme" on={endsOn} x={at(endsOn)} y={band} anchor="end" />}
      <line className="dg-timeline__today" x1={at(today)} x2={at(today)} y1={20} y2={band + 14} />
      <text className="dg-timeline__today-name" x={at(today)} y={14} textAnchor={anchorAt(at(today))}>
        Aujourd’hui
      </text>
      {marks.map(({ event, x, row }) => (
        <Shape
          key={`${event.on} ${event.kind} ${event.label}`}
          kind={event.kind}
          x={x}
          y={band - 9 - row * rowHeight}
        />
      ))}
    </svg>
  );
}

interface Month {
  readonly on: PlainDate;
  readonly name?: string;
  readonly year?: string;
}

function Month({ month: { name, year }, x, y }: { month: Month; x: number; y: number }) {
  return (
    <>
      <line className="dg-timeline__tick" x1={x} x2={x} y1={y + 10} y2={y + (name || year ? 16 : 13)} />
      {name && (
        <text x={x + 3} y={y + 26}>
          {name}
        </text>
      )}
      {year && (
        <text className="dg-timeline__year" x={x + 3} y={y + 42}>
          {year}
        </text>
      )}
    </>
  );
}

function Edge(props: { name: string; on: PlainDate; x: number; y: number; anchor: 'start' | 'end' }) {
  const { name, on, x, y, anchor } = props;
  const fits = anchor === 'start' ? x < width - 180 : x > 180;
  return (
    <text
      className="dg-timeline__edge"
      x={x}
      y={y + 60}
      textAnchor={fits ? anchor : anchor === 'start' ? 'end' : 'start'}
    >
      {name} : {frenchDate(on)}
    </text>
  );
}

const shortMonths = [
  'janv.',
  'févr.',
  'mars',
  'avr.',
  'mai',
  'juin',
  'juil.',
  'août',
  'sept.',
  'oct.',
  'nov.',
  'déc.',
];

/** Every month of the band; those named are as many as there is room for. */
function monthsOf(first: PlainDate, last: PlainDate): Month[] {
  const count = Math.round(daysBetween(first, last) / 30.44);
  const every = count <= 20 ? 1 : count <= 60 ? 3 : 12;
  return Array.from({ length: count }, (_, index) => {
    const on = addMonths(first, index);
    const month = Number(on.slice(5, 7)) - 1;
    const isNamed = month % every === 0;
    return {
      on,
      ...(isNamed && every < 12 ? { name: shortMonths[month] ?? '' } : {}),
      ...(month === 0 || (index === 0 && month < 10) ? { year: on.slice(0, 4) } : {}),
    };
  });
}

/** Whole months, from the first event to the last. */
function reach({ today, signedOn, effectiveOn, endsOn, events }: BandProps) {
  const dates = [...events.map(({ on }) => on), effectiveOn ?? today, endsOn ?? today, today];
  return {
    first: startOfMonth(earliest(signedOn, ...dates)),
    last: endOfMonth(latest(signedOn, ...dates)),
  };
}

/** Piles up the events that would hide one another; the topmost place takes all that is left. */
function placed(events: readonly TimelineEvent[], at: (date: PlainDate) => number) {
  const ends: number[] = [];
  const inOrder = [...events].sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
  const marks = inOrder.map((event) => {
    const x = at(event.on);
    const free = ends.findIndex((end) => end + 16 <= x);
    const row = Math.min(free >= 0 ? free : ends.length, mostRows - 1);
    ends[row] = x;
    return { event, x, row };
  });
  return { marks, rows: Math.max(1, ends.length) };
}

function anchorAt(x: number): 'start' | 'middle' | 'end' {
  if (x < 60) return 'start';
  return x > width - 60 ? 'end' : 'middle';
}

/** What the band shows, in one sentence. */
function sentence({ today, signedOn, effectiveOn, endsOn, events }: BandProps): string {
  const { overdue, awaited, soon, later } = grouped(events, today);
  const next = soon[0] ?? later[0];
  const parts = [
    `signée le ${frenchDate(signedOn)}`,
    ...(effectiveOn ? [`effet le ${frenchDate(effectiveOn)}`] : []),
    ...(endsOn ? [`terme le ${frenchDate(endsOn)}`] : []),
    `${overdue.length} en retard`,
    ...(awaited.length > 0 ? [`${awaited.length} en attente`] : []),
    `${soon.length} dans les 30 jours`,
    ...(next ? [`prochaine date le ${frenchDate(next.on)} (${next.label})`] : []),
  ];
  return `Frise au ${frenchDate(today)} : ${parts.join(', ')} ; le détail est dans la liste qui suit.`;
}
