import { z } from 'zod';
import { isPlainDate } from '../calendar/plain-date.ts';
import { type Cents, centsOf, eurosOf, isEuros } from '../ledger/money.ts';

// The message of each field is what it accepts: a fault is shown as « given » ; accepté : message.

// A name is what it looks like: nothing in it makes the rest read in another order (UAX 9), or does not show at all.
const honestLine = /^[^\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\u200b\u2060\ufeff]*$/u;
// What people paste into a text may hold a mark that does no harm.
const honestText = /^[^\u202a-\u202e\u2066-\u2069]*$/u;
const hidden = 'sans caractère invisible ni qui change le sens de lecture';

/** One line of text: no line break nor other control character, since it may become a mail header. */
export function line(max = 200) {
  const accepted = `un texte d’une ligne, de 1 à ${max} caractères`;
  return z
    .string(accepted)
    .min(1, accepted)
    .max(max, accepted)
    .regex(honestLine, `${accepted}, sans saut de ligne ni caractère de contrôle, et ${hidden}`)
    .regex(/\S/, accepted);
}

/** Several lines of text. */
export function text(max = 4000) {
  const accepted = `un texte de 1 à ${max} caractères`;
  return z
    .string(accepted)
    .max(max, accepted)
    .regex(honestText, `${accepted}, ${hidden}`)
    .regex(/\S/, accepted);
}

/** An identifier that people type: lower case, digits and hyphens. */
export function slug(max = 60) {
  const accepted = `un identifiant en minuscules, chiffres et tirets, de 1 à ${max} caractères (ex. « signaux-faibles »)`;
  return (
    z
      .string(accepted)
      .max(max, accepted)
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, accepted)
      // Records are kept by these ids, in plain objects.
      .refine((id) => !(id in Object.prototype), accepted)
  );
}

const realDate = 'une date réelle, AAAA-MM-JJ';
/** A legal date. */
export const plainDate = z.string(realDate).refine(isPlainDate, realDate);

/** An e-mail address, of one line. */
export const email = z
  .email('une adresse électronique, sur une seule ligne (ex. « prenom.nom@dgefp.example »)')
  .max(254, 'une adresse électronique de 254 caractères au plus');

const anyEuros = z
  .number('un montant en euros, nombre sans guillemets (ex. 100000 ou 1250.50)')
  .refine(isEuros, 'un montant en euros à deux décimales au plus');

/** Cents on our side, euros on that of people; read and written back (`z.encode`). */
const cents = z.custom<Cents>((value) => Number.isSafeInteger(value));

/** An amount in euros, positive, two decimals at most; becomes cents. */
export const euros = z.codec(anyEuros.nonnegative('un montant en euros, positif ou nul'), cents, {
  decode: centsOf,
  encode: eurosOf,
});

/** An amount in euros, two decimals at most, more or less than nothing; becomes cents. */
export const signedEuros = z.codec(
  anyEuros.refine((amount) => amount !== 0, 'un montant en euros, autre que 0'),
  cents,
  { decode: centsOf, encode: eurosOf },
);

/** A calendar month: `2020-04`. */
export const month = z
  .string('un mois AAAA-MM')
  .regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'un mois AAAA-MM, de 2000 à 2099 (ex. « 2020-04 »)');

/** A whole number within bounds, both included. */
export function whole(min: number, max: number) {
  const accepted = `un nombre entier de ${min} à ${max}`;
  return z.int(accepted).min(min, accepted).max(max, accepted);
}

/** Yes or no. */
export function flag() {
  return z.boolean('true ou false');
}

/** One of some words. */
export function oneOf<const Words extends readonly [string, ...string[]]>(...words: Words) {
  return z.enum(words, `l’une des valeurs ${words.map((word) => `« ${word} »`).join(', ')}`);
}

/** A list. */
export function list<Item extends z.ZodType>(item: Item, min = 0, max = 200) {
  const accepted = `une liste de ${min} à ${max} éléments`;
  return z.array(item, accepted).min(min, accepted).max(max, accepted);
}

/** An object whose unknown keys are refused. */
export function record<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `les clés ${Object.keys(shape).join(', ')}`
        : `un objet { ${Object.keys(shape).join(', ')} }`,
  });
}

/** A list of objects whose unknown keys are refused. */
export function records<Shape extends z.ZodRawShape>(min: number, max: number, shape: Shape) {
  return list(record(shape), min, max);
}
