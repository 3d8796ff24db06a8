import { at, deepFreeze, ended } from '../convention/support.ts';
import { by, lacking, may, ordered, paid } from './fixtures.ts';

export const entry = (given: Record<string, unknown>) => ({ by, entry: given });
export const made = { kind: 'credits', on: '2020-05-04', reference: 'Chorus', amount: 80_000 };
export const change = { kind: 'change', on: '2020-05-04', reference: 'Chorus', order: '1500000001' };
export const suspended = deepFreeze({
  ...ordered,
  shortfalls: lacking.shortfalls,
  suspensions: [{ shortfall: 1, since: may.today }],
});
export const after = at('2021-04-12');
export const over = deepFreeze({ ...ended(), ledger: paid.ledger });
