import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Field, FormFault, Values } from '../../acts/form.ts';
import { intentionOf } from '../../acts/intention.ts';
import { type Import, leftOut } from '../../chorus/read-import.ts';
import { wholeFile } from '../../chorus/scope.ts';
import { consequencesOf } from '../../client/consequences.ts';
import { frenchNumber } from '../../convention/french-number.ts';
import { frenchEuros } from '../../convention/ledger/money.ts';
import { intentionField, intentionOfForm, newIntention, showUnanswered } from '../acts/asking-again.tsx';
import { importFields, mayImport, plannedImport, type Upload } from '../acts/import-form.ts';
import { knownNow, performed, told } from '../acts/performed.ts';
import { shownAgain } from '../acts/submitted.ts';
import { Consequences } from '../convention/consequences.tsx';
import { showConvention } from '../convention/frame.tsx';
import { type Opened, opened, subjectOf } from '../convention/opened.ts';
import { Form } from '../page/form.tsx';
import { Alert, Facts } from '../page/parts.tsx';
import { wordsOf } from '../page/show.tsx';
import { Table } from '../page/table.tsx';
import { journalName, marking, markOf } from '../person.ts';
import { costly, NotForYou, oneOf, ownForm } from '../request.ts';
import type { Web } from '../web.ts';

const file: Field = {
  name: 'file',
  label: 'Export de Chorus',
  called: 'l’export de Chorus',
  hint: 'Suivi des engagements (INF-BUD-53) ou export des paiements, en CSV',
  kind: 'file',
};

/** What a session keeps between the look at a file and its import. */
const looked = z.object({
  convention: z.string(),
  name: z.string(),
  bytes: z.base64().transform((text): Uint8Array => Buffer.from(text, 'base64')),
  values: z.record(z.string(), z.string()),
});

