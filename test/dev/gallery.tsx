import { join } from 'node:path';
import { fastify } from 'fastify';
import { documentIn } from '../../cli/document-file.ts';
import { packageRoot } from '../../engine/package-root.ts';
import { freePort, loopback } from '../../engine/ports.ts';
import { samplesOf } from '../../rehearsal/samples/samples.ts';
import { drawMail } from '../../rehearsal/samples/write.ts';
import { byOwnNameOnly } from '../../web/own-host.ts';
import { htmlOf, Layout } from '../../web/page/layout.tsx';
import { assetsPath } from '../../web/page/skin.ts';
import { Table } from '../../web/page/table.tsx';
import { slugOf } from '../../web/slug.ts';
import { opened, type Shown } from '../gallery/stage.ts';
import { addressOf, galleryPath, readerOf, type State } from '../gallery/state.ts';
import { states } from '../gallery/states.ts';

// Every page in each of its states, and every sample mail, to be looked at: node dist/test/dev/gallery.js [PORT]
// A state is shown by the application itself, which goes on answering from there: its links and its forms work.

/** A letter is a page of its own: its style stands in it, its pictures too, and it reaches nothing. */
const letterPolicy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";
const pagePolicy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'";

const types = { html: 'text/html', txt: 'text/plain', eml: 'text/plain' } as const;
const ends = Object.keys(types) as readonly (keyof typeof types)[];
const root = galleryPath;

const [wanted = '8090'] = process.argv.slice(2);
const port = await freePort(Number(wanted));
const url = `http://${loopback}:${port}`;
const { document } = await documentIn(join(packageRoot(), 'examples', 'signaux-faibles.json'));
const samples = new Map(samplesOf(document).map((sample) => [sample.name, sample]));
const byAddress = new Map(states.map((state) => [addressOf(state), state]));
const groups = [...new Set(states.map(({ group }) => group))].map((group) => ({
  group,
  some: states.filter((state) => state.group === group),
}));

/** Whose style the index has. */
const first = await opened(firstState(), url);
/** What answers now: the application of the state that was opened last. */
let shown = first;
/** One state is opened after the other. */
let turn: Promise<unknown> = Promise.resolve();

const app = fastify({ forceCloseConnections: true, bodyLimit: 20 * 1024 * 1024 });
app.addHook('onRequest', byOwnNameOnly(new URL(url)));
app.removeAllContentTypeParsers();
app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
app.get(root, (_request, reply) =>
  reply
    .header('content-security-policy', pagePolicy)
    .type('text/html; charset=utf-8')
    .send(htmlOf(<Index />)),
);
app.get<{ Params: { state: string } }>(`${root}/:state`, async ({ url: asked }, reply) => {
  const state = byAddress.get(asked);
  if (!state) return reply.callNotFound();
  const next = turn.then(() => become(state));
  turn = next.catch(() => {});
  const { answer, cookie } = await next;
  if (cookie) reply.header('set-cookie', `${cookie}; Path=/; HttpOnly; SameSite=Lax`);
  const policy = answer.headers.get('content-security-policy');
  if (policy) reply.header('content-security-policy', policy);
  return reply.code(answer.status).type('text/html; charset=utf-8').send(answer.text);
});
for (const end of ends) {
  app.get<{ Params: { name: string } }>(`/courriels/:name.${end}`, async ({ params }, reply) => {
    const sample = samples.get(params.name);
    if (!sample) return reply.callNotFound();
    const { contents } = await drawMail(sample);
    return reply
      .header('content-security-policy', letterPolicy)
      .type(`${types[end]}; charset=utf-8`)
      .send(contents[end]);
  });
}
// What a page of the gallery leads to is answered by the application that it came from.
app.all('/*', async ({ method, url: asked, headers, body }, reply) => {
  const isPost = method === 'POST';
  const answering = asked.startsWith(assetsPath) ? first.app : shown.app;
  const payload = isPost && body instanceof Buffer ? { payload: body } : {};
  const answer = await answering.inject({
    method: isPost ? 'POST' : 'GET',
    url: asked,
    headers,
    ...payload,
  });
  return reply.code(answer.statusCode).headers(answer.headers).send(answer.rawPayload);
});
await app.listen({ host: loopback, port });

const stop = async () => {
  await app.close();
  await Promise.all([first.close(), shown.close()]);
  process.exit(0);
};
for (const signal of ['SIGTERM', 'disconnect'] as const) process.once(signal, stop);
// Ctrl-C reaches the whole terminal: whoever started this process decides.
process.on('SIGINT', () => process.send || stop());
process.stdout.write(`Galerie : ${url}${root}\n`);
process.send?.({ ready: true, url: `${url}${root}` });

async function become(state: State): Promise<Shown> {
  const next = await opened(state, url);
  if (shown !== first) await shown.close();
  shown = next;
  return next;
}

function firstState(): State {
  const [first] = states;
  if (!first) throw new Error('the gallery is empty');
  return first;
}

function Index() {
  return (
    <Layout title="Galerie" path={root} lead="Chaque page dans chacun de ses états, et chaque courriel.">
      <h2>Pages</h2>
      <ul>
        {groups.map(({ group, some }) => (
          <li key={group}>
            <a href={`#${slugOf(group)}`}>{group}</a> ({some.length})
          </li>
        ))}
        <li>
          <a href="#courriels">Courriels</a> ({samples.size})
        </li>
      </ul>
      {groups.map(({ group, some }) => (
        <section key={group}>
          <h3 id={slugOf(group)}>{group}</h3>
          <ul>
            {[...new Set(some.map(({ title }) => title))].map((title) => (
              <li key={title}>
                {title} :{' '}
                {some
                  .filter((state) => state.title === title)
                  .map((state, rank) => (
                    <span key={addressOf(state)}>
                      {rank > 0 && ', '}
                      <a href={addressOf(state)}>{readerOf(state)}</a>
                    </span>
                  ))}
              </li>
            ))}
          </ul>
        </section>
      ))}
      <h2 id="courriels">Courriels</h2>
      <Table
        caption={`${samples.size} courriels`}
        columns={[{ label: 'Courriel' }, { label: 'À' }, { label: 'Autrement' }]}
        rows={[...samples.values()].map(({ name, letter }) => ({
          key: name,
          cells: [
            <a key="html" href={`/courriels/${name}.html`}>
              {name}
            </a>,
            letter.to.name,
            <span key="others">
              <a href={`/courriels/${name}.txt`}>texte</a> <a href={`/courriels/${name}.eml`}>source</a>
            </span>,
          ],
        }))}
      />
    </Layout>
  );
}
