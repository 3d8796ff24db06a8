import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FormFault, Values } from '../../acts/form.ts';
import { Refused } from '../../convention/errors.ts';
import { everyColumn, readColumns } from '../portfolio/columns.ts';
import { portfolioCsv } from '../portfolio/csv.ts';
import { readFigures } from '../portfolio/figures.ts';
import { FiguresPage } from '../portfolio/figures-page.tsx';
import { ListPage } from '../portfolio/list-page.tsx';
import { queryInWords, readQuery } from '../portfolio/query.ts';
import { filterQuery, filtersOf, keepFilters, withFilter } from '../portfolio/saved-filters.ts';
import { listUnder, nameField, SavedPage } from '../portfolio/saved-page.tsx';
import { costly, download, listIn, oneOf, ownForm, personOf, queryOf, seeOther } from '../request.ts';
import type { Web } from '../web.ts';

/** The conventions that one follows. */
export async function portfolioRoutes(app: FastifyInstance, web: Web): Promise<void> {
  app.get('/conventions', async (request, reply) => {
    const person = personOf(request);
    const asked = askedOf(request);
    const query = readQuery(asked);
    const found = await web.portfolio.page(person, query);
    return reply.show(
      { title: 'Conventions', within: queryInWords(query, found.page, found.pages) },
      <ListPage
        query={query}
        asked={asked}
        found={found}
        filters={filtersOf(web, request, person)}
        isAdmin={person.admin}
      />,
    );
  });

  const showFilters = (
    request: FastifyRequest,
    reply: FastifyReply,
    asked: Values,
    wrong: { readonly named: string; readonly faults: readonly FormFault[] } | undefined,
  ) =>
    reply.show(
      {
        title: 'Colonnes et filtres gardés',
        breadcrumb: [{ label: 'Conventions', href: '/conventions' }],
        ...(wrong ? { status: 422 } : {}),
      },
      <SavedPage
        filters={filtersOf(web, request, personOf(request))}
        asked={asked}
        inWords={queryInWords(readQuery(asked), 1, 1)}
        named={wrong?.named}
        faults={wrong?.faults ?? []}
        csrf={request.session?.csrf}
      />,
    );

  app.get('/filtres', async (request, reply) => showFilters(request, reply, askedOf(request), undefined));

  app.post('/filtres', async (request, reply) => {
    const person = personOf(request);
    const { values } = await ownForm(request);
    const asked = Object.fromEntries(new URLSearchParams(oneOf(values.filtre)));
    const [named, query] = [oneOf(values[nameField.name]), filterQuery(asked)];
    try {
      const filters = withFilter(filtersOf(web, request, person), { name: named, query });
      keepFilters(web, reply, person, filters);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const faults = [{ field: nameField.name, message: error.message }];
      return showFilters(request, reply, asked, { named, faults });
    }
    return seeOther(reply, listUnder(query));
  });

  app.post('/filtres/retrait', async (request, reply) => {
    const person = personOf(request);
    const { values } = await ownForm(request);
    const name = oneOf(values.nom);
    keepFilters(
      web,
      reply,
      person,
      filtersOf(web, request, person).filter((one) => one.name !== name),
    );
    return seeOther(reply, '/conventions');
  });

  app.get('/portefeuille', costly(web), async (request, reply) => {
    const person = personOf(request);
    const { recherche = '', phase = '', seulement = '' } = queryOf(request);
    const asked = { recherche, phase, seulement };
    const query = readQuery(asked);
    const { byPhase } = await web.portfolio.page(person, query);
    return reply.show(
      { title: 'Portefeuille en chiffres', within: queryInWords(query, 1, 1) },
      <FiguresPage
        query={query}
        list={listUnder(filterQuery(asked))}
        byPhase={byPhase}
        figures={await readFigures(web, person, query)}
      />,
    );
  });

  app.get('/conventions.csv', async (request, reply) => {
    const asked = askedOf(request);
    const found = await web.portfolio.find(personOf(request), readQuery(asked));
    return download(reply, 'conventions.csv', portfolioCsv(found, readColumns(asked, everyColumn)));
  });
}

/** What the address of the list asks for, its columns as one. */
function askedOf(request: FastifyRequest): Readonly<Record<string, string>> {
  return { ...queryOf(request), colonne: listIn(request, 'colonne') };
}
