import { OutcomeUnknown, Refused } from '../../convention/errors.ts';
import { actSlug } from '../../web/acts/act-slug.ts';
import { noticeHtml } from '../../web/page/show.tsx';
import { signInCode } from '../../web/sign-in/one-time.ts';
import { refusals } from '../../web/sign-in/refusals.ts';
import type { Answer } from '../support/site.ts';
import { guide } from './guide.ts';
import type { World } from './lived-conventions.ts';
import { lifeNamed } from './lives.ts';
import { reads, type Seat, type State, worldOf } from './state.ts';

// What is about no convention in particular: public pages, signing in, sessions and tokens, errors, the mailbox.

const one = () => worldOf(lifeNamed('en vigueur'));
const path = () => `/conventions/${lifeNamed('en vigueur').convention.document.id}`;
const none = (): World => ({ ...one(), lives: [] });

/** States of a group, each with what differs from the first. */
function group(name: string, ...states: readonly (Pick<State, 'title' | 'open'> & Partial<State>)[]) {
  return states.map((state): State => ({ group: name, world: one, ...state }));
}

const legal = {
  publisher: 'Direction interministérielle du numérique, 20 avenue de Ségur, 75007 Paris',
  director: 'Le directeur interministériel du numérique',
  host: 'Hébergeur de l’État, 1 rue de l’Exemple, 75000 Paris, 01 23 45 67 89',
  contact: 'conventions@dinum.example',
  dpo: 'dpo@dinum.example',
  accessibility: 'partiellement',
} as const;
const legalPages = {
  '/accessibilite': 'accessibilité',
  '/mentions-legales': 'mentions légales',
  '/donnees-personnelles': 'données personnelles',
  '/conditions': 'conditions d’utilisation',
};

/** The link that the machine gives, made by the key of the stage. */
async function code({ web }: Seat, ago = 0): Promise<string> {
  return `/connexion/${await signInCode(new Uint8Array(32), 'Camille Durand', web.now() - ago)}`;
}

/** A page that a provider's own answer would lead to. */
function refusal({ web }: Seat, { status, title, paragraphs }: (typeof refusals)[keyof typeof refusals]) {
  return { status, headers: new Headers(), text: noticeHtml(web, title, paragraphs) };
}

const signingIn = [
  ...group(
    'Connexion',
    { title: 'sur une seule machine', open: reads('/connexion') },
    { title: 'lien à usage unique', open: async (seat) => seat.visitor.get(await code(seat)) },
    { title: 'connecté', open: async (seat) => seat.visitor.post(await code(seat), {}) },
    {
      title: 'lien déjà utilisé',
      open: async (seat) => {
        const link = await code(seat);
        await seat.visitor.post(link, {});
        return seat.visitor.post(link, {});
      },
    },
    { title: 'lien expiré', open: async (seat) => seat.visitor.get(await code(seat, 3_600_000)) },
    { title: 'lien incorrect', open: reads('/connexion/abc') },
    { title: 'déconnecté', reader: 'admin', open: signOut },
    {
      title: 'chez un fournisseur d’identité',
      provider: true,
      open: reads('/connexion?suite=%2Fconventions'),
    },
    {
      title: 'fournisseur qui ne répond pas',
      provider: true,
      open: ({ visitor }) => visitor.post('/connexion', { suite: '/conventions' }),
    },
    { title: 'retour inconnu', provider: true, open: reads('/connexion/retour?state=abc&code=abc') },
    { title: 'déconnecté, chez un fournisseur', provider: true, reader: 'manager', open: signOut },
    ...Object.values(refusals).map((one) => ({
      title: `refus : ${one.title.toLowerCase()}`,
      provider: true,
      open: async (seat: Seat) => refusal(seat, one),
    })),
  ),
];

async function signOut({ visitor }: Seat): Promise<Answer> {
  return visitor.press(await visitor.get('/sessions'), '/deconnexion');
}

const token = { name: 'Portail budgétaire', email: 'portail@dinum.example', purpose: 'tableau de bord' };
const made = ({ visitor }: Seat) => visitor.fill('/jetons', { ...token, days: '90' });

