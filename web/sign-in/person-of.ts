import { z } from 'zod';
import { email } from '../../convention/document/fields.ts';
import type { Person } from '../person.ts';
import type { OpenIdSettings } from './openid-settings.ts';
import { SignInRefused } from './refusals.ts';

const longestName = 120;

/** A claim that is not a text is as good as absent. */
const text = z.string().trim().optional().catch(undefined);
const claims = z.object({
  given_name: text,
  usual_name: text,
  family_name: text,
  name: text,
  email: text,
  email_verified: z.unknown().optional(),
  siret: text,
});

/**
 * The person that a provider's claims describe. An address is refused when the provider does not say that it is verified;
 * ProConnect tells only verified ones and does not say so: it is believed when the settings name it.
 *
 * @param account what tells their account there from others.
 * @throws SignInRefused `noEmail`: conventions know people by their addresses.
 */
export function personOf(
  given: unknown,
  { admins, auditors, provider }: OpenIdSettings,
  account: string,
): Person {
  const told = claims.parse(given);
  const address = email.safeParse(told.email?.toLowerCase());
  if (!address.success) throw new SignInRefused('noEmail', 'no usable address');
  const verified = told.email_verified;
  const isUnsaid = verified === undefined && provider === 'proconnect';
  if (!isUnsaid && verified !== true && verified !== 'true')
    throw new SignInRefused('noEmail', 'the address is not verified');
  const siret = told.siret?.replaceAll(/\s/g, '');
  return {
    name: nameOf(told) || address.data,
    email: address.data,
    account,
    ...(siret !== undefined && /^\d{14}$/.test(siret) ? { siret } : {}),
    admin: admins.includes(address.data),
    auditor: auditors.includes(address.data),
  };
}

function nameOf({ given_name, usual_name, family_name, name }: z.output<typeof claims>): string {
  const last = usual_name || family_name;
  const whole = last ? [given_name, last].filter(Boolean).join(' ') : name || given_name || '';
  return whole
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, longestName);
}
