/** Where two values of plain data differ, by their JSON: `.convention.outcomes.credits: …`, the first ten. */
export function differing(one: unknown, other: unknown, path = ''): string[] {
  if (one === other) return [];
  if (!isObject(one) || !isObject(other)) {
    const [a, b] = [JSON.stringify(one), JSON.stringify(other)];
    return a === b ? [] : [`${path}: ${a?.slice(0, 200)} / ${b?.slice(0, 200)}`];
  }
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys]
    .flatMap((key) => differing(Reflect.get(one, key), Reflect.get(other, key), `${path}.${key}`))
    .slice(0, 10);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
