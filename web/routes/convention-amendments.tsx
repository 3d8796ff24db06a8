import type { FastifyInstance } from 'fastify';
import { frenchAmendmentStates } from '../../convention/amendments/amendment.ts';
import { changesInWords } from '../../convention/amendments/in-words.ts';
import { previewFacts, previewOf } from '../../convention/amendments/preview.ts';
import { actSlug } from '../acts/act-slug.ts';
import { amendmentFacts } from '../convention/amendment-facts.ts';
import { anchors } from '../convention/anchors.ts';
import { showConvention } from '../convention/frame.tsx';
import { opened } from '../convention/opened.ts';
import { Badge, Details, EmptyState, Facts } from '../page/parts.tsx';
import { Way } from '../page/ways.tsx';
import type { Web } from '../web.ts';

/** The amendments of a convention, and what each changes. */
export async function amendmentRoutes(app: FastifyInstance, web: Web): Promise<void> {
  app.get('/conventions/:id/avenants', async (request, reply) => {
    const one = await opened(web, request);
    const { record, id, today } = one;
    return showConvention(
      reply,
      one,
      { tab: '/avenants' },
      record.amendments.length === 0 ? (
        <EmptyState title="Aucun avenant">
          <p>
            <Way href={`/conventions/${id}/actes/${actSlug('proposeAmendment')}`}>Proposer un avenant</Way>
          </p>
        </EmptyState>
      ) : (
        [...record.amendments].reverse().map((amendment) => {
          const open = amendment.state === 'proposed' || amendment.state === 'signed';
          const preview = open ? previewFacts(previewOf(record, amendment, today)) : [];
          return (
            <section key={amendment.id} id={anchors.amendment(amendment.id)}>
              <h2>
                Avenant n° {amendment.id}{' '}
                <Badge tone={open ? 'info' : 'neutral'}>{frenchAmendmentStates[amendment.state]}</Badge>
              </h2>
              <Facts facts={amendmentFacts(record, amendment)} />
              {preview.length > 0 && (
                <Details summary={`Ce que l’avenant n° ${amendment.id} déplace`}>
                  <Facts facts={preview} />
                </Details>
              )}
              <Details summary={`Les clauses que l’avenant n° ${amendment.id} remplace`}>
                <Facts facts={changesInWords(record.document, amendment.changes)} />
              </Details>
            </section>
          );
        })
      ),
    );
  });
}
