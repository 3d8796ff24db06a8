import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { FormFault } from '../../acts/form.ts';
import { templateNamed } from '../../client/templates.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import { describeFault } from '../../convention/document/faults.ts';
import { type Reading, readDocument } from '../../convention/document/read-document.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import { askedBefore, runsAlready } from '../../convention/duties/taken-over.ts';
import { OutcomeUnknown, Refused } from '../../convention/errors.ts';
import { piecesOf } from '../../convention/proof/pieces.ts';
import { AskAgain, intentionField, intentionOfForm, unknownPage } from '../acts/asking-again.tsx';
import { citedBy, shownAgain, withFiles } from '../acts/submitted.ts';
import { opened } from '../convention/opened.ts';
import { largestOfOne } from '../evidence-folder.ts';
import { documentOf } from '../new/draft.ts';
import { IncompletePage } from '../new/incomplete-page.tsx';
import { conventionFile, objectInFile } from '../new/json-file.ts';
import { isBegun, type Kept, keptIn, templateOf, writtenIn } from '../new/kept.ts';
import { faultsOfStep, placedFaults } from '../new/placed-faults.ts';
import { RehearsalPage } from '../new/rehearsal-page.tsx';
import { ReviewPage } from '../new/review-page.tsx';
import { similarTo } from '../new/similar.ts';
import { type Again, signedTextField } from '../new/start-form.tsx';
import { baseField, StartPage } from '../new/start-page.tsx';
import { backField, isFromReview, StepPage } from '../new/step-page.tsx';
import { stepsOf } from '../new/steps.ts';
import { alreadyDoneIn, askedField, effectField, effectTyped, evidenceQuestion } from '../new/taken-over.ts';
import { TakenOverPage } from '../new/taken-over-page.tsx';
import type { Draft } from '../new/written.ts';
import { journalName, marking } from '../person.ts';
import {
  adminOf,
  costly,
  download,
  largestForm,
  NotForYou,
  oneOf,
  ownForm,
  pathPart,
  queryOf,
  seeOther,
} from '../request.ts';
import type { Session } from '../sign-in/session.ts';
import type { Web } from '../web.ts';

