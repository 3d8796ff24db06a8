import type { FastifyInstance } from 'fastify';
import { paged, pageWithin } from '../page/paged.ts';
import { costly, personOf, queryOf } from '../request.ts';
import { readSearch, readSearchQuery } from '../search/read-search.ts';
import { SearchPage } from '../search/search-page.tsx';
import type { Web } from '../web.ts';

/** Search in all that the conventions hold that one follows. */
export async function searchRoutes(app: FastifyInstance, web: Web): Promise<void> {
  app.get('/recherche', costly(web), async (request, reply) => {
    const person = personOf(request);
    const asked = queryOf(request);
    const query = readSearchQuery(asked);
    const { byPhase } = await web.portfolio.page(person, query.among);
    const read = await readSearch(web, person, query);
    const { shown, page, pages } = paged(read.found, asked.page);
    const within = [query.text ? `« ${query.text} »` : '', pageWithin(page, pages).within];
    return reply.show(
      { title: 'Chercher dans les conventions', within: within.filter(Boolean).join(', ') },
      <SearchPage
        query={query}
        asked={asked}
        byPhase={byPhase}
        read={read}
        shown={shown}
        page={page}
        pages={pages}
      />,
    );
  });
}
