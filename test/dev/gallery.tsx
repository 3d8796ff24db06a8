import { join } from 'node:path';
import serveStatic from '@fastify/static';
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
import { demo } from '../web/page/demo.tsx';
import { policy } from '../web/page/site.ts';

// Every sample mail and every page of the demonstration, to be looked at: node dist/test/dev/gallery.js [PORT]

/** A letter is a page of its own: its style stands in it, its pictures too, and it reaches nothing. */
const letterPolicy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

const types = { html: 'text/html', txt: 'text/plain', eml: 'text/plain' } as const;
const ends = Object.keys(types) as readonly (keyof typeof types)[];

const [wanted = '8090'] = process.argv.slice(2);
const port = await freePort(Number(wanted));
const url = `http://${loopback}:${port}`;
const { document } = await documentIn(join(packageRoot(), 'examples', 'signaux-faibles.json'));
const samples = new Map(samplesOf(document).map((sample) => [sample.name, sample]));

const app = fastify({ forceCloseConnections: true });
app.addHook('onRequest', byOwnNameOnly(new URL(url)));
app.addHook('onRequest', async (_request, reply) => {
  reply.headers({ 'content-security-policy': policy, 'x-content-type-options': 'nosniff' });
});
await app.register(serveStatic, { root: join(packageRoot(), 'web', 'assets'), prefix: assetsPath });
app.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(htmlOf(<Index />)));
for (const [path, shown] of Object.entries(demo)) {
  app.get<{ Querystring: { q?: string } }>(path, ({ query }, reply) =>
    reply.type('text/html; charset=utf-8').send(htmlOf(shown(String(query.q ?? '')))),
  );
}
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
await app.listen({ host: loopback, port });

const stop = async () => {
  await app.close();
  process.exit(0);
};
for (const signal of ['SIGTERM', 'disconnect'] as const) process.once(signal, stop);
// Ctrl-C reaches the whole terminal: whoever started this process decides.
process.on('SIGINT', () => process.send || stop());
process.stdout.write(`Galerie : ${url}\n`);
process.send?.({ ready: true, url });

function Index() {
  return (
    <Layout title="Galerie" path="/" lead="Chaque page et chaque courriel, à regarder.">
      <h2>Pages</h2>
      <ul>
        {Object.keys(demo).map((path) => (
          <li key={path}>
            <a href={path}>{path}</a>
          </li>
        ))}
      </ul>
      <h2>Courriels</h2>
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
