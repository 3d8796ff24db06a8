import { acting, at } from '../convention/support.ts';
import { amending, by, may, raise, reason } from './fixtures.ts';

export const proposing = (changes: unknown, effectiveOn = '2020-09-01') => ({
  ...raise,
  changes,
  effectiveOn,
});

export const agreeing = (amendment: number, party: 'delegator' | 'delegatee') => ({ by, amendment, party });

export const after = at('2021-04-12');
export const abandoned = acting(amending, may, ['refuseAmendment', { ...agreeing(1, 'delegator'), reason }]);
export const dueLater = at('2020-07-06');
