import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fill } from '../../acts/fill-form.ts';
import type { FormFault, Values } from '../../acts/form.ts';
import { intentionOf, toldOf } from '../../acts/intention.ts';
import { answerTo } from '../../acts/read-answer.ts';
import type { OwnAct, Sign } from '../../client/shared-act.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import { contactOf } from '../../convention/document/contacts.ts';
import { errors, OutcomeUnknown, Refused } from '../../convention/errors.ts';
import { addresseeOf } from '../../convention/mailing/addressee.ts';
import { dutiesAskedOf } from '../../convention/mailing/handover.ts';
import { piecesIn } from '../../convention/proof/piece.ts';
import { actSlug } from '../acts/act-slug.ts';
import { AskAgain, intentionField, intentionOfForm, unknownPage } from '../acts/asking-again.tsx';
import { performed } from '../acts/performed.ts';
import { shownAgain, withFiles } from '../acts/submitted.ts';
import { sendPiece } from '../convention/send-piece.ts';
import { sendReport } from '../convention/send-report.ts';
import { deadlinesFeed } from '../feed.ts';
import { ActPage } from '../links/act-page.tsx';
import { AwayForm } from '../links/away.tsx';
import { OutcomesPage, performEverywhere, readOwn, signedEverywhere } from '../links/everywhere.tsx';
import { FollowPage } from '../links/follow-page.tsx';
import { type Followed, followLink, isOfStandIn, signatureOf, type Unusable } from '../links/followed.ts';
import { HandOverForm, handOverFaults } from '../links/not-me.tsx';
import { DonePage, NothingToDoPage, OutdatedPage } from '../links/over-pages.tsx';
import { formsOf, mayHandOver, maySayAway, opensPreferences, reportsFor } from '../links/permissions.ts';
import { PreferencesPage, RhythmForm, scope } from '../links/preferences.tsx';
import { sayPlainly } from '../own-host.ts';
import { wordsOf } from '../page/show.tsx';
import { journalName, marked } from '../person.ts';
import { formOf, NotForYou, oneOf, pathPart, queryOf, type Submitted } from '../request.ts';
import type { Web } from '../web.ts';

/** What somebody says of themselves from a mail, and where. */
interface SaidOfOneself {
  readonly act: OwnAct;
  /** Last part of the address of its page. */
  readonly path: string;
  /** Of the page that says what came of it. */
  readonly title: string;
  readonly sign: Sign;
  /** Whether it is for the convention of the link only. */
  readonly isAlone: boolean;
  /** Shows the form again, with what is wrong. */
  readonly show: (faults: readonly FormFault[], status?: number) => FastifyReply;
}

/**
 * Acting from a mail, without an account: whoever has the link has the mailbox. Opening one changes nothing, however
 * often a scanner does; the button of its page does.
 */
