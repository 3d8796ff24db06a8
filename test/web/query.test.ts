import { phases } from '../../convention/convention.ts';
import { columnOptions, columnSlugs, readColumns } from '../../web/portfolio/columns.ts';
import { readApiQuery, readQuery, sortLabels, watches, watchLabels } from '../../web/portfolio/query.ts';
import { slugOf } from '../../web/slug.ts';

test('a page asks for conventions in French', () => {
  const asked = { recherche: 'sf', phase: 'en-vigueur', seulement: 'en-retard', page: '2' };
  expect(readQuery({ ...asked, tri: 'prochaine-date', ordre: 'decroissant' })).toEqual({
    search: 'sf',
    phase: 'inForce',
    only: 'overdue',
    sort: 'deadline',
    descending: true,
    page: 2,
  });
});

test('a program asks for them in the words of the API', () => {
  expect(readApiQuery({ search: 'sf', phase: 'inForce', only: 'overdue', page: '2' })).toMatchObject({
    search: 'sf',
    phase: 'inForce',
    only: 'overdue',
    page: 2,
  });
});

test('what means nothing is left aside', () => {
  const asked = { phase: 'inForce', seulement: 'overdue', tri: 'name', ordre: 'desc', page: 'x' };
  expect(readQuery(asked)).toEqual({ search: '', phase: '', sort: 'attention', descending: false, page: 1 });
});

test('every answer has a word of its own', () => {
  const words = [Object.values(sortLabels), watches.map((watch) => watchLabels[watch]), phases];
  for (const some of words) expect(new Set(some.map(slugOf)).size).toBe(some.length);
});

test('columns are shown in the order of the list, the usual ones where none is asked for', () => {
  const usual = ['parties', 'phase', 'deadline', 'end', 'overdue', 'used'];
  expect(readColumns({})).toEqual(usual);
  expect(readColumns({ colonne: 'rien,de-tel' })).toEqual(usual);
  expect(readColumns({ colonne: 'reste-a-engager,phase,identifiant' })).toEqual(['id', 'phase', 'left']);
  const all = columnOptions.map(([slug]) => slug).join(',');
  expect(columnSlugs(readColumns({ colonne: all }))).toBe(all);
  expect(new Set(columnOptions.map(([slug]) => slug)).size).toBe(columnOptions.length);
});
