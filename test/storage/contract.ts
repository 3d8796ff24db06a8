import type { ObjectStore } from '../../storage/object-store.ts';

const bytes = (text: string) => Buffer.from(text);
const textOf = (content: Uint8Array | undefined) => content && Buffer.from(content).toString();

/** What every store must do, whatever it is made of. */
export function describeStore(name: string, open: () => Promise<ObjectStore>): void {
  describe(name, () => {
    test('gives back what was put last, whole, and nothing of what was not', async () => {
      const store = await open();
      expect(await store.get('une/chose')).toBeUndefined();
      expect(await store.sizeOf('une/chose')).toBeUndefined();
      await store.put('une/chose', bytes('première'));
      const every = Uint8Array.from({ length: 70_000 }, (_, rank) => rank % 256);
      await store.put('une/chose', every);
      expect(Buffer.compare((await store.get('une/chose')) ?? bytes(''), every)).toBe(0);
      expect(await store.sizeOf('une/chose')).toBe(70_000);
      await store.put('vide', new Uint8Array());
      expect(await store.get('vide')).toHaveLength(0);
    });

    test('of all who create under one key at once, one does, and what it wrote is there', async () => {
      const store = await open();
      const all = await Promise.all(
        Array.from({ length: 20 }, (_, rank) => store.createOnce('une.fois', bytes(String(rank)))),
      );
      expect(all.filter((created) => created)).toHaveLength(1);
      expect(textOf(await store.get('une.fois'))).toBe(String(all.indexOf(true)));
      expect(await store.createOnce('une.fois', bytes('encore'))).toBe(false);
      await store.delete('une.fois');
      expect(await store.createOnce('une.fois', bytes('encore'))).toBe(true);
    });

    test('lists what is under a folder, by key, with sizes and instants', async () => {
      const store = await open();
      for (const key of ['b/2', 'b/1', 'b/de/3', 'bc/4', 'a']) await store.put(key, bytes(key));
      expect((await store.list('b')).map(({ key, size }) => [key, size])).toEqual([
        ['b/1', 3],
        ['b/2', 3],
        ['b/de/3', 6],
      ]);
      expect((await store.list()).map(({ key }) => key)).toEqual(['a', 'b/1', 'b/2', 'b/de/3', 'bc/4']);
      for (const { at } of await store.list()) expect(Math.abs(at - Date.now())).toBeLessThan(600_000);
      expect(await store.list('c')).toEqual([]);
    });

    test('keeps under a second key what is under a first one, and forgets each by itself', async () => {
      const store = await open();
      await store.put('a', bytes('chose'));
      expect(await store.copy('a', 'b/c')).toBe(true);
      expect(await store.copy('rien', 'd')).toBe(false);
      await store.delete('a');
      await store.delete('a');
      expect(textOf(await store.get('b/c'))).toBe('chose');
      expect((await store.list()).map(({ key }) => key)).toEqual(['b/c']);
    });

    test('leads nowhere else by its keys', async () => {
      const store = await open();
      for (const key of [
        '',
        '/',
        '..',
        'a/../b',
        './a',
        '/a',
        'a/',
        'a//b',
        'é',
        'a\0',
        'a b',
        'a'.repeat(501),
      ]) {
        await expect(async () => store.get(key)).rejects.toThrow(RangeError);
        await expect(async () => store.put(key, bytes(''))).rejects.toThrow(RangeError);
      }
    });
  });
}
