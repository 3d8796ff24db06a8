/** Something of a given height that wants to stand around a given middle, in pixels. */
export interface Placed {
  readonly middle: number;
  readonly height: number;
}

/**
 * The middles of labels, each as near as can be to where it wants to stand, none over another.
 * @param placed from top to bottom; together not higher than the room.
 */
export function spread(placed: readonly Placed[], top: number, bottom: number): number[] {
  let edge = top;
  const lowered = placed.map(({ middle, height }) => {
    const start = Math.max(edge, middle - height / 2);
    edge = start + height;
    return start;
  });
  edge = bottom;
  return lowered
    .map((start, index) => [start, placed[index]?.height ?? 0] as const)
    .reverse()
    .map(([start, height]) => {
      edge = Math.min(edge, start + height) - height;
      return edge + height / 2;
    })
    .reverse();
}
