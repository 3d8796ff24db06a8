import { createHash } from 'node:crypto';
import { isActName } from '../../../acts/acts.ts';
import type { Instant } from '../../../convention/calendar/paris.ts';
import type { JournalEntry } from '../../../convention/convention.ts';
import type { ConventionDocument } from '../../../convention/document/schema.ts';
import { SimulatedLife } from '../../convention/simulation.ts';

/** Somebody should have been told something. */
export interface ExpectedItem {
  readonly contact: string;
  readonly email: string;
  /** What it is: a duty and its rung, or news. */
  readonly identity: string;
  /** Version of the document, which is part of the letter's identity. */
  readonly version: number;
  /** When it was to leave, by the convention's clock. */
  readonly at: Instant;
}

/**
 * What should have been told until an instant, by the document and the acts that were accepted alone: a life that nothing
 * disturbs, with the same acts at the same instants.
 */
export function expectedItems(
  document: ConventionDocument,
  registeredAt: Instant,
  journal: readonly JournalEntry[],
  until: Instant,
): ExpectedItem[] {
  const life = new SimulatedLife(document, registeredAt);
  for (const { at, act, input } of journal) {
    if (!isActName(act)) continue;
    life.passes(at);
    life.act(act, input);
  }
  life.passes(Math.max(until, life.moment.now));
  return life.deliveries.flatMap(({ convention: { version }, letters }) =>
    letters.flatMap(({ to: { contact, email }, items, writtenAt }) =>
      items.map(({ identity }) => ({ contact, email, identity, version, at: writtenAt })),
    ),
  );
}

/**
 * The Message-ID of a letter that tells somebody such items, worked out anew from what docs/architecture.md says of it, not by
 * what sends letters.
 */
export function expectedMessageId(
  convention: string,
  { contact, version }: Pick<ExpectedItem, 'contact' | 'version'>,
  identities: readonly string[],
): string {
  return hashed([convention, version, [...identities].sort(), contact]);
}

/** That of a message of several letters, by theirs. */
export function expectedIdOfMany(messageIds: readonly string[]): string {
  return hashed([...messageIds].sort());
}

function hashed(what: readonly unknown[]): string {
  return `<${createHash('sha256').update(JSON.stringify(what)).digest('hex')}@delegation.example>`;
}

/**
 * Of how many items to one person that follow one another every combination is tried: letters may be merged otherwise than
 * in the twin, but only of what fell due together.
 */
const mostTogether = 11;

/** Which items each possible Message-ID of a convention tells. */
export function readableIds(
  convention: string,
  items: readonly ExpectedItem[],
): ReadonlyMap<string, readonly ExpectedItem[]> {
  const readable = new Map<string, readonly ExpectedItem[]>();
  const holders = new Set(items.map(({ contact, version }) => `${contact} ${version}`));
  for (const holder of holders) {
    const own = items.filter(({ contact, version }) => `${contact} ${version}` === holder);
    const unique = [...new Map(own.map((item) => [item.identity, item])).values()];
    for (const [rank, first] of unique.entries()) {
      const next = unique.slice(rank + 1, rank + mostTogether);
      for (let mask = 0; mask < 2 ** next.length; mask++) {
        const some = [first, ...next.filter((_, bit) => (mask >> bit) & 1)];
        const identities = some.map(({ identity }) => identity);
        readable.set(expectedMessageId(convention, first, identities), some);
      }
    }
  }
  return readable;
}
