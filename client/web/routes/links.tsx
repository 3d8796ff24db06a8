import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { findDuty } from '../../../convention/acts/duties.ts';
import { frenchDate, frenchInstant, frenchLongDate } from '../../../convention/calendar/french.ts';
import { parisDate } from '../../../convention/calendar/paris.ts';
import type { Convention } from '../../../convention/convention.ts';
import type { Contact } from '../../../convention/document/schema.ts';
import { dutiesOf, dutyStateOf, outcomeOf } from '../../../convention/duties/duties.ts';
import { type Duty, isAlert } from '../../../convention/duty.ts';
import { errors, Refused } from '../../../convention/errors.ts';
import { contactsOf, type Holder } from '../../../convention/organisations.ts';
import { frenchPhase, phaseOf } from '../../../convention/phases.ts';
import { periodOf } from '../../../convention/term.ts';
import { addressMark, type LinkClaims, readLink, signLink } from '../../../engine/signed-links.ts';
import { answersFor, contactOf, mayAct, type Standing, standingOfContact } from '../access.ts';
import { answerForm } from '../acts/answer.ts';
import { fill } from '../acts/filled.ts';
import { formsForDuty } from '../acts/for-duty.ts';
import type { ActForm, FormFault, Subject } from '../acts/form.ts';
import { shownAgain, withKeptFiles } from '../acts/submitted.ts';
import { DutyBadge } from '../convention/duties.tsx';
import { deadlinesFeed } from '../feed.ts';
import { Form } from '../page/form.tsx';
import { Alert, Day, Details, EmptyState, Facts } from '../page/parts.tsx';
import { refusalPage, show, wordsOf } from '../page/show.tsx';
import { Table } from '../page/table.tsx';
import { journalName } from '../person.ts';
import { formOf, oneOf, pathPart, queryOf, type Submitted } from '../request.ts';
import type { Web } from '../web.ts';

/** A link of a mail that serves: whose it is, and about what. */
interface Followed {
  readonly token: string;
  readonly claims: LinkClaims;
  /** Milliseconds since 1970; absent for one without end. */
  readonly expiresAt?: number;
  readonly record: Convention;
  readonly contact: Contact;
  readonly standing: Standing;
}

/** A link that does not serve any more, or never did. */
type Unusable =
  | { readonly state: 'forged' | 'replaced' }
  | { readonly state: 'expired' | 'amended'; readonly claims: LinkClaims; readonly record: Convention };

const dayMs = 86_400_000;

/**
 * Acting from a mail, without an account: whoever has the link has the mailbox. Opening one changes nothing, however
 * often a scanner does; the button of its page does.
 */
