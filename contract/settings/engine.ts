import { z } from 'zod';
import { readPayloadKeys } from '../payload-keys.ts';
import { declare } from '../setting.ts';
import { keys, text } from './values.ts';

const elsewhere = ['web', 'worker', 'command'] as const;

/** The settings of the Temporal engine. */
export const engineSettings = declare({
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
