import { countEvents } from '../../rehearsal/events.ts';
import { openScene, type Scene } from '../support/scene.ts';

describe('the first day', () => {
  let scene: Scene;

  beforeAll(async () => {
    scene = await openScene();
  });
  afterAll(() => scene.close());

  test('writes at once, once to each person concerned', async () => {
    await scene.advanceTo('2020-03-25');
    const mails = await scene.mails();
    expect(mails.map(({ on, time, to }) => `${on} ${time} ${to}`).sort()).toEqual([
      '2020-03-25 08:00 bruno.lucas@dgefp.example',
      '2020-03-25 08:00 budget@dgefp.example',
      '2020-03-25 08:00 budget@dinum.example',
      '2020-03-25 08:00 cbcm@mef.example',
      '2020-03-25 08:00 cbcm@spm.example',
      '2020-03-25 08:00 conventions@dinum.example',
      '2020-03-25 08:00 nadi.bou-hanna@dinum.example',
      '2020-03-25 08:00 publication@dsaf.example',
    ]);
  });

  test('costs a history of a few events', async () => {
    expect((await countEvents(scene.stage, scene.id)).events).toBeLessThanOrEqual(20);
  });
});
