import type { FastifyInstance } from 'fastify';
import { portfolioCsv } from '../portfolio/csv.ts';
import { ListPage } from '../portfolio/list-page.tsx';
import { queryInWords, readQuery } from '../portfolio/query.ts';
import { download, personOf, queryOf } from '../request.ts';
import type { Web } from '../web.ts';

/** The conventions that one follows. */
export async function portfolioRoutes(app: FastifyInstance, web: Web): Promise<void> {
  app.get('/conventions', async (request, reply) => {
    const person = personOf(request);
    const asked = queryOf(request);
    const query = readQuery(asked);
    const found = await web.portfolio.page(person, query);
    return reply.show(
      { title: 'Conventions', within: queryInWords(query, found.page, found.pages) },
      <ListPage query={query} asked={asked} found={found} isAdmin={person.admin} />,
    );
  });

  app.get('/conventions.csv', async (request, reply) => {
    const found = await web.portfolio.find(personOf(request), readQuery(queryOf(request)));
    return download(reply, 'conventions.csv', portfolioCsv(found));
  });
}
