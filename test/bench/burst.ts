import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import { bundleWorkflows } from '../../worker/workflow-bundle.ts';
import { checkEvening, dueInstant, forEach, type Kind, openField } from './field.ts';
import { type Plan, planned } from './planned.ts';

/** What it costs to wake many conventions at one instant, all held in memory by one worker. */
export interface BurstFigures {
  /** Wakes a second, from the instant to the last letter. */
  readonly wakes: number;
  /** Milliseconds of the worker's CPU a wake, its letters composed and sent in ours. */
  readonly cpu: number;
  /** Starts a second, ten at once. */
  readonly starts: number;
  /** Milliseconds of the worker's CPU a start, its first letters composed and sent in ours. */
  readonly begun: number;
  /** Megabytes that the worker holds for each. */
  readonly memory: number;
}

/** Wakes so many of each kind, each on a server of its own. */
export async function measureBurst(
  document: ConventionDocument,
  count: number,
): Promise<Readonly<Record<Kind, BurstFigures>>> {
  const plan = planned(document, 0);
  const bundle = await bundleWorkflows(fileURLToPath(new URL('./bare.workflows.js', import.meta.url)));
  return { ours: await burst('ours', plan, count, bundle), bare: await burst('bare', plan, count, bundle) };
}

async function burst(kind: Kind, plan: Plan, count: number, bundle: string): Promise<BurstFigures> {
  const { document, dueAt, first, letters } = plan;
  const field = await openField(kind, bundle);
  const { client, conventions, taskQueue } = field;
  try {
    const empty = await field.figures();
    const startedAt = Date.now();
    const instant = dueInstant(count, 10);
    await forEach(count, 10, (rank) =>
      kind === 'ours'
        ? conventions.start({ ...document, id: `${document.id}-${rank}` }, 'bench', {
            clockOffsetMs: dueAt - instant,
          })
        : client.workflow.start('bare', {
            taskQueue,
            workflowId: `bare-${rank}`,
            args: [[instant], letters],
          }),
    );
    const startSeconds = (Date.now() - startedAt) / 1000;
    checkEvening(instant);
    const before = kind === 'ours' ? first * count : 0;
    if (!(await field.kept(before))) throw new Error('letters did not come');
    await setTimeout(instant - 3000 - Date.now());
    const full = await field.figures();
    await setTimeout(instant - Date.now());
    if (!(await field.kept(before + letters * count))) throw new Error('letters did not come');
    const seconds = (Date.now() - instant) / 1000;
    const after = await field.figures();
    return {
      wakes: count / seconds,
      cpu: (after.cpu - full.cpu) / count,
      starts: count / startSeconds,
      begun: (full.cpu - empty.cpu) / count,
      memory: (full.memory - empty.memory) / count,
    };
  } finally {
    await field.close();
  }
}
