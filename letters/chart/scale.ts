/** What the vertical axis spans: cents, or whatever is counted. */
export interface Scale {
  readonly low: number;
  readonly high: number;
  /** Round numbers within it, lowest first; zero is one of them. */
  readonly ticks: readonly number[];
}

/** What an axis spans when there is nothing to draw: 1 000 €. */
const emptySpan = 100_000;
/** Room above the highest line, so that it does not lie on the edge. */
const headroom = 0.06;

/** A scale that holds zero and every amount, with three to five ticks. */
export function scaleOf(amounts: readonly number[]): Scale {
  const least = Math.min(0, ...amounts);
  const most = Math.max(0, ...amounts) || (least === 0 ? emptySpan : 0);
  const span = most - least;
  const step = roundStep(span / 4);
  const low = least < 0 ? least - span * headroom : 0;
  const high = most > 0 ? most + span * headroom : 0;
  const ticks: number[] = [];
  for (let rank = Math.ceil(low / step); rank * step <= high; rank++) ticks.push(rank * step);
  return { low, high, ticks };
}

/** The least of 1, 2, 2.5, 5 and 10 times a power of ten that is enough; whole, 1 at least. */
function roundStep(enough: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(enough));
  const factor = [1, 2, 2.5, 5].find((one) => one * magnitude >= enough) ?? 10;
  return Math.max(1, Math.round(factor * magnitude));
}
