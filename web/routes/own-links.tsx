import type { FastifyInstance, FastifyReply } from 'fastify';
import type { FormFault, Values } from '../../acts/form.ts';
import { answerTo } from '../../acts/read-answer.ts';
import type { OwnAct, Sign } from '../../client/shared-act.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import { errors, OutcomeUnknown, Refused } from '../../convention/errors.ts';
import { AskAgain, intentionField, intentionOfForm, unknownPage } from '../acts/asking-again.tsx';
import { shownAgain } from '../acts/submitted.ts';
import { AwayForm } from '../links/away.tsx';
import { OutcomesPage, performEverywhere, readOwn, signedEverywhere } from '../links/everywhere.tsx';
import { type Followed, isOfStandIn, signatureOf } from '../links/followed.ts';
import { HandOverForm, handOverFaults } from '../links/not-me.tsx';
import { mayHandOver, maySayAway } from '../links/permissions.ts';
import { RhythmForm, scope } from '../links/preferences.tsx';
import { follow, limited, showAct, unusable } from '../links/shown.tsx';
import { wordsOf } from '../page/show.tsx';
import { journalName } from '../person.ts';
import { formOf, oneOf, type Submitted } from '../request.ts';
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

/** What whoever has a mail says of themselves: that they are away, how often they are written to, who takes over. */
export async function ownLinkRoutes(app: FastifyInstance, web: Web): Promise<void> {
  app.post('/agir/:token/pas-moi', limited(web), async (request, reply) => {
    const followed = await follow(web, request);
    if ('state' in followed) return unusable(web, reply, followed);
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
    const followed = await follow(web, request);
    if ('state' in followed) return unusable(web, reply, followed);
    if (!maySayAway(followed)) return notAway(reply);
    return followed.served ? showAct(web, reply, followed, '', {}, []) : showAway(reply, followed);
  });

  app.post('/agir/:token/absence', limited(web), async (request, reply) => {
    const followed = await follow(web, request);
    if ('state' in followed) return unusable(web, reply, followed);
    if (!maySayAway(followed)) return notAway(reply);
    // By a link that has served to say so, what is asked again is told.
    if (followed.served && followed.served.act !== 'declareAbsence')
      return showAct(web, reply, followed, '', {}, []);
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
    const followed = await follow(web, request);
    if ('state' in followed) return unusable(web, reply, followed);
    return isOfStandIn(followed) ? notTheirRhythm(reply) : showRhythm(reply, followed);
  });

  app.post('/agir/:token/rythme', limited(web), async (request, reply) => {
    const followed = await follow(web, request);
    if ('state' in followed) return unusable(web, reply, followed);
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
}

function notTheirRhythm(reply: FastifyReply): FastifyReply {
  return reply.refuse(403, 'Ce rythme ne se choisit pas d’ici', [
    'Qui remplace une personne absente ne le choisit pas pour elle.',
  ]);
}

function notAway(reply: FastifyReply): FastifyReply {
  return reply.refuse(403, 'Cette absence ne se déclare pas d’ici', [
    'Qui gère la convention le fait après connexion ; qui remplace une personne absente ne le fait pas pour elle.',
  ]);
}
