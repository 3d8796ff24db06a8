import type { FastifyInstance } from 'fastify';
import { capitalised, frenchInstant } from '../../convention/calendar/french.ts';
import { contactOf } from '../../convention/document/contacts.ts';
import { frenchNumber } from '../../convention/french-number.ts';
import { piecesOf } from '../../convention/proof/pieces.ts';
import { contentOf } from '../../letters/letter-content.ts';
import { textOf } from '../../letters/text.ts';
import { actSlug } from '../acts/act-slug.ts';
import { showConvention } from '../convention/frame.tsx';
import { type Opened, opened } from '../convention/opened.ts';
import { paged, pageWithin } from '../page/paged.ts';
import { Alert, EmptyState, Facts } from '../page/parts.tsx';
import { plural } from '../page/plural.ts';
import { Table } from '../page/table.tsx';
import { Pagination, Way } from '../page/ways.tsx';
import { NotForYou, pathPart, queryOf } from '../request.ts';
import type { Web } from '../web.ts';

/** The mails of a convention, each as it was sent. */
export async function mailRoutes(app: FastifyInstance, web: Web): Promise<void> {
  app.get('/conventions/:id/courriels', async (request, reply) => {
    const one = await opened(web, request);
    const { record, view, id } = one;
    const mails = [...record.mails.entries()].reverse();
    const { shown, page, pages } = paged(mails, queryOf(request).page);
    return showConvention(
      reply,
      one,
      { tab: '/courriels', ...pageWithin(page, pages) },
      <>
        {view.faults.length > 0 && (
          <Alert tone="warning" title="Des courriels sont refusés">
            <ul>
              {view.faults.map(({ contact, reason, at }) => (
                <li key={`${contact}-${at}`}>
                  {contactOf(record.document, contact)?.name ?? contact} : {reason} (le {frenchInstant(at)}).{' '}
                  <a
                    className="fr-link"
                    href={`/conventions/${id}/actes/${actSlug('replaceContact')}?contact=${contact}`}
                  >
                    Corriger ce contact
                  </a>
                  {' ou '}
                  <a
                    className="fr-link"
                    href={`/conventions/${id}/actes/${actSlug('retryAddress')}?contact=${contact}`}
                  >
                    essayer de nouveau son adresse
                  </a>
                </li>
              ))}
            </ul>
          </Alert>
        )}
        {view.held.length > 0 && (
          <Alert tone="error" title="Des courriels attendent de pouvoir partir">
            <p>Ils partiront d’eux-mêmes dès que la messagerie les acceptera. Rien n’est à refaire.</p>
            <ul>
              {view.held.map(({ contact, reason, since }) => (
                <li key={contact}>
                  {contactOf(record.document, contact)?.name ?? contact}, depuis le {frenchInstant(since)} :{' '}
                  {reason}
                </li>
              ))}
            </ul>
          </Alert>
        )}
        {mails.length === 0 ? (
          <EmptyState title="Aucun courriel n’est encore parti" />
        ) : (
          <Table
            stacked
            caption={`${frenchNumber(mails.length)} ${plural(mails.length, 'courriel parti', 'courriels partis')}`}
            columns={['Parti le', 'À', 'À propos de', 'Texte'].map((label) => ({
              label,
              isPressed: label === 'Texte',
            }))}
            rows={shown.map(([rank, { at, contact, about }]) => ({
              key: `${rank}`,
              cells: [
                frenchInstant(at),
                contactOf(record.document, contact)?.name ?? contact,
                titlesOf(one, about),
                <Way key="read" href={`/conventions/${id}/courriels/${rank}`}>
                  Lire
                  <span className="fr-sr-only">
                    {' '}
                    le courriel n° {rank + 1} du {frenchInstant(at)}
                  </span>
                </Way>,
              ],
            }))}
          />
        )}
        <Pagination
          page={page}
          pages={pages}
          href={(wanted) => `/conventions/${id}/courriels?page=${wanted}`}
        />
      </>,
    );
  });

  app.get('/conventions/:id/courriels/:rank', async (request, reply) => {
    const one = await opened(web, request);
    const mail = one.record.mails[Number(pathPart(request, 'rank'))];
    if (!mail) throw new NotForYou();
    const found = await web.conventions.letter(one.id, mail.messageId);
    const enclosed = await web.evidence.those(one.record.document.id, piecesOf(one.record));
    const content = found
      ? contentOf(found.delivery, found.letter, undefined, { at: mail.at, enclosed })
      : undefined;
    return showConvention(
      reply,
      one,
      {
        tab: '/courriels',
        title: content?.subject ?? 'Courriel',
        within: `courriel n° ${Number(pathPart(request, 'rank')) + 1}`,
      },
      <>
        <Facts
          facts={[
            ['Parti le', frenchInstant(mail.at)],
            [
              'À',
              found?.letter.to.name ?? contactOf(one.record.document, mail.contact)?.name ?? mail.contact,
            ],
            ['Message-ID', mail.messageId],
          ]}
        />
        {content ? (
          // The text version, complete; the links in it were this person's alone, and are not shown.
          <pre>{textOf(content)}</pre>
        ) : (
          <Alert tone="info">Le moteur n’a plus l’historique où ce courriel était écrit.</Alert>
        )}
      </>,
    );
  });
}

/** What a letter tells besides duties, by the first word of its identity. */
const newsNames: Readonly<Record<string, string>> = {
  'agreed-end': 'Fin anticipée',
  amendment: 'Avenant',
  'balance-agreed': 'Solde convenu',
  'balance-proposed': 'Solde proposé',
  breach: 'Manquement constaté',
  'breach-cured': 'Manquement réparé',
  closed: 'Convention close',
  'committee-held': 'Décision du comité',
  contact: 'Contact remplacé',
  effect: 'Prise d’effet',
  'effect-moved': 'Date d’effet',
  end: 'Fin de la convention',
  fault: 'Courriel refusé',
  handover: 'Relais entre contacts',
  'late-spending': 'Dépense après la fin',
  link: 'Nouveau lien',
  'notice-given': 'Préavis de résiliation',
  'notice-withdrawn': 'Préavis retiré',
  'over-ceiling': 'Prévision au-dessus du plafond',
  registered: 'Convention signée',
  renewal: 'Reconduction',
  renewed: 'Convention reconduite',
  report: 'Compte rendu',
  retry: 'Adresse essayée de nouveau',
  shortfall: 'Insuffisance de crédits',
  'shortfall-over': 'Insuffisance de crédits levée',
  'shortfall-withdrawn': 'Insuffisance de crédits levée',
  'signed-text': 'Texte signé',
  'support-ended': 'Fin de l’accompagnement',
  suspended: 'Exécution suspendue',
  terminated: 'Arrêt du suivi',
  withdrawn: 'Convention retirée',
};

function titlesOf({ view: { duties }, record }: Opened, about: readonly string[]): string {
  const { committee } = record.document;
  const names: Readonly<Record<string, string>> = {
    ...newsNames,
    ...(committee ? { committee: capitalised(committee.name) } : {}),
  };
  const titles = about.map((identity) => {
    const [id = ''] = identity.split('/');
    return duties.find((duty) => duty.id === id)?.title ?? names[id] ?? 'Nouvelle de la convention';
  });
  const unique = [...new Set(titles)];
  const others = unique.length - 3;
  return `${unique.slice(0, 3).join(' ; ')}${others > 0 ? ` ; et ${others} ${plural(others, 'autre', 'autres')}` : ''}`;
}
