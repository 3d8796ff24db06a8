import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { frenchDate, frenchInstant } from '../../../convention/calendar/french.ts';
import { describeFault, type Fault } from '../../../convention/document/faults.ts';
import { readDocument } from '../../../convention/document/read.ts';
import { frenchCeiling } from '../../../convention/money.ts';
import { frenchPhase } from '../../../convention/phases.ts';
import { scheduleOf } from '../../../convention/schedule.ts';
import type { FormFault } from '../acts/form.ts';
import { type Draft, documentOf } from '../new/draft.ts';
import { steps } from '../new/steps.ts';
import { Csrf } from '../page/csrf.tsx';
import { Form } from '../page/form.tsx';
import { Alert, Details, Facts } from '../page/parts.tsx';
import { show } from '../page/show.tsx';
import { Table } from '../page/table.tsx';
import { Steps } from '../page/ways.tsx';
import { journalName } from '../person.ts';
import {
  checkToken,
  costly,
  formOf,
  NotForYou,
  oneOf,
  pathPart,
  personOf,
  seeOther,
  signedIn,
} from '../request.ts';
import type { Session } from '../sign-in/session.ts';
import type { Web } from '../web.ts';

/** What a session keeps between two steps: what was filled in, or a document that was uploaded whole. */
interface Kept {
  readonly draft: Draft;
  readonly uploaded?: Record<string, unknown>;
}

