import type { Scale } from './scale.ts';

/** The drawing as it is shown, in pixels. */
export const size = { width: 560, height: 300 } as const;

/** Of every text in the drawing: on a telephone half of it is left, and it must still be read. */
export const fontSize = 16;
/** From the middle of a line of text down to its foot. */
export const foot = 5.5;

/** Where months and amounts stand in the drawing, in its pixels. */
export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** What a month takes of the width. */
  readonly band: number;
  /** The middle of a month, by its rank; `x(rank - 0.5)` is where it starts. */
  readonly x: (rank: number) => number;
  readonly y: (cents: number) => number;
}

/**
 * The frame of a plot.
 * @param months how many are drawn.
 * @param room what is written at its left and at its right needs, in pixels.
 */
export function frameOf(months: number, scale: Scale, room: { left: number; right: number }): Frame {
  const [top, right, bottom, left] = [68, size.width - room.right, 258, room.left];
  const band = (right - left) / Math.max(months, 1);
  const height = (bottom - top) / (scale.high - scale.low);
  return {
    left,
    right,
    top,
    bottom,
    band,
    x: (rank) => pixels(left + (rank + 0.5) * band),
    y: (cents) => pixels(bottom - (cents - scale.low) * height),
  };
}

/** Rounded, so that a drawing is written with the same digits everywhere. */
export function pixels(length: number): number {
  return Math.round(length * 100) / 100;
}
