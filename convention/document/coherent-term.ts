import { addDays, latest, type PlainDate } from '../calendar/plain-date.ts';
import { reckon } from '../calendar/reckoning.ts';
import { lastDayAfter, lastDayOf } from '../term/term.ts';
import { type Incoherence, type Sound, when } from './incoherence.ts';
import type { ConventionDocument } from './schema.ts';

// What the keys about the term and its renewal say against one another.

/** Nobody is asked for what comes tacitly; what is asked is asked before it is due. */
export function renewalAsked({ renewal }: Sound): Incoherence[] {
  if (renewal?.askedMonthsBefore === undefined) return [];
  const { askedMonthsBefore: asked, decidedMonthsBefore: decided = 0, mode } = renewal;
  const path = ['renewal', 'askedMonthsBefore'];
  return [
    ...when(
      mode === 'tacit',
      path,
      'rien, puisqu’une reconduction tacite n’est pas demandée : jusqu’à quand s’y opposer se dit dans « decidedMonthsBefore »',
    ),
    ...when(
      mode === 'express' && asked <= decided,
      path,
      `plus de ${decided} mois, puisque l’accord est dû ${decided} mois avant le terme`,
    ),
  ];
}

/** A part ends by a date or after so many months, and no later than the whole, unless that is renewed. */
export function termParts({ effect, renewal, signedOn, term }: Sound): Incoherence[] {
  if (!term) return [];
  const { months: whole, parts, until: fixed, lastDay } = term;
  const start = effect && signedOn && certainEffect(effect, signedOn);
  const ending = (months: number | undefined) =>
    start && months && lastDayAfter({ lastDay }, reckon('effect', start), months).on;
  const end = fixed ?? ending(whole);
  return parts.flatMap(({ until, months }, index) => {
    const path = ['term', 'parts', index, until === undefined ? 'months' : 'until'];
    if ((until === undefined) === (months === undefined))
      return when(
        true,
        ['term', 'parts', index, 'until'],
        'une date, ou une durée en « months », pas les deux',
      );
    const partEnd = until ?? ending(months);
    const isLonger = !fixed && months && whole && months > whole;
    const isLater = end && partEnd && partEnd > end;
    const length = fixed ? `jusqu’au ${fixed}` : `${whole} mois`;
    return when(
      !renewal && Boolean(isLonger || isLater),
      path,
      `une fin qui ne vienne pas après celle de la convention (${length})`,
    );
  });
}

/** The day of the effect, where nothing but the signature and a date gives it. */
function certainEffect(
  { conditions, date, days: after = 0 }: ConventionDocument['effect'],
  signedOn: PlainDate,
): PlainDate | undefined {
  const days = conditions.map(
    (condition) => ({ signature: signedOn, date, publication: undefined, approval: undefined })[condition],
  );
  const [first, ...others] = days.flatMap((day) => day ?? []);
  return first && others.length + 1 === days.length ? addDays(latest(first, ...others), after) : undefined;
}

/** A term comes after the signature and the effect, whether a date fixes it or months do from an effect that is known. */
export function fixedTerm({ effect, term, signedOn }: Sound): Incoherence[] {
  if (!term) return [];
  const { months, until } = term;
  if (until === undefined && months === undefined)
    return when(true, ['term', 'months'], 'une durée en mois, ou le dernier jour en « until »');
  if (until === undefined) {
    const start = effect && signedOn && certainEffect(effect, signedOn);
    return when(
      start !== undefined && signedOn !== undefined && lastDayOf({ term }, start) <= signedOn,
      ['term', 'months'],
      `une durée qui finisse après la signature, le ${signedOn}`,
    );
  }
  const after = (event: string, on: string | undefined) =>
    when(on !== undefined && until <= on, ['term', 'until'], `une date après ${event}, le ${on}`);
  const effectOn = effect?.conditions.includes('date') ? effect.date : undefined;
  return [...after('la signature', signedOn), ...after('la prise d’effet', effectOn)].slice(0, 1);
}
