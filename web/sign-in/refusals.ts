/** Every way in which signing in fails: the page that says so. */
export const refusals = {
  unavailable: {
    status: 503,
    title: 'Connexion momentanément impossible',
    paragraphs: [
      'Le service d’authentification ne répond pas comme il devrait.',
      'Vous pouvez réessayer dans quelques minutes. Si cela dure, prévenez les administrateurs de ce site.',
    ],
  },
  denied: {
    status: 403,
    title: 'Connexion refusée',
    paragraphs: [
      'Le service d’authentification n’a pas confirmé votre identité : vous avez renoncé, ou il refuse votre compte.',
      'Vous pouvez recommencer la connexion.',
    ],
  },
  unknown: {
    status: 400,
    title: 'Tentative de connexion inconnue',
    paragraphs: [
      'Cette tentative de connexion n’a pas commencé sur ce site, ou elle a déjà servi.',
      'Recommencez la connexion depuis ce site.',
    ],
  },
  expired: {
    status: 400,
    title: 'Tentative de connexion expirée',
    paragraphs: [
      'Une tentative de connexion vaut dix minutes, et ne sert qu’une fois.',
      'Recommencez la connexion depuis ce site.',
    ],
  },
  otherBrowser: {
    status: 400,
    title: 'Connexion commencée dans un autre navigateur',
    paragraphs: [
      'Cette tentative de connexion a commencé dans un autre navigateur, ou celui-ci refuse les cookies de ce site.',
      'Recommencez la connexion dans le navigateur que vous utilisez, en acceptant les cookies de ce site.',
    ],
  },
  unverifiable: {
    status: 403,
    title: 'Identité non vérifiable',
    paragraphs: [
      'La réponse du service d’authentification n’a pas pu être vérifiée ; personne n’a été connecté.',
      'Recommencez la connexion. Si cela se reproduit, prévenez les administrateurs de ce site.',
    ],
  },
  tooWeak: {
    status: 403,
    title: 'Authentification trop faible',
    paragraphs: [
      'Ce site demande une authentification plus forte que celle que vous avez utilisée, par exemple en deux étapes.',
      'Recommencez la connexion avec le moyen demandé.',
    ],
  },
  noEmail: {
    status: 403,
    title: 'Adresse électronique non vérifiée',
    paragraphs: [
      'Le service d’authentification n’a pas transmis d’adresse électronique vérifiée : vos conventions ne peuvent pas être retrouvées.',
      'Faites vérifier votre adresse auprès de ce service, puis recommencez la connexion.',
    ],
  },
  otherAccount: {
    status: 403,
    title: 'Adresse d’un autre compte',
    paragraphs: [
      'Cette adresse s’est déjà connectée ici depuis un autre compte du service d’authentification ; personne n’a été connecté.',
      'Si ce compte a remplacé l’ancien, demandez aux administrateurs de ce site de l’admettre.',
    ],
  },
  foreignForm: {
    status: 403,
    title: 'Formulaire refusé',
    paragraphs: [
      'Ce formulaire ne vient pas de votre session : rien n’a été fait.',
      'Revenez à la page précédente, rechargez-la, puis recommencez.',
    ],
  },
} as const satisfies Record<string, { status: number; title: string; paragraphs: readonly string[] }>;

/** A key of the table of refusals. */
export type RefusalName = keyof typeof refusals;

/** Nobody was signed in, and why. */
export class SignInRefused extends Error {
  readonly refusal: RefusalName;

  /** @param cause what a log may say of it: no personal data. */
  constructor(refusal: RefusalName, cause: string) {
    super(cause);
    this.name = 'SignInRefused';
    this.refusal = refusal;
  }
}
