import { frenchDate } from '../convention/calendar/french.ts';
import type { Convention, Shortfall } from '../convention/convention.ts';
import { whole } from '../convention/document/fields.ts';
import { type Refusal, refusal } from '../convention/errors.ts';
import { frenchEuros } from '../convention/ledger/money.ts';
import { ofLine, shortfallsUnderWay } from '../convention/ledger/shortfall.ts';
import type { About, Known, Subject, Values } from './form.ts';
import { among, choice, dutyClosed, given, numberIn, numberOf, reason } from './questions.ts';

// Art. 5: what the acts about credits that fall short have in common.

/** Why nothing is decided of a shortfall: there is none. */
export function noShortfall() {
  return refusal('NOT_NOW', 'Aucune insuffisance de crédits n’est ouverte : il n’y a rien à décider.');
}

/** Which shortfall an act is about: said only when several are under way. */
export const shortfallNumber = whole(1, 10_000)
  .optional()
  .describe('Numéro de l’insuffisance, quand plusieurs sont ouvertes');

/** The same, asked. */
const shortfallAsked = choice('Insuffisance de crédits', 'l’insuffisance de crédits', [], {
  optional: true,
  hint: 'Quand plusieurs sont ouvertes.',
});

/** The shortfalls under way, when the form was not reached from one of them and there are several. */
function shortfallsKnown(subject: Subject): Known {
  const open = shortfallsUnderWay(subject.convention);
  if (open.length <= 1 || dutyClosed(subject, 'shortfall')) return null;
  return among(
    open.map((one) => [String(one.id), said(subject.convention, one)]),
    { optional: false, hint: '' },
  );
}

/** The number of the shortfall that is answered: that of its duty, or the one that was chosen. */
function shortfallIn(about: About, { shortfall }: Values): number | undefined {
  const duty = dutyClosed(about, 'shortfall');
  return duty ? numberIn(duty) : numberOf(shortfall);
}

/** The shortfall that an act is about, or why there is none. */
export function shortfallMeant(
  convention: Convention,
  id: number | undefined,
): { readonly open: Shortfall } | { readonly refused: Refusal } {
  const all = convention.ended ? [] : shortfallsUnderWay(convention);
  const [first, ...others] = id === undefined ? all : all.filter((one) => one.id === id);
  if (all.length === 0) return { refused: noShortfall() };
  if (first && others.length === 0) return { open: first };
  const accepted = all.map((one) => `${one.id} (${said(convention, one)})`).join(', ');
  return {
    refused: refusal(
      'UNKNOWN_REFERENCE',
      first
        ? `shortfall : absent ; attendu : l’insuffisance de crédits, parmi ${accepted}.`
        : `« ${id} » n’est pas une insuffisance de crédits ouverte ; acceptées : ${accepted}.`,
    ),
  };
}

/** What lacks, and since when; empty when nothing does. */
function lacking(subject: Subject): string {
  const { convention } = subject;
  const id = shortfallIn(subject, {});
  const open = shortfallsUnderWay(convention).filter((one) => id === undefined || one.id === id);
  return open.map((one) => `Il manque ${said(convention, one)} (${one.reason}).`).join(' ');
}

function said(convention: Convention, shortfall: Shortfall): string {
  return `${frenchEuros(shortfall.missing)}${ofLine(convention, shortfall)} depuis le ${frenchDate(shortfall.on)}`;
}

/** How an act that answers a shortfall is asked for: why and, of several, which. */
export const answeringShortfall = {
  questions: { reason, shortfall: shortfallAsked },
  known: (subject: Subject) => ({
    reason: { hint: `${lacking(subject)} ${reason.hint ?? ''}`.trim() },
    shortfall: shortfallsKnown(subject),
  }),
  input: (values: Values, about: About, by: string) =>
    given({ by, reason: values.reason, shortfall: shortfallIn(about, values) }),
};