export async function linkRoutes(app: FastifyInstance, web: Web): Promise<void> {
  const limited = { config: { rateLimit: { max: Math.ceil(web.rate / 10), timeWindow: '1 minute' } } };

  app.get('/suivre/:token', async (request, reply) => {
    const followed = await follow(request);
    if ('state' in followed) return unusable(request, reply, followed);
    const { record, contact, standing } = followed;
    const today = parisDate(web.now());
    const period = periodOf(record);
    const mine = record.closed
      ? []
      : dutiesOf(record).filter(
          (duty) =>
            !isAlert(duty) &&
            ['open', 'overdue'].includes(dutyStateOf(record, duty, today)) &&
            askedOf(record, duty).some((holder) =>
              contactsOf(record.document, holder, duty.role).some(({ id }) => id === contact.id),
            ),
        );
    const addresses = await Promise.all(mine.map((duty) => ownLink(followed, duty.id)));
    return show(
      web,
      request,
      reply,
      { title: record.document.shortName, lead: record.document.title },
      <>
        <p>
          Bonjour {contact.name}. La convention est {frenchPhase(phaseOf(record, today))}
          {period && `, du ${frenchDate(period.effectiveOn)} au ${frenchDate(period.endsOn)}`}.
        </p>
        <h2>Ce qui est attendu de vous</h2>
        {mine.length === 0 ? (
          <EmptyState title="Rien n’est attendu de vous aujourd’hui" />
        ) : (
          <Table
            stacked
            hiddenCaption
            caption="Ce qui est attendu de vous"
            columns={['Échéance', 'Obligation', 'Art.', 'État'].map((label) => ({ label }))}
            rows={mine.map((duty, rank) => ({
              key: duty.id,
              cells: [
                <Day key="day" on={duty.dueOn} />,
                <a key="act" className="fr-link" href={addresses[rank]}>
                  {duty.title}
                </a>,
                duty.article,
                <DutyBadge key="state" state={dutyStateOf(record, duty, today)} />,
              ],
            }))}
          />
        )}
        <NotMe token={followed.token} standing={standing} />
      </>,
    );
  });

  app.get('/agir/:token', async (request, reply) => {
    const followed = await follow(request);
    if ('state' in followed) return unusable(request, reply, followed);
    return showAct(request, reply, followed, queryOf(request).acte ?? '', {}, []);
  });

  app.post('/agir/:token', limited, async (request, reply) => {
    const followed = await follow(request);
    if ('state' in followed) return unusable(request, reply, followed);
    const { claims } = followed;
    const submitted = await formOf(request);
    const act = oneOf(submitted.values.acte);
    const { subject, forms } = formsOf(followed);
    const form = forms.find((known) => known.act === act);
    // Done meanwhile, or not this person's to do: the page says which.
    if (!form) return showAct(request, reply, followed, act, {}, []);
    let values = submitted.values;
    try {
      values = await withKeptFiles(submitted, form.fields(subject), web.evidence, claims.convention);
      const filled = fill(form, subject, values, journalName(followed.contact.name));
      if (!filled.ok) return showAct(request, reply, followed, act, values, filled.faults);
      const text = await web.conventions.perform(followed.record.document.id, form.act, filled.input);
      return thanks(request, reply, followed, text);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      // Somebody did it at the same moment: the page says who, as for whoever comes later.
      const since = error.code === 'ALREADY_DONE' ? await follow(request) : followed;
      return showAct(
        request,
        reply,
        'state' in since ? followed : since,
        act,
        values,
        [{ message: wordsOf(error) }],
        errors[error.code].http,
      );
    }
  });

  app.post('/agir/:token/lien', limited, async (request, reply) => {
    const link = await follow(request);
    if (!('claims' in link)) return unusable(request, reply, link);
    const { claims, record } = link;
    const contact = contactOf(record.document, claims.contact);
    await web.conventions.act(record.document.id, 'requestLink', {
      by: journalName(contact?.name ?? claims.contact),
      contact: claims.contact,
      about: claims.about,
    });
    return show(
      web,
      request,
      reply,
      { title: 'Un nouveau lien vient de partir', lead: 'Il arrive à la même adresse que le précédent.' },
      <p>Ouvrez le courriel le plus récent : son bouton est de nouveau valable.</p>,
    );
  });

  app.post('/agir/:token/pas-moi', limited, async (request, reply) => {
    const followed = await follow(request);
    if ('state' in followed) return unusable(request, reply, followed);
    const { contact, record, standing } = followed;
    if (!mayHandOver(standing)) {
      return refusalPage(web, request, reply, 403, 'Ce relais ne se passe pas d’ici', [
        'Qui gère la convention est remplacé par l’administration de ce service, non depuis un courriel.',
      ]);
    }
    const { values } = await formOf(request);
    try {
      const text = await web.conventions.act(record.document.id, 'replaceContact', {
        by: journalName(contact.name),
        contact: contact.id,
        name: oneOf(values.name),
        email: oneOf(values.email),
        reason: `${contact.name} a indiqué, depuis son courriel, ne pas être la bonne personne`,
        handedOver: true,
      });
      return thanks(request, reply, followed, text);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return refusalPage(
        web,
        request,
        reply,
        errors[error.code].http,
        'Cette personne n’a pas été enregistrée',
        [
          wordsOf(error)
            .replace(/^name :/, 'Le nom :')
            .replace(/^email :/m, 'L’adresse :'),
          'Revenez à la page précédente pour corriger.',
        ],
      );
    }
  });

  app.get('/agenda/:token.ics', async (request, reply) => {
    const followed = await follow(request, 'calendar');
    if ('state' in followed) {
      request.log.warn({ refusal: followed.state }, 'link refused');
      return reply.code(410).type('text/plain; charset=utf-8').send('Cet agenda n’est plus servi.\n');
    }
    const text = await deadlinesFeed(web, followed.contact.email, followed.record);
    return reply.type('text/calendar; charset=utf-8').send(text);
  });

  /** Reads the link that the address bears, and looks whether it still is its person's. */
  async function follow(request: FastifyRequest, wanted?: 'calendar'): Promise<Followed | Unusable> {
    const token = pathPart(request, 'token');
    const read = await readLink(web.linkKeys, token, web.now());
    if (read.state === 'forged') return { state: 'forged' };
    const { claims } = read;
    if ((claims.about === 'calendar') !== (wanted === 'calendar')) return { state: 'forged' };
    const record = await web.conventions.record(claims.convention).catch((error: unknown) => {
      if (error instanceof Refused && error.code === 'UNKNOWN_CONVENTION') return undefined;
      throw error;
    });
    const contact = record && contactOf(record.document, claims.contact);
    const standing = record && standingOfContact(record.document, claims.contact);
    if (!record || !contact || !standing) return { state: 'forged' };
    if (addressMark(contact.email) !== claims.address) return { state: 'replaced' };
    if (read.state === 'expired') return { state: 'expired', claims, record };
    if (claims.version !== record.version && claims.about !== 'calendar')
      return { state: 'amended', claims, record };
    const { expiresAt } = read;
    return { token, claims, record, contact, standing, ...(expiresAt === undefined ? {} : { expiresAt }) };
  }

  /** A link of the same person about another matter, valid as long as theirs: nobody prolongs their own. */
  async function ownLink({ claims, expiresAt }: Followed, about: string): Promise<string> {
    const now = web.now();
    const left = expiresAt === undefined ? web.linkDays : (expiresAt - now) / dayMs;
    return `/agir/${await signLink(web.linkKeys, { ...claims, about }, now, Math.min(web.linkDays, left))}`;
  }

  function formsOf({ record, claims, standing, contact }: Followed): {
    subject: Subject;
    duty?: Duty;
    forms: readonly ActForm[];
  } {
    const today = parisDate(web.now());
    const base = { convention: record, today, ...(standing.party ? { party: standing.party } : {}) };
    const [, meeting] = /^meeting-(\d+)$/.exec(claims.about) ?? [];
    if (meeting !== undefined) {
      const form = answerForm(record, Number(meeting), contact.id);
      return { subject: base, forms: form && !record.closed ? [form] : [] };
    }
    const duty = findDuty(record, claims.about);
    if (!duty) return { subject: base, forms: [] };
    const subject = { ...base, duty };
    const isOpen = !record.closed && !outcomeOf(record, duty) && duty.opensOn <= today;
    const may = (form: ActForm) =>
      (duty.closedBy === 'settle'
        ? mayAct(standing, form)
        : answersFor(standing, duty.holder, record.document)) &&
      (form.parties.length === 0 ||
        mayAct(standing, form) ||
        standing.role === 'publisher' ||
        standing.role === 'controller');
    return { subject, duty, forms: isOpen ? formsForDuty(subject).filter(may) : [] };
  }

  function showAct(
    request: FastifyRequest,
    reply: FastifyReply,
    followed: Followed,
    act: string,
    values: Submitted['values'],
    faults: readonly FormFault[],
    status = faults.length > 0 ? 422 : 200,
  ): FastifyReply {
    const { token, record, standing } = followed;
    const { subject, duty, forms } = formsOf(followed);
    const form = forms.find((known) => known.act === act) ?? forms[0];
    if (!form) return nothingToDo(request, reply, followed, duty);
    const fields = form.fields(subject);
    return show(
      web,
      request,
      reply,
      {
        title: duty?.title ?? form.title,
        // Titles of pages alone must tell apart what a duty may be answered with.
        within: [...(duty ? [form.title] : []), record.document.shortName].join(', '),
        lead: `${record.document.shortName} : ${record.document.title}`,
        status,
        inError: faults.length > 0,
      },
      <>
        {duty && (
          <Facts
            facts={[
              ['Échéance', frenchLongDate(duty.dueOn)],
              ['Article', duty.article],
              ...(duty.evidence ? [['À fournir', duty.evidence] as const] : []),
            ]}
          />
        )}
        <h2>{form.title}</h2>
        <p>
          {form.says} Ce sera fait dès que vous aurez validé, au nom de {followed.contact.name}, et inscrit au
          journal de la convention.
        </p>
        <Form
          action={`/agir/${token}`}
          fields={fields}
          values={request.method === 'GET' ? undefined : shownAgain(values)}
          faults={faults}
          hidden={{ acte: form.act }}
          button={form.button}
        />
        {forms.length > 1 && (
          <>
            <h2>Vous voulez répondre autre chose ?</h2>
            <ul>
              {forms
                .filter((other) => other !== form)
                .map((other) => (
                  <li key={other.act}>
                    <a className="fr-link" href={`/agir/${token}?acte=${other.act}`}>
                      {other.title}
                    </a>
                  </li>
                ))}
            </ul>
          </>
        )}
        <NotMe token={token} standing={standing} />
      </>,
    );
  }

  function nothingToDo(
    request: FastifyRequest,
    reply: FastifyReply,
    { record, claims }: Followed,
    duty: Duty | undefined,
  ): FastifyReply {
    const outcome = duty && outcomeOf(record, duty);
    const said = record.closed
      ? `La convention est close depuis le ${frenchInstant(record.closed.at)}.`
      : outcome?.state === 'done'
        ? `Déjà fait, par ${outcome.by}, le ${frenchInstant(outcome.at)} : ${outcome.evidence}`
        : outcome
          ? `Cette obligation n’est plus à remplir depuis le ${frenchInstant(outcome.at)} : ${outcome.reason}.`
          : claims.about.startsWith('meeting-')
            ? 'Cette réunion a été tenue, déplacée ou annulée : il n’y a plus rien à y répondre.'
            : 'Il n’y a rien à faire ici pour l’instant.';
    return show(
      web,
      request,
      reply,
      { title: duty?.title ?? record.document.shortName, lead: record.document.title },
      <Alert tone="info">
        <p>{said}</p>
      </Alert>,
    );
  }

  function thanks(
    request: FastifyRequest,
    reply: FastifyReply,
    { record }: Followed,
    text: string,
  ): FastifyReply {
    return show(
      web,
      request,
      reply,
      { title: 'C’est fait, merci', lead: record.document.title },
      <>
        <Alert tone="success">
          <p>{text}</p>
        </Alert>
        <p>Vous pouvez fermer cette page. Ce que vous avez fait est inscrit au journal de la convention.</p>
      </>,
    );
  }

  function unusable(request: FastifyRequest, reply: FastifyReply, link: Unusable): FastifyReply {
    const token = pathPart(request, 'token');
    request.log.warn({ refusal: link.state }, 'link refused');
    if (link.state === 'forged') {
      return refusalPage(web, request, reply, 404, 'Lien illisible', [
        'Ce lien n’est pas de ceux que ce service envoie, ou il a été coupé. Ouvrez-le depuis le courriel lui-même.',
      ]);
    }
    if (link.state === 'replaced') {
      return refusalPage(web, request, reply, 410, 'Ce lien n’est plus le vôtre', [
        'Une autre personne a pris le relais pour cette convention. Rien n’est plus attendu de vous.',
      ]);
    }
    return show(
      web,
      request,
      reply,
      {
        title: link.state === 'expired' ? 'Ce lien a expiré' : 'La convention a changé depuis',
        status: 410,
      },
      <>
        <p>
          {link.state === 'expired'
            ? `Un lien ne sert que ${web.linkDays} jours.`
            : 'Un avenant est entré en vigueur depuis l’envoi de ce courriel.'}{' '}
          Nous pouvons vous en envoyer un nouveau, à la même adresse.
        </p>
        <form method="post" action={`/agir/${token}/lien`}>
          <button className="fr-btn" type="submit">
            Recevoir un nouveau lien
          </button>
        </form>
      </>,
    );
  }
}

/** Who may act on a duty; the balance is also the copied party's to speak of, until somebody has proposed its use. */
function askedOf({ proposals }: Convention, { holder, copies, closedBy }: Duty): readonly Holder[] {
  return closedBy === 'settle' && proposals.length === 0 ? [holder, ...copies] : [holder];
}

/** The manager acts for either party: whoever has one of their mails does not name the next one. */
function mayHandOver({ role }: Standing): boolean {
  return role !== 'manager';
}

/** « Ce n’est pas moi » : whoever knows the right person names them. */
function NotMe({ token, standing }: { token: string; standing: Standing }) {
  if (!mayHandOver(standing)) return null;
  return (
    <Details summary="Ce n’est pas moi">
      <p>
        Indiquez la bonne personne : elle recevra à votre place ce qui concerne cette convention, et vous ne
        recevrez plus rien.
      </p>
      <Form
        action={`/agir/${token}/pas-moi`}
        fields={[
          { name: 'name', label: 'Nom de la bonne personne', kind: 'line' },
          { name: 'email', label: 'Son adresse électronique', kind: 'email' },
        ]}
        button="Passer le relais"
      />
    </Details>
  );
}
