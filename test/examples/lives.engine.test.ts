import { rehearse } from '../../rehearsal/rehearse.ts';
import type { Stage } from '../../rehearsal/stage.ts';
import { inFull } from '../support/runs.ts';
import { bookStage } from '../support/scene.ts';
import { exampleIds, readExample, scriptOf } from './examples.ts';
import { expectedTimetable, timetableOf } from './timetable.ts';

/** By default three short ones that differ: an approval, a notice among several parties, a request that is answered. */
const few = ['prefet', 'csp', 'avis'];

describe('on the engine', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await bookStage('examples');
  });
  afterAll(() => stage.close());

  test.each(inFull ? exampleIds : few)('%s lives to its closing, all in time', async (id) => {
    const { document } = readExample(id);
    const life = await rehearse(stage, document, { acting: 'everybody', script: scriptOf(document) });
    expect(life.outcome).toMatchObject({ id, phase: 'closed' });
    expect(life.acts.filter(({ refused }) => refused)).toEqual([]);
    const found = timetableOf(life);
    expect(found).toEqual(expectedTimetable(id, found));
  });
});
