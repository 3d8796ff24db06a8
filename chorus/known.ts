import { latest, yearOf } from '../convention/calendar/plain-date.ts';
import { Refused } from '../convention/errors.ts';
import type { Entry } from '../convention/ledger/entry.ts';
import type { ImportLine } from '../convention/ledger/import-line.ts';
import { type LineName, nameIn } from '../convention/ledger/line-key.ts';
import { sumOf } from '../convention/ledger/money.ts';

/** A name that the ledger has. */
interface Standing extends LineName {
  readonly key: string;
}

/**
 * The lines of an export under the keys by which the ledger knows them already: not every export tells the company and
 * the year of a payment, nor the year of an order, and one thing must not count twice for that. Lines that the ledger
 * knows as one are added together.
 * @throws Refused `BAD_DOCUMENT` when a line may be several things of the ledger.
 */
export function asKnown(lines: readonly ImportLine[], ledger: readonly Entry[]): ImportLine[] {
  const standing = new Map<string, Map<string, Standing>>();
  for (const { key, on } of ledger) {
    if (key === undefined) continue;
    const name = nameOf(key, on);
    const ofThing = standing.get(name.thing) ?? new Map<string, Standing>();
    // The year of a line is that in which it was first recorded.
    if (!ofThing.has(key)) standing.set(name.thing, ofThing.set(key, { key, ...name }));
  }
  const byKey = new Map<string, ImportLine>();
  for (const line of lines) {
    const key = keyIn(line, standing);
    const before = byKey.get(key);
    byKey.set(key, before ? together(before, line) : { ...line, key });
  }
  return [...byKey.values()];
}

function keyIn(
  { key, on }: ImportLine,
  standing: ReadonlyMap<string, ReadonlyMap<string, Standing>>,
): string {
  const name = nameOf(key, on);
  const ofThing = standing.get(name.thing);
  if (!ofThing || ofThing.has(key)) return key;
  const [known, ...others] = [...ofThing.values()].filter((one) => mayBeOne(one, name));
  if (others.length > 0) {
    const keys = [...ofThing.keys()].map((one) => `« ${one} »`).join(', ');
    throw new Refused(
      'BAD_DOCUMENT',
      `« ${key} » refusé : le registre en connaît plusieurs, ${keys} ; accepté : un export qui les distingue par ses colonnes « Société » et « Exercice comptable ».`,
    );
  }
  return known?.key ?? key;
}

function nameOf(key: string, on: ImportLine['on']): LineName {
  const name = nameIn(key);
  // Amounts of a single year were recorded in it.
  return name.isRequest ? name : { ...name, year: name.year ?? String(yearOf(on)) };
}

function mayBeOne(one: LineName, other: LineName): boolean {
  return agree(one.company, other.company) && agree(one.year, other.year);
}

function agree(one: string | undefined, other: string | undefined): boolean {
  return one === undefined || other === undefined || one === other;
}

function together(before: ImportLine, { on, amount }: ImportLine): ImportLine {
  return { ...before, on: latest(before.on, on), amount: sumOf([before.amount, amount]) };
}
