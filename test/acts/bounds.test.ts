import { effectiveOn } from '../../convention/term/effect.ts';
import { periodOf } from '../../convention/term/term.ts';
import { lived } from '../convention/lived.ts';
import { acting, at, inForce, signed } from '../convention/support.ts';
import { breached, by, may, reason, report } from './fixtures.ts';
import { itRefuses } from './refusals.ts';

// Acts that were accepted, or refused, at the edge of their time.

describe('an end that is agreed upon', () => {
  const end = (party: string) => ['agreeEnd', { by, party, on: '2021-04-09', reason }] as const;

  it('on the last day prevents the tacit renewal', () => {
    const tacit = inForce({ renewal: { mode: 'tacit' } });
    const agreed = acting(tacit, at('2021-04-01'), end('delegator'), end('delegatee'));
    const after = lived(agreed, at('2021-04-12'));
    expect([after.renewals, after.ended]).toEqual([[], { cause: 'term', on: '2021-04-09' }]);
  });

  itRefuses([
    [
      'on the last day, when no renewal follows',
      'agreeEnd',
      end('delegator')[1],
      inForce(),
      at('2021-04-01'),
      'ALREADY_DONE',
      /prend déjà fin le 9 avril 2021/,
    ],
    [
      'after the last day',
      'agreeEnd',
      { ...end('delegator')[1], on: '2021-04-10' },
      inForce({ renewal: { mode: 'tacit' } }),
      at('2021-04-01'),
      'BAD_DATE',
      /du 2021-04-01 \(aujourd’hui\) au 2021-04-09 \(fin de la convention\)/,
    ],
  ]);
});

describe('a service that was withdrawn', () => {
  const ending = { by, breach: 1, services: ['website', 'clubs'], on: '2020-06-01', reason };
  const done = acting(breached, may, [
    'markDone',
    { by, duties: [{ duty: 'community-clubs', evidence: 'x' }] },
  ]);
  const withdrawn = acting(done, may, ['endSupport', ending]);

  itRefuses([
    [
      'and is owed again',
      'reopenDuty',
      { by, duty: 'community-website', reason },
      withdrawn,
      may,
      'ALREADY_DONE',
      /« community-website » est caduque.*service retiré/,
    ],
    [
      'after it was done, and is owed again',
      'reopenDuty',
      { by, duty: 'community-clubs', reason },
      withdrawn,
      may,
      'NOT_NOW',
      /service retiré/,
    ],
  ]);

  it('leaves the others to be reopened', () => {
    const other = acting(
      withdrawn,
      may,
      ['waiveDuty', { by, duty: 'community-premises', reason }],
      ['reopenDuty', { by, duty: 'community-premises', reason }],
    );
    expect(other.outcomes['community-premises']).toBeUndefined();
  });
});

describe('a monthly report', () => {
  itRefuses([
    [
      'on the second day of its month',
      'submitReport',
      report,
      inForce({}, '2020-04-01'),
      at('2020-04-02'),
      'NOT_NOW',
      /Le mois « 2020-04 » n’est pas terminé : son compte rendu est accepté à partir du 2020-04-30, et attendu le 2020-05-11/,
    ],
  ]);

  it('is accepted on the last day of its month, or of the convention', () => {
    expect(acting(inForce(), at('2020-04-30'), ['submitReport', report]).reports).toHaveProperty('2020-04');
    const last = { ...report, period: '2021-04' };
    expect(acting(inForce(), at('2021-04-09'), ['submitReport', last]).reports).toHaveProperty('2021-04');
  });
});

describe('an effect date that moves', () => {
  const running = { ...inForce(), inForceSince: at('2020-04-10').today };
  const back = { by, on: '2020-03-25', reason };

  itRefuses([
    [
      'to end the convention in the past',
      'confirmEffect',
      back,
      running,
      at('2021-04-06'),
      'BAD_DATE',
      /« 2020-03-25 » refusé : la convention aurait pris fin le 24 mars 2021 ; accepté : une date d’effet à partir du 2020-04-07/,
    ],
    [
      'to end the convention in the past, by a publication found later',
      'recordPublication',
      { by, publication: 'maignon', on: '2020-03-25', evidence: 'x' },
      {
        ...acting(signed({ effect: { publication: 'first' } }), at('2020-04-10'), [
          'recordPublication',
          { by, publication: 'data-gouv', on: '2020-04-10', evidence: 'x' },
        ]),
        inForceSince: at('2020-04-10').today,
      },
      at('2021-04-06'),
      'BAD_DATE',
      /la convention aurait pris fin le 24 mars 2021/,
    ],
  ]);

  it('is accepted for a convention that was registered once it was over', () => {
    const late = acting(signed(), at('2021-06-01'), ['confirmEffect', { by, on: '2020-04-06', reason }]);
    expect(periodOf(late)?.endsOn).toBe('2021-04-05');
  });

  it('is accepted when a tacit renewal follows', () => {
    const tacit = { ...inForce({ renewal: { mode: 'tacit' } }), inForceSince: at('2020-04-10').today };
    const moved = acting(tacit, at('2021-04-06'), ['confirmEffect', back]);
    expect(lived(moved, at('2021-04-06')).renewals).toHaveLength(1);
  });
});

describe('a publication without which the convention would never take effect', () => {
  const one = acting(signed(), may, ['waiveDuty', { by, duty: 'publication-maignon', reason }]);
  const last = { by, duty: 'publication-data-gouv', reason };
  const why = /sans elle la convention ne prendrait jamais effet.*confirmez d’abord une date d’effet/;

  itRefuses([
    ['waived, the other being waived too', 'waiveDuty', last, one, may, 'NOT_NOW', why],
    [
      'waived, which the document names',
      'waiveDuty',
      last,
      signed({ effect: { publication: 'data-gouv' } }),
      may,
      'NOT_NOW',
      why,
    ],
  ]);

  it('may be waived once another date is confirmed, or another publication recorded', () => {
    const confirmed = acting(
      one,
      may,
      ['confirmEffect', { by, on: '2020-05-04', reason }],
      ['waiveDuty', last],
    );
    expect(effectiveOn(confirmed)).toBe('2020-05-04');
    const published = acting(
      signed(),
      may,
      ['recordPublication', { by, publication: 'maignon', on: '2020-04-30', evidence: 'x' }],
      ['waiveDuty', last],
    );
    expect(effectiveOn(published)).toBe('2020-04-30');
  });
});
