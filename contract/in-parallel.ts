/**
 * Asks about each of many, some at once; the answers are in the order of what they are about.
 * @param atOnce how many answers are waited for at once.
 */
export async function inParallel<Item, Answer>(
  items: readonly Item[],
  ask: (item: Item) => Promise<Answer>,
  atOnce = 16,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  const left = items.entries();
  const lane = async () => {
    for (const [rank, item] of left) answers[rank] = await ask(item);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, lane));
  return answers;
}