/** Bringing an export of Chorus into the ledger: what it changes is shown first, and it is then all or nothing. */
export async function importRoutes(app: FastifyInstance, web: Web): Promise<void> {
  app.get('/conventions/:id/actes/import', async (request, reply) => {
    const one = await openedToImport(request);
    return showUpload(reply, one, undefined, []);
  });

  app.post('/conventions/:id/actes/import', costly(web), async (request, reply) => {
    const one = await openedToImport(request);
    const { values, files } = await ownForm(request);
    const isConfirmed = oneOf(values.etape) === 'confirmer';
    const intention = intentionOfForm(values);
    const known = isConfirmed ? intentionOf(one.record, intention) : undefined;
    if (known) return told(reply, one, known);
    const kept = isConfirmed ? await keptIn(request, one.id) : undefined;
    const upload = kept ?? uploadIn(files.file);
    const asked = kept?.values ?? shownAgain(values);
    if (!upload)
      return showUpload(reply, one, asked, [{ field: 'file', message: 'Joignez l’export de Chorus.' }]);
    const planned = plannedImport(subjectOf(one), upload, asked, journalName(one.person.name));
    if (!planned.ok) return showUpload(reply, one, asked, planned.faults);
    const { input, found } = planned;
    if (!input) return showFound(reply, one, found, undefined);
    if (kept) {
      try {
        const act = { ...input, mark: markOf(one.person) };
        await performed(web, one.id, marking(one.person), 'importLedger', act, intention);
        await web.browsers.keepDraft(request, undefined);
        return told(reply, one, await knownNow(web, one.id, intention));
      } catch (error) {
        return showUnanswered(reply, one, error, {
          action: `/conventions/${one.id}/actes/import`,
          hidden: { etape: 'confirmer', [intentionField]: intention },
        });
      }
    }
    const bytes = Buffer.from(upload.bytes).toString('base64');
    await web.browsers.keepDraft(request, { convention: one.id, name: upload.name, bytes, values: asked });
    return showFound(reply, one, found, input);
  });

  async function keptIn(
    request: FastifyRequest,
    convention: string,
  ): Promise<z.output<typeof looked> | undefined> {
    const read = looked.safeParse(await web.browsers.draft(request));
    return read.success && read.data.convention === convention ? read.data : undefined;
  }

  async function openedToImport(request: FastifyRequest): Promise<Opened> {
    const one = await opened(web, request);
    if (!mayImport(one.standing, subjectOf(one))) throw new NotForYou();
    return one;
  }

  function showUpload(
    reply: FastifyReply,
    one: Opened,
    values: Values | undefined,
    faults: readonly FormFault[],
  ): FastifyReply {
    const fields = [file, ...importFields(subjectOf(one))];
    return showConvention(
      reply,
      one,
      { tab: '/actes', title: 'Importer un export de Chorus', status: faults.length > 0 ? 422 : 200 },
      <Form
        action={`/conventions/${one.id}/actes/import`}
        csrf={reply.request.session?.csrf}
        fields={fields}
        values={values}
        faults={faults}
        button="Voir ce que cela change"
        cancel={`/conventions/${one.id}/actes`}
      />,
    );
  }

  function showFound(reply: FastifyReply, one: Opened, found: Import, input: unknown): FastifyReply {
    const { fresh, changed, moved, known, orphans, replaced, beside } = found.plan;
    const reasons = leftOut(found);
    const foreseen =
      input === undefined
        ? undefined
        : consequencesOf(one.record, 'importLedger', input, { now: web.now(), today: one.today });
    return showConvention(
      reply,
      one,
      { tab: '/actes', title: 'Importer un export de Chorus' },
      <>
        <Facts
          facts={[
            ['Fichier', found.source],
            ['Lignes nouvelles', String(fresh.length)],
            ['Lignes modifiées', String(changed.length)],
            ...(moved.length > 0
              ? [['Lignes passées d’une ligne du budget à une autre', String(moved.length)] as const]
              : []),
            ['Lignes déjà connues', String(known.length)],
            ['Écritures saisies que le fichier remplace', String(replaced.length)],
            ['Lignes laissées de côté', String(found.ignored.length + found.outside.length)],
            ['Ce que cela ajoute aux engagements (AE)', frenchEuros(found.committed)],
          ]}
        />
        {found.isWhole && (
          <Alert tone="warning" title="Toutes les lignes du fichier sont retenues">
            <p>{wholeFile}</p>
          </Alert>
        )}
        {reasons.length > 0 && (
          <Table
            caption="Lignes laissées de côté"
            columns={[{ label: 'Raison' }, { label: 'Lignes', number: true }]}
            rows={reasons.slice(0, 20).map(([reason, count]) => ({
              key: reason,
              cells: [reason, frenchNumber(count)],
            }))}
          />
        )}
        {orphans.length > 0 && (
          <Alert tone="error" title="Des paiements d’engagements inconnus">
            <p>
              {orphans.length} lignes payent des engagements que le registre n’a pas : importez d’abord les
              engagements.
            </p>
          </Alert>
        )}
        {beside.length > 0 && (
          <Alert tone="warning" title="Des écritures saisies resteront comptées en plus">
            <p>
              Le fichier apporte du nouveau sur les mêmes engagements. S’il a aussi ces écritures, annulez-les
              : n°{' '}
              {beside
                .slice(0, 20)
                .map(({ seq }) => seq)
                .join(', ')}
              {beside.length > 20 ? '…' : ''}.
            </p>
          </Alert>
        )}
        {changed.length > 0 && (
          <Table
            caption="Lignes modifiées"
            columns={[
              { label: 'Ligne' },
              { label: 'Au registre', number: true },
              { label: 'Dans le fichier', number: true },
            ]}
            rows={changed.slice(0, 50).map(({ line, before }) => ({
              key: line.key,
              cells: [line.reference, frenchEuros(before), frenchEuros(line.amount)],
            }))}
          />
        )}
        {!foreseen && (
          <p className="fr-text--lg">Le registre a déjà tout ce que dit ce fichier : rien ne change.</p>
        )}
        {foreseen && !('text' in foreseen) && (
          <Alert tone="error" title="Ce fichier ne peut être importé">
            <p>{wordsOf(foreseen.refused)}</p>
          </Alert>
        )}
        {foreseen && 'text' in foreseen && (
          <>
            <Consequences consequences={foreseen} />
            <Form
              action={`/conventions/${one.id}/actes/import`}
              csrf={reply.request.session?.csrf}
              fields={[]}
              hidden={{ etape: 'confirmer', ...newIntention() }}
              button="Confirmer l’import"
              cancel={`/conventions/${one.id}/actes/import`}
            />
          </>
        )}
      </>,
    );
  }
}

function uploadIn(
  given: { readonly name: string; readonly content: Uint8Array } | undefined,
): Upload | undefined {
  return given && given.content.byteLength > 0 ? { name: given.name, bytes: given.content } : undefined;
}
