import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Field, FormFault, Values } from '../../acts/form.ts';
import { answerTo } from '../../acts/read-answer.ts';
import { frenchDate } from '../../convention/calendar/french.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import { email } from '../../convention/document/fields.ts';
import { frenchNumber } from '../../convention/french-number.ts';
import { apiRoot } from '../api/api-routes.ts';
import { mostDays } from '../api/tokens.ts';
import { Form } from '../page/form.tsx';
import { PostForm } from '../page/post-form.tsx';
import { Table } from '../page/table.tsx';
import { Way } from '../page/ways.tsx';
import { journalName } from '../person.ts';
import { adminOf, NotForYou, oneOf, ownForm, seeOther } from '../request.ts';
import type { Web } from '../web.ts';

const fieldsOf = ({ openid }: Web): readonly Field[] => [
  {
    name: 'name',
    label: 'Nom',
    called: 'le nom sous lequel le journal dit ce qu’il fait',
    kind: 'line',
    hint: 'Tel que le journal le dira, par exemple : Portail budgétaire de la DINUM.',
  },
  {
    name: 'email',
    label: 'Adresse électronique de la personne',
    called: 'l’adresse de la personne dont il a les droits',
    kind: 'email',
    hint: openid
      ? 'Il a les droits de cette personne, ni plus ni moins, tant qu’elle les a.'
      : 'Il a les droits de cette personne, ni plus ni moins ; laissez vide pour ceux de qui se connecte sur cette machine.',
    ...(openid ? {} : { optional: true }),
  },
  {
    name: 'purpose',
    label: 'À quoi il sert',
    called: 'à quoi il sert',
    kind: 'line',
    hint: 'Pour savoir, plus tard, s’il peut être révoqué.',
  },
  {
    name: 'days',
    label: 'Durée, en jours',
    called: 'sa durée, en jours',
    kind: 'whole',
    hint: `${mostDays} au plus.`,
    value: '90',
  },
];

/** The tokens of programs: made and revoked by admins. */
export async function tokenRoutes(app: FastifyInstance, web: Web): Promise<void> {
  app.get('/jetons', async (request, reply) => showTokens(request, reply));

  app.post('/jetons', async (request, reply) => {
    const { person } = adminOf(request);
    const { values } = await ownForm(request);
    const read = readRequest(fieldsOf(web), values);
    if ('faults' in read) return showTokens(request, reply, read.typed, read.faults);
    const madeBy = journalName(person.name);
    const secret = await web.tokens.make({ ...read.asked, madeBy });
    request.log.info({ session: request.session?.mark }, 'token made by an admin');
    return reply.show(
      { title: 'Jeton créé', breadcrumb },
      <>
        <p>
          Voici le jeton de « {read.asked.name} ». Il n’est montré qu’ici : copiez-le maintenant, et gardez-le
          comme un mot de passe.
        </p>
        <p>
          <code>{secret}</code>
        </p>
        <p>
          Un programme l’envoie avec chaque demande, par l’en-tête « Authorization: Bearer ». Ce qu’il peut
          demander est dit à l’adresse <Way href={`${apiRoot}/openapi.json`}>{apiRoot}/openapi.json</Way>.
        </p>
        <p>
          <Way href="/jetons">Revenir aux jetons</Way>
        </p>
      </>,
    );
  });

  app.post('/jetons/revocation', async (request, reply) => {
    const { mark } = adminOf(request);
    const { values } = await ownForm(request);
    const token = oneOf(values.jeton);
    if (!(await web.tokens.revoke(token))) throw new NotForYou();
    request.log.info({ session: mark, token }, 'token revoked by an admin');
    return seeOther(reply, '/jetons');
  });

  async function showTokens(
    request: FastifyRequest,
    reply: FastifyReply,
    values?: Values,
    faults: readonly FormFault[] = [],
  ): Promise<FastifyReply> {
    const { csrf } = adminOf(request);
    const tokens = await web.tokens.all();
    const now = web.now();
    return reply.show(
      {
        title: 'Jetons des programmes',
        status: faults.length > 0 ? 422 : 200,
        lead: 'Un programme agit avec un jeton, au nom d’une personne et avec ses droits.',
      },
      <>
        <Table
          stacked
          hiddenCaption
          caption="Jetons"
          columns={['Nom', 'Droits de', 'Usage', 'Créé', 'Fin', 'Révoquer'].map((label) => ({
            label,
            isPressed: label === 'Révoquer',
          }))}
          rows={tokens.map((one) => ({
            key: one.mark,
            cells: [
              one.name,
              one.email ?? '',
              one.purpose,
              `${frenchDate(parisDate(one.madeAt))}, par ${one.madeBy}`,
              `${frenchDate(parisDate(one.endsAt))}${one.endsAt <= now ? ' (expiré)' : ''}`,
              <PostForm key="end" action="/jetons/revocation" csrf={csrf} hidden={{ jeton: one.mark }}>
                <button
                  className="fr-btn fr-btn--sm fr-btn--secondary"
                  type="submit"
                  aria-label={`Révoquer le jeton de ${one.name}, ${one.purpose}`}
                >
                  Révoquer
                </button>
              </PostForm>,
            ],
          }))}
        />
        <h2>Créer un jeton</h2>
        <Form
          action="/jetons"
          csrf={csrf}
          fields={fieldsOf(web)}
          values={values}
          faults={faults}
          button="Créer le jeton"
        />
      </>,
    );
  }
}

const breadcrumb = [{ label: 'Jetons des programmes', href: '/jetons' }];

interface Asked {
  readonly name: string;
  readonly email?: string;
  readonly purpose: string;
  readonly days: number;
}

function readRequest(
  fields: readonly Field[],
  given: Readonly<Record<string, string | string[] | undefined>>,
): { readonly asked: Asked } | { readonly typed: Values; readonly faults: readonly FormFault[] } {
  const answers = fields.map((field) => ({ field, answer: answerTo(field, given) }));
  const typed = Object.fromEntries(fields.map(({ name }) => [name, oneOf(given[name])]));
  const faults: FormFault[] = answers.flatMap(({ field, answer }) =>
    'refused' in answer ? [{ field: field.name, message: answer.refused }] : [],
  );
  const { name = '', purpose = '', days = '' } = typed;
  const address = email.safeParse(typed.email?.toLowerCase());
  const whole = Number(days);
  const isFine = (field: string) => faults.every((fault) => fault.field !== field);
  const isNobody = typed.email === '';
  if (!isNobody && !address.success && isFine('email'))
    faults.push({
      field: 'email',
      message: `« ${typed.email} » n’est pas accepté ; indiquez une adresse électronique (ex. « prenom.nom@dinum.example »).`,
    });
  for (const [field, text] of [
    ['name', name],
    ['purpose', purpose],
  ] as const)
    if (text.length > 100 && isFine(field))
      faults.push({
        field,
        message: `Ce texte a ${frenchNumber(text.length)} caractères ; accepté : 100 au plus.`,
      });
  if (isFine('days') && (whole < 1 || whole > mostDays))
    faults.push({
      field: 'days',
      message: `« ${days} » n’est pas accepté ; indiquez un nombre de jours, de 1 à ${mostDays}.`,
    });
  if (faults.length > 0) return { typed, faults };
  const asked = { name: journalName(name), purpose, days: whole };
  return { asked: address.success ? { ...asked, email: address.data } : asked };
}
