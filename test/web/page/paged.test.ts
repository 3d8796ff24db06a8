import { paged } from '../../../web/page/paged.ts';

const lines = Array.from({ length: 120 }, (_, rank) => rank + 1);

test.each([
  [undefined, 1],
  ['2', 2],
  ['9', 3],
  ['x', 1],
])('of 120 lines, page %s is page %i', (asked, page) => {
  expect(paged(lines, asked)).toMatchObject({ page, pages: 3 });
});

test('a line that is looked for is on the page that is shown, unless another page is asked for', () => {
  const isWanted = (line: number) => line === 100;
  expect(paged(lines, undefined, isWanted)).toMatchObject({ page: 2, shown: expect.arrayContaining([100]) });
  expect(paged(lines, undefined, (line) => line === 101)).toMatchObject({ page: 3 });
  expect(paged(lines, '1', isWanted)).toMatchObject({ page: 1 });
  expect(paged(lines, undefined, () => false)).toMatchObject({ page: 1 });
});
