import { z } from 'zod';
import { declare } from '../setting.ts';
import { addresses, isTrusted, text } from './values.ts';

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
