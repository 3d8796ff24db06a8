import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '../../../convention/calendar/paris.ts';
import { readDocument } from '../../../convention/document/read-document.ts';
import type { ConventionDocument } from '../../../convention/document/schema.ts';
import { packageRoot } from '../../../engine/package-root.ts';
import { type Plan, planned } from '../../bench/planned.ts';

/** A convention of the campaign, registered in the evening by its own clock, whose letters fall due just after midnight. */
export interface PlannedConvention {
  readonly document: ConventionDocument;
  /** By how much its clock is ahead of the machine's. */
  readonly clockOffsetMs: number;
  /** When the last of its letters fall due, by the machine's clock. */
  readonly dueAt: Instant;
}

/** From its registration to midnight and its letters: long enough for a registration that a fault delays. */
const shortestLeadMs = 70_000;
const longestLeadMs = 110_000;

/** How many conventions of the same people are registered at once. */
const together = 3;
/** The window of their letters, which wait for one another until it ends. */
const windowMinutes = 1;

/** Plans of the texts of `examples/`, each with the first evening after which it owes letters. */
export interface Plans {
  /** Letters all fall due at one instant. */
  readonly alone: readonly Plan[];
  /** They are spread over a window. */
  readonly spread: readonly Plan[];
}

export function plansOfExamples(): Plans {
  const folder = join(packageRoot(), 'examples');
  const documents = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const reading = readDocument(JSON.parse(readFileSync(join(folder, name), 'utf8')));
      if (!reading.ok) throw new Error(`${name} is refused`);
      return reading.document;
    });
  const spreadOver = (minutes: number) => documents.map((document) => planned(document, minutes));
  return { alone: spreadOver(0), spread: spreadOver(windowMinutes) };
}

/** One that is registered now. */
export function plannedNow({ alone }: Plans, rank: number, random: () => number): PlannedConvention {
  const plan = anyOf(alone, random);
  const dueAt = firstDue(random);
  const document = { ...plan.document, id: idOf(plan, rank) };
  return { document, dueAt, clockOffsetMs: Math.round(plan.dueAt - dueAt) };
}

/** Some of the same people, who are nobody else's, that are registered now: a morning's letters to each are one message. */
export function plannedTogether({ spread }: Plans, rank: number, random: () => number): PlannedConvention[] {
  const plan = anyOf(spread, random);
  const opensAt = firstDue(random);
  const ofOwnPeople: ConventionDocument = JSON.parse(
    JSON.stringify(plan.document).replace(/"([^"@\s]+)@([^"@\s]+)"/g, `"$1@g${rank}.$2"`),
  );
  return Array.from({ length: together }, (_, one) => ({
    document: { ...ofOwnPeople, id: idOf(plan, rank + one) },
    dueAt: opensAt + windowMinutes * 60_000,
    clockOffsetMs: Math.round(plan.dueAt - opensAt),
  }));
}

function firstDue(random: () => number): Instant {
  return Date.now() + shortestLeadMs + random() * (longestLeadMs - shortestLeadMs);
}

function idOf({ document }: Plan, rank: number): string {
  return `${document.id.slice(0, 40)}-${rank}`;
}

function anyOf(plans: readonly Plan[], random: () => number): Plan {
  const plan = plans[Math.floor(random() * plans.length)];
  if (!plan) throw new RangeError('no example');
  return plan;
}
