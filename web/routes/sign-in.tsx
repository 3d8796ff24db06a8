import type { FastifyInstance, FastifyReply } from 'fastify';
import { weekPath } from '../page/header.tsx';
import { PostForm, Submit } from '../page/post-form.tsx';
import { noticeHtml } from '../page/show.tsx';
import { formOf, oneOf, ownForm, pathPart, queryOf, seeOther } from '../request.ts';
import { type BadCode, badCodes, readCode, useCode } from '../sign-in/one-time.ts';
import { returnPath } from '../sign-in/return-path.ts';
import { signInRoutes } from '../sign-in/sign-in-routes.ts';
import type { Web } from '../web.ts';

/** Signing in and out: with the identity provider where there is one, else with a link that this machine gives. */
export async function signInPages(app: FastifyInstance, web: Web): Promise<void> {
  const { openid, oneTime, sessions, browsers, baseUrl } = web;
  if (openid) {
    await app.register(signInRoutes, {
      sessions,
      attempts: web.attempts,
      openid,
      pins: web.pins,
      baseUrl,
      render: (_status, title, paragraphs, onward) => noticeHtml(web, title, paragraphs, onward),
      now: web.now,
    });
    return;
  }
  if (!oneTime) return;

  app.get('/connexion', (request, reply) => {
    if (request.session) return seeOther(reply, weekPath);
    return reply.show(
      { title: 'Se connecter', lead: 'Ce service tourne sur une seule machine : elle seule donne l’accès.' },
      <>
        <p>
          Ouvrez le lien de connexion affiché par <code>npm start</code>. Il ne sert qu’une fois ; pour en
          obtenir un autre, tapez sur cette machine :
        </p>
        <pre>npx delegation sign-in</pre>
        <p>
          Vous avez reçu un courriel ? Le bouton qu’il contient suffit : il n’y a pas besoin de se connecter
          pour répondre.
        </p>
      </>,
    );
  });

  const limited = { config: { rateLimit: { max: Math.ceil(web.rate / 20), timeWindow: '1 minute' } } };

  app.get('/connexion/:code', limited, async (request, reply) => {
    const code = pathPart(request, 'code');
    const read = await readCode(oneTime.key, code, web.now());
    if (read.kind !== 'code') return stale(reply, read);
    return reply.show(
      {
        title: 'Se connecter',
        within: read.name,
        lead: `Vous serez connecté en tant que ${read.name}, avec tous les droits.`,
      },
      // Opening a link changes nothing: the button does.
      <PostForm action={`/connexion/${code}`} hidden={{ suite: queryOf(request).suite ?? '' }}>
        <Submit>Se connecter</Submit>
      </PostForm>,
    );
  });

  app.post('/connexion/:code', limited, async (request, reply) => {
    const used = await useCode(oneTime.key, oneTime.used, pathPart(request, 'code'), web.now());
    if (used.kind !== 'person') return stale(reply, used);
    const { values } = await formOf(request);
    await browsers.begin(request, reply, used.person);
    return seeOther(reply, returnPath(oneOf(values.suite) || null));
  });

  app.post('/deconnexion', async (request, reply) => {
    if (!request.session) return seeOther(reply, '/');
    await ownForm(request);
    await browsers.end(request, reply);
    return seeOther(reply, '/');
  });

  function stale(reply: FastifyReply, { kind }: BadCode): FastifyReply {
    const { status, title, paragraphs } = badCodes[kind];
    reply.log.warn({ refusal: kind }, 'sign-in refused');
    return reply.refuse(status, title, paragraphs);
  }
}
