import { Client } from '@temporalio/client';
import { workflowIdOf } from '../../contract/workflow-id.ts';
import { frenchInstant } from '../../convention/calendar/french.ts';
import { frenchPhases } from '../../convention/convention.ts';
import { takesEffect } from '../support/lives.ts';
import { plain } from '../support/plain.ts';
import { sharedOut } from '../support/runs.ts';
import { by, openScene, type Scene } from '../support/scene.ts';

/** What the Temporal UI shows of a convention. */
async function shown({ stage, id }: Scene): Promise<string> {
  const client = new Client({ connection: stage.connection, dataConverter: plain });
  const { currentDetails } = await client.workflow
    .getHandle(workflowIdOf(id))
    .query<{ currentDetails: string }>('__temporal_workflow_metadata');
  return currentDetails;
}

describe('the Temporal UI', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene();
  });
  afterAll(() => scene.close());

  test('shows what is so after each letter, each act and each day', async () => {
    const texts = [await shown(scene)];
    const agrees = async () => {
      const text = await shown(scene);
      const { phase, duties, overdue, nextMails } = await scene.view();
      const open = duties.filter(({ state }) => state === 'open' || state === 'overdue').length;
      expect(text).toContain(`**${frenchPhases[phase]}**`);
      expect(text).toContain(`${open} obligation(s) en cours, dont ${overdue} en retard`);
      expect(text).toContain(`Prochain courriel : ${frenchInstant(nextMails[0]?.at ?? 0)}`);
      texts.push(text);
    };
    await takesEffect(scene);
    await agrees();
    const days = ['2020-04-20', '2020-04-27', '2020-05-06', '2020-05-12', '2020-06-30'];
    for (const day of sharedOut(days, 0, 4)) {
      await scene.advanceTo(day);
      await agrees();
    }
    await scene.act('waiveDuty', { by, duty: 'chorus-access', reason: 'sans objet' });
    await agrees();
    await scene.act('pauseReminders', { by, until: '2020-09-01', reason: 'accord' });
    await agrees();
    expect(new Set(texts).size).toBe(texts.length);
  });
});
