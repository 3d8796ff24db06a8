import { resolve } from 'node:path';
import { z } from 'zod';
import { readLinkKeys } from '../contract/signed-links.ts';
import { describeFault } from '../convention/document/faults.ts';
import { faultsOf } from '../convention/document/read-document.ts';
import { Refused } from '../convention/errors.ts';
import { keptIn } from '../engine/data-folder.ts';
import { isSafeAddress } from '../letters/address.ts';

const port = z.coerce
  .number('un port, de 0 (au choix du système) à 65535')
  .int('un port, de 0 (au choix du système) à 65535')
  .min(0, 'un port, de 0 (au choix du système) à 65535')
  .max(65_535, 'un port, de 0 (au choix du système) à 65535');

const webUrl =
  'une adresse http:// ou https:// sans chemin ni paramètres, ex. https://conventions.example.gouv.fr';
const addresses = 'des adresses électroniques séparées par des virgules';
const days = 'un nombre entier de jours, de 1 à 90';

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
  DELEGATION_TEMPORAL: z.string().optional(),
  DELEGATION_TEMPORAL_PORT: port.default(7233),
  DELEGATION_UI_PORT: port.default(8233),
  DELEGATION_SMTP_PORT: port.default(1025),
  DELEGATION_MAILBOX_PORT: port.default(8025),
  DELEGATION_HEALTH_PORT: port.default(0),
  DELEGATION_METRICS: z
    .string()
    .regex(/^[^:]+:\d+$/, 'une adresse hôte:port, ex. 127.0.0.1:9464')
    .optional(),
  DELEGATION_WEB_HOST: z.string().min(1, 'une adresse où écouter').default('127.0.0.1'),
  DELEGATION_WEB_PORT: port.default(8080),
  DELEGATION_WEB_RATE: z.coerce
    .number('des pages par minute et par adresse')
    .int('des pages par minute et par adresse')
    .min(10, 'des pages par minute et par adresse, 10 au moins')
    .default(600),
  DELEGATION_WEB_PROXIES: z.string().optional(),
  DELEGATION_EVIDENCE: z
    .string()
    .transform((folder) => resolve(folder))
    .optional(),
  DELEGATION_TEMPORAL_UI: z
    .url({ protocol: /^https?$/, error: 'une adresse http:// ou https://' })
    .optional(),
  DELEGATION_DSFR: z
    .string()
    .transform((folder) => resolve(folder))
    .optional(),
  DELEGATION_PUBLISHER: z.string().optional(),
  DELEGATION_DIRECTOR: z.string().optional(),
  DELEGATION_HOSTING: z.string().optional(),
  DELEGATION_CONTACT: z.email('une adresse électronique').optional(),
  DELEGATION_DPO: z.email('une adresse électronique').optional(),
  DELEGATION_ACCESSIBILITY: z
    .enum(['non', 'partiellement', 'totalement'], 'l’une des valeurs non, partiellement, totalement')
    .default('non'),
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'une adresse smtp:// ou smtps://' }).optional(),
  MAIL_FROM: z
    .string()
    .min(3, 'un expéditeur')
    .default('Conventions de délégation <conventions@delegation.example>'),
  MAIL_RATE: z.coerce
    .number('des courriels par seconde')
    .positive('des courriels par seconde, plus que 0')
    .optional(),
  DELEGATION_WEB_URL: z
    .url({ protocol: /^https?$/, error: webUrl })
    // Its pages stand at the root of their host.
    .refine((address) => /^https?:\/\/[^/?#@]+\/*$/.test(address), webUrl)
    .transform((address) => address.replace(/\/+$/, ''))
    .optional(),
  DELEGATION_LINK_KEYS: z.string().transform(linkKeys).optional(),
  DELEGATION_LINK_DAYS: z.coerce.number(days).int(days).min(1, days).max(90, days).default(14),
  DELEGATION_ADMINS: z
    .string()
    .refine((list) => addressesIn(list).every(isSafeAddress), addresses)
    .transform(addressesIn)
    .default([]),
  DELEGATION_WATCH: z.literal('aucun', '« aucun », ou rien').optional(),
  TEMPORAL_ADDRESS: z.string().optional(),
});

function addressesIn(list: string): string[] {
  return [...new Set(list.split(',').map((one) => one.trim()))];
}

function linkKeys(text: string, { addIssue }: z.RefinementCtx) {
  try {
    return readLinkKeys(text);
  } catch (error) {
    const why = error instanceof RangeError ? ` (${error.message})` : '';
    addIssue(`nom:secret[,nom:secret…], chaque secret de 32 octets au moins, en base64url${why}`);
    return z.NEVER;
  }
}

/** How this deployment runs, from the environment alone. */
export type Configuration = z.output<typeof settings>;

/** The folder of the files that prove things: the application keeps them, workers join some to letters. */
export function evidenceFolderOf({ DELEGATION_EVIDENCE, DELEGATION_DATA }: Configuration): string {
  return DELEGATION_EVIDENCE ?? keptIn(DELEGATION_DATA, 'evidence');
}

/**
 * Reads the settings; all faults at once.
 * @throws Refused `BAD_USAGE` with one line per fault.
 */
export function readConfiguration(environment: NodeJS.ProcessEnv = process.env): Configuration {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const read = settings.safeParse(given);
  if (read.success) return read.data;
  const faults = faultsOf(withoutSecrets(given), [], read.error);
  throw new Refused('BAD_USAGE', faults.map(describeFault).join('\n'));
}

/** A refusal quotes what was given, and is kept in logs. */
function withoutSecrets(given: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { SMTP_URL: smtp, DELEGATION_WEB_URL: web, DELEGATION_LINK_KEYS: keys } = given;
  const withoutPassword = (url: string) => url.replace(/\/\/.*@/, '//***@');
  return {
    ...given,
    ...(smtp !== undefined && { SMTP_URL: withoutPassword(smtp) }),
    ...(web !== undefined && { DELEGATION_WEB_URL: withoutPassword(web) }),
    ...(keys !== undefined && { DELEGATION_LINK_KEYS: '***' }),
  };
}
