import type { FastifyReply, FastifyRequest } from 'fastify';
import { byNames } from '../../acts/by-names.ts';
import type { FormFault } from '../../acts/form.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import { actSlug } from '../acts/act-slug.ts';
import { shownAgain } from '../acts/submitted.ts';
import { pathPart, type Submitted } from '../request.ts';
import type { Web } from '../web.ts';
import { ActPage } from './act-page.tsx';
import { type Followed, followLink, type Unusable } from './followed.ts';
import { NothingToDoPage, OutdatedPage } from './over-pages.tsx';
import { formsOf, opensPreferences } from './permissions.ts';
import { PreferencesPage } from './preferences.tsx';

/** Which link an address bears, and whether it may be followed. */
export function follow(web: Web, request: FastifyRequest, wanted?: 'calendar'): Promise<Followed | Unusable> {
  return followLink(web, pathPart(request, 'token'), wanted);
}

/** For what a link may ask: a tenth as often as pages. */
export function limited({ rate }: Pick<Web, 'rate'>) {
  return { config: { rateLimit: { max: Math.ceil(rate / 10), timeWindow: '1 minute' } } };
}

/** Shows what a link opens: a form, one's preferences, or that there is nothing to do. */
export function showAct(
  web: Web,
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
      faults={faults.map((fault) => ({ ...fault, message: byNames(followed.record, fault.message) }))}
    />,
  );
}

/** Says why a link is not followed. */
export function unusable(web: Web, reply: FastifyReply, { state }: Unusable): FastifyReply {
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
