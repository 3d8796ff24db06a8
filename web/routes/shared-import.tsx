import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Field, FormFault, Values } from '../../acts/form.ts';
import { isOpen } from '../../client/on-many.ts';
import { importShared, planShared, type SharedPlan } from '../../client/shared-import.ts';
import { fileName } from '../../contract/taken-files.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import { Refused } from '../../convention/errors.ts';
import { standingOf } from '../access.ts';
import { fileFaults, importFields, mayImportInto, readingAsked } from '../acts/import-form.ts';
import { shownAgain } from '../acts/submitted.ts';
import { FoundPage, importAgain, importPath, importWords } from '../import/import-pages.tsx';
import { beginJob, showJob } from '../many/show-job.tsx';
import { Form } from '../page/form.tsx';
import { journalName, markOf, type Person } from '../person.ts';
import { costly, oneOf, ownForm, signedIn } from '../request.ts';
import type { Web } from '../web.ts';

const file: Field = {
  name: 'file',
  label: 'Export de Chorus',
  called: 'l’export de Chorus',
  hint: 'Suivi des engagements (INF-BUD-53) ou export des paiements, en CSV. Chaque ligne revient à la convention dont elle a le centre financier, l’activité et le centre de coût.',
  kind: 'file',
};

/** What a session keeps between the look at a file and its import. */
const looked = z.object({
  shared: z.literal(true),
  name: z.string(),
  bytes: z.base64().transform((text): Uint8Array => Buffer.from(text, 'base64')),
  values: z.record(z.string(), z.string()),
});

/** One export of Chorus for all conventions of a person: what is whose is shown first, then done convention by convention. */
export async function sharedImportRoutes(app: FastifyInstance, web: Web): Promise<void> {
  const title = 'Importer un export de Chorus dans vos conventions';

  app.get('/import', async (request, reply) => {
    signedIn(request);
    return showUpload(reply, undefined, []);
  });

  app.post('/import', costly(web), async (request, reply) => {
    const session = signedIn(request);
    const { person } = session;
    const { values, files } = await ownForm(request);
    const kept = oneOf(values.etape) === 'confirmer' ? await keptIn(request) : undefined;
    const upload = kept ?? (files.file ? { name: files.file.name, bytes: files.file.content } : undefined);
    const asked = kept?.values ?? shownAgain(values);
    if (!upload || upload.bytes.byteLength === 0)
      return showUpload(reply, asked, [{ field: 'file', message: 'Joignez l’export de Chorus.' }]);
    const read = readingAsked({ today: parisDate(web.now()) }, asked);
    if (!read.ok) return showUpload(reply, asked, read.faults);
    let plan: SharedPlan;
    try {
      const options = { ...read.reading, file: fileName(upload.name) };
      plan = await planFor(person, upload.bytes, options);
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'BAD_DOCUMENT') throw error;
      return showUpload(reply, asked, fileFaults(error));
    }
    if (plan.records.size === 0)
      return showUpload(reply, asked, [
        { field: 'file', message: 'Aucune convention en cours n’attend d’export de vous.' },
      ]);
    if (!kept) {
      const bytes = Buffer.from(upload.bytes).toString('base64');
      await web.browsers.keepDraft(request, { shared: true, name: upload.name, bytes, values: asked });
      const found = <FoundPage source={fileName(upload.name)} plan={plan} csrf={session.csrf} />;
      return reply.show({ title }, found);
    }
    const who = { by: journalName(person.name), mark: markOf(person) };
    const job = { at: importPath, of: plan.shares.length, again: importAgain };
    return beginJob(web, request, reply, job, (told) => importShared(web.conventions, plan, who, told));
  });

  app.get('/import/:job', async (request, reply) =>
    showJob(web, request, reply, { title, at: importPath, words: importWords }),
  );

  /** Reads a file against the conventions into which somebody may import. */
  async function planFor(
    person: Person,
    bytes: Uint8Array,
    options: Parameters<typeof planShared>[3],
  ): Promise<SharedPlan> {
    const seen = await web.portfolio.seenBy(person);
    const ids = seen.filter(isOpen).map(({ id }) => id);
    return planShared(web.conventions, ids.sort(), bytes, options, (record) => {
      const standing = standingOf(person, record.document);
      return standing !== undefined && mayImportInto(standing, record);
    });
  }

  async function keptIn(request: FastifyRequest): Promise<z.output<typeof looked> | undefined> {
    const read = looked.safeParse(await web.browsers.draft(request));
    return read.success ? read.data : undefined;
  }

  function showUpload(
    reply: FastifyReply,
    values: Values | undefined,
    faults: readonly FormFault[],
  ): FastifyReply {
    return reply.show(
      { title, status: faults.length > 0 ? 422 : 200 },
      <Form
        action={importPath}
        csrf={reply.request.session?.csrf}
        fields={[file, ...importFields({ today: parisDate(web.now()) })]}
        values={values}
        faults={faults}
        button="Voir ce qui revient à chaque convention"
        cancel="/conventions"
      />,
    );
  }
}
