import { type Cents, frenchEuros, subtract } from '../../convention/ledger/money.ts';

const width = 400;
const height = 14;

/** What is set against a ceiling. */
export interface ProgressBarProps {
  /** What is counted: `Engagements (AE)`. */
  readonly label: string;
  readonly used: Cents;
  /** None when the convention sets no ceiling of its own: there is then no bar. */
  readonly ceiling: Cents | null;
  /** One short line, for the cells of a table. */
  readonly compact?: boolean;
}

/** Money against a ceiling: in words, and as a bar that only repeats them. */
export function ProgressBar(props: ProgressBarProps) {
  const { label, used, ceiling, compact = false } = props;
  if (ceiling === null) return <NoCeiling {...props} />;
  const words = `${frenchEuros(used)} sur ${frenchEuros(ceiling)}`;
  const share = shareOf(used, ceiling);
  const over = used > ceiling ? ' dg-progress--over' : '';
  if (compact) {
    return (
      <div className={`dg-progress dg-progress--compact${over}`}>
        <Bar used={used} ceiling={ceiling} />
        <span className="dg-progress__figures">
          <span className="fr-sr-only">
            {label} : {words}, soit{' '}
          </span>
          {share}
        </span>
      </div>
    );
  }
  return (
    <div className={`dg-progress${over}`}>
      <p className="dg-progress__words">
        <span className="dg-progress__label">{label}</span>{' '}
        <span className="dg-progress__figures">
          {words} ({share})
        </span>
      </p>
      <Bar used={used} ceiling={ceiling} />
      <p className="dg-progress__rest">
        {used > ceiling
          ? `Dépassement de ${frenchEuros(subtract(used, ceiling))}.`
          : `Reste ${frenchEuros(subtract(ceiling, used))}.`}
      </p>
    </div>
  );
}

function NoCeiling({ label, used, compact = false }: ProgressBarProps) {
  if (compact) return <>{frenchEuros(used)}</>;
  return (
    <div className="dg-progress">
      <p className="dg-progress__words">
        <span className="dg-progress__label">{label}</span>{' '}
        <span className="dg-progress__figures">{frenchEuros(used)}, sans plafond propre</span>
      </p>
    </div>
  );
}

/** The scale goes to the ceiling, or to what passes it: the ceiling is then a line within the bar. */
function Bar({ used, ceiling }: { used: Cents; ceiling: Cents }) {
  const most = Math.max(used, ceiling, 1);
  const at = (amount: number) => Math.round((Math.max(0, amount) / most) * width * 10) / 10;
  const within = at(Math.min(used, ceiling));
  return (
    <svg
      className="dg-progress__bar"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <rect className="dg-progress__track" width={width} height={height} />
      <rect className="dg-progress__used" width={within} height={height} />
      {used > ceiling && (
        <rect className="dg-progress__over" x={within} width={at(used) - within} height={height} />
      )}
      {most > ceiling && (
        <line
          className="dg-progress__ceiling"
          x1={at(ceiling)}
          x2={at(ceiling)}
          y1={0}
          y2={height}
          vectorEffect="non-scaling-stroke"
        />
      )}
    </svg>
  );
}

/** `62 %`, rounded down: what is not reached is never said to be; `> 100 %` for the first cents past the ceiling. */
export function shareOf(amount: Cents, ceiling: Cents): string {
  if (amount > ceiling && amount * 100 < ceiling * 101) return '> 100\u00a0%';
  return ceiling === 0 ? '0\u00a0%' : `${Math.floor((amount * 100) / ceiling)}\u00a0%`;
}
