import fc from 'fast-check';
import {
  cookieOf,
  filterQuery,
  filtersIn,
  type SavedFilter,
  withFilter,
} from '../../web/portfolio/saved-filters.ts';

const late: SavedFilter = { name: 'En retard', query: 'seulement=en-retard' };

describe('a filter that is kept', () => {
  test('comes back from its cookie as it was', () => {
    const query = filterQuery({
      recherche: 'DGEFP & C°',
      phase: 'en-vigueur',
      colonne: 'phase,fin',
      page: '3',
    });
    expect(query).toBe('recherche=DGEFP+%26+C%C2%B0&phase=en-vigueur&colonne=phase%2Cfin');
    const all = withFilter(withFilter([], late), { name: ' Ceux de  la DGEFP ', query });
    expect(filtersIn(cookieOf(all))).toEqual([late, { name: 'Ceux de la DGEFP', query }]);
  });

  test('takes the place of that which had its name', () => {
    expect(withFilter([late], { ...late, query: 'phase=close' })).toEqual([
      { ...late, query: 'phase=close' },
    ]);
  });

  test.each(['', '   ', 'x'.repeat(61), 'a\u0000b'])('is refused under the name %j', (name) => {
    expect(() => withFilter([], { ...late, name })).toThrow(/n’est pas un nom de filtre ; accepté : /);
  });

  test('is refused where there is no room for it, and the others stay', () => {
    const many = Array.from({ length: 12 }, (_, rank) => ({ ...late, name: `n° ${rank}` }));
    expect(() => withFilter(many, late)).toThrow(/n’a pas été gardé : il n’y a plus de place/);
    expect(() => withFilter([], { ...late, query: `recherche=${'x'.repeat(400)}` })).toThrow(/plus de place/);
    const long = (rank: number) => ({ name: `n° ${rank}`, query: `recherche=${'x'.repeat(380)}` });
    const fit: SavedFilter[] = [];
    expect(() => {
      for (let rank = 0; rank < 12; rank++) fit.push(...withFilter(fit, long(rank)).slice(fit.length));
    }).toThrow(/plus de place/);
    expect(cookieOf(fit).length).toBeLessThanOrEqual(3_500);
  });
});

test('a cookie that holds anything else gives no filter, and never leads away from the list', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json().map((json) => Buffer.from(json).toString('base64url')),
      ),
      (cookie) => {
        for (const { query } of filtersIn(cookie))
          expect(filterQuery(Object.fromEntries(new URLSearchParams(query)))).toBe(query);
      },
    ),
  );
  const forged = cookieOf([{ name: 'x', query: '//ailleurs.example/?a=b&phase=close' }]);
  expect(filtersIn(forged)).toEqual([{ name: 'x', query: 'phase=close' }]);
  expect(filtersIn(undefined)).toEqual([]);
  expect(filtersIn('x'.repeat(5_000))).toEqual([]);
});
