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
  /** When its letters fall due, by the machine's clock. */
  readonly dueAt: Instant;
}

/** From its registration to midnight and its letters: long enough for a registration that a fault delays. */
const shortestLeadMs = 70_000;
const longestLeadMs = 110_000;

/** The texts of `examples/`, each with the first evening after which it owes letters. */
export function plansOfExamples(): Plan[] {
  const folder = join(packageRoot(), 'examples');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const reading = readDocument(JSON.parse(readFileSync(join(folder, name), 'utf8')));
      if (!reading.ok) throw new Error(`${name} is refused`);
      return planned(reading.document, 0);
    });
}

/** One that is registered now. */
export function plannedNow(plans: readonly Plan[], rank: number, random: () => number): PlannedConvention {
  const plan = plans[Math.floor(random() * plans.length)];
  if (!plan) throw new RangeError('no example');
  const dueAt = Date.now() + shortestLeadMs + random() * (longestLeadMs - shortestLeadMs);
  const document = { ...plan.document, id: `${plan.document.id.slice(0, 40)}-${rank}` };
  return { document, dueAt, clockOffsetMs: Math.round(plan.dueAt - dueAt) };
}
