import { inForce } from '../convention/support.ts';
import { by, may, reason } from './fixtures.ts';
import { itRefuses } from './refusals.ts';

describe('a bad act is refused in French, with its code', () => {
  itRefuses([
    [
      'a pause until today',
      'pauseReminders',
      { by, until: '2020-05-04', reason },
      inForce(),
      may,
      'BAD_DATE',
      /du 2020-05-05 au 2020-08-04, trois mois au plus/,
    ],
    [
      'no pause to end',
      'pauseReminders',
      { by, until: null, reason },
      inForce(),
      may,
      'ALREADY_DONE',
      /ne sont pas suspendus/,
    ],
  ]);
});