/** Registering a convention: step by step, or from a file; looked at and rehearsed before it is started. */
export async function newConventionRoutes(app: FastifyInstance, web: Web): Promise<void> {
  const breadcrumb = [
    { label: 'Conventions', href: '/conventions' },
    { label: 'Nouvelle convention', href: '/nouvelle' },
  ];

  app.get('/nouvelle', async (request, reply) => {
    adminOf(request);
    return showStart(request, reply, []);
  });

  app.post('/nouvelle/fichier', async (request, reply) => {
    adminOf(request);
    const { values, files } = await formOf(request);
    checkToken(request, values);
    const file = files.fichier;
    const read = file ? objectIn(file.content) : { why: 'Choisissez un fichier JSON.' };
    if ('why' in read) return showStart(request, reply, [read.why]);
    const reading = readDocument(read.object);
    if (!reading.ok) return showStart(request, reply, reading.faults.map(describeFault));
    web.browsers.put(request, { draft: {}, uploaded: read.object } satisfies Kept);
    return seeOther(reply, '/nouvelle/verification');
  });

  app.get('/nouvelle/etape/:step', async (request, reply) => {
    const { session } = adminOf(request);
    return showStep(request, reply, stepOf(request), keptIn(session).draft, []);
  });

  app.post('/nouvelle/etape/:step', async (request, reply) => {
    const { session } = adminOf(request);
    const { values } = await formOf(request);
    checkToken(request, values);
    const rank = stepOf(request);
    const fields = steps[rank]?.fields ?? [];
    const filled = Object.fromEntries(fields.map(({ name }) => [name, oneOf(values[name]).slice(0, 2000)]));
    const draft = { ...keptIn(session).draft, ...filled };
    web.browsers.put(request, { draft } satisfies Kept);
    const faults = faultsOfStep(rank, draft);
    if (faults.length > 0) return showStep(request, reply, rank, draft, faults);
    return seeOther(
      reply,
      rank + 1 < steps.length ? `/nouvelle/etape/${rank + 2}` : '/nouvelle/verification',
    );
  });

  app.get('/nouvelle/verification', async (request, reply) => {
    const { session } = adminOf(request);
    const kept = keptIn(session);
    const written = writtenIn(kept);
    const reading = readDocument(written);
    if (!reading.ok) return showFaults(request, reply, kept, reading.faults);
    const { document, warnings } = reading;
    const schedule = scheduleOf(document);
    return show(
      web,
      request,
      reply,
      { title: 'Vérifier la convention', breadcrumb },
      <>
        {warnings.length > 0 && (
          <Alert tone="warning" title="Défauts du texte signé">
            <ul>
              {warnings.map((warning) => (
                <li key={warning}>{warning}</li>
              ))}
            </ul>
            <p>Ils n’empêchent pas de démarrer : ils seront soumis au gestionnaire.</p>
          </Alert>
        )}
        <Facts
          facts={[
            ['Titre', document.title],
            ['Identifiant', document.id],
            ['Parties', `${document.delegator.name} → ${document.delegatee.name}`],
            ['Signée le', frenchDate(document.signedOn)],
            ['Plafond', frenchCeiling(document.budget.ceiling)],
            ['Si elle prend effet ce jour-là, dernier jour', frenchDate(schedule.lastDay)],
            ['Registre public', document.public ? 'inscrite' : 'non inscrite'],
          ]}
        />
        <Details summary={`Les ${schedule.deadlines.length} échéances de la première période`}>
          <Table
            caption="Échéances, si la convention prend effet le jour de sa signature"
            columns={['Échéance', 'Obligation', 'Qui', 'Art.'].map((label) => ({ label }))}
            rows={schedule.deadlines.map(({ duty, dueOn, title, holderName, article }) => ({
              key: duty,
              cells: [frenchDate(dueOn), title, holderName, article],
            }))}
          />
        </Details>
        <h2>La répéter</h2>
        <p>
          Toute sa vie est jouée en une dizaine de secondes sur un moteur à part : chaque date, chaque
          courriel. Rien ne part.
        </p>
        <TokenForm request={request} action="/nouvelle/repetition" button="Répéter la convention" secondary />
        <h2>La démarrer</h2>
        <p>
          Le suivi commence : les premiers courriels partent aussitôt vers les personnes nommées. Cela ne se
          défait pas, mais un arrêt administratif reste possible.
        </p>
        <TokenForm request={request} action="/nouvelle/demarrer" button="Démarrer la convention" />
        <p>
          <a className="fr-link fr-link--download" href="/nouvelle/document.json" download="">
            Télécharger le document, en JSON
          </a>
          , pour le compléter puis le redonner.
        </p>
      </>,
    );
  });

  app.get('/nouvelle/document.json', async (request, reply) => {
    const { session } = adminOf(request);
    return reply
      .type('application/json; charset=utf-8')
      .header('content-disposition', 'attachment; filename="convention.json"')
      .send(`${JSON.stringify(writtenIn(keptIn(session)), null, 2)}\n`);
  });

  app.post('/nouvelle/repetition', costly(web), async (request, reply) => {
    const { session } = adminOf(request);
    const { values } = await formOf(request);
    checkToken(request, values);
    const written = writtenIn(keptIn(session));
    const reading = readDocument(written);
    if (!reading.ok) return seeOther(reply, '/nouvelle/verification');
    const id = web.rehearsals.begin({ ...written, signedOn: reading.document.signedOn }, session.csrf);
    return seeOther(reply, `/nouvelle/repetition/${id}`);
  });

  app.get('/nouvelle/repetition/:job', async (request, reply) => {
    const { session } = adminOf(request);
    const job = web.rehearsals.find(pathPart(request, 'job'), session.csrf);
    if (!job) throw new NotForYou();
    const page = { title: 'Répétition', breadcrumb };
    if (job.state === 'running') {
      return show(
        web,
        request,
        reply,
        page,
        <div data-poll="">
          <p className="fr-text--lg">
            La convention vit toute sa vie en ce moment : une dizaine de secondes suffisent.
          </p>
          <p>
            <a className="fr-btn fr-btn--secondary" href={request.url}>
              Actualiser
            </a>
          </p>
        </div>,
      );
    }
    if (job.state === 'failed') {
      return show(
        web,
        request,
        reply,
        page,
        <>
          <Alert tone="error" title="La répétition n’a pas abouti">
            <p>{job.why}</p>
          </Alert>
          <p>
            <a className="fr-link" href="/nouvelle/verification">
              Revenir à la vérification
            </a>
          </p>
        </>,
      );
    }
    const { rehearsal, letters } = job;
    return show(
      web,
      request,
      reply,
      page,
      <>
        <Alert tone="success">
          <p>
            {rehearsal.outcome
              ? `La convention s’achève le ${frenchDate(rehearsal.outcome.endedOn)}`
              : 'La convention reste inachevée : des obligations restent à remplir'}
            {`, après ${letters.length} courriels.`}
          </p>
        </Alert>
        <h2>Le calendrier de l’année</h2>
        <Table
          caption="Phases"
          columns={['Depuis', 'Phase'].map((label) => ({ label }))}
          rows={rehearsal.phases.map(({ phase, on }) => ({
            key: `${phase}-${on}`,
            cells: [frenchDate(on), frenchPhase(phase)],
          }))}
        />
        <h2>Chaque courriel</h2>
        {letters.map(({ at, to, subject, text }, rank) => (
          <Details key={`${rank}-${at}`} summary={`${frenchInstant(Date.parse(at))} · ${to} · ${subject}`}>
            <pre className="fr-letter">{text}</pre>
          </Details>
        ))}
        <p>
          <a className="fr-btn" href="/nouvelle/verification">
            Revenir à la vérification
          </a>
        </p>
      </>,
    );
  });

  app.post('/nouvelle/demarrer', async (request, reply) => {
    const { session } = adminOf(request);
    const { values } = await formOf(request);
    checkToken(request, values);
    const reading = readDocument(writtenIn(keptIn(session)));
    if (!reading.ok) return seeOther(reply, '/nouvelle/verification');
    await web.conventions.start(reading.document, journalName(session.person.name));
    web.browsers.put(request, undefined);
    await web.portfolio.renew(reading.document.id);
    return seeOther(reply, `/conventions/${reading.document.id}`);
  });

  function showStart(request: FastifyRequest, reply: FastifyReply, faults: readonly string[]): FastifyReply {
    return show(
      web,
      request,
      reply,
      {
        title: 'Nouvelle convention',
        lead: 'Enregistrez une convention signée : rien ne part avant que vous l’ayez vérifiée et démarrée.',
        breadcrumb: [{ label: 'Conventions', href: '/conventions' }],
        status: faults.length > 0 ? 422 : 200,
      },
      <>
        {faults.length > 0 && (
          <Alert
            first
            tone="error"
            title={faults.length > 1 ? `Ce fichier a ${faults.length} défauts` : 'Ce fichier a un défaut'}
          >
            <ul>
              {faults.map((fault) => (
                <li key={fault}>{fault}</li>
              ))}
            </ul>
          </Alert>
        )}
        <h2>Étape par étape</h2>
        <p>Six écrans : la convention, ses deux parties, son suivi, son budget, son calendrier.</p>
        <p>
          <a className="fr-btn" href="/nouvelle/etape/1">
            Commencer
          </a>
        </p>
        <h2>Depuis un fichier</h2>
        <form method="post" action="/nouvelle/fichier" encType="multipart/form-data">
          <Csrf token={request.session?.csrf} />
          <div className="fr-upload-group">
            <label className="fr-label" htmlFor="fichier">
              Document de la convention
              <span className="fr-hint-text">Un fichier JSON ; tous ses défauts sont dits d’un coup</span>
            </label>
            <input
              className="fr-upload"
              type="file"
              id="fichier"
              name="fichier"
              accept=".json,application/json"
            />
          </div>
          <button className="fr-btn fr-btn--secondary" type="submit">
            Lire le fichier
          </button>
        </form>
      </>,
    );
  }

  function showStep(
    request: FastifyRequest,
    reply: FastifyReply,
    rank: number,
    draft: Draft,
    faults: readonly FormFault[],
  ): FastifyReply {
    const step = steps[rank];
    if (!step) throw new NotForYou();
    const next = steps[rank + 1]?.title;
    return show(
      web,
      request,
      reply,
      {
        title: 'Nouvelle convention',
        within: `étape ${rank + 1} sur ${steps.length} : ${step.title}`,
        breadcrumb,
        status: faults.length > 0 ? 422 : 200,
      },
      <>
        <Steps steps={steps.map((one) => one.title)} current={rank + 1} />
        <p>{step.says}</p>
        <Form
          action={`/nouvelle/etape/${rank + 1}`}
          csrf={request.session?.csrf}
          fields={step.fields}
          values={step.fields.some(({ name }) => name in draft) ? draft : undefined}
          faults={faults}
          button={next ? 'Continuer' : 'Vérifier la convention'}
          cancel={rank > 0 ? `/nouvelle/etape/${rank}` : '/nouvelle'}
          cancelLabel={rank > 0 ? 'Étape précédente' : 'Annuler'}
        />
      </>,
    );
  }

  function showFaults(
    request: FastifyRequest,
    reply: FastifyReply,
    kept: Kept,
    faults: readonly Fault[],
  ): FastifyReply {
    const { fieldOf } = documentOf(kept.draft);
    const lines = faults.map((fault) => {
      const field = fieldOf(fault.path);
      const rank = steps.findIndex(({ fields }) => fields.some(({ name }) => name === field));
      const label = steps[rank]?.fields.find(({ name }) => name === field)?.label;
      return { fault, rank, label };
    });
    return show(
      web,
      request,
      reply,
      { title: 'La convention n’est pas complète', breadcrumb, status: 422 },
      <Alert
        first
        tone="error"
        title={faults.length > 1 ? `${faults.length} points à corriger` : 'Un point à corriger'}
      >
        <ul>
          {lines.map(({ fault, rank, label }) => (
            <li key={fault.path}>
              {rank >= 0 ? (
                <>
                  <a href={`/nouvelle/etape/${rank + 1}`}>
                    {steps[rank]?.title} – {label}
                  </a>{' '}
                  : {saidOf(fault)}
                </>
              ) : (
                describeFault(fault)
              )}
            </li>
          ))}
        </ul>
      </Alert>,
    );
  }
}

