import { inFull } from '../support/runs.ts';
import { campaignIn, usage } from './arguments.ts';
import { campaign, leastYears, type livesThrough } from './campaign.ts';
import { storyOf } from './story.ts';

describe('lives at random', () => {
  it(
    'break nothing; in full, every act is done in them, and no invariant is without anything to look at',
    () => {
      const { report, failure } = campaign({ years: inFull ? leastYears : 2, seed: 1 });
      expect(failure && storyOf(failure)).toBeUndefined();
      expect(inFull ? report.undone : []).toEqual([]);
      expect(inFull ? report.idle : []).toEqual([]);
      expect(report.letters).toBeGreaterThan(10);
    },
    leastYears * 10_000,
  );

  it('name the one that breaks something, shrunk, by what lives it again', () => {
    const breaking: typeof livesThrough = ({ steps }) => {
      if (steps.some(({ does }) => does === 'mailStops')) throw new Error('broken');
    };
    const { failure } = campaign({ years: 1000, seed: 3 }, breaking);
    expect(failure?.script.steps).toHaveLength(1);
    const { seed = 0, path = '' } = failure ?? {};
    const again = campaign({ years: 1, seed, path }, breaking).failure;
    expect(again?.script).toEqual(failure?.script);
    expect(failure && storyOf(failure)).toContain(`npm run simulate -- --seed ${seed} --path ${path}`);
  });
});

describe('the arguments of `npm run simulate`', () => {
  it.each([
    [[], { campaign: { years: 1000, seed: 1 } }],
    [['--years', '10000', '--seed', '7'], { campaign: { years: 10_000, seed: 7 } }],
    [['--seed', '7', '--path', '17:0:3'], { campaign: { years: 1000, seed: 7, path: '17:0:3' } }],
    [['--help'], { help: true }],
  ])('%j are read', (args, asked) => {
    expect(campaignIn(args)).toEqual(asked);
  });

  it.each([
    [['--annees', '3'], '« --annees » n’est pas une option ; acceptées : --years, --seed, --path.'],
    [['--years', '0'], '« 0 » refusé pour --years ; accepté : un nombre entier d’années, de 1 à 1000000.'],
    [['--years'], '« rien » refusé pour --years ; accepté : un nombre entier d’années, de 1 à 1000000.'],
    [['--seed', '-1'], '« -1 » refusé pour --seed ; accepté : un nombre entier, de 0 à 2147483647.'],
    [['--path', '3'], '« --path » refusé sans « --seed » ; accepté : les deux, comme un échec les donne.'],
    [
      ['--seed', '1', '--path', 'a'],
      '« a » refusé pour --path ; accepté : des nombres séparés par « : », comme 17:0:3.',
    ],
    [['--seed', '1', '--seed', '2'], '« --seed » est donné deux fois ; accepté : une fois.'],
  ])('%j are refused', (args, refused) => {
    expect(campaignIn(args)).toEqual({ refused });
    expect(usage).toContain('--years');
  });
});
