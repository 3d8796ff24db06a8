import type { Delivery, Letter } from '../../convention/mailing/letter.ts';
import { chartIn } from './charted.ts';
import { cidOf } from './cid.ts';
import { chartPng } from './png.ts';

/** A chart as its letter carries it. */
export interface Picture {
  /** What the HTML calls it. */
  readonly cid: string;
  readonly png: Buffer;
}

/**
 * The charts of a letter as images, in the order of its items. One that cannot be drawn is left out: no letter is
 * held back for an image, whose alternative and figures say the same.
 *
 * @param onFault told why one was left out.
 */
export async function picturesOf(
  { id }: Delivery['convention'],
  { items }: Letter,
  onFault: (fault: unknown) => void,
): Promise<Picture[]> {
  const pictures: Picture[] = [];
  for (const item of items) {
    const chart = chartIn(item);
    if (!chart) continue;
    try {
      pictures.push({ cid: cidOf(id, item.identity), png: await chartPng(chart) });
    } catch (error) {
      onFault(error);
    }
  }
  return pictures;
}
