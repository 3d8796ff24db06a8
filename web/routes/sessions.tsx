import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Field, FormFault } from '../../acts/form.ts';
import { frenchInstant } from '../../convention/calendar/french.ts';
import { Form } from '../page/form.tsx';
import { PostForm } from '../page/post-form.tsx';
import { Table } from '../page/table.tsx';
import { Way } from '../page/ways.tsx';
import { adminOf, NotForYou, oneOf, ownForm, seeOther, signedIn } from '../request.ts';
import { isSame, type Session } from '../sign-in/session.ts';
import type { Web } from '../web.ts';

const addressField: Field = {
  name: 'email',
  label: 'Adresse électronique',
  kind: 'email',
  hint: 'Celle d’une personne dont le compte a été remplacé chez le fournisseur d’identité.',
};

/** Where one is signed in; admins see, and end, everybody's sessions. */
export async function sessionRoutes(app: FastifyInstance, web: Web): Promise<void> {
  const visibleTo = ({ person }: Session) =>
    web.sessions.all((one) => person.admin || isSame(one.person, person));

  app.get('/sessions', async (request, reply) => showSessions(request, reply));

  async function showSessions(
    request: FastifyRequest,
    reply: FastifyReply,
    email = '',
    faults: readonly FormFault[] = [],
  ): Promise<FastifyReply> {
    const mine = signedIn(request);
    const open = await visibleTo(mine);
    return reply.show(
      {
        title: 'Sessions ouvertes',
        status: faults.length > 0 ? 422 : 200,
        lead: mine.person.admin
          ? 'Celles de tout le monde, la plus récemment active d’abord.'
          : 'Les endroits où vous êtes connecté. Terminez celles que vous ne reconnaissez pas.',
      },
      <>
        <Table
          stacked
          hiddenCaption
          caption="Sessions ouvertes"
          columns={['Personne', 'Navigateur', 'Ouverte', 'Vue', 'Fin'].map((label) => ({
            label,
            isPressed: label === 'Fin',
          }))}
          rows={open.map((one) => ({
            key: one.mark,
            cells: [
              one.person.name,
              one.browser || 'inconnu',
              frenchInstant(one.createdAt),
              frenchInstant(one.seenAt),
              one.mark === mine.mark ? (
                'celle-ci'
              ) : (
                <PostForm key="end" action="/sessions/fin" csrf={mine.csrf} hidden={{ session: one.mark }}>
                  <button
                    className="fr-btn fr-btn--sm fr-btn--secondary"
                    type="submit"
                    aria-label={`Terminer la session de ${one.person.name}, ouverte le ${frenchInstant(one.createdAt)}`}
                  >
                    Terminer
                  </button>
                </PostForm>
              ),
            ],
          }))}
        />
        {mine.person.admin && (
          <p>
            <Way href="/jetons">Jetons des programmes</Way>
          </p>
        )}
        {mine.person.admin && web.openid && (
          <>
            <h2>Admettre un nouveau compte</h2>
            <p>
              Une adresse est à qui s’est connecté le premier avec elle. Une fois admis, le prochain compte
              qui se connecte avec cette adresse la reçoit, et les sessions qu’elle avait ouvertes prennent
              fin.
            </p>
            <Form
              action="/sessions/compte"
              csrf={mine.csrf}
              fields={[addressField]}
              values={{ email }}
              faults={faults}
              button="Admettre le prochain compte"
            />
          </>
        )}
      </>,
    );
  }

  app.post('/sessions/compte', async (request, reply) => {
    const mine = adminOf(request);
    const { values } = await ownForm(request);
    const email = oneOf(values.email);
    if (email === '' || !(await web.pins.forget(email))) {
      const message =
        email === ''
          ? 'Indiquez l’adresse électronique.'
          : `Aucun compte ne s’est connecté avec « ${email} ». Accepté : une adresse qui s’est déjà connectée ici.`;
      return showSessions(request, reply, email, [{ field: addressField.name, message }]);
    }
    const ended = await web.sessions.endThose(
      ({ person, mark }) => mark !== mine.mark && person.email?.toLowerCase() === email.toLowerCase(),
    );
    request.log.info({ session: mine.mark, ended }, 'account of an address forgotten by an admin');
    return reply.show(
      { title: 'Le prochain compte sera admis' },
      <>
        <p>
          La prochaine personne qui se connecte avec « {email} » reçoit cette adresse et ce que les
          conventions lui ouvrent. Prévenez-la maintenant.
        </p>
        <p>
          <Way href="/sessions">Revenir aux sessions</Way>
        </p>
      </>,
    );
  });

  // What an open page asks, so as to show nothing of a session that is over.
  app.get('/sessions/reste', async (request, reply) => tellLeft(request, reply));

  app.post('/sessions/prolongation', async (request, reply) => {
    signedIn(request);
    await ownForm(request);
    return tellLeft(request, reply);
  });

  function tellLeft({ session }: FastifyRequest, reply: FastifyReply): FastifyReply {
    const told = session ? { session: session.mark, ...web.sessions.left(session) } : { session: '' };
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(told));
  }

  app.post('/sessions/fin', async (request, reply) => {
    const mine = signedIn(request);
    const { values } = await ownForm(request);
    const mark = oneOf(values.session);
    if ((await visibleTo(mine)).every((one) => one.mark !== mark)) throw new NotForYou();
    await web.sessions.endThose((one) => one.mark === mark);
    request.log.info({ session: mine.mark, ended: mark }, 'session ended by somebody');
    return seeOther(reply, '/sessions');
  });
}
