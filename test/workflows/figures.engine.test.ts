import { readFigures, readListedMoney } from '../../convention/views/figures.ts';
import { writtenDocument } from '../support/documents.ts';
import { takesEffect } from '../support/lives.ts';
import { commits, quiet } from '../support/money-lives.ts';
import { by, eventually, openScene, type Scene } from '../support/scene.ts';

async function shownBy({ stage, id }: Scene) {
  const { memo } = await stage.conventions.handle(id).describe();
  const text = String(memo?.figures ?? '');
  return { figures: readFigures(text), ...readListedMoney(text) };
}

describe('what a convention shows of its money', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene({ document: quiet });
    await takesEffect(scene);
  });
  afterAll(() => scene.close());

  test('is its ceiling and what is committed, in cents', async () => {
    await commits(scene, '1500000001', 60_000.5, '2020-04-10');
    const shown = await eventually(async () => {
      const found = await shownBy(scene);
      return found.committed === 6_000_050 ? found : undefined;
    });
    expect(shown).toMatchObject({
      ceiling: 10_000_000,
      forecastOver: 0,
      figures: { version: 1, public: true },
    });
  });

  test('is by how much the orders forecast pass the ceiling', async () => {
    await scene.advanceTo('2020-05-07');
    await scene.act('submitReport', {
      by,
      period: '2020-04',
      progress: 'Bien',
      forecast: 'Deux commandes',
      orders: [{ month: '2020-06', amount: 50_000 }],
    });
    const shown = await eventually(async () => {
      const found = await shownBy(scene);
      return found.forecastOver ? found : undefined;
    });
    expect(shown.forecastOver).toBe(1_000_050);
  });

  test('is final once it is closed: every letter counts, and nothing is forecast', async () => {
    await scene.act('terminate', { by, reason: 'fin de l’essai' });
    await scene.playOut();
    const { mails } = await scene.stage.conventions.record(scene.id);
    const { forecastOver, figures } = await shownBy(scene);
    expect(forecastOver).toBe(0);
    expect(figures?.mails).toEqual({ due: mails.length, inTime: mails.length });
    expect(figures?.reports).toEqual({ due: 0, inTime: 0 });
  });
});

test('a convention without a ceiling of its own shows none', async () => {
  const { budget } = writtenDocument();
  const scene = await openScene({ document: { ...quiet, budget: { ...Object(budget), ceiling: null } } });
  const shown = await eventually(async () => {
    const found = await shownBy(scene);
    return found.figures ? found : undefined;
  });
  expect(shown).toMatchObject({ committed: 0, forecastOver: 0 });
  expect(shown.ceiling).toBeUndefined();
  await scene.close();
});
