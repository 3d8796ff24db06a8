import type { FastifyInstance, FastifyReply } from 'fastify';
import { fill } from '../../acts/fill-form.ts';
import { intentionOf, toldOf } from '../../acts/intention.ts';
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
import { FollowPage } from '../links/follow-page.tsx';
import { type Followed, isOfStandIn, signatureOf } from '../links/followed.ts';
import { DonePage } from '../links/over-pages.tsx';
import { formsOf, reportsFor } from '../links/permissions.ts';
import { follow, limited, showAct, unusable } from '../links/shown.tsx';
import { sayPlainly } from '../own-host.ts';
import { wordsOf } from '../page/show.tsx';
import { journalName, marked } from '../person.ts';
import { formOf, NotForYou, oneOf, pathPart, queryOf } from '../request.ts';
import type { Web } from '../web.ts';

/**
 * Acting from a mail, without an account: whoever has the link has the mailbox. Opening one changes nothing, however
 * often a scanner does; the button of its page does.
 */
export async function linkRoutes(app: FastifyInstance, web: Web): Promise<void> {
  app.get('/agir/:token', async (request, reply) => {
    const followed = await follow(web, request);
    if ('state' in followed) return unusable(web, reply, followed);
    if (followed.claims.about !== 'follow')
      return showAct(web, reply, followed, queryOf(request).acte ?? '', {}, []);
    const { document, signedText } = followed.record;
    const view = await web.conventions.view(document.id);
    const files = await web.evidence.those(document.id, piecesIn(signedText?.evidence ?? ''));
    return reply.show(
      { title: document.shortName, lead: document.title },
      <FollowPage followed={followed} view={view} files={files} />,
    );
  });

  app.get('/agir/:token/texte/:sha256', async (request, reply) => {
    const followed = await follow(web, request);
    if ('state' in followed) return unusable(web, reply, followed);
    const { record, claims } = followed;
    const wanted = pathPart(request, 'sha256');
    const file = piecesIn(record.signedText?.evidence ?? '').find(({ sha256 }) => sha256 === wanted);
    if (claims.about !== 'follow' || !file) throw new NotForYou();
    return sendPiece(web, request, reply, record.document.id, file);
  });

  app.get('/agir/:token/compte-rendu/:period.pdf', limited(web), async (request, reply) => {
    const followed = await follow(web, request);
    if ('state' in followed) return unusable(web, reply, followed);
    const period = pathPart(request, 'period');
    if (!reportsFor(followed).some((one) => one.period === period)) throw new NotForYou();
    return sendReport(reply, followed.record, period);
  });

  app.post('/agir/:token', limited(web), async (request, reply) => {
    const followed = await follow(web, request);
    if ('state' in followed) return unusable(web, reply, followed);
    const { claims } = followed;
    const submitted = await formOf(request);
    const act = oneOf(submitted.values.acte);
    const { subject, forms, undo } = formsOf(followed, parisDate(web.now()));
    const form = [...forms, undo].find((known) => known && actSlug(known.act) === act);
    const intention = intentionOfForm(submitted.values);
    const known = intentionOf(followed.record, intention);
    if (!form && known && !known.refusal) return thanks(reply, followed, toldOf(followed.record, known));
    // Done meanwhile, or not this person's to do: the page says which.
    if (!form) return showAct(web, reply, followed, act, {}, []);
    const who = followed.person.email;
    const { values, faults } = await withFiles(submitted, form.fields(subject), (upload) =>
      web.evidence.bring(claims.convention, who, upload),
    );
    if (faults.length > 0) return showAct(web, reply, followed, act, values, faults);
    const filled = fill(form, subject, values, journalName(followed.person.name));
    if (!filled.ok) return showAct(web, reply, followed, act, values, filled.faults);
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
        ? await follow(web, request)
        : followed;
      return showAct(
        web,
        reply,
        'state' in since ? followed : since,
        act,
        values,
        [{ message: wordsOf(error) }],
        errors[error.code].http,
      );
    }
  });

  app.post('/agir/:token/lien', limited(web), async (request, reply) => {
    const link = await follow(web, request);
    if (!('claims' in link)) return unusable(web, reply, link);
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

  app.get('/agenda/:token.ics', async (request, reply) => {
    const followed = await follow(web, request, 'calendar');
    if ('state' in followed) {
      request.log.warn({ refusal: followed.state }, 'link refused');
      return sayPlainly(reply, 410, 'Cet agenda n’est plus servi.');
    }
    const { contact, record } = followed;
    const text = await deadlinesFeed(web, contact.email, record, isOfStandIn(followed));
    return reply.type('text/calendar; charset=utf-8').send(text);
  });

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
}
