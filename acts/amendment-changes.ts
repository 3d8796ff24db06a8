import { amended } from '../convention/amendments/merge.ts';
import { frenchDate } from '../convention/calendar/french.ts';
import { isPlainDate } from '../convention/calendar/plain-date.ts';
import type { ConventionDocument } from '../convention/document/schema.ts';
import { frenchSections } from '../convention/document/sections.ts';
import { centsOf, frenchCeiling, isEuros } from '../convention/ledger/money.ts';
import { isObject } from '../convention/plain-object.ts';
import type { FormFault, Values } from './form.ts';
import { refusedValue, signedEurosIn } from './typed.ts';

/** What is usually amended: the field that asks for it, and where it stands in the document. */
const usual = {
  ceiling: {
    path: ['budget', 'ceiling'],
    read: signedEurosIn,
    says: (ceiling) =>
      ceiling === null
        ? frenchCeiling(null)
        : typeof ceiling === 'number' && isEuros(ceiling)
          ? `plafond porté à ${frenchCeiling(centsOf(ceiling))}`
          : undefined,
  },
  until: {
    path: ['term', 'until'],
    read: (typed) => typed,
    says: (day) =>
      typeof day === 'string' && isPlainDate(day) ? `dernier jour fixé au ${frenchDate(day)}` : undefined,
  },
  months: { path: ['term', 'months'], read: Number, says: inMonths('durée de') },
  noticeMonths: { path: ['notice', 'months'], read: Number, says: inMonths('préavis de') },
  dueWorkingDay: { path: ['reports', 'dueWorkingDay'], read: Number, says: () => undefined },
  everyMonths: { path: ['committee', 'everyMonths'], read: Number, says: inMonths('comité tous les') },
} as const satisfies Record<string, Usual>;

interface Usual {
  readonly path: readonly [section: string, key: string];
  readonly read: (typed: string) => unknown;
  /** What it becomes, in a few words. */
  readonly says: (value: unknown) => string | undefined;
}

function inMonths(what: string) {
  return (count: unknown) => (typeof count === 'number' ? `${what} ${count} mois` : undefined);
}

/** The changes of an amendment as they were filled in: those that have a field, over those written in JSON. */
export function changesIn(values: Values): Record<string, unknown> {
  const changes = new Map(Object.entries(objectIn(values.changes) ?? {}));
  for (const [name, { path, read }] of Object.entries(usual)) {
    const typed = values[name];
    if (typed === undefined) continue;
    const [section, key] = path;
    const before = changes.get(section);
    changes.set(section, { ...(typeof before === 'object' ? before : {}), [key]: read(typed) });
  }
  return Object.fromEntries(changes);
}

/**
 * What is wrong with those changes, each at its field; those written in JSON keep their path, which is in it.
 * @param document what they change, when it is known.
 */
export function faultsOfChanges(values: Values, document?: ConventionDocument): readonly FormFault[] {
  const changes = changesIn(values);
  if (Object.keys(changes).length === 0)
    return [{ field: 'ceiling', message: 'Indiquez au moins un changement.' }];
  const reading = document && amended(document, changes);
  if (!reading || reading.ok) return [];
  return reading.faults.map(({ path, given, accepted }) => {
    const field = Object.entries(usual).find(
      ([name, one]) => values[name] !== undefined && path === one.path.join('.'),
    )?.[0];
    const message = refusedValue(field ? (values[field] ?? '') : (given ?? ''), accepted);
    return field ? { field, message } : { field: 'changes', message: `${path} : ${message}` };
  });
}

/** The JSON object that a text holds, if it does. */
export function objectIn(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  if (text === undefined) return undefined;
  try {
    const json: unknown = JSON.parse(text);
    return isObject(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

/** What an amendment changes, in a few words: `plafond porté à 120 000,00 € ; préavis`. */
export function frenchChanges(changes: Readonly<Record<string, unknown>>): string {
  const named = Object.entries(changes).flatMap(([key, value]) => {
    const said = inWords(key, value);
    const name = Object.entries(frenchSections).find(([section]) => section === key)?.[1];
    return said ?? name ?? [];
  });
  return named.join(' ; ') || 'clauses diverses';
}

function inWords(section: string, value: unknown): string | undefined {
  const [[key, one] = [], ...others] = Object.entries(Object(value));
  const found = Object.values(usual).find(({ path }) => path[0] === section && path[1] === key);
  return others.length === 0 ? found?.says(one) : undefined;
}