/** Registering a convention: step by step, or from a file; looked at and rehearsed before it is started. */
export async function newConventionRoutes(app: FastifyInstance, web: Web): Promise<void> {
  const breadcrumb = [
    { label: 'Conventions', href: '/conventions' },
    { label: 'Nouvelle convention', href: '/nouvelle' },
  ];

  app.get('/nouvelle', async (request, reply) => {
    const { csrf } = adminOf(request);
    return showStart(reply, csrf, []);
  });

  app.post('/nouvelle/fichier', async (request, reply) => {
    const { csrf } = adminOf(request);
    const { values, files } = await ownForm(request);
    const file = files.fichier;
    const read = file ? objectInFile(file.content) : { why: `Choisissez ${conventionFile}.` };
    if ('why' in read) return showStart(reply, csrf, [read.why]);
    // A document to start from may have blanks.
    if (oneOf(values[baseField]) !== '') {
      await web.browsers.keepDraft(request, { draft: { base: JSON.stringify(read.object) } } satisfies Kept);
      return seeOther(reply, '/nouvelle/etape/1');
    }
    const reading = readDocument(read.object);
    if (!reading.ok) return showStart(reply, csrf, reading.faults.map(describeFault));
    await web.browsers.keepDraft(request, { draft: {}, uploaded: read.object } satisfies Kept);
    return seeOther(reply, '/nouvelle/verification');
  });

  app.post('/nouvelle/modele', async (request, reply) => {
    adminOf(request);
    const { values } = await ownForm(request);
    const { name } = templateNamed(oneOf(values.template));
    await web.browsers.keepDraft(request, { draft: { template: name } } satisfies Kept);
    return seeOther(reply, '/nouvelle/etape/1');
  });

  app.post('/nouvelle/comme/:id', async (request, reply) => {
    adminOf(request);
    await ownForm(request);
    const { document } = (await opened(web, request)).record;
    const base = similarTo(document);
    await web.browsers.keepDraft(request, { draft: { base: JSON.stringify(base) } } satisfies Kept);
    return seeOther(reply, '/nouvelle/etape/1');
  });

  app.get('/nouvelle/etape/:step', async (request, reply) => {
    const session = adminOf(request);
    const { draft } = await keptBy(request);
    // Whoever comes by an address has not said from which template.
    if (!isBegun(draft)) return seeOther(reply, '/nouvelle');
    const fromReview = isFromReview(queryOf(request)[backField]);
    return showStep(reply, session, stepOf(request, draft), draft, [], fromReview);
  });

  app.post('/nouvelle/etape/:step', async (request, reply) => {
    const session = adminOf(request);
    const { values } = await ownForm(request);
    const before = (await keptBy(request)).draft;
    const rank = stepOf(request, before);
    const steps = stepsOf(templateOf(before), before);
    const fields = steps[rank]?.fields ?? [];
    const filled = Object.fromEntries(fields.map(({ name }) => [name, oneOf(values[name]).slice(0, 2000)]));
    const draft = { ...before, ...filled };
    await web.browsers.keepDraft(request, { draft } satisfies Kept);
    const fromReview = isFromReview(oneOf(values[backField]));
    const written = faultsOfStep(rank, draft);
    const faults = written.length > 0 || rank > 0 ? written : await takenId(draft);
    if (faults.length > 0) return showStep(reply, session, rank, draft, faults, fromReview);
    return seeOther(
      reply,
      rank + 1 < steps.length && !fromReview ? `/nouvelle/etape/${rank + 2}` : '/nouvelle/verification',
    );
  });

  app.get('/nouvelle/verification', async (request, reply) => {
    const session = adminOf(request);
    const kept = await keptBy(request);
    const reading = readDocument(writtenIn(kept));
    if (!reading.ok) {
      return reply.show(
        { title: 'La convention n’est pas complète', breadcrumb, status: 422 },
        <IncompletePage faults={placedFaults(kept.draft, reading.faults)} />,
      );
    }
    return showReview(reply, session, kept, reading);
  });

  app.get('/nouvelle/reprise', async (request, reply) => {
    const session = adminOf(request);
    const kept = await keptBy(request);
    const reading = readDocument(writtenIn(kept));
    if (!reading.ok) return seeOther(reply, '/nouvelle/verification');
    const { id } = reading.document;
    // Told before anybody has said what is done already.
    if (await isTaken(id)) return showTaken(reply, kept, id);
    return showTakenOver(reply, session, reading.document, queryOf(request)[effectField] ?? '');
  });

  app.get('/nouvelle/document.json', async (request, reply) => {
    adminOf(request);
    return download(reply, 'convention.json', writtenIn(await keptBy(request)));
  });

  app.post('/nouvelle/repetition', costly(web), async (request, reply) => {
    const session = adminOf(request);
    await ownForm(request);
    const written = writtenIn(await keptBy(request));
    const reading = readDocument(written);
    if (!reading.ok) return seeOther(reply, '/nouvelle/verification');
    const id = await web.rehearsals.begin({ ...written, signedOn: reading.document.signedOn }, session.csrf);
    return seeOther(reply, `/nouvelle/repetition/${id}`);
  });

  app.get('/nouvelle/repetition/:job', async (request, reply) => {
    const session = adminOf(request);
    const job = await web.rehearsals.find(pathPart(request, 'job'), session.csrf);
    if (!job) throw new NotForYou();
    return reply.show({ title: 'Répétition', breadcrumb }, <RehearsalPage job={job} href={request.url} />);
  });

  app.post('/nouvelle/demarrer', async (request, reply) => {
    const session = adminOf(request);
    // As many files as there are duties, of which each is at most what one may be.
    const submitted = await ownForm(request, largestOfOne + largestForm);
    const intention = intentionOfForm(submitted.values);
    const kept = await keptBy(request);
    if (kept.started?.intention === intention) return seeOther(reply, `/conventions/${kept.started.id}`);
    const reading = readDocument(writtenIn(kept));
    if (!reading.ok) return seeOther(reply, '/nouvelle/verification');
    const { document } = reading;
    const { id } = document;
    const who = marking(session.person);
    const today = parisDate(web.now());
    const effect = oneOf(submitted.values[effectField]);
    const duties = askedBefore(document, today, effectTyped(document, effect, today).on);
    const { values, faults } = await withFiles(
      submitted,
      [signedTextField, ...duties.map(evidenceQuestion)],
      (upload) => web.evidence.bring(id, who, upload),
    );
    // Whoever asks again does not send the files again.
    const asked = kept.asked?.intention === intention ? kept.asked : undefined;
    const { alreadyDone = asked?.alreadyDone, ...said } = alreadyDoneIn(values, document, today);
    const again = { values: shownAgain(values), faults: [...faults, ...said.faults] };
    if (again.faults.length > 0)
      return oneOf(values[askedField]) === ''
        ? showReview(reply, session, kept, reading, again)
        : showTakenOver(reply, session, document, effect, again);
    const signedText = again.values[signedTextField.name] ?? asked?.signedText;
    const given = {
      ...(signedText === undefined ? {} : { signedText }),
      ...(alreadyDone === undefined ? {} : { alreadyDone }),
    };
    await web.browsers.keepDraft(request, { ...kept, asked: { intention, ...given } } satisfies Kept);
    try {
      // Kept before the start: the first letters enclose it.
      await web.evidence.proving(
        id,
        who,
        citedBy(given),
        () => web.conventions.start(document, journalName(session.person.name), given, intention),
        async (sha256) => piecesOf(await web.conventions.record(id)).some((piece) => piece.sha256 === sha256),
      );
    } catch (error) {
      if (error instanceof Refused && error.code === 'ALREADY_DONE') return showTaken(reply, kept, id);
      if (!(error instanceof OutcomeUnknown)) throw error;
      return reply.show(
        { ...unknownPage, breadcrumb },
        <AskAgain action="/nouvelle/demarrer" csrf={session.csrf} hidden={{ [intentionField]: intention }} />,
      );
    }
    await web.browsers.keepDraft(request, { draft: {}, started: { intention, id } } satisfies Kept);
    await web.portfolio.renew(id);
    return seeOther(reply, `/conventions/${id}`);
  });

  function showReview(
    reply: FastifyReply,
    { csrf }: Session,
    { draft, uploaded }: Kept,
    { document, warnings }: Extract<Reading, { ok: true }>,
    again?: Again,
  ): FastifyReply {
    return reply.show(
      { title: 'Vérifier la convention', breadcrumb, status: again ? 422 : 200 },
      <ReviewPage
        document={document}
        draft={uploaded ? undefined : draft}
        warnings={warnings}
        runsAlready={runsAlready(document, parisDate(web.now()))}
        csrf={csrf}
        again={again}
      />,
    );
  }

  function showTakenOver(
    reply: FastifyReply,
    { csrf }: Session,
    document: ConventionDocument,
    effect: string,
    again?: Again,
  ): FastifyReply {
    const today = parisDate(web.now());
    const isRefused = again !== undefined || effectTyped(document, effect, today).fault !== undefined;
    return reply.show(
      {
        title: 'Reprendre une convention qui court déjà',
        lead: 'Ce qui était fait avant d’être suivi ici n’est demandé à personne.',
        breadcrumb: [...breadcrumb, { label: 'Vérifier', href: '/nouvelle/verification' }],
        status: isRefused ? 422 : 200,
      },
      <TakenOverPage document={document} effect={effect} today={today} csrf={csrf} again={again} />,
    );
  }

  /** Whether an identifier is that of another convention; a silent engine tells it at the start. */
  function isTaken(id: string): Promise<boolean> {
    return web.conventions.listed(id).then(
      () => true,
      () => false,
    );
  }

  /** Of the first step, which asks for the identifier. */
  async function takenId(draft: Draft): Promise<FormFault[]> {
    const { id } = documentOf(draft, templateOf(draft)).document;
    const message = `Identifiant : « ${id} » est déjà celui d’une convention ; accepté : ${freeId}.`;
    return (await isTaken(String(id))) ? [{ field: draft.id ? 'id' : 'shortName', message }] : [];
  }

  function showTaken(reply: FastifyReply, { draft }: Kept, id: string): FastifyReply {
    return reply.show(
      { title: 'La convention n’est pas démarrée', breadcrumb, status: 409, inError: true },
      <IncompletePage faults={placedFaults(draft, [{ path: 'id', given: id, accepted: freeId }])} />,
    );
  }

  async function keptBy(request: FastifyRequest): Promise<Kept> {
    return keptIn(await web.browsers.draft(request));
  }

  function showStart(reply: FastifyReply, csrf: string, faults: readonly string[]): FastifyReply {
    return reply.show(
      {
        title: 'Nouvelle convention',
        lead: 'Enregistrez une convention signée : rien ne part avant que vous l’ayez vérifiée et démarrée.',
        breadcrumb: [{ label: 'Conventions', href: '/conventions' }],
        status: faults.length > 0 ? 422 : 200,
      },
      <StartPage csrf={csrf} faults={faults} />,
    );
  }

  function showStep(
    reply: FastifyReply,
    { csrf }: Session,
    rank: number,
    draft: Draft,
    faults: readonly FormFault[],
    fromReview: boolean,
  ): FastifyReply {
    const steps = stepsOf(templateOf(draft), draft);
    const step = steps[rank];
    if (!step) throw new NotForYou();
    return reply.show(
      {
        title: 'Nouvelle convention',
        within: `étape ${rank + 1} sur ${steps.length} : ${step.title}`,
        breadcrumb,
        status: faults.length > 0 ? 422 : 200,
      },
      <StepPage
        step={step}
        steps={steps}
        rank={rank}
        draft={draft}
        faults={faults}
        fromReview={fromReview}
        csrf={csrf}
      />,
    );
  }
}

/** What the identifier of a new convention may be. */
const freeId = 'un identifiant qu’aucune convention n’a ici';

function stepOf(request: FastifyRequest, draft: Draft): number {
  const rank = Number(pathPart(request, 'step')) - 1;
  if (!stepsOf(templateOf(draft), draft)[rank]) throw new NotForYou();
  return rank;
}
