import { viewOf } from '../../../convention/views/view.ts';
import { eventsOf } from '../../../web/routes/convention-overview.tsx';
import { acting, at, inForce } from '../../convention/support.ts';

test('a line of time announces dates of what is under way, and none of what is closed', () => {
  const moment = at('2020-12-01', '08:00');
  const going = inForce({ term: { lastDay: 'anniversary' } });
  const announced = (convention: typeof going) =>
    eventsOf(viewOf(convention, {}, moment.now), '/conventions/x').filter(({ kind }) => kind === 'alert');
  expect(announced(going).map(({ on }) => on)).toContain('2020-12-11');
  expect(announced(acting(going, moment, ['terminate', { by: 'Ada', reason: 'x' }]))).toEqual([]);
});
