import { z } from 'zod';
import { workflowIdOf } from '../../contract/workflow-id.ts';
import { testDocument } from '../support/documents.ts';
import { by } from '../support/scene.ts';
import { openSite, type Site, type Visitor } from '../support/site.ts';

// A cluster has its own Temporal UI, on a site of its own, whose pages have payloads read by the application.

const ui = 'https://temporal.example.gouv.fr';

let site: Site;
let admin: Visitor;
const document = testDocument();

beforeAll(async () => {
  site = await openSite({ settings: { DELEGATION_TEMPORAL_UI: `${ui}/` } });
  admin = await site.admin();
  await site.stage.conventions.start(document, by);
});

afterAll(() => site?.close());

/** Asks as a page of a site would, whose browser has the cookies of the application or not. */
function decode(headers: Record<string, string>, body = '{"payloads":[]}', method = 'POST') {
  return fetch(`${site.url}/codec/decode`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(method === 'POST' ? { body } : {}),
  });
}

test('a browser is told that the pages of the Temporal UI may ask, with who they are', async () => {
  const asks = {
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'content-type,x-namespace',
  };
  const { status, headers } = await decode({ origin: ui, ...asks }, '', 'OPTIONS');
  expect(status).toBe(204);
  expect(Object.fromEntries(headers)).toMatchObject({
    'access-control-allow-origin': ui,
    'access-control-allow-credentials': 'true',
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers': 'content-type, x-namespace',
    vary: 'origin',
  });
});

test('what the server keeps of a convention is read for an administrator', async () => {
  const { history } = await site.stage.connection.workflowService.getWorkflowExecutionHistory({
    namespace: 'default',
    execution: { workflowId: workflowIdOf(document.id) },
  });
  const [payload] = history?.events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
  const base64 = (bytes: Uint8Array | null | undefined) => Buffer.from(bytes ?? []).toString('base64');
  const metadata = Object.entries(payload?.metadata ?? {}).map(([name, value]) => [name, base64(value)]);
  const asked = { payloads: [{ metadata: Object.fromEntries(metadata), data: base64(payload?.data) }] };
  const answer = await decode({ origin: ui, cookie: admin.cookie }, JSON.stringify(asked));
  expect(answer.headers.get('access-control-allow-origin')).toBe(ui);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const { payloads } = z
    .object({ payloads: z.array(z.object({ data: z.base64() })) })
    .parse(await answer.json());
  const [start] = payloads.map(({ data }) => JSON.parse(Buffer.from(data, 'base64').toString()));
  expect(start.document.title).toBe(document.title);
});

test.each([
  ['nobody in particular', { origin: ui }, 401],
  ['a page of another site', { origin: 'https://evil.example', signed: 'in' }, 403],
  ['a page without an origin', { origin: 'null', signed: 'in' }, 403],
  ['what is no page', { signed: 'in' }, 403],
  ['the Temporal UI without TLS', { origin: ui.replace('https', 'http'), signed: 'in' }, 403],
])('nothing is read for %s', async (_who, { signed, ...headers }: Record<string, string>, expected) => {
  const cookie: Record<string, string> = signed === undefined ? {} : { cookie: admin.cookie };
  const answer = await decode({ ...headers, ...cookie });
  expect(answer.status).toBe(expected);
  if (headers.origin !== ui) expect(answer.headers.get('access-control-allow-origin')).toBeNull();
});
