import { frenchDate } from '../convention/calendar/french.ts';
import type { Convention, Shortfall } from '../convention/convention.ts';
import type { ConventionDocument } from '../convention/document/schema.ts';
import { notNow, type Refusal, unknownReference } from '../convention/errors.ts';
import { frenchEuros } from '../convention/ledger/money.ts';
import { ofLine, shortfallsUnderWay } from '../convention/ledger/shortfall.ts';
import type { Subject } from './form.ts';
import { among, dutyClosed, numbered, numberIn, numberSaid, reason } from './questions.ts';
import { notOne } from './refusals.ts';

// Art. 5: what the acts about credits that fall short have in common.

/** Which shortfall an act is about: asked only when several are under way and no duty says it. */
const shortfall = numbered('Insuffisance de crédits', 'l’insuffisance de crédits', {
  most: 10_000,
  optional: true,
  hint: 'Quand plusieurs sont ouvertes.',
  said: numberSaid('shortfall'),
});

/** The shortfall that an act is about, or why there is none. */
export function shortfallMeant(
  convention: Convention,
  id: number | undefined,
): { readonly open?: Shortfall; readonly refused?: Refusal } {
  const all = convention.ended ? [] : shortfallsUnderWay(convention);
  const [first, ...others] = id === undefined ? all : all.filter((one) => one.id === id);
  if (all.length === 0)
    return { refused: notNow`Aucune insuffisance de crédits n’est ouverte : il n’y a rien à décider.` };
  if (first && others.length === 0) return { open: first };
  const accepted = all.map((one) => `${one.id} (${said(convention, one)})`).join(', ');
  return {
    refused: first
      ? unknownReference`shortfall : absent ; attendu : l’insuffisance de crédits, parmi ${accepted}.`
      : notOne(id ?? '', 'une insuffisance de crédits ouverte', `acceptées : ${accepted}`),
  };
}

function said(convention: Convention, shortfall: Shortfall): string {
  return `${frenchEuros(shortfall.missing)}${ofLine(convention, shortfall)} depuis le ${frenchDate(shortfall.on)}`;
}

/** How an act that answers a shortfall is asked for: why and, of several, which. */
export const answeringShortfall = {
  articles: ({ shortfall }: ConventionDocument) => [shortfall?.article],
  group: 'Budget',
  questions: { reason, shortfall },
  // What lacks, and since when; which of several it is.
  known(subject: Subject) {
    const { convention } = subject;
    const duty = dutyClosed(subject, 'shortfall');
    const open = shortfallsUnderWay(convention);
    const meant = open.filter((one) => !duty || one.id === numberIn(duty));
    const lacks = meant.map((one) => `Il manque ${said(convention, one)} (${one.reason}).`);
    const options = open.map((one) => [String(one.id), said(convention, one)] as const);
    return {
      reason: { hint: [...lacks, reason.hint ?? ''].join(' ').trim() },
      shortfall: open.length > 1 ? among(options, { optional: false, hint: '' }) : null,
    };
  },
} as const;
