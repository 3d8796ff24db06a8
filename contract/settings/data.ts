import { z } from 'zod';
import { declare } from '../setting.ts';
import { folder, isTrusted, text } from './values.ts';

/** The settings of where things are kept. */
export const dataSettings = declare({
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
  DELEGATION_CHORUS: {
    meaning:
      'Dossier où déposer les exports de Chorus, en CSV : les workers le regardent chaque minute, importent chacun dans toutes les conventions et le rangent dans `lus` ou `refusés`, avec un rapport. Le même dossier pour tous les workers. Voir [deployment.md](deployment.md#exports-of-chorus).',
    accepts: folder.accepts,
    schema: folder.schema.optional(),
    otherwise: 'aucun n’est regardé',
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
