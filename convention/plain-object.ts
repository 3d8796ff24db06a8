/** Whether a value is an object with keys of its own: neither a list nor nothing. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Those of some values that there are: the key of what is not is left out. */
export function present<Values extends object>(values: Values) {
  const known = Object.entries(values).filter(([, value]) => value !== undefined);
  // Ours: no key is added, and none has nothing.
  return Object.fromEntries(known) as { [Key in keyof Values]?: Exclude<Values[Key], undefined> };
}
