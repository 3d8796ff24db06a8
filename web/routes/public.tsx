import type { FastifyInstance } from 'fastify';
import type { ReactNode } from 'react';
import { parisDate } from '../../convention/calendar/paris.ts';
import type { Convention } from '../../convention/convention.ts';
import { weekPath } from '../page/header.tsx';
import { extractOf } from '../public/extract.ts';
import { HomePage } from '../public/home-page.tsx';
import { AccessibilityPage, LegalNoticesPage, PersonalDataPage, TermsPage } from '../public/legal-pages.tsx';
import { RegisterEntryPage, RegisterPage } from '../public/register-pages.tsx';
import { statsCsv, statsOf } from '../public/stats.ts';
import { StatsPage } from '../public/stats-page.tsx';
import { download, NotForYou, pathPart, seeOther } from '../request.ts';
import type { Web } from '../web.ts';

/** What anybody may read. */
export async function publicRoutes(app: FastifyInstance, web: Web): Promise<void> {
  const { legal } = web;

  app.get('/', async (request, reply) => {
    if (request.session) return seeOther(reply, weekPath);
    return reply.show(
      {
        title: 'Suivre les conventions de délégation de gestion',
        lead: 'De la signature au solde : les échéances de chaque article, les comptes rendus, le plafond, les avenants, les préavis.',
      },
      <HomePage />,
    );
  });

  app.get('/stats', async (_request, reply) => {
    const stats = statsOf(await web.portfolio.seenBy('public'));
    return reply.show(
      {
        title: 'Statistiques',
        lead: 'Ce que le service suit, et s’il tient ses délais. Aucune donnée personnelle.',
      },
      <StatsPage stats={stats} />,
    );
  });

  app.get('/stats.json', async () => statsOf(await web.portfolio.seenBy('public')));

  app.get('/stats.csv', async (_request, reply) => {
    return download(reply, 'stats.csv', statsCsv(statsOf(await web.portfolio.seenBy('public'))));
  });

  app.get('/registre', async (_request, reply) => {
    const listed = (await web.portfolio.seenBy('public'))
      .filter(({ figures }) => figures?.public)
      .sort((a, b) => (a.title < b.title ? -1 : 1));
    return reply.show(
      {
        title: 'Registre public des conventions',
        lead: 'Les conventions que leurs parties ont rendues publiques.',
      },
      <RegisterPage listed={listed} />,
    );
  });

  app.get('/registre/:id', async (request, reply) => {
    const record = await publicRecord(pathPart(request, 'id'));
    return reply.show(
      {
        title: record.document.title,
        breadcrumb: [{ label: 'Registre public', href: '/registre' }],
      },
      <RegisterEntryPage record={record} today={parisDate(web.now())} />,
    );
  });

  app.get('/registre/:id.json', async (request) => extractOf(await publicRecord(pathPart(request, 'id'))));

  legalPage('/accessibilite', 'Accessibilité', <AccessibilityPage legal={legal} />);
  legalPage('/mentions-legales', 'Mentions légales', <LegalNoticesPage legal={legal} />);
  legalPage('/donnees-personnelles', 'Données personnelles', <PersonalDataPage legal={legal} />);
  legalPage('/conditions', 'Conditions d’utilisation', <TermsPage legal={legal} />);

  function legalPage(path: string, title: string, content: ReactNode): void {
    app.get(path, async (_request, reply) => reply.show({ title }, content));
  }

  async function publicRecord(id: string): Promise<Convention> {
    const listed = (await web.portfolio.seenBy('public')).find((one) => one.id === id && one.figures?.public);
    const record = listed && (await web.conventions.record(id));
    if (!record?.document.public) throw new NotForYou();
    return record;
  }
}