export async function linkRoutes(app: FastifyInstance, web: Web): Promise<void> {
  const limited = { config: { rateLimit: { max: Math.ceil(web.rate / 10), timeWindow: '1 minute' } } };

  app.get('/agir/:token', async (request, reply) => {
    const followed = await follow(request);
    if ('state' in followed) return unusable(reply, followed);
    if (followed.claims.about !== 'follow')
      return showAct(reply, followed, queryOf(request).acte ?? '', {}, []);
    const { document, signedText } = followed.record;
    const view = await web.conventions.view(document.id);
    const files = await web.evidence.those(document.id, piecesIn(signedText?.evidence ?? ''));
    return reply.show(
      { title: document.shortName, lead: document.title },
      <FollowPage followed={followed} view={view} files={files} />,
    );
  });

  app.get('/agir/:token/texte/:sha256', async (request, reply) => {
    const followed = await follow(request);
    if ('state' in followed) return unusable(reply, followed);
    const { record, claims } = followed;
    const wanted = pathPart(request, 'sha256');
    const file = piecesIn(record.signedText?.evidence ?? '').find(({ sha256 }) => sha256 === wanted);
    if (claims.about !== 'follow' || !file) throw new NotForYou();
    return sendPiece(web, request, reply, record.document.id, file);
  });

  app.get('/agir/:token/compte-rendu/:period.pdf', limited, async (request, reply) => {
    const followed = await follow(request);
    if ('state' in followed) return unusable(reply, followed);
    const period = pathPart(request, 'period');
    if (!reportsFor(followed).some((one) => one.period === period)) throw new NotForYou();
    return sendReport(reply, followed.record, period);
  });

  app.post('/agir/:token', limited, async (request, reply) => {
    const followed = await follow(request);
    if ('state' in followed) return unusable(reply, followed);
    const { claims } = followed;
    const submitted = await formOf(request);
    const act = oneOf(submitted.values.acte);
    const { subject, forms, undo } = formsOf(followed, parisDate(web.now()));
    const form = [...forms, undo].find((known) => known && actSlug(known.act) === act);
    const intention = intentionOfForm(submitted.values);
    const known = intentionOf(followed.record, intention);
    if (!form && known && !known.refusal) return thanks(reply, followed, toldOf(followed.record, known));
    // Done meanwhile, or not this person's to do: the page says which.
    if (!form) return showAct(reply, followed, act, {}, []);
    const who = followed.person.email;
    const { values, faults } = await withFiles(submitted, form.fields(subject), (upload) =>
      web.evidence.bring(claims.convention, who, upload),
    );
    if (faults.length > 0) return showAct(reply, followed, act, values, faults);
    const filled = fill(form, subject, values, journalName(followed.person.name));
    if (!filled.ok) return showAct(reply, followed, act, values, filled.faults);
    try {
      const text = await performed(
        web,
        claims.convention,
        who,
        form.act,
        marked(filled.input, signatureOf(followed)),
        intention,
      );
      return thanks(reply, followed, text);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error instanceof OutcomeUnknown) {
        const hidden = { ...shownAgain(values), [intentionField]: intention };
        return reply.show(
          { ...unknownPage, lead: followed.record.document.title },
          <AskAgain action={`/agir/${followed.token}`} hidden={hidden} />,
        );
      }
      // Somebody did it at the same moment: the page says who, as for whoever comes later.
      const since = ['ALREADY_DONE', 'PROPOSAL_CHANGED'].includes(error.code)
        ? await follow(request)
        : followed;
      return showAct(
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
    if (!('claims' in link)) return unusable(reply, link);
    const { claims, record, person } = link;
    const { values } = await formOf(request);
    const contact = contactOf(record.document, claims.contact);
    const writtenTo = contact && addresseeOf(record, contact, parisDate(web.now()));
    await web.conventions.act(
      record.document.id,
      'requestLink',
      {
        by: journalName(person.name),
        mark: claims.address,
        contact: claims.contact,
        about: claims.about,
      },
      intentionOfForm(values),
    );
    return reply.show(
      {
        title: 'Un nouveau lien vient de partir',
        lead:
          writtenTo?.email === person.email
            ? 'Il arrive à la même adresse que le précédent.'
            : 'Il arrive à la personne à qui l’on écrit pendant votre absence.',
      },
      <p>Ouvrez le courriel le plus récent : son bouton est de nouveau valable.</p>,
    );
  });

  app.post('/agir/:token/pas-moi', limited, async (request, reply) => {
    const followed = await follow(request);
    if ('state' in followed) return unusable(reply, followed);
    const { contact, person, record, standing } = followed;
    if (!mayHandOver(standing)) {
      return reply.refuse(403, 'Ce relais ne se passe pas d’ici', [
        'Qui gère la convention est remplacé par l’administration de ce service, non depuis un courriel.',
      ]);
    }
    const { values } = await formOf(request);
    try {
      await web.conventions.act(
        record.document.id,
        'askHandover',
        {
          by: journalName(person.name),
          ...signatureOf(followed),
          contact: contact.id,
          name: oneOf(values.name),
          email: oneOf(values.email),
        },
        intentionOfForm(values),
      );
      return reply.show(
        { title: 'C’est transmis, merci', lead: record.document.title },
        <p>
          {oneOf(values.name)} recevra ce qui concerne cette convention une fois ce relais confirmé, par qui
          la gère ou par quelqu’un de votre organisation. D’ici là, rien ne change.
        </p>,
      );
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (error instanceof OutcomeUnknown) {
        const hidden = { ...shownAgain(values), [intentionField]: error.intention };
        return reply.show(
          unknownPage,
          <AskAgain action={`/agir/${followed.token}/pas-moi`} hidden={hidden} />,
        );
      }
      const { http: status } = errors[error.code];
      const page = {
        title: 'Cette personne n’a pas été proposée',
        within: record.document.shortName,
        status,
      };
      return reply.show(
        { ...page, inError: true },
        <HandOverForm
          token={followed.token}
          values={shownAgain(values)}
          faults={handOverFaults(wordsOf(error))}
        />,
      );
    }
  });

  app.get('/agir/:token/absence', async (request, reply) => {
    const followed = await follow(request);
    if ('state' in followed) return unusable(reply, followed);
    if (!maySayAway(followed)) return notAway(reply);
    return followed.served ? showAct(reply, followed, '', {}, []) : showAway(reply, followed);
  });

  app.post('/agir/:token/absence', limited, async (request, reply) => {
    const followed = await follow(request);
    if ('state' in followed) return unusable(reply, followed);
    if (!maySayAway(followed)) return notAway(reply);
    // By a link that has served to say so, what is asked again is told.
    if (followed.served && followed.served.act !== 'declareAbsence')
      return showAct(reply, followed, '', {}, []);
    const { values } = await formOf(request);
    return doneEverywhere(reply, followed, values, {
      act: 'declareAbsence',
      path: 'absence',
      title: 'Votre absence',
      sign: signedEverywhere(followed, signatureOf(followed)),
      isAlone: false,
      show: (faults, status) => showAway(reply, followed, shownAgain(values), faults, status),
    });
  });

  app.get('/agir/:token/rythme', async (request, reply) => {
    const followed = await follow(request);
    if ('state' in followed) return unusable(reply, followed);
    return isOfStandIn(followed) ? notTheirRhythm(reply) : showRhythm(reply, followed);
  });

  app.post('/agir/:token/rythme', limited, async (request, reply) => {
    const followed = await follow(request);
    if ('state' in followed) return unusable(reply, followed);
    if (isOfStandIn(followed)) return notTheirRhythm(reply);
    const { values } = await formOf(request);
    // One may change one's mind: the link serves on.
    const { link: _serves, ...signature } = signatureOf(followed);
    const where = answerTo(scope, values);
    const show = (faults: readonly FormFault[], status?: number) =>
      showRhythm(reply, followed, shownAgain(values), faults, status);
    if ('refused' in where) return show([{ field: scope.name, message: where.refused }]);
    return doneEverywhere(reply, followed, values, {
      act: 'chooseRhythm',
      path: 'rythme',
      title: 'Le rythme de vos courriels',
      sign: signedEverywhere(followed, signature),
      isAlone: where.value === 'ici',
      show,
    });
  });

  app.get('/agenda/:token.ics', async (request, reply) => {
    const followed = await follow(request, 'calendar');
    if ('state' in followed) {
      request.log.warn({ refusal: followed.state }, 'link refused');
      return sayPlainly(reply, 410, 'Cet agenda n’est plus servi.');
    }
    const { contact, record } = followed;
    const text = await deadlinesFeed(web, contact.email, record, isOfStandIn(followed));
    return reply.type('text/calendar; charset=utf-8').send(text);
  });

  function follow(request: FastifyRequest, wanted?: 'calendar'): Promise<Followed | Unusable> {
    return followLink(web, pathPart(request, 'token'), wanted);
  }

  /** Does what somebody says of themselves wherever it is meant, and shows what came of it. */
  async function doneEverywhere(
    reply: FastifyReply,
    followed: Followed,
    values: Submitted['values'],
    { act, path, title, sign, isAlone, show }: SaidOfOneself,
  ): Promise<FastifyReply> {
    const read = readOwn(act, followed, values);
    if (!read.ok) return show(read.faults);
    const batch = intentionOfForm(values);
    const done = await performEverywhere(web, followed, read.asked, { sign, batch, isAlone });
    if ('refused' in done) {
      const { code } = done.refused;
      return show([{ message: wordsOf(done.refused) }], errors[code].http);
    }
    const isWhole = done.outcomes.every(({ state }) => state !== 'unanswered' && state !== 'left');
    const hidden = { ...shownAgain(values), [intentionField]: batch };
    return reply.show(
      isWhole ? { title, lead: 'Ce qui en est noté, convention par convention.' } : unknownPage,
      <>
        <OutcomesPage {...done} />
        {!isWhole && <AskAgain action={`/agir/${followed.token}/${path}`} hidden={hidden} />}
      </>,
    );
  }

  function showRhythm(
    reply: FastifyReply,
    followed: Followed,
    values?: Values,
    faults: readonly FormFault[] = [],
    status = faults.length > 0 ? 422 : 200,
  ): FastifyReply {
    const { document } = followed.record;
    const page = { title: 'Le rythme de vos courriels', within: document.shortName, lead: document.title };
    return reply.show(
      { ...page, status, inError: faults.length > 0 },
      <RhythmForm followed={followed} faults={faults} {...(values ? { values } : {})} />,
    );
  }

  function notTheirRhythm(reply: FastifyReply): FastifyReply {
    return reply.refuse(403, 'Ce rythme ne se choisit pas d’ici', [
      'Qui remplace une personne absente ne le choisit pas pour elle.',
    ]);
  }

  function showAway(
    reply: FastifyReply,
    { token, record: { document } }: Followed,
    values?: Values,
    faults: readonly FormFault[] = [],
    status = faults.length > 0 ? 422 : 200,
  ): FastifyReply {
    const page = { title: 'Vous vous absentez ?', within: document.shortName, lead: document.title };
    return reply.show(
      { ...page, status, inError: faults.length > 0 },
      <AwayForm token={token} today={parisDate(web.now())} faults={faults} {...(values ? { values } : {})} />,
    );
  }

  function notAway(reply: FastifyReply): FastifyReply {
    return reply.refuse(403, 'Cette absence ne se déclare pas d’ici', [
      'Qui gère la convention le fait après connexion ; qui remplace une personne absente ne le fait pas pour elle.',
    ]);
  }

  function showAct(
    reply: FastifyReply,
    followed: Followed,
    act: string,
    values: Submitted['values'],
    faults: readonly FormFault[],
    status = faults.length > 0 ? 422 : 200,
  ): FastifyReply {
    const { document } = followed.record;
    const offered = formsOf(followed, parisDate(web.now()));
    const { duty, forms, undo } = offered;
    const form = [...forms, undo].find((known) => known && actSlug(known.act) === act) ?? forms[0];
    if (opensPreferences(followed.claims) && !followed.served) {
      return reply.show(
        { title: 'Vos préférences', within: document.shortName, lead: document.title },
        <PreferencesPage followed={followed} />,
      );
    }
    if (!form) {
      return reply.show(
        { title: duty?.title ?? document.shortName, lead: document.title },
        <NothingToDoPage followed={followed} offered={offered} />,
      );
    }
    return reply.show(
      {
        title: duty?.title ?? form.title,
        // Titles of pages alone must tell apart what a duty may be answered with.
        within: [...(duty ? [form.title] : []), document.shortName].join(', '),
        lead: `${document.shortName} : ${document.title}`,
        status,
        inError: faults.length > 0,
      },
      <ActPage
        followed={followed}
        offered={offered}
        form={form}
        values={reply.request.method === 'GET' ? undefined : shownAgain(values)}
        faults={faults}
      />,
    );
  }

  async function thanks(
    reply: FastifyReply,
    { record: { document }, contact }: Followed,
    text: string,
  ): Promise<FastifyReply> {
    const now = web.now();
    const record = await web.conventions.record(document.id);
    const left = dutiesAskedOf(record, contact.id, { now, today: parisDate(now) });
    const page = { title: 'C’est fait, merci', lead: document.title };
    return reply.show(page, <DonePage text={text} left={left} root={`/conventions/${document.id}`} />);
  }

  function unusable(reply: FastifyReply, { state }: Unusable): FastifyReply {
    reply.log.warn({ refusal: state }, 'link refused');
    if (state === 'forged') {
      return reply.refuse(404, 'Lien illisible', [
        'Ce lien n’est pas de ceux que ce service envoie, ou il a été coupé. Ouvrez-le depuis le courriel lui-même.',
      ]);
    }
    if (state === 'replaced') {
      return reply.refuse(410, 'Ce lien n’est plus le vôtre', [
        'Une autre personne a pris le relais pour cette convention. Rien n’est plus attendu de vous.',
      ]);
    }
    const title = state === 'expired' ? 'Ce lien a expiré' : 'La convention a changé depuis';
    return reply.show(
      { title, status: 410 },
      <OutdatedPage token={pathPart(reply.request, 'token')} state={state} linkDays={web.linkDays} />,
    );
  }
}
