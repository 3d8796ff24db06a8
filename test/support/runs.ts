/** Whether everything is tried, as `npm run test:full` does; otherwise a share of what takes long. */
export const inFull = process.env.DELEGATION_FULL === '1';

/** How many times a property is tried, of so many in full: a tenth. */
export function runs(all: number): number {
  return inFull ? all : Math.ceil(all / 10);
}

/** Every so manieth of a list, from the `first` on; all of it in full. */
export function sharedOut<Item>(all: readonly Item[], first: number, by: number): readonly Item[] {
  return inFull ? all : all.filter((_, index) => index % by === first % by);
}
