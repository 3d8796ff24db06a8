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
  return keys.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${key}]`;
    const name = cut(String(key));
    return path ? `${path}.${name}` : name;
  }, '');
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
  return cut(typeof value === 'string' ? briefJson(value).slice(1, -1) : briefJson(value));
}

/** Most characters of a value that a fault shows. */
const shown = 80;

function cut(text: string): string {
  return text.length > shown ? `${text.slice(0, shown - 1)}…` : text;
}

/** The beginning of a value's JSON, longer than what is shown of it, and no deeper: it may come from anybody. */
function briefJson(value: unknown, levels = shown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 2 * shown));
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (levels === 0) return '';
  if (Array.isArray(value)) {
    return `[${value
      .slice(0, shown)
      .map((one) => briefJson(one, levels - 1))
      .join(',')}]`;
  }
  const keys: string[] = [];
  for (const key in value) {
    if (keys.length === shown) break;
    if (Reflect.get(value, key) !== undefined) keys.push(key);
  }
  const pairs = keys.map((key) => `${briefJson(key)}:${briefJson(Reflect.get(value, key), levels - 1)}`);
  return `{${pairs.join(',')}}`;
}

/** Most faults that are told: more is a document of something else. */
export const mostFaults = 200;

/** The faults that people are told, of any number that were found. */
export function told(faults: readonly Fault[]): readonly Fault[] {
  if (faults.length <= mostFaults) return faults;
  const more = { path: 'document', given: 'd’autres défauts', accepted: 'un document sans défaut' };
  return [...faults.slice(0, mostFaults), more];
}
