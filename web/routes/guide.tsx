import serveStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { typeset } from '../../letters/typography.ts';
import { guidePath, picturesFolder, picturesPath, readGuide } from '../guide/guide.ts';
import { Markdown } from '../guide/markdown.tsx';
import { Way } from '../page/ways.tsx';
import { NotForYou, pathPart } from '../request.ts';

/** The guide of whoever uses the application, which anybody may read. */
export async function guideRoutes(app: FastifyInstance): Promise<void> {
  const { index, pages, pictures } = await readGuide();
  await app.register(serveStatic, {
    root: picturesFolder,
    prefix: `${picturesPath}/`,
    decorateReply: false,
    maxAge: '1h',
    dotfiles: 'ignore',
  });

  app.get('/aide', async (_request, reply) =>
    reply.show(
      { title: index.title, lead: typeset(index.lead) },
      <Markdown text={index.body} pictures={pictures} />,
    ),
  );

  app.get('/aide/:page', async (request, reply) => {
    const rank = pages.findIndex(({ path }) => path === `${guidePath}/${pathPart(request, 'page')}`);
    const [page, next] = [pages[rank], pages[rank + 1]];
    if (!page) throw new NotForYou();
    return reply.show(
      {
        title: typeset(page.title),
        within: index.title,
        lead: typeset(page.lead),
        breadcrumb: [{ label: index.title, href: guidePath }],
      },
      <>
        <Markdown text={page.body} pictures={pictures} />
        {next && (
          <p>
            Ensuite : <Way href={next.path}>{typeset(next.title)}</Way>
          </p>
        )}
      </>,
    );
  });
}
