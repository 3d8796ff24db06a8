import { viewOf } from '../../convention/views/view.ts';
import { nextActs } from '../../rehearsal/actor.ts';
import { by, may, reason, reported } from '../acts/fixtures.ts';
import { acting } from '../convention/support.ts';

test('what is asked to be mended in a report is handed over by a report of its period', () => {
  const asked = acting(reported, may, ['askCorrection', { by, duty: 'report-2020-04', reason }]);
  const view = viewOf(asked, {}, may.now);
  const acts = nextActs(view, 'everybody', ({ id }) => !id.startsWith('correction-'), may.now) ?? [];
  expect(acts.map(({ name, input }) => [name, input])).toEqual([
    ['submitReport', expect.objectContaining({ period: '2020-04' })],
  ]);
  for (const { name, input } of acts) expect(() => acting(asked, may, [name, input])).not.toThrow();
});
