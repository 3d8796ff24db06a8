import { filesOfTar, tarOf } from '../../engine/backup/tar.ts';

async function* once<One>(...ones: One[]): AsyncGenerator<One> {
  yield* ones;
}

test('a file of more than 8 GiB says its size in base 256, and is read so', async () => {
  const size = 9 * 2 ** 30;
  const archive = tarOf(once({ name: 'temporal.db', size, content: once(Buffer.from('SQLite')) }));
  const { value: header } = await archive.next();
  await archive.return(undefined);
  expect(header?.[124]).toBe(0x80);
  const { value } = await filesOfTar(once(header ?? Buffer.alloc(0), Buffer.alloc(512))).next();
  expect(value).toMatchObject({ name: 'temporal.db', size });
});
