import { Client } from '@temporalio/client';
import { allListed } from '../../activities/watch/listed-conventions.ts';
import { everyConvention } from '../../client/list.ts';
import { dataConverter } from '../../contract/data-converter.ts';
import { listOwn, type Patiently, pagesOfOwn } from '../../contract/listing.ts';
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

test('every convention is read page after page, the next one being asked for while one is read', async () => {
  const asked: string[] = [];
  const client = clientOf(() => [[run('a'), run('b')], [run('c')], []], asked);
  const pages = pagesOfOwn(client, { taskQueue: 'q', where: [], size: 2 });
  expect((await pages.next()).value).toMatchObject([{ id: 'a' }, { id: 'b' }]);
  expect(asked).toHaveLength(2);
  // Each page has a patience of its own: a hundred of them take longer than one may.
  let waited = 0;
  const patiently: Patiently = (ask) => {
    waited += 1;
    return ask();
  };
  expect((await everyConvention(client, 'q', {}, patiently)).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(waited).toBe(3);
});

test('a page that is not answered fails in its turn, and only then', async () => {
  const client = clientOf(() => [[run('a')], [run('b')]]);
  const { listWorkflowExecutions } = client.workflowService;
  let times = 0;
  Object.assign(client.workflowService, {
    listWorkflowExecutions: async (request: { query: string; nextPageToken: Uint8Array }) => {
      times += 1;
      if (times === 2) throw new Error('unavailable');
      return Reflect.apply(listWorkflowExecutions, undefined, [request]);
    },
  });
  const pages = pagesOfOwn(client, { taskQueue: 'q', where: [], size: 1 });
  expect((await pages.next()).value).toMatchObject([{ id: 'a' }]);
  await expect(pages.next()).rejects.toThrow('unavailable');
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
