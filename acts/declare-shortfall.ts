import { frenchDate } from '../convention/calendar/french.ts';
import type { Convention } from '../convention/convention.ts';
import { alreadyDone, notNow } from '../convention/errors.ts';
import { ceilingOf, linesOf } from '../convention/ledger/budget-lines.ts';
import { type Cents, frenchEuros, subtract, sumOf } from '../convention/ledger/money.ts';
import { positionOf } from '../convention/ledger/position.ts';
import { ofLine } from '../convention/ledger/shortfall.ts';
import { budgetLine, linesKnown, unknownLine } from './about-lines.ts';
import { defineFormedAct } from './formed-act.ts';
import { euros, positive, reason } from './questions.ts';
import { openOf, openShortfall } from './recorded.ts';
import { afterTheEnd, beforeEffect } from './refusals.ts';

/** Art. 5: "en cas d’insuffisance des crédits, le délégataire informe le délégant sans délai". */
export const declareShortfall = defineFormedAct({
  verb: 'shortfall',
  parties: ['delegatee'],
  needs: 'shortfall',
  form: {
    title: 'Signaler une insuffisance de crédits',
    says: 'Le délégant est prévenu sans délai et décide d’ajuster ou non la dotation ; à défaut, l’exécution est suspendue.',
    button: 'Signaler l’insuffisance',
    group: 'Budget',
    questions: {
      missing: euros('Ce qui manque', 'ce qui manque, en euros', { as: positive, hint: 'En euros.' }),
      reason,
      budgetLine,
    },
    example: '--missing 15000 --reason "renfort de l’équipe"',
    offered({ convention }, { can }) {
      const lines = [undefined, ...linesOf(convention.document.budget).map(({ id }) => id)];
      return lines.some((line) => can({ by: '', missing: 1 as Cents, reason: '', budgetLine: line }));
    },
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
  },
  refuse(convention, { budgetLine: line }, { today }) {
    const refused =
      afterTheEnd(convention, 'plus rien ne s’engage') ??
      beforeEffect(convention, today, 'rien ne peut manquer') ??
      unknownLine(convention, line);
    if (refused) return refused;
    const { budget } = convention.document;
    const own = linesOf(budget).find(({ id }) => id === line);
    if ((own ? own.ceiling : ceilingOf(budget)) === null)
      return notNow`La convention n’a pas de plafond propre : rien ne peut y manquer.`;
    const open = openOf(convention, lineOf(convention, line));
    return open
      ? alreadyDone`Une insuffisance de crédits est déjà signalée depuis le ${frenchDate(open.on)} (${frenchEuros(open.missing)})${ofLine(convention, open)}.`
      : undefined;
  },
  apply(convention, { missing, reason, budgetLine: id }, moment) {
    const position = positionOf(convention, moment.today);
    const line = position.lines.find((one) => one.id === id);
    const left =
      line && line.ceiling !== null ? subtract(line.ceiling, line.committed) : position.remainingToCommit;
    const lack = {
      missing,
      needed: sumOf([left ?? missing, missing]),
      reason: line ? `la ligne « ${line.name} », ${reason}` : reason,
      ...lineOf(convention, id),
    };
    const { refusal: _asked, ...told } = openShortfall(convention, lack, moment);
    return told;
  },
});

/** The line that falls short: an only line is the whole. */
function lineOf({ document }: Convention, line: string | undefined): { readonly line?: string } {
  return line === undefined || linesOf(document.budget).length <= 1 ? {} : { line };
}
