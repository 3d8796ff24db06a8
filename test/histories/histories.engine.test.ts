import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { workflowIdOf } from '../../contract/conventions.ts';
import { temporaryFolder } from '../engine/support.ts';
import { replay } from '../support/backstage.ts';
import { lives as firstLives, liveThrough } from '../support/lives.ts';
import { moneyLives } from '../support/money-lives.ts';
import { testBundle } from '../support/scene.ts';

const lives = { ...firstLives, ...moneyLives };
const recorded = readdirSync(__dirname).filter((file) => file.endsWith('.json.gz'));

/**
 * `DELEGATION_RECORD=1 npx jest test/histories` lives the lives that have no history yet and records them, each run
 * of a life in its own file. A recorded history is never replaced: it stands for conventions that are under way.
 */
const recording = process.env.DELEGATION_RECORD === '1';

const missing = Object.entries(lives).filter(([name]) => !recorded.some((file) => file.startsWith(`${name}.`)));

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
        await writeFile(join(__dirname, `${name}.${run + 1}.json.gz`), gzipSync(historyToJSON(history), { level: 9 }));
      }
    });
  });
}

test.each(Object.keys(lives))('a history of %s is recorded', (name) => {
  expect(recorded.some((file) => file.startsWith(`${name}.`))).toBe(true);
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

test('a history that another code would have written is refused', async () => {
  const [file = ''] = recorded;
  const text = gunzipSync(readFileSync(pathOf(file))).toString('utf8');
  const altered = join(await temporaryFolder(), file);
  await writeFile(altered, gzipSync(text.replaceAll('"deliver"', '"deliverOtherwise"')));
  expect(await replay([altered], testBundle())).toEqual([expect.stringMatching(/deliver/)]);
});

function pathOf(file: string): string {
  return join(__dirname, file);
}
