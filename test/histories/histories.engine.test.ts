import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { workflowIdOf } from '../../contract/workflow-id.ts';
import { packageRoot } from '../../engine/package-root.ts';
import { temporaryFolder } from '../engine/support.ts';
import { replay } from '../support/backstage.ts';
import { lives as firstLives, liveThrough } from '../support/lives.ts';
import { moneyLives } from '../support/money-lives.ts';
import { recordedHistories } from '../support/recorded-histories.ts';
import { sources } from '../support/rooms.ts';
import { testBundle } from '../support/scene.ts';

const lives = { ...firstLives, ...moneyLives };
const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'));
/** Of every version, `0.1.0/plain-year.1.json.gz`. */
const recorded = recordedHistories();

/**
 * `DELEGATION_RECORD=1 npx jest test/histories` lives the lives that have no history yet and records them, each
 * run of a life in its own file of `test/histories/<version>/`. A recorded history is never replaced: it stands for conventions that are under way.
 */
const recording = process.env.DELEGATION_RECORD === '1';

const missing = Object.entries(lives).filter(([name]) => !hasHistory(name));

if (recording && missing.length > 0) {
  test.each(missing)('%s is lived and recorded', async (name, life) => {
    await liveThrough(life, async ({ stage, id }) => {
      const client = new Client({ connection: stage.connection });
      const { executions } = await stage.connection.workflowService.listWorkflowExecutions({
        namespace: 'default',
        query: `WorkflowId = '${workflowIdOf(id)}'`,
      });
      for (const [run, { execution }] of (executions ?? []).reverse().entries()) {
        const history = await client.workflow.getHandle(workflowIdOf(id), execution?.runId ?? '').fetchHistory();
        await mkdir(join(__dirname, version), { recursive: true });
        await writeFile(join(__dirname, version, `${name}.${run + 1}.json.gz`), gzipSync(historyToJSON(history), { level: 9 }));
      }
    });
  });
}

test.each(Object.keys(lives))('a history of %s is recorded', (name) => {
  expect(hasHistory(name)).toBe(true);
});

describe('every recorded history', () => {
  let outcomes: readonly (string | null)[];
  beforeAll(async () => {
    outcomes = await replay(recorded.map(pathOf), testBundle());
  });

  test.each(recorded)('%s replays to the same commands', (file) => {
    expect(outcomes[recorded.indexOf(file)]).toBeNull();
  });
});

test('every patch of the workflow code is in histories with its marker, and in histories without', () => {
  const texts = recorded.map((file) => gunzipSync(readFileSync(pathOf(file))).toString('utf8'));
  const code = sources.map((file) => readFileSync(join(packageRoot(), file), 'utf8'));
  expect(uncoveredPatches(code, texts)).toEqual([]);
});

test('a run that goes on at leisure writes nothing again that the last one showed', () => {
  const later = recorded.filter((file) => /continued-at-leisure\.[2-9]\./.test(file));
  expect(later.length).toBeGreaterThan(2);
  for (const file of later) {
    const { events } = JSON.parse(gunzipSync(readFileSync(pathOf(file))).toString('utf8'));
    const types: string[] = events.map(({ eventType }: { eventType: string }) => eventType);
    const firstTurn = types.slice(0, types.findIndex((type) => type === 'EVENT_TYPE_TIMER_STARTED'));
    expect(firstTurn.filter((type) => /UPSERT|PROPERTIES_MODIFIED/.test(type))).toEqual([]);
  }
});

test('a patch that no history has, or that all have, is told', () => {
  const code = ["if (patched('held-back')) later();", "deprecatePatch('old');"];
  const marked = (id: string) =>
    JSON.stringify({ markerName: 'core_patch', details: { 'patch-data': Buffer.from(`{"id":"${id}"}`).toString('base64') } });
  expect(uncoveredPatches(code, [marked('held-back'), '{}', marked('old')])).toEqual([]);
  expect(uncoveredPatches(code, [marked('old'), '{}'])).toEqual(['held-back']);
  expect(uncoveredPatches(code, [marked('held-back')])).toEqual(['held-back', 'old']);
});

test('a history that another code would have written is refused', async () => {
  const [file = ''] = recorded;
  const text = gunzipSync(readFileSync(pathOf(file))).toString('utf8');
  const altered = join(await temporaryFolder(), basename(file));
  await writeFile(altered, gzipSync(text.replaceAll('"deliver"', '"deliverOtherwise"')));
  expect(await replay([altered], testBundle())).toEqual([expect.stringMatching(/deliver/)]);
});

/** The ids by which workflow code tells its versions apart that recorded histories do not try both ways. */
function uncoveredPatches(code: readonly string[], histories: readonly string[]): string[] {
  const ids = code.flatMap((text) =>
    [...text.matchAll(/\b(?:patched|deprecatePatch)\(\s*['"`]([^'"`]+)/g)].map(([, id = '']) => id),
  );
  return [...new Set(ids)].filter((id) => {
    const marked = histories.filter((text) => patchesIn(text).includes(id)).length;
    return marked === 0 || marked === histories.length;
  });
}

/** The ids of the markers that a history bears. */
function patchesIn(history: string): string[] {
  if (!history.includes('core_patch')) return [];
  const payloads = [...history.matchAll(/"([A-Za-z0-9+/]{8,}={0,2})"/g)].map(([, data = '']) =>
    Buffer.from(data, 'base64').toString('utf8'),
  );
  return payloads.flatMap((text) => [...text.matchAll(/^\{"id":"([^"]+)"/g)].map(([, id = '']) => id));
}

/** Whether a life is recorded, whatever the version: a release adds the histories of what it has changed. */
function hasHistory(name: string): boolean {
  return recorded.some((file) => basename(file).startsWith(`${name}.`));
}

function pathOf(file: string): string {
  return join(__dirname, file);
}
