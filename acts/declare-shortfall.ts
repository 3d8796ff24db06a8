import { frenchDate } from '../convention/calendar/french.ts';
import type { Convention } from '../convention/convention.ts';
import { euros as eurosOf, line } from '../convention/document/fields.ts';
import { refusal } from '../convention/errors.ts';
import { ceilingOf, linesOf } from '../convention/ledger/budget-lines.ts';
import { type Cents, frenchEuros, subtract, sumOf } from '../convention/ledger/money.ts';
import { positionOf } from '../convention/ledger/position.ts';
import { ofLine } from '../convention/ledger/shortfall.ts';
import { signedAct } from '../convention/proof/signatory.ts';
import { hasEffect } from '../convention/term/effect.ts';
import { budgetLineId, lineAsked, linesKnown, unknownLine } from './about-lines.ts';
import { defineFormedAct } from './act.ts';
import type { Subject } from './form.ts';
import { amountIn, euros, given, isPossible, reason } from './questions.ts';
import { openOf, openShortfall } from './recorded.ts';

/** Art. 5: "en cas d’insuffisance des crédits, le délégataire informe le délégant sans délai". */
export const declareShortfall = defineFormedAct({
  verb: 'shortfall',
  parties: ['delegatee'],
  needs: 'shortfall',
  form: {
    title: 'Signaler une insuffisance de crédits',
    says: 'Le délégant est prévenu sans délai et décide d’ajuster ou non la dotation ; à défaut, l’exécution est suspendue.',
    button: 'Signaler l’insuffisance',
    articles: ({ shortfall }) => [shortfall?.article],
    group: 'Budget',
    questions: {
      missing: euros('Ce qui manque', 'ce qui manque, en euros', { hint: 'En euros.' }),
      reason,
      budgetLine: lineAsked,
    },
    example: '--missing 15000 --reason "renfort de l’équipe"',
    offered: (subject) => mayBeDeclared(subject),
    known({ convention, today }) {
      const { remainingToCommit } = positionOf(convention, today);
      const left =
        remainingToCommit === undefined ? '' : ` Il reste ${frenchEuros(remainingToCommit)} à engager.`;
      return {
        missing: { hint: `En euros.${left}` },
        budgetLine: linesKnown(convention, {
          hint: 'Celle dont les crédits manquent ; laissez vide quand c’est l’ensemble.',
        }),
      };
    },
    input: ({ missing, reason, budgetLine }, _about, by) =>
      given({ by, missing: amountIn(missing), reason, budgetLine }),
  },
  schema: signedAct({
    missing: eurosOf
      .refine((amount) => amount > 0, 'un montant en euros, supérieur à 0')
      .describe('Ce qui manque, en euros'),
    reason: line(500),
    budgetLine: budgetLineId,
  }),
  refuse(convention, { budgetLine }, { today }) {
    const { ended } = convention;
    if (ended) {
      return refusal(
        'NOT_NOW',
        `La convention a pris fin le ${frenchDate(ended.on)} : plus rien ne s’engage.`,
      );
    }
    if (!hasEffect(convention, today))
      return refusal('NOT_NOW', 'La convention n’a pas encore pris effet : rien ne peut manquer.');
    const unknown = unknownLine(convention, budgetLine);
    if (unknown) return unknown;
    if (ceilingOfLine(convention, budgetLine) === null)
      return refusal('NOT_NOW', 'La convention n’a pas de plafond propre : rien ne peut y manquer.');
    const open = openOf(convention, lineOf(convention, budgetLine));
    return open
      ? refusal(
          'ALREADY_DONE',
          `Une insuffisance de crédits est déjà signalée depuis le ${frenchDate(open.on)} (${frenchEuros(open.missing)})${ofLine(convention, open)}.`,
        )
      : undefined;
  },
  apply(convention, { missing, reason, budgetLine }, moment) {
    const position = positionOf(convention, moment.today);
    const line = position.lines.find(({ id }) => id === budgetLine);
    const left =
      line && line.ceiling !== null ? subtract(line.ceiling, line.committed) : position.remainingToCommit;
    const lack = {
      missing,
      needed: sumOf([left ?? missing, missing]),
      reason: line ? `la ligne « ${line.name} », ${reason}` : reason,
      ...lineOf(convention, budgetLine),
    };
    const { refusal: _asked, ...told } = openShortfall(convention, lack, moment);
    return told;
  },
});

/** The line that falls short: an only line is the whole. */
function lineOf({ document }: Convention, line: string | undefined): { readonly line?: string } {
  return line === undefined || linesOf(document.budget).length <= 1 ? {} : { line };
}

function ceilingOfLine({ document }: Convention, line: string | undefined): Cents | null {
  const own = linesOf(document.budget).find(({ id }) => id === line);
  return own ? own.ceiling : ceilingOf(document.budget);
}

function mayBeDeclared(subject: Subject): boolean {
  const lines = [undefined, ...linesOf(subject.convention.document.budget).map(({ id }) => id)];
  return lines.some((budgetLine) =>
    isPossible(declareShortfall, subject, {
      by: '',
      missing: 1 as Cents,
      reason: '',
      ...(budgetLine === undefined ? {} : { budgetLine }),
    }),
  );
}
