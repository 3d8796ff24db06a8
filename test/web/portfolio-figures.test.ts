import fc from 'fast-check';
import type { ListedConvention } from '../../client/list.ts';
import { fontSize, size } from '../../letters/chart/frame.ts';
import { ink } from '../../letters/chart/ink.ts';
import { widthOf } from '../../letters/chart/measure.ts';
import { againstCeilings, dueByWeek, lateByParty } from '../../web/portfolio/figures.ts';
import { type Bar, barsSvg, columnsSvg } from '../../web/portfolio/plots.tsx';
import type { AskedDuty } from '../../web/week/asked-duties.ts';
import { day } from '../convention/support.ts';

const today = day('2020-05-13');

function listed(id: string, changes: Partial<ListedConvention> = {}): ListedConvention {
  return {
    ...{ id, title: id, shortName: id, parties: 'DGEFP → DINUM', contacts: [], phase: 'inForce' },
    ...{ overdue: 0, faults: 0, forecastOver: 0 },
    ...changes,
  };
}

function asked(dueOn: string, changes: Partial<AskedDuty> = {}): AskedDuty {
  return {
    convention: { id: 'sf', shortName: 'Signaux Faibles' },
    manager: { name: 'Gestion', email: 'conventions@dinum.example' },
    ...{ sequence: 0, parties: 'DGEFP → DINUM', duty: `report-${dueOn}`, kind: 'monthly-report' },
    ...{ closedBy: 'report', title: 'Compte rendu', holder: 'DINUM', evidence: 'le compte rendu' },
    ...{ isOfManager: false, alertsOn: [], concerns: [], state: 'open' },
    ...changes,
    dueOn: day(dueOn),
  } as AskedDuty;
}

test('conventions stand by what they have consumed of their ceiling, those without one aside', () => {
  const all = [
    listed('half', { ceiling: 100, committed: 50 }),
    listed('free', { committed: 50 }),
    listed('nothing', { ceiling: 100 }),
    listed('over', { ceiling: 100, committed: 120.000001 }),
    listed('empty', { ceiling: 0, committed: 0 }),
    listed('also-half', { ceiling: 200, committed: 100 }),
  ];
  expect(againstCeilings(all).map(({ id, committed }) => [id, committed])).toEqual([
    ['over', 120],
    ['also-half', 100],
    ['half', 50],
    ['nothing', 0],
  ]);
});

test('twelve weeks are told, from the Monday of this one; what is late, announced or further is in none', () => {
  const weeks = dueByWeek(
    [
      ...['2020-05-12', '2020-05-13', '2020-05-17', '2020-05-18', '2020-08-02', '2020-08-03'].map((on) =>
        asked(on),
      ),
      // An announcement asks nothing.
      { ...asked('2020-05-14'), evidence: undefined } as unknown as AskedDuty,
    ],
    today,
  );
  expect(weeks).toHaveLength(12);
  expect(weeks.filter(({ count }) => count > 0)).toEqual([
    { from: '2020-05-11', count: 2 },
    { from: '2020-05-18', count: 1 },
    { from: '2020-07-27', count: 1 },
  ]);
});

test('what is late is counted by who must act, with its longest delay', () => {
  const late = (on: string, holder: string, changes: Partial<AskedDuty> = {}) =>
    asked(on, { holder, state: 'overdue', ...changes });
  expect(
    lateByParty(
      [
        late('2020-05-12', 'DINUM'),
        late('2020-05-03', 'DGEFP'),
        late('2020-05-11', 'DINUM'),
        late('2020-05-10', 'Camille Durand', { isOfManager: true }),
        asked('2020-05-10', { holder: 'DINUM' }),
      ],
      today,
    ),
  ).toEqual([
    { party: 'DINUM', count: 2, days: 2 },
    { party: 'DGEFP', count: 1, days: 10 },
    { party: 'gestionnaire', count: 1, days: 3 },
  ]);
});

test('what is late is counted of a portfolio of any size', () => {
  const all = Array.from({ length: 200_000 }, () => asked('2020-05-03', { state: 'overdue' }));
  expect(lateByParty(all, today)).toMatchObject([{ count: 200_000, days: 10 }]);
});

/** Where the texts of a drawing begin and end. */
function edgesOf(svg: string): number[] {
  return [...svg.matchAll(/<text([^>]*)>([^<]*)<\/text>/g)].flatMap(([, attributes = '', text = '']) => {
    const x = Number(/\bx="([^"]*)"/.exec(attributes)?.[1]);
    const width = widthOf(
      text.replace(/&[#\w]+;/g, '&'),
      fontSize,
      attributes.includes('700') ? 'bold' : undefined,
    );
    const before = attributes.includes('"end"') ? width : attributes.includes('"middle"') ? width / 2 : 0;
    return [x - before, x - before + width];
  });
}

const anyBar: fc.Arbitrary<Bar> = fc.record({
  name: fc.string({ maxLength: 60, unit: 'grapheme' }),
  value: fc.double({ min: 0, max: 1e6, noNaN: true }),
  said: fc.constantFrom('0 %', '100 %', '> 100 %', '1 234'),
});

test('every bar and every word of a plot stays within it, whatever the names and the numbers', () => {
  fc.assert(
    fc.property(fc.array(anyBar, { maxLength: 20 }), fc.boolean(), (bars, isLimited) => {
      const svg = barsSvg('Titre', bars, isLimited ? 1 : undefined);
      expect(svg).not.toMatch(/NaN|Infinity|undefined|="-/);
      for (const edge of edgesOf(svg)) {
        expect(edge).toBeGreaterThanOrEqual(0);
        expect(edge).toBeLessThanOrEqual(size.width);
      }
      for (const [, x = '', width = ''] of svg.matchAll(/<rect x="([\d.]+)"[^>]* width="([\d.]+)"/g))
        expect(Number(x) + Number(width)).toBeLessThanOrEqual(size.width);
    }),
  );
});

test('what passes a ceiling has another colour than what is within', () => {
  const bars = (value: number) => barsSvg('Titre', [{ name: 'A', value, said: 'x' }], 1);
  expect(bars(1)).not.toContain(ink.ceiling);
  expect(bars(1.2)).toContain(ink.ceiling);
});

test.each([
  [[1], 2],
  [[3, 0, 12], 5],
  [[100, 1_000], 5],
])('columns of %j stand on a scale of whole numbers', (values, most) => {
  const svg = columnsSvg(
    'Titre',
    values.map((value, rank) => ({ name: `0${rank}/05`, value })),
  );
  const labels = [...svg.matchAll(/text-anchor="end"[^>]*>([^<]*)</g)].map(([, label = '']) => label);
  expect(labels.length).toBeLessThanOrEqual(most);
  for (const label of labels) expect(label).toMatch(/^[\d\u202f]+$/);
  expect(svg).not.toMatch(/NaN|Infinity|undefined|="-/);
});
