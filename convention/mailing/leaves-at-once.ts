import type { NewsItem } from './letter.ts';

/** Whether news waits for no morning, no Monday and no other letter: it presses, or somebody waits for it. */
export function leavesAtOnce({ urgent, awaited }: Pick<NewsItem, 'urgent' | 'awaited'>): boolean {
  return urgent === true || awaited === true;
}
