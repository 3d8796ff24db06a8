import { resolve } from 'node:path';
import { z } from 'zod';
import { describeFault } from '../convention/document/faults.ts';
import { faultsOf } from '../convention/document/read.ts';
import { Refused } from '../convention/errors.ts';

const port = z.coerce
  .number('un port, de 0 (au choix du système) à 65535')
  .int('un port, de 0 (au choix du système) à 65535')
  .min(0, 'un port, de 0 (au choix du système) à 65535')
  .max(65_535, 'un port, de 0 (au choix du système) à 65535');

// The README's table of settings is this schema, in words.
const settings = z.object({
  DELEGATION_DATA: z
    .string()
    .default('.data')
    .transform((folder) => resolve(folder)),
  DELEGATION_ARCHIVE: z
    .string()
    .transform((folder) => resolve(folder))
    .optional(),
  DELEGATION_TASK_QUEUE: z.string().min(1, 'un nom de file').default('delegation'),
  DELEGATION_EXAMPLE: z
    .string()
    .default('examples/signaux-faibles.json')
    .transform((file) => (file === 'aucun' ? undefined : file)),
  DELEGATION_LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error'], 'l’une des valeurs debug, info, warn, error')
    .default('info'),
  DELEGATION_TEMPORAL_PORT: port.default(7233),
  DELEGATION_UI_PORT: port.default(8233),
  DELEGATION_SMTP_PORT: port.default(1025),
  DELEGATION_MAILBOX_PORT: port.default(8025),
  DELEGATION_HEALTH_PORT: port.default(0),
  DELEGATION_METRICS: z
    .string()
    .regex(/^[^:]+:\d+$/, 'une adresse hôte:port, ex. 127.0.0.1:9464')
    .optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'une adresse smtp:// ou smtps://' }).optional(),
  MAIL_FROM: z
    .string()
    .min(3, 'un expéditeur')
    .default('Conventions de délégation <conventions@delegation.example>'),
  MAIL_RATE: z.coerce
    .number('des courriels par seconde')
    .positive('des courriels par seconde, plus que 0')
    .optional(),
  TEMPORAL_ADDRESS: z.string().optional(),
});

/** How this deployment runs, from the environment alone. */
export type Configuration = z.output<typeof settings>;

/**
 * Reads the settings; all faults at once.
 * @throws Refused `BAD_USAGE` with one line per fault.
 */
export function readConfiguration(environment: NodeJS.ProcessEnv = process.env): Configuration {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const read = settings.safeParse(given);
  if (read.success) return read.data;
  const faults = faultsOf(withoutPassword(given), [], read.error);
  throw new Refused('BAD_USAGE', faults.map(describeFault).join('\n'));
}

/** A refusal quotes what was given, and is kept in logs. */
function withoutPassword(given: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { SMTP_URL: url } = given;
  return url === undefined ? given : { ...given, SMTP_URL: url.replace(/\/\/.*@/, '//***@') };
}
