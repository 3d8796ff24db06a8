import { resolve } from 'node:path';
import { z } from 'zod';
import { email } from '../../convention/document/fields.ts';
import { isLoopbackHost } from '../loopback.ts';
import type { NamedKeys } from '../named-keys.ts';

// What several settings take.

/** A folder, as it is named from where the process was started. */
export const folder = { accepts: 'un dossier', schema: z.string().transform((path) => resolve(path)) };
/** Some words. */
export const text = { accepts: 'un texte', schema: z.string().optional() };
/** One address. */
export const address = { accepts: 'une adresse électronique', schema: z.email().optional() };
/** Addresses, none twice. */
export const addresses = {
  accepts: 'des adresses électroniques séparées par des virgules',
  schema: z
    .string()
    .transform((list) => [...new Set(list.split(/[\s,;]+/).filter((one) => one !== ''))])
    .refine((list) => list.every((one) => email.safeParse(one).success))
    .prefault(''),
};
/** A port, of so much by default. */
export const port = (usual: number) => ({
  accepts: 'un port, de 0 (au choix du système) à 65535',
  schema: z.coerce.number().int().min(0).max(65_535).prefault(usual),
});

/** Keys as they are written, checked by whoever reads them. */
export const keys = (accepts: string, read: (keys: string) => NamedKeys) => ({
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

/** What travels there is read by nobody else, or does not leave this machine. */
export function isTrusted(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, search, hash } = new URL(url);
  return (
    (protocol === 'https:' || (protocol === 'http:' && isLoopbackHost(hostname))) &&
    search === '' &&
    hash === ''
  );
}
