import { resolve } from 'node:path';
import { z } from 'zod';
import { email } from '../convention/document/fields.ts';
import { readLinkKeys } from './link-keys.ts';
import { isLoopbackHost } from './loopback.ts';
import type { NamedKeys } from './named-keys.ts';
import { readPayloadKeys } from './payload-keys.ts';
import { longestReturnLocalPart } from './return-mark.ts';
import { declare, type Part, type Setting } from './setting.ts';

// Every setting: what it is for, what it takes, what holds without it, and which processes are told it when it is a
// secret. From these tables are made the reading of the environment, its refusals and `docs/settings.md`.

const folder = { accepts: 'un dossier', schema: z.string().transform((path) => resolve(path)) };
const text = { accepts: 'un texte', schema: z.string().optional() };
const address = { accepts: 'une adresse électronique', schema: z.email().optional() };
const addresses = {
  accepts: 'des adresses électroniques séparées par des virgules',
  schema: z
    .string()
    .transform((list) => [...new Set(list.split(/[\s,;]+/).filter((one) => one !== ''))])
    .refine((list) => list.every((one) => email.safeParse(one).success))
    .prefault(''),
};
const port = (usual: number) => ({
  accepts: 'un port, de 0 (au choix du système) à 65535',
  schema: z.coerce.number().int().min(0).max(65_535).prefault(usual),
});

const keys = (accepts: string, read: (keys: string) => NamedKeys) => ({
  accepts,
  schema: z
    .string()
    .transform((text, { addIssue }) => {
      try {
        return read(text);
      } catch (error) {
        const why = error instanceof RangeError ? ` (${error.message})` : '';
        addIssue(`${accepts}${why}`);
        return z.NEVER;
      }
    })
    .optional(),
});

const dataSettings = declare({
  DELEGATION_DATA: {
    meaning: 'Dossier de la base, de la boîte aux lettres et des journaux.',
    accepts: folder.accepts,
    schema: folder.schema.prefault('.data'),
  },
  DELEGATION_ARCHIVE: {
    meaning: 'Dossier où s’écrit le dossier d’une convention close.',
    accepts: folder.accepts,
    schema: folder.schema.optional(),
    otherwise: '`archives` dans le dossier des données',
  },
  DELEGATION_EVIDENCE: {
    meaning:
      'Dossier des fichiers qui prouvent une obligation et des textes signés, chacun sous son SHA-256 ; les workers qui le lisent joignent les textes signés aux courriels qui en parlent.',
    accepts: folder.accepts,
    schema: folder.schema.optional(),
    otherwise: '`evidence` dans le dossier des données',
  },
  DELEGATION_STORAGE: {
    meaning:
      'Stockage compatible S3 où sont les pièces, les dossiers des conventions closes, les sessions, les brouillons, les comptes et les jetons, pour des applications et des workers sur plusieurs machines ; le même pour tous. Va avec `AWS_ACCESS_KEY_ID` et `AWS_SECRET_ACCESS_KEY`, et sans `DELEGATION_EVIDENCE` ni `DELEGATION_ARCHIVE`.',
    accepts: 's3://seau ou s3://seau/préfixe, ex. s3://conventions/production',
    schema: z
      .string()
      .regex(/^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[\w-][\w.-]*)*\/?$/)
      .optional(),
    otherwise: 'les dossiers de cette machine',
  },
  AWS_ENDPOINT_URL_S3: {
    meaning: 'Serveur de ce stockage, qui doit respecter `If-None-Match: *`.',
    accepts: 'une adresse https:// (http:// sur cette machine seulement)',
    schema: z.string().refine(isTrusted).optional(),
    otherwise: 'celui d’AWS pour `AWS_REGION`',
  },
  AWS_REGION: {
    meaning: 'Région de ce stockage.',
    accepts: 'un nom de région, ex. fr-par',
    schema: z
      .string()
      .regex(/^[\w-]+$/)
      .prefault('us-east-1'),
  },
  AWS_ACCESS_KEY_ID: {
    ...text,
    meaning: 'Clé d’accès à ce stockage : son nom.',
    otherwise: 'aucune ; va avec DELEGATION_STORAGE',
    secretOf: ['web', 'worker'],
  },
  AWS_SECRET_ACCESS_KEY: {
    ...text,
    meaning: 'Clé d’accès à ce stockage : son secret.',
    otherwise: 'aucune ; va avec DELEGATION_STORAGE',
    secretOf: ['web', 'worker'],
  },
  DELEGATION_EXAMPLE: {
    meaning: 'Convention que `npm start` démarre sur le serveur embarqué.',
    accepts: 'le fichier d’une convention, ou « aucun »',
    schema: z
      .string()
      .transform((file) => (file === 'aucun' ? undefined : file))
      .prefault('examples/signaux-faibles.json'),
  },
  DELEGATION_USER: {
    ...text,
    meaning: 'Qui agit, en ligne de commande, quand `--by` ne le dit pas.',
    accepts: 'un nom',
    otherwise: 'votre compte sur la machine',
  },
});

