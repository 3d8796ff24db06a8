import type { ListedConvention } from '../../client/list.ts';
import { Known } from '../../web/known.ts';
import { inForce } from '../convention/support.ts';

test('what is known is kept within its bound, the oldest forgotten first', async () => {
  const reads: string[] = [];
  const conventions = {
    listed: async (id: string) => ({ id, mark: 'run 1' }) as ListedConvention,
    record: async (id: string) => {
      reads.push(id);
      return inForce();
    },
  };
  const sizes: Readonly<Record<string, number>> = { a: 4, b: 4, c: 4, huge: 11 };
  const known = new Known<string>(conventions, {
    make: () => reads.at(-1) ?? '',
    sizeOf: (id) => sizes[id] ?? 0,
    most: 10,
  });
  for (const id of ['a', 'b', 'a', 'b', 'c', 'b', 'c', 'a']) await known.of(id);
  // The third leaves no room for the first; read again, that one takes the place of the second.
  expect(reads).toEqual(['a', 'b', 'c', 'a']);
  // What alone is too much is told, and not kept.
  expect(await known.of('huge')).toBe('huge');
  expect(await known.of('huge')).toBe('huge');
  expect(reads.slice(4)).toEqual(['huge', 'huge']);
});
