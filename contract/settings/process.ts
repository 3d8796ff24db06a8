import { z } from 'zod';
import { declare } from '../setting.ts';
import { port } from './values.ts';

/** The settings of ports and logs. */
export const processSettings = declare({
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