const mailSettings = declare({
  SMTP_URL: {
    meaning:
      'Serveur qui remet les courriels ; au-delà de cette machine avec TLS, sauf si `?requireTLS=false` dit le contraire et qu’aucun mot de passe n’est donné.',
    accepts: 'une adresse smtp:// ou smtps://',
    schema: z.url({ protocol: /^smtps?$/ }).optional(),
    otherwise: 'la boîte aux lettres locale',
    secretOf: ['worker'],
  },
  MAIL_FROM: {
    meaning: 'Expéditeur ; son domaine est celui des Message-ID.',
    accepts: 'un expéditeur',
    schema: z.string().min(3).prefault('Conventions de délégation <conventions@delegation.example>'),
  },
  MAIL_RETURN: {
    meaning:
      'Adresse où reviennent les courriels qui n’ont pu être remis, chacun à la sienne, `retours+…@…` : elle doit recevoir les sous-adresses. Voir [deployment.md](deployment.md#returned-mail).',
    accepts: `une adresse électronique, avec ${longestReturnLocalPart} caractères au plus avant l’arobase et sans « + », ex. retours@conventions.example.gouv.fr`,
    schema: z
      .email()
      .refine((address) => address.indexOf('@') <= longestReturnLocalPart && !address.includes('+'))
      .transform((address) => address.toLowerCase())
      .optional(),
    otherwise: 'l’expéditeur, MAIL_FROM',
  },
  IMAP_URL: {
    meaning:
      'Boîte où ces courriels reviennent : les workers la lisent chaque minute, et rangent ce qu’ils ont lu dans ses dossiers « Traités » et « À voir ». Au-delà de cette machine, avec TLS. La même pour tous les workers.',
    accepts: 'une adresse imaps:// ou imap://, ex. imaps://retours:secret@imap.example.gouv.fr/INBOX',
    schema: z.url({ protocol: /^imaps?$/ }).optional(),
    otherwise: 'aucune n’est lue',
    secretOf: ['worker'],
  },
  DELEGATION_RETURN_PORT: {
    meaning:
      'Port où le worker reçoit, par SMTP et sur cette machine seulement, ce qu’un serveur de messagerie lui transmet pour les adresses `retours+…` de MAIL_RETURN.',
    accepts: 'un port, de 1 à 65535',
    schema: z.coerce.number().int().min(1).max(65_535).optional(),
    otherwise: 'aucun',
  },
  MAIL_RATE: {
    meaning: 'Courriels par seconde, tous workers confondus ; le même pour tous.',
    accepts: 'un nombre de courriels par seconde, plus que 0',
    schema: z.coerce.number().positive().optional(),
    otherwise: 'sans limite',
  },
  DELEGATION_WEB_URL: {
    meaning: 'Adresse publique de l’application, où mènent les boutons des courriels.',
    accepts:
      'une adresse http:// ou https:// sans chemin ni paramètres, ex. https://conventions.example.gouv.fr',
    schema: z
      .url({ protocol: /^https?$/ })
      // Its pages stand at the root of their host.
      .refine((url) => /^https?:\/\/[^/?#@]+\/*$/.test(url))
      .transform((url) => url.replace(/\/+$/, ''))
      .optional(),
    otherwise: 'celle que `npm start` ouvre ; sans lui, les courriels sont sans lien',
  },
  DELEGATION_LINK_KEYS: {
    meaning:
      'Clés des liens des courriels. La première signe, toutes vérifient : mettez-en une nouvelle devant, et retirez l’ancienne quand ses liens ont expiré.',
    ...keys('nom:secret[,nom:secret…], chaque secret de 32 octets au moins, en base64url', readLinkKeys),
    otherwise: 'celles de `npm start` ; sans lui, les courriels sont sans lien',
    secretOf: ['web', 'worker'],
  },
  DELEGATION_LINK_DAYS: {
    meaning: 'Jours que dure un lien de courriel.',
    accepts: 'un nombre entier de jours, de 1 à 90',
    schema: z.coerce.number().int().min(1).max(90).prefault(14),
  },
});

const webSettings = declare({
  DELEGATION_WEB_HOST: {
    meaning:
      'Où l’application écoute ; au-delà de cette machine, seulement avec OpenID Connect et une adresse publique en `https://`.',
    accepts: 'une adresse où écouter',
    schema: z.string().min(1).prefault('127.0.0.1'),
  },
  DELEGATION_WEB_PORT: {
    ...port(8080),
    meaning:
      'Port de l’application ; quand elle n’écoute que cette machine, un autre est pris si celui-ci est occupé.',
  },
  DELEGATION_WEB_RATE: {
    meaning: 'Pages par minute pour une adresse du réseau.',
    accepts: 'des pages par minute et par adresse, 10 au moins',
    schema: z.coerce.number().int().min(10).prefault(600),
  },
  DELEGATION_WEB_PROXIES: {
    ...text,
    meaning: 'Mandataires inverses dont `X-Forwarded-For` est cru.',
    accepts: 'des adresses ou des plages d’adresses, séparées par des virgules',
    otherwise: 'aucun',
  },
  DELEGATION_DSFR: {
    meaning: 'Dossier du système de design de l’État (`dsfr.min.css`…), pour les services en `.gouv.fr`.',
    accepts: folder.accepts,
    schema: folder.schema.optional(),
    otherwise: 'un habillage à nous',
  },
});

const asked = 'demandé sur les pages elles-mêmes';

const legalSettings = declare({
  DELEGATION_PUBLISHER: { ...text, meaning: 'Qui édite le service.', otherwise: asked },
  DELEGATION_DIRECTOR: {
    ...text,
    meaning: 'Direction de la publication : nom et fonction.',
    otherwise: asked,
  },
  DELEGATION_HOSTING: { ...text, meaning: 'Hébergeur : nom, adresse et téléphone.', otherwise: asked },
  DELEGATION_CONTACT: { ...address, meaning: 'À qui écrire.', otherwise: asked },
  DELEGATION_DPO: { ...address, meaning: 'Délégué à la protection des données.', otherwise: asked },
  DELEGATION_ACCESSIBILITY: {
    meaning: 'Conformité au RGAA.',
    accepts: 'l’une des valeurs non, partiellement, totalement',
    schema: z.enum(['non', 'partiellement', 'totalement']).prefault('non'),
  },
});

const watchSettings = declare({
  DELEGATION_ADMINS: {
    ...addresses,
    meaning:
      'Administrateurs. Ils peuvent tout faire, et reçoivent le résumé hebdomadaire de toutes les conventions (lundi, 8 h) et les alertes de la vérification quotidienne (7 h) : chaque courriel dû est parti, aucun n’attend, aucune convention n’a été arrêtée hors de l’application. Ce qui n’est pas parti dans l’heure leur est dit au quart d’heure suivant.',
    otherwise: 'personne n’est prévenu',
  },
  DELEGATION_WATCH: {
    meaning: '« aucun » retire ce résumé, cette vérification et ce guet des Schedules de Temporal.',
    accepts: '« aucun », ou rien',
    schema: z.literal('aucun').optional(),
    otherwise: 'ils ont lieu',
  },
});

/** The settings of signing in; whole when `openIdIsWhole` has nothing to say. */
export const openIdSettings = declare({
  OIDC_ISSUER: {
    meaning:
      'Fournisseur d’identité. Déclarez-y `<DELEGATION_WEB_URL>/connexion/retour`, et `<DELEGATION_WEB_URL>/` pour après la déconnexion.',
    accepts: 'l’adresse https:// d’un fournisseur OpenID Connect (http:// sur cette machine seulement)',
    schema: z.string().refine(isTrusted).optional(),
    otherwise: 'liens de connexion, valables une fois',
  },
  OIDC_CLIENT_ID: {
    ...text,
    meaning: 'Nom de l’application chez ce fournisseur.',
    otherwise: 'aucun ; va avec OIDC_ISSUER',
  },
  OIDC_CLIENT_SECRET: {
    // Never refused for what it is: a refusal quotes what was given.
    ...text,
    meaning: 'Secret de l’application chez ce fournisseur.',
    otherwise: 'aucun ; va avec OIDC_ISSUER',
    secretOf: ['web'],
  },
  OIDC_SCOPE: {
    meaning: 'Ce qui lui est demandé (par défaut, comme ProConnect).',
    accepts: 'des portées séparées par des espaces, dont openid',
    schema: z
      .string()
      .regex(/(^| )openid( |$)/)
      .prefault('openid given_name usual_name email siret'),
  },
  OIDC_ACR_VALUES: {
    ...text,
    meaning: 'Niveaux d’authentification acceptés.',
    accepts:
      'les niveaux d’authentification acceptés, séparés par des espaces (ProConnect : eidas2 eidas3), ou « aucun »',
    otherwise: 'à dire au-delà de cette machine',
  },
  OIDC_PROVIDER: {
    meaning: 'ProConnect ne transmet que des adresses vérifiées, et ne le dit pas.',
    accepts: 'proconnect, ou rien',
    schema: z.literal('proconnect').optional(),
    otherwise: 'les adresses doivent être dites vérifiées',
  },
  OIDC_PKCE: {
    meaning: 'PKCE quand le fournisseur dit le connaître, ou jamais.',
    accepts: 'l’une des valeurs auto, never',
    schema: z.enum(['auto', 'never']).prefault('auto'),
  },
  DELEGATION_AUDITORS: {
    ...addresses,
    meaning: 'Qui peut lire toutes les conventions.',
    otherwise: 'personne',
  },
});

const elsewhere = ['web', 'worker', 'command'] as const;

const engineSettings = declare({
  TEMPORAL_ADDRESS: {
    ...text,
    meaning: 'Serveur existant, ou Temporal Cloud : `npm start` n’en lance alors aucun.',
    accepts: 'hôte:port',
    otherwise: 'le serveur embarqué',
  },
  TEMPORAL_NAMESPACE: { ...text, meaning: 'Espace de noms.', accepts: 'un nom', otherwise: '`default`' },
  TEMPORAL_PROFILE: {
    ...text,
    meaning: 'Profil du fichier de configuration de Temporal.',
    accepts: 'un nom',
    otherwise: '`default`',
  },
  TEMPORAL_API_KEY: { ...text, meaning: 'Clé d’API.', otherwise: 'aucune', secretOf: elsewhere },
  TEMPORAL_TLS_CLIENT_CERT_DATA: {
    ...text,
    meaning: 'Certificat du client.',
    accepts: 'un texte PEM',
    otherwise: 'aucun',
    secretOf: elsewhere,
  },
  TEMPORAL_TLS_CLIENT_KEY_DATA: {
    ...text,
    meaning: 'Clé de ce certificat.',
    accepts: 'un texte PEM',
    otherwise: 'aucune',
    secretOf: elsewhere,
  },
  DELEGATION_PAYLOAD_KEYS: {
    meaning:
      'Clés qui chiffrent (AES-256-GCM) tout ce que le serveur Temporal conserve des conventions. La première chiffre, toutes déchiffrent : les mêmes pour tous les workers, l’application et la ligne de commande ; une ancienne reste après la nouvelle tant que ce qu’elle a chiffré doit se lire. Ce qu’une clé perdue a chiffré est perdu.',
    ...keys(
      'nom:secret[,nom:secret…], chaque secret de 32 octets, en base64url ; ou « aucune »',
      readPayloadKeys,
    ),
    otherwise: 'celle que `npm start` fait pour son serveur embarqué ; à dire pour un autre serveur',
    secretOf: elsewhere,
  },
  DELEGATION_TASK_QUEUE: {
    meaning: 'File des tâches.',
    accepts: 'un nom de file',
    schema: z.string().min(1).prefault('delegation'),
  },
  DELEGATION_DEPLOYMENT: {
    meaning:
      'Nom du déploiement, chez Temporal, dont les workers sont des versions : chaque convention va au bout de son étape avec la sienne, et « delegation use-version » la fait passer à une autre. Le même pour tous les workers et la ligne de commande ; sur le serveur embarqué, il ne compte pas.',
    accepts: 'un nom, de 1 à 100 lettres sans accent, chiffres, tirets et soulignés',
    schema: z
      .string()
      .regex(/^[\w-]{1,100}$/)
      .optional(),
    otherwise: 'les workers n’ont pas de version : les nouveaux remplacent les anciens',
  },
  DELEGATION_TEMPORAL: {
    ...text,
    meaning: 'Commande `temporal` à lancer, quelle que soit sa version.',
    accepts: 'un fichier exécutable',
    otherwise: 'trouvée, ou téléchargée',
  },
  DELEGATION_TEMPORAL_UI: {
    meaning:
      'Adresse de l’interface de Temporal, où mènent les liens ; derrière un mandataire inverse, celle du port `DELEGATION_UI_PORT` telle que les administrateurs l’ouvrent, sur l’hôte de l’application.',
    accepts: 'une adresse http:// ou https://',
    schema: z.url({ protocol: /^https?$/ }).optional(),
    otherwise: 'celle de `npm start`',
  },
});

const processSettings = declare({
  DELEGATION_TEMPORAL_PORT: {
    ...port(7233),
    meaning:
      'Port du serveur Temporal embarqué. Comme les suivants, sur cette machine ; un autre est pris s’il est occupé.',
  },
  DELEGATION_UI_PORT: { ...port(8233), meaning: 'Port de la porte de l’interface de Temporal.' },
  DELEGATION_SMTP_PORT: { ...port(1025), meaning: 'Port où la boîte aux lettres reçoit.' },
  DELEGATION_MAILBOX_PORT: { ...port(8025), meaning: 'Port où elle se lit.' },
  DELEGATION_HEALTH_PORT: {
    ...port(0),
    meaning: 'Port de `/healthz` et de `/readyz` du worker.',
  },
  DELEGATION_METRICS: {
    meaning: 'Où le worker donne ses mesures, pour Prometheus.',
    accepts: 'une adresse hôte:port, ex. 127.0.0.1:9464',
    schema: z
      .string()
      .regex(/^[^:]+:\d+$/)
      .optional(),
    otherwise: 'nulle part',
  },
  DELEGATION_LOG_LEVEL: {
    meaning:
      'Ce que disent les journaux : des lignes de JSON, sans donnée personnelle. Celui des workers dit toujours quels actes sont faits, et quand.',
    accepts: 'l’une des valeurs debug, info, warn, error',
    schema: z.enum(['debug', 'info', 'warn', 'error']).prefault('info'),
  },
});

/** The settings that every process reads. */
export const commonSettings = {
  ...dataSettings,
  ...engineSettings,
  ...processSettings,
  ...webSettings,
  ...legalSettings,
  ...mailSettings,
  ...watchSettings,
};

/** Every setting, by what people look for. */
export const settingGroups: readonly (readonly [title: string, table: Readonly<Record<string, Setting>>])[] =
  [
    ['Les données', dataSettings],
    ['Les courriels', mailSettings],
    ['Qui suit l’ensemble', watchSettings],
    ['L’application', webSettings],
    ['Se connecter', openIdSettings],
    ['Les pages légales', legalSettings],
    ['Le moteur Temporal', engineSettings],
    ['Ports et journaux', processSettings],
  ];

const everySetting: Readonly<Record<string, Setting>> = Object.assign(
  {},
  ...settingGroups.map(([, table]) => table),
);

/** The settings that are secrets, or hold one, and the processes that need each. */
export const secretSettings: Readonly<Record<string, readonly Part[]>> = Object.fromEntries(
  Object.entries(everySetting).flatMap(([name, { secretOf }]) => (secretOf ? [[name, secretOf]] : [])),
);

/** For `safeParse` of what a table's shape makes: refusals say what the table says is accepted. */
export const saysAccepted = {
  error: ({ path = [] }: { path?: readonly PropertyKey[] | undefined }) =>
    everySetting[String(path[0])]?.accepts,
};

/** The value of one setting, its default when it is absent or empty; undefined when that is none. */
export function settingIn<Name extends keyof typeof commonSettings>(
  name: Name,
  environment: NodeJS.ProcessEnv,
): z.output<(typeof commonSettings)[Name]['schema']>;
export function settingIn(name: keyof typeof commonSettings, environment: NodeJS.ProcessEnv): unknown {
  return commonSettings[name].schema.parse(environment[name] || undefined);
}

/** What travels there is read by nobody else, or does not leave this machine. */
function isTrusted(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, search, hash } = new URL(url);
  return (
    (protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname))) &&
    search === '' &&
    hash === ''
  );
}