/** A button that posts nothing but the session's token. */
function TokenForm({
  request,
  action,
  button,
  secondary,
}: {
  request: FastifyRequest;
  action: string;
  button: string;
  secondary?: boolean;
}) {
  return (
    <form method="post" action={action}>
      <Csrf token={request.session?.csrf} />
      <button className={secondary ? 'fr-btn fr-btn--secondary' : 'fr-btn'} type="submit">
        {button}
      </button>
    </form>
  );
}

function adminOf(request: FastifyRequest): { readonly session: Session } {
  if (!personOf(request).admin) throw new NotForYou();
  return { session: signedIn(request) };
}

function stepOf(request: FastifyRequest): number {
  const rank = Number(pathPart(request, 'step')) - 1;
  if (!steps[rank]) throw new NotForYou();
  return rank;
}

function keptIn({ draft }: Session): Kept {
  const isKept = typeof draft === 'object' && draft !== null && 'draft' in draft;
  // Ours: only these routes write it.
  return isKept ? (draft as Kept) : { draft: {} };
}

function writtenIn({ draft, uploaded }: Kept): Record<string, unknown> {
  return uploaded ?? documentOf(draft).document;
}

/**
 * The faults of the fields of one step, in their order; those of the steps to come are not its own, nor is that of an
 * identifier that a missing short name leaves without one.
 */
function faultsOfStep(rank: number, draft: Draft): FormFault[] {
  const { document, fieldOf } = documentOf(draft);
  const reading = readDocument(document);
  if (reading.ok) return [];
  const faults = new Map(reading.faults.map((fault) => [fieldOf(fault.path), fault]));
  if (!draft.id && faults.has('shortName')) faults.delete('id');
  return (steps[rank]?.fields ?? []).flatMap(({ name, label }) => {
    const fault = faults.get(name);
    // Several fields of a step expect the same: out of sight of the field, its name tells them apart.
    return fault ? [{ field: name, message: `${label} : ${saidOf(fault)}` }] : [];
  });
}

function saidOf({ given, accepted }: Fault): string {
  return given === undefined ? `indiquez ${accepted}.` : `« ${given} » est refusé ; accepté : ${accepted}.`;
}

function objectIn(content: Uint8Array): { object: Record<string, unknown> } | { why: string } {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content);
    const json: unknown = JSON.parse(text);
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) return { object: { ...json } };
    return { why: 'Ce fichier contient autre chose qu’un objet JSON { "id": …, "title": …, … }.' };
  } catch {
    return { why: 'Ce fichier n’est pas du JSON en UTF-8.' };
  }
}
