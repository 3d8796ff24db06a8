import type { EventKind } from './timeline-event.ts';

/** What a shape stands for, in words. */
export const kindNames: Record<EventKind, string> = {
  overdue: 'En retard',
  due: 'Échéance',
  landmark: 'Repère',
  alert: 'Alerte',
  phase: 'Étape',
  past: 'Passé',
};

/** Shapes centred on nought, within 7 units: none is told from another by its colour alone. */
const shapes: Record<EventKind, string> = {
  past: 'M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0z',
  due: 'M0-6 6 0 0 6-6 0z',
  landmark: 'M-6-5.5h12L0 6.5z',
  overdue: 'M0-7 7.5 6h-15z',
  alert: 'M-5.5-5.5h11v11h-11z',
  phase: 'M-5 7V-7h10l-3 4 3 4h-8v6z',
};

/** The shape of a kind, to be placed in a drawing. */
export function Shape({ kind, x, y }: { kind: EventKind; x: number; y: number }) {
  return <path className={`dg-mark dg-mark--${kind}`} d={shapes[kind]} transform={`translate(${x} ${y})`} />;
}

/** The shape of a kind beside words; they say its name. */
export function Mark({ kind }: { kind: EventKind }) {
  return (
    <svg
      className="dg-mark"
      width="16"
      height="16"
      viewBox="-8 -8 16 16"
      aria-hidden="true"
      focusable="false"
    >
      <Shape kind={kind} x={0} y={0} />
    </svg>
  );
}
