import { Client } from '@temporalio/client';
import { allListed } from '../../activities/watch/listed-conventions.ts';
import { dataConverter } from '../../contract/data-converter.ts';
import { listOwn } from '../../contract/listing.ts';
import { newPayloadKey, readPayloadKeys } from '../../contract/payload-keys.ts';

const keys = readPayloadKeys(newPayloadKey());

/** What the server's list answers, page after page. */
function clientOf(pages: (query: string) => readonly (readonly object[])[], asked: string[] = []): Client {
  const client = Object.create(Client.prototype);
  const loadedDataConverter = {
    ...dataConverter(keys),
    payloadCodecs: dataConverter(keys).payloadCodecs ?? [],
  };
  Object.defineProperty(client, 'options', { value: { namespace: 'default', loadedDataConverter } });
  Object.defineProperty(client, 'workflowService', {
    value: {
      async listWorkflowExecutions({ query, nextPageToken }: { query: string; nextPageToken: Uint8Array }) {
        asked.push(query);
        const rank = nextPageToken.length;
        const all = pages(query);
        return {
          executions: all[rank] ?? [],
          nextPageToken: rank + 1 < all.length ? Buffer.alloc(rank + 1) : Buffer.alloc(0),
        };
      },
    },
  });
  return client;
}

const run = (id: string, memo?: object) => ({
  execution: { workflowId: `convention-${id}`, runId: id },
  memo,
});

test('a convention whose memo another key encrypted is listed without it, and hides no other', async () => {
  const other = dataConverter(readPayloadKeys(newPayloadKey())).payloadCodecs?.[0];
  const [title] =
    (await other?.encode([
      { metadata: { encoding: Buffer.from('json/plain') }, data: Buffer.from('"Titre"') },
    ])) ?? [];
  const client = clientOf(() => [[run('a', { fields: { title } }), run('b')]]);
  const { runs } = await listOwn(client, { taskQueue: 'q', where: [], size: 10 });
  expect(runs.map((one) => [one.id, one.memo('title')])).toEqual([
    ['a', undefined],
    ['b', undefined],
  ]);
});

test('a convention that goes on in a new run while the list is read is in it once', async () => {
  const asked: string[] = [];
  // `c` was on the second page; its new run is more recent than all that the reading began with.
  const client = clientOf(
    (query) => (query.includes('StartTime >=') ? [[run('c'), run('a')]] : [[run('a'), run('b')], [run('d')]]),
    asked,
  );
  const all = await allListed(client, { taskQueue: 'q' });
  expect(all.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
  expect(asked.filter((query) => query.includes('StartTime >=')).length).toBeGreaterThan(1);
});
