import type { Client } from '@temporalio/client';
import { defaultFailureConverter, defaultPayloadConverter } from '@temporalio/common';
import { SharedAddresses } from '../../../activities/mail/shared-addresses.ts';
import { contactMark } from '../../../convention/people/memo.ts';

/** A server whose list has some conventions, each of some people; what it was asked. */
function listing(conventions: Readonly<Record<string, readonly string[]>>, pageSize = 2) {
  const asked: string[] = [];
  const all = Object.entries(conventions);
  const client = {
    options: {
      namespace: 'default',
      loadedDataConverter: {
        payloadConverter: defaultPayloadConverter,
        failureConverter: defaultFailureConverter,
        payloadCodecs: [],
      },
    },
    workflowService: {
      async listWorkflowExecutions({ query, nextPageToken }: { query: string; nextPageToken: Uint8Array }) {
        asked.push(query);
        const from = Number(Buffer.from(nextPageToken).toString() || 0);
        const executions = all.slice(from, from + pageSize).map(([id, people]) => ({
          execution: { workflowId: `convention-${id}`, runId: id },
          memo: {
            fields: { contacts: defaultPayloadConverter.toPayload(people.map(contactMark).join('')) },
          },
          status: 1,
        }));
        const next = from + pageSize < all.length ? String(from + pageSize) : '';
        return { executions, nextPageToken: Buffer.from(next) };
      },
    },
  } as unknown as Client;
  return { addresses: new SharedAddresses(client, 'delegation'), asked };
}

test('an address is shared once it stands in two conventions, whatever its capitals', async () => {
  const { addresses } = listing({
    a: ['lea@dgefp.example', 'omar@dinum.example'],
    b: ['Lea@DGEFP.example'],
    c: ['paul@anct.example', 'paul@anct.example'],
  });
  expect(await addresses.isShared('lea@dgefp.example')).toBe(true);
  expect(await addresses.isShared('LEA@dgefp.example')).toBe(true);
  expect(await addresses.isShared('omar@dinum.example')).toBe(false);
  // Twice in one convention is one.
  expect(await addresses.isShared('paul@anct.example')).toBe(false);
  expect(await addresses.isShared('inconnue@anct.example')).toBe(false);
});

test('conventions are listed once for all that is asked within minutes, page by page, those that run alone', async () => {
  const { addresses, asked } = listing({ a: ['x@y.example'], b: [], c: ['x@y.example'] });
  const both = await Promise.all([addresses.isShared('x@y.example'), addresses.isShared('x@y.example')]);
  await addresses.isShared('z@y.example');
  expect(both).toEqual([true, true]);
  expect(asked).toHaveLength(2);
  for (const query of asked) expect(query).toContain(`ExecutionStatus = 'Running'`);
});

test('who cannot be listed is asked for again, and nobody is told to be shared meanwhile', async () => {
  const { addresses } = listing({ a: ['x@y.example'], b: ['x@y.example'] });
  const broken = new SharedAddresses(
    {
      options: { namespace: 'default' },
      workflowService: { listWorkflowExecutions: () => Promise.reject(new Error('unreachable')) },
    } as unknown as Client,
    'delegation',
  );
  await expect(broken.isShared('x@y.example')).rejects.toThrow('unreachable');
  await expect(broken.isShared('x@y.example')).rejects.toThrow('unreachable');
  expect(await addresses.isShared('x@y.example')).toBe(true);
});
