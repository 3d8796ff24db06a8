import { lateSpending } from '../../../convention/ledger/late-spending.ts';
import { day, inForce, signed } from '../support.ts';

// In force from 10 April 2020 to 9 April 2021; in 2020 Chorus closes on 30 November (AE) and 11 December (CP).
const warningsOf = (on: string, deliveryEndsOn?: string, convention = inForce()) =>
  lateSpending(convention, {
    order: 'A',
    on: day(on),
    ...(deliveryEndsOn ? { deliveryEndsOn: day(deliveryEndsOn) } : {}),
  });

describe('an order is recorded without a word', () => {
  it.each([
    ['committed on the last day for that', '2020-11-30', undefined],
    ['committed in a year whose last days are not known', '2021-03-01', undefined],
    ['paid on the last day of the year for that, thirty days after its delivery', '2020-05-04', '2020-11-11'],
    ['paid on the last day of the convention', '2021-01-04', '2021-03-10'],
  ])('%s', (_what, on, deliveryEndsOn) => {
    expect(warningsOf(on, deliveryEndsOn)).toEqual([]);
  });

  it('before the effect, when nothing is known of the end', () => {
    expect(warningsOf('2020-04-01', '2022-01-01', signed())).toEqual([]);
  });
});

describe('an order is recorded with a warning', () => {
  it.each<[string, string, string | undefined, RegExp[]]>([
    [
      'committed after the last day for that',
      '2020-12-01',
      undefined,
      [/^L’engagement A est du 1er décembre 2020, après .* le 30 novembre 2020\.$/],
    ],
    [
      'paid after the last day of the year for that',
      '2020-05-04',
      '2020-11-12',
      [
        /attendu le 12 décembre 2020 \(30 jours après la livraison\), viendrait après .* le 11 décembre 2020\.$/,
      ],
    ],
    [
      'paid after the last day of the convention, though delivered within it',
      '2020-05-04',
      '2021-03-11',
      [/attendu le 10 avril 2021 .* dernier jour de la convention, le 9 avril 2021 \(art\. 7\)\.$/],
    ],
    [
      'delivered after the last day, hence paid after it',
      '2020-05-04',
      '2021-04-10',
      [/^Les livraisons de l’engagement A vont jusqu’au 10 avril 2021, après/, /attendu le 10 mai 2021/],
    ],
    ['delivered on the last day, hence paid after it', '2020-05-04', '2021-04-09', [/attendu le 9 mai 2021/]],
    ['wrong in every way', '2020-12-01', '2021-04-10', [/1er décembre 2020/, /livraisons/, /10 mai 2021/]],
  ])('%s', (_what, on, deliveryEndsOn, expected) => {
    const warnings = warningsOf(on, deliveryEndsOn);
    expect(warnings).toHaveLength(expected.length);
    for (const [index, pattern] of expected.entries()) expect(warnings[index]).toMatch(pattern);
  });

  it('by the end that a notice brings, once one runs', () => {
    const noticed = {
      ...inForce(),
      notices: [
        {
          from: 'delegator' as const,
          receivedOn: day('2020-07-01'),
          reason: 'fin',
          withdrawnBy: [],
          endsOn: day('2020-10-01'),
        },
      ],
    };
    expect(warningsOf('2020-07-02', '2020-09-15', noticed)[0]).toContain('le 1er octobre 2020');
  });
});
