import { z } from 'zod';
import { readLinkKeys } from '../link-keys.ts';
import { longestReturnLocalPart } from '../return-mark.ts';
import { declare } from '../setting.ts';
import { keys } from './values.ts';

/** The settings of how letters leave and come back. */
export const mailSettings = declare({
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
  MAIL_TOGETHER: {
    meaning:
      'Le courrier du matin d’une personne qui est dans plusieurs conventions : en un seul message, ou de chacune. Le même pour tous les workers.',
    accepts: '« oui » ou « non »',
    schema: z
      .enum(['oui', 'non'])
      .transform((word) => word === 'oui')
      .prefault('oui'),
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