const sessionsAndTokens = [
  ...group(
    'Sessions et jetons',
    { title: 'les siennes', reader: 'manager', open: reads('/sessions') },
    {
      title: 'toutes',
      reader: 'admin',
      open: async ({ visitor, web }) => {
        await web.sessions.open({
          name: 'Marie Martin',
          email: 'marie@dgefp.example',
          admin: false,
          auditor: false,
        });
        return visitor.get('/sessions');
      },
    },
    {
      title: 'une terminée',
      reader: 'admin',
      open: async ({ visitor, web }) => {
        await web.sessions.open({
          name: 'Marie Martin',
          email: 'marie@dgefp.example',
          admin: false,
          auditor: false,
        });
        return visitor.press(await visitor.get('/sessions'), '/sessions/fin');
      },
    },
    { title: 'avec un fournisseur d’identité', reader: 'admin', provider: true, open: reads('/sessions') },
    {
      title: 'compte inconnu',
      reader: 'admin',
      provider: true,
      open: ({ visitor }) => visitor.fill('/sessions', { email: 'inconnu@dgefp.example' }),
    },
    {
      title: 'compte admis',
      reader: 'admin',
      provider: true,
      open: async ({ visitor, web }) => {
        await web.pins.isTheirs('marie@dgefp.example', { issuer: 'exemple', subject: '1' });
        return visitor.fill('/sessions', { email: 'marie@dgefp.example' });
      },
    },
    { title: 'aucun jeton', reader: 'admin', open: reads('/jetons') },
    {
      title: 'jeton mal demandé',
      reader: 'admin',
      open: ({ visitor }) => visitor.fill('/jetons', { email: 'portail', days: '900' }),
    },
    { title: 'jeton créé', reader: 'admin', open: made },
    {
      title: 'un jeton',
      reader: 'admin',
      open: async (seat) => {
        await made(seat);
        return seat.visitor.get('/jetons');
      },
    },
    {
      title: 'jeton révoqué',
      reader: 'admin',
      open: async (seat) => {
        await made(seat);
        return seat.visitor.press(await seat.visitor.get('/jetons'), '/jetons/revocation');
      },
    },
  ),
];

const unreachable = new Refused(
  'ENGINE_UNREACHABLE',
  'Le moteur n’a pas répondu en 30 s. Un worker est-il en marche ? « npm start » en lance un.',
);
const unknown = new OutcomeUnknown('demande', 'Votre demande est partie, mais le moteur n’a pas répondu.');

const errors = [
  ...group(
    'Erreurs',
    { title: 'page introuvable', open: reads('/rien') },
    { title: 'page introuvable, connecté', reader: 'manager', open: reads('/rien') },
    { title: 'convention d’autres que soi', reader: 'stranger', open: async (seat) => reads(path())(seat) },
    {
      title: 'envoi d’ailleurs',
      reader: 'admin',
      open: ({ visitor }) => visitor.post('/jetons', {}, { origin: 'https://ailleurs.example' }),
    },
    { title: 'session expirée', open: ({ visitor }) => visitor.post('/jetons', {}) },
    {
      title: 'trop de demandes',
      rate: 1,
      open: async ({ visitor }) => {
        await visitor.get('/');
        return visitor.get('/');
      },
    },
    {
      title: 'erreur imprévue',
      reader: 'admin',
      world: () => ({ ...one(), silence: new Error('essai') }),
      open: async (seat) => reads(path())(seat),
    },
    {
      title: 'moteur injoignable',
      reader: 'admin',
      world: () => ({ ...one(), silence: unreachable }),
      open: async (seat) => reads(path())(seat),
    },
    {
      title: 'acte envoyé, issue inconnue',
      reader: 'admin',
      world: () => ({ ...one(), sendsInto: unknown }),
      open: async ({ visitor }) => {
        const act = `${path()}/actes/${actSlug('pauseReminders')}`;
        const filled = await visitor.fill(act, { until: '2020-10-01', reason: 'congés' });
        return visitor.press(filled, act, { etape: 'confirmer' });
      },
    },
  ),
];

const aboutMails = group(
  'Boîte aux lettres locale',
  { title: 'vide', mailbox: 0, open: reads('/') },
  { title: 'un message', mailbox: 1, open: reads('/') },
  { title: 'beaucoup', mailbox: 60, open: reads('/') },
  { title: 'beaucoup, deuxième page', mailbox: 60, open: reads('/?page=2') },
  {
    title: 'un message ouvert',
    mailbox: 1,
    open: async ({ visitor }) => {
      const [, first = ''] = /href="(\/messages\/[^"]+)"/.exec((await visitor.get('/')).text) ?? [];
      return visitor.get(first);
    },
  },
  { title: 'introuvable', mailbox: 0, open: reads('/messages/rien') },
);

/** @param many a world of many conventions. */
export function aboutTheSite(many: () => World): readonly State[] {
  return [
    ...group(
      'Pages publiques',
      { title: 'accueil', open: reads('/') },
      { title: 'statistiques, sans convention', world: none, open: reads('/stats') },
      { title: 'statistiques', world: many, open: reads('/stats') },
      { title: 'registre, vide', open: reads('/registre') },
      { title: 'registre', world: published, open: reads('/registre') },
      {
        title: 'une convention du registre',
        world: published,
        open: async (seat) => reads(`/registre/${published().lives[0]?.convention.document.id}`)(seat),
      },
      ...Object.entries(legalPages).flatMap(([address, title]) => [
        { title, legal, open: reads(address) },
        { title: `${title}, rien n’étant dit du site`, open: reads(address) },
      ]),
    ),
    ...guide(one),
    ...signingIn,
    ...sessionsAndTokens,
    ...errors,
    ...aboutMails,
  ];
}

function published(): World {
  return worldOf(lifeNamed('en vigueur, au registre public'));
}
