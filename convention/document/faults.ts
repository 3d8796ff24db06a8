/** Something in a document that is refused. */
export interface Fault {
  /** Where, as in `budget.codes.activities[0]`. */
  readonly path: string;
  /** What was given, in JSON; absent when nothing was. */
  readonly given?: string;
  /** What would be accepted, in French. */
  readonly accepted: string;
}

/** The JSON path of a value: `['delegator', 'contacts', 0, 'email']` is `delegator.contacts[0].email`. */
export function pathOf(keys: readonly PropertyKey[]): string {
  return keys.reduce<string>(
    (path, key) =>
      typeof key === 'number' ? `${path}[${key}]` : path ? `${path}.${String(key)}` : String(key),
    '',
  );
}

/** A fault about the value found at a path of the input. */
export function faultAt(input: unknown, keys: readonly PropertyKey[], accepted: string): Fault {
  const value = keys.reduce<unknown>(
    (found, key) => (typeof found === 'object' && found !== null ? Reflect.get(found, key) : undefined),
    input,
  );
  const path = pathOf(keys);
  return value === undefined ? { path, accepted } : { path, given: quote(value), accepted };
}

/** A fault in one French line: ``budget.ceiling : « -5 » refusé ; accepté : un montant…``. */
export function describeFault(fault: Fault): string {
  const where = fault.path || 'document';
  return fault.given === undefined
    ? `${where} : absent ; attendu : ${fault.accepted}`
    : `${where} : « ${fault.given} » refusé ; accepté : ${fault.accepted}`;
}

function quote(value: unknown): string {
  const json = typeof value === 'string' ? JSON.stringify(value).slice(1, -1) : JSON.stringify(value);
  return json.length > 80 ? `${json.slice(0, 79)}…` : json;
}
