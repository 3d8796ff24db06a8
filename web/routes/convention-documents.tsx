import type { FastifyInstance } from 'fastify';
import { workflowIdOf } from '../../contract/workflow-id.ts';
import { documentOfVersion } from '../../convention/amendments/versions.ts';
import { writtenOf } from '../../convention/amendments/written.ts';
import { frenchDays } from '../../convention/calendar/french.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import type { PlainDate } from '../../convention/calendar/plain-date.ts';
import type { Convention } from '../../convention/convention.ts';
import { allContacts } from '../../convention/document/contacts.ts';
import type { Contact } from '../../convention/document/schema.ts';
import { piecesIn, withoutDigests } from '../../convention/proof/piece.ts';
import { piecesOf } from '../../convention/proof/pieces.ts';
import { printedPdf } from '../../letters/printed.ts';
import { anchors } from '../convention/anchors.ts';
import { PieceLink } from '../convention/files.tsx';
import { showConvention } from '../convention/frame.tsx';
import { opened } from '../convention/opened.ts';
import { rolesOf } from '../convention/roles.ts';
import { sendArchive, sendPiece } from '../convention/send-piece.ts';
import { wholeFile } from '../convention/whole-file.ts';
import { attachmentOf } from '../evidence-folder.ts';
import { EmptyState } from '../page/parts.tsx';
import { PostForm, Submit } from '../page/post-form.tsx';
import { Table } from '../page/table.tsx';
import { Download, Elsewhere } from '../page/ways.tsx';
import { costly, download, NotForYou, pathPart } from '../request.ts';
import type { Web } from '../web.ts';

/** The texts, people and files of a convention. */
export async function documentRoutes(app: FastifyInstance, web: Web): Promise<void> {
  app.get('/conventions/:id/documents', async (request, reply) => {
    const one = await opened(web, request);
    const { record, view, id } = one;
    const root = `/conventions/${id}`;
    const unique = await web.evidence.those(record.document.id, piecesOf(record));
    const cited = piecesIn(record.signedText?.evidence ?? '');
    const signed = unique.filter(({ sha256 }) => cited.some((piece) => piece.sha256 === sha256));
    const versions = Array.from({ length: record.version }, (_, rank) => record.version - rank);
    const workflow =
      one.person.admin && web.temporalUi
        ? `${web.temporalUi}/namespaces/${web.namespace}/workflows/${workflowIdOf(id)}`
        : undefined;
    return showConvention(
      reply,
      one,
      { tab: '/documents' },
      <>
        <h2>Le texte de la convention</h2>
        {record.signedText && (
          <p>
            Le texte signé :{' '}
            {signed.length === 0
              ? withoutDigests(record.signedText.evidence)
              : signed.map((piece) => <PieceLink key={piece.sha256} piece={piece} root={root} />)}
          </p>
        )}
        <p>
          <Download href={`${root}/documents/${record.version}.json`}>
            Le document en vigueur, à modifier pour un avenant
          </Download>
        </p>
        <h2>Les contacts</h2>
        <Table
          stacked
          hiddenCaption
          caption="Contacts"
          columns={['Nom', 'Fonction', 'Rôles', 'Adresse'].map((label) => ({ label }))}
          rows={allContacts(record.document).map(({ contact }) => ({
            key: contact.id,
            id: anchors.contact(contact.id),
            cells: [
              contact.name,
              contact.title ?? '–',
              rolesOf(contact) || '–',
              addressOf(record, contact, parisDate(web.now())),
            ],
          }))}
        />
        <h2>Le dossier</h2>
        <p>
          <Download href={`${root}/dossier.pdf`}>Tout le dossier à ce jour, en PDF</Download>
          <span className="fr-hint-text">
            Dates, obligations, budget, comptes rendus, avenants et journal, à imprimer ou à verser à vos
            archives.
          </span>
        </p>
        <h2>Les pièces</h2>
        {unique.length === 0 ? (
          <EmptyState title="Aucune pièce n’a été jointe" />
        ) : (
          <ul className="fr-raw-list">
            {unique.map((piece) => (
              <li key={piece.sha256}>
                <PieceLink piece={piece} root={root} />
              </li>
            ))}
          </ul>
        )}
        {view.archive && (
          <>
            <h2>L’archive</h2>
            <p>
              <Download href={`${root}/archive`}>Le dossier archivé à la clôture, avec ses pièces</Download>
            </p>
          </>
        )}
        {one.person.admin && (
          <>
            <h2>Une convention semblable</h2>
            <p>
              Pour l’année qui vient, ou d’autres parties : ses clauses, ses contacts et ses services sont
              repris, ses dates sont à donner.
            </p>
            <PostForm action={`/nouvelle/comme/${id}`} csrf={request.session?.csrf}>
              <Submit secondary>Préparer une convention semblable</Submit>
            </PostForm>
            <h2>Pour un autre logiciel</h2>
            <ul className="fr-raw-list">
              {versions.map((version) => (
                <li key={version}>
                  <Download href={`${root}/documents/${version}.json`}>
                    Le document de la convention, version {version}
                    {version === record.version ? ' (en vigueur)' : ''}
                  </Download>
                </li>
              ))}
              <li>
                <Download href={`${root}/dossier.json`}>Tout ce que le suivi en sait</Download>
              </li>
            </ul>
          </>
        )}
        {workflow && (
          <p>
            <Elsewhere href={workflow}>Voir le workflow dans l’interface Temporal</Elsewhere>
          </p>
        )}
      </>,
    );
  });

  app.get('/conventions/:id/documents/:version.json', async (request, reply) => {
    const { record, id } = await opened(web, request);
    const version = Number(pathPart(request, 'version'));
    const document = documentOfVersion(record, version);
    if (!document) throw new NotForYou();
    return download(reply, `${id}-v${version}.json`, writtenOf(document));
  });

  app.get('/conventions/:id/dossier.json', async (request, reply) => {
    const { record, id } = await opened(web, request);
    return download(reply, `${id}.record.json`, record);
  });

  app.get('/conventions/:id/dossier.pdf', costly(web), async (request, reply) => {
    const { record, view, id } = await opened(web, request);
    return reply
      .type('application/pdf')
      .header('content-disposition', attachmentOf(`${id}-dossier.pdf`))
      .send(await printedPdf(wholeFile(record, view)));
  });

  app.get('/conventions/:id/archive', async (request, reply) => {
    const { record } = await opened(web, request);
    return sendArchive(web, request, reply, record);
  });

  app.get('/conventions/:id/pieces/:sha256/:name', async (request, reply) => {
    const { record } = await opened(web, request);
    const file = piecesOf(record).find(({ sha256 }) => sha256 === pathPart(request, 'sha256'));
    if (!file) throw new NotForYou();
    return sendPiece(web, request, reply, record.document.id, file);
  });
}

/** The address of a contact, and that of who is written to in its absence, as long as that is not over. */
function addressOf({ absences = {} }: Convention, { id, email }: Contact, today: PlainDate): string {
  const absence = absences[id];
  return absence && today <= absence.until
    ? `${email} (absence ${frenchDays(absence.since, absence.until)} : écrire à ${absence.name}, ${absence.email})`
    : email;
}
