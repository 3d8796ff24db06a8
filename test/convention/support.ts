import fc from 'fast-check';
import type { Effect } from '../../acts/act.ts';
import { type ActName, doAct } from '../../acts/acts.ts';
import { asItStands } from '../../acts/agreeing.ts';
import type { Moment } from '../../convention/calendar/moment.ts';
import { parisDate, parisInstant } from '../../convention/calendar/paris.ts';
import { addDays, type PlainDate, plainDateOf } from '../../convention/calendar/plain-date.ts';
import { type Convention, register } from '../../convention/convention.ts';
import { describeFault } from '../../convention/document/faults.ts';
import { type Reading, readDocument } from '../../convention/document/read-document.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import { dutiesOf } from '../../convention/duties/duties.ts';
import type { Duty } from '../../convention/duties/duty.ts';
import { Refused } from '../../convention/errors.ts';
import { writtenDocument } from '../support/documents.ts';

/** A day, checked: `day('2020-03-25')`. */
export const day = plainDateOf;

/** The moment at which a clock in Paris shows that hour of that day. */
export function at(date: string, time = '10:00'): Moment {
  const now = parisInstant(day(date), time);
  return { now, today: parisDate(now) };
}

/** Any day of the years whose dates the software accepts. */
export function anyDay(from = '1900-01-01', to = '2199-12-31'): fc.Arbitrary<PlainDate> {
  const last = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
  return fc.nat({ max: last }).map((days) => addDays(day(from), days));
}

/** The convention « Signaux Faibles » as written, with some clauses changed. */
export const example = writtenDocument;

/** The example with the value at one path replaced; deleted when `undefined`. */
export function exampleWith(path: readonly (string | number)[], value: unknown): Record<string, unknown> {
  return replaced(example(), path, value);
}

/** A document with the value at one path replaced; deleted when `undefined`. */
export function replaced(
  input: Record<string, unknown>,
  path: readonly (string | number)[],
  value: unknown,
): Record<string, unknown> {
  const copy = structuredClone(input);
  const parent = path.slice(0, -1).reduce<unknown>((found, key) => Reflect.get(Object(found), key), copy);
  const key = path.at(-1) ?? '';
  if (value === undefined) Reflect.deleteProperty(Object(parent), key);
  else Reflect.set(Object(parent), key, value);
  return copy;
}

/** The smallest document that is accepted. */
export function minimal(): Record<string, unknown> {
  const contact = (id: string, roles?: string[]) => ({
    id,
    name: id,
    email: `${id}@a.example`,
    ...(roles ? { roles } : {}),
  });
  const party = (id: string) => ({ name: id, shortName: id, contacts: [contact(id, ['representative'])] });
  return {
    id: 'petite',
    title: 'Petite convention',
    shortName: 'Petite',
    signedOn: '2026-01-15',
    delegator: party('delegant'),
    delegatee: party('delegataire'),
    manager: contact('gestionnaire'),
    effect: { conditions: ['signature'] },
    term: { months: 12 },
  };
}

/** Reads a document that must be accepted. */
export function accepted(input: unknown): Extract<Reading, { ok: true }> {
  const reading = readDocument(input);
  if (!reading.ok) throw new Error(reading.faults.map(describeFault).join('\n'));
  return reading;
}

/** The faults of a document that must be refused. */
export function faultsIn(input: unknown) {
  const reading = readDocument(input);
  if (reading.ok) throw new Error('The document is accepted.');
  return reading.faults;
}

/** « Signaux Faibles » read, with some top-level keys changed. */
export function signauxFaibles(changes: Record<string, unknown> = {}): ConventionDocument {
  return accepted(example(changes)).document;
}

/** « Signaux Faibles » on the evening of its signature, frozen so that whoever changes it is caught. */
export function signed(changes: Record<string, unknown> = {}): Convention {
  return deepFreeze(register(signauxFaibles(changes), at('2020-03-25', '18:00').now));
}

/** « Signaux Faibles » published on 10 April 2020, hence in force that day. */
export function inForce(changes: Record<string, unknown> = {}, on = '2020-04-10'): Convention {
  const moment = at(on);
  return acting(
    signed(changes),
    moment,
    ['recordPublication', { by: 'Ada', publication: 'maignon', on, evidence: 'attestation' }],
    ['recordPublication', { by: 'Ada', publication: 'data-gouv', on, evidence: 'https://data.example' }],
  );
}

/** « Signaux Faibles » after its term. */
export function ended(changes: Record<string, unknown> = {}): Convention {
  return deepFreeze({
    ...inForce(changes),
    inForceSince: day('2020-04-10'),
    ended: { cause: 'term', on: day('2021-04-09') } as const,
  });
}

/** The convention after some acts, all at one moment; whoever agrees has what they agree to before their eyes. */
export function acting(
  convention: Convention,
  moment: Moment,
  ...acts: readonly (readonly [ActName, unknown])[]
): Convention {
  return acts.reduce(
    (before, [name, input]) => deepFreeze(doing(before, name, input, moment).convention),
    convention,
  );
}

/** What an act brings, done by whoever has what they agree to before their eyes. */
export function doing(convention: Convention, name: ActName, input: unknown, moment: Moment): Effect {
  return doAct(convention, name, asItStands(convention, name, input), moment);
}

/** The convention once both parties have agreed to an amendment and signed it, all at one moment. */
export function amendedBy(
  convention: Convention,
  moment: Moment,
  changes: Record<string, unknown>,
  effectiveOn: string,
): Convention {
  const amendment = convention.amendments.length + 1;
  const reason = 'accord des parties';
  return acting(
    convention,
    moment,
    ['proposeAmendment', { by: 'Ada', from: 'delegatee', changes, reason, effectiveOn }],
    ['agreeAmendment', { by: 'Ada', amendment, party: 'delegator' }],
    ['agreeAmendment', { by: 'Ada', amendment, party: 'delegatee' }],
    [
      'signAmendment',
      { by: 'Ada', amendment, on: moment.today, reference: 'Avenant', sha256: '0'.repeat(64) },
    ],
  );
}

/** The refusal that an act meets. */
export function refusalOf(convention: Convention, name: ActName, input: unknown, moment: Moment): Refused {
  try {
    doAct(convention, name, input, moment);
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
  throw new Error(`${name} is accepted.`);
}

/** The duty of that id; fails when the convention does not have it. */
export function dutyOf(convention: Convention, id: string): Duty {
  const duty = dutiesOf(convention).find((one) => one.id === id);
  if (!duty) throw new Error(`no duty ${id}`);
  return duty;
}

/** The ids and deadlines of the duties that a test looks at. */
export function deadlinesOf(convention: Convention, kind: string): Record<string, string> {
  return Object.fromEntries(
    dutiesOf(convention)
      .filter((duty) => duty.kind === kind)
      .map(({ id, dueOn }) => [id, dueOn]),
  );
}

/** The same value, in which nothing can be changed. */
export function deepFreeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}
