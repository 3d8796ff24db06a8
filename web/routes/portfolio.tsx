import type { FastifyInstance } from 'fastify';
import { portfolioCsv } from '../portfolio/csv.ts';
import { readFigures } from '../portfolio/figures.ts';
import { FiguresPage } from '../portfolio/figures-page.tsx';
import { ListPage } from '../portfolio/list-page.tsx';
import { queryInWords, readQuery } from '../portfolio/query.ts';
import { costly, download, personOf, queryOf } from '../request.ts';
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

  app.get('/portefeuille', costly(web), async (request, reply) => {
    const person = personOf(request);
    const { recherche = '', phase = '', seulement = '' } = queryOf(request);
    const asked = { recherche, phase, seulement };
    const query = readQuery(asked);
    const list = new URLSearchParams(Object.entries(asked).filter(([, value]) => value)).toString();
    const { byPhase } = await web.portfolio.page(person, query);
    return reply.show(
      { title: 'Portefeuille en chiffres', within: queryInWords(query, 1, 1) },
      <FiguresPage
        query={query}
        list={`/conventions${list && `?${list}`}`}
        byPhase={byPhase}
        figures={await readFigures(web, person, query)}
      />,
    );
  });

  app.get('/conventions.csv', async (request, reply) => {
    const found = await web.portfolio.find(personOf(request), readQuery(queryOf(request)));
    return download(reply, 'conventions.csv', portfolioCsv(found));
  });
}
