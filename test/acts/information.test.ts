import { inForce } from '../convention/support.ts';
import { by, may } from './fixtures.ts';
import { itRefuses } from './refusals.ts';

describe('a bad act is refused in French, with its code', () => {
  itRefuses([
    [
      'year-end dates of another year',
      'recordYearEnd',
      { by, year: 2020, commitments: '2021-11-30', payments: '2020-12-11' },
      inForce(),
      may,
      'BAD_DATE',
      /une date de l’année 2020/,
    ],
  ]);
});
