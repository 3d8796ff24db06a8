import type { Convention } from '../convention/convention.ts';
import { committeeRank, unheld } from '../convention/duties/committee-meetings.ts';
import { outcomeOf } from '../convention/duties/duties.ts';
import { type ClosingAct, type Duty, dutyIdOf } from '../convention/duties/duty.ts';
import { alreadyDone, notNow } from '../convention/errors.ts';
import { effectiveOn } from '../convention/term/effect.ts';
import { withdrawnServices } from './about-breaches.ts';
import { withoutBalance } from './about-settlement.ts';
import { defineFormedAct } from './formed-act.ts';
import { aboutDuty, alreadyOver, dutiesThat, duty, findDuty, unknownDuty } from './known-duty.ts';
import { reason } from './questions.ts';

/** A duty that was done or waived is owed again; what closed it is undone with it and stays in the journal. */
export const reopenDuty = defineFormedAct({
  verb: 'reopen',
  parties: [],
  form: {
    title: 'Rouvrir une obligation',
    says: 'Une obligation close par erreur est de nouveau à remplir ; ce qui l’avait close reste au journal.',
    button: 'Rouvrir',
    ...aboutDuty,
    questions: { duty, reason },
    example: 'credits --reason "montant erroné"',
    choices: (subject, can) => dutiesThat(subject, ({ id }) => can({ by: '', duty: id, reason: '' })),
  },
  refuse(convention, { duty: given }) {
    const duty = findDuty(convention, given);
    if (!duty) return unknownDuty(convention, given);
    const outcome = outcomeOf(convention, duty);
    if (!outcome) return alreadyDone`« ${duty.id} » n’est pas close : elle est encore à remplir.`;
    if (outcome.state === 'lapsed') return alreadyOver(convention, duty);
    if (withdrawnServices(convention).some((service) => dutyIdOf('community', service) === duty.id))
      return notNow`« ${duty.id} » n’est plus due : service retiré pour manquement.`;
    if (decided.has(duty.closedBy))
      return notNow`« ${duty.id} » tient à une décision qui a produit ses effets : elle ne se rouvre pas ; un nouvel acte la remplace.`;
    if (['publish', 'approve'].includes(duty.closedBy) && effectiveOn(convention))
      return notNow`« ${duty.id} » a donné effet à la convention : confirmez plutôt une autre date d’effet, avec son motif.`;
    return undefined;
  },
  apply(convention, { duty: id }) {
    const duty = findDuty(convention, id);
    const undone = duty ? undoing[duty.closedBy]?.(convention, duty) : undefined;
    return {
      convention: { ...(undone ?? convention), outcomes: without(convention.outcomes, id) },
      text: `Rouverte : « ${duty?.title ?? id} ».`,
    };
  },
});

/** What these close has had its effects: it is not undone by reopening a duty. */
const decided = new Set<ClosingAct>(['shortfall', 'amend', 'breach', 'renew', 'end', 'ledger']);

/** What the acts that close duties have written besides, undone; of what has a name or a number, that of the duty. */
const undoing: Partial<Record<ClosingAct, (convention: Convention, duty: Duty) => Convention>> = {
  approve: (convention) => without(convention, 'approval'),
  committee: (convention, duty) => unheld(convention, committeeRank(duty)),
  publish: (convention, { id }) => ({
    ...convention,
    publications: without(convention.publications, id.replace('publication-', '')),
  }),
  report: (convention, { id }) => ({
    ...convention,
    reports: without(convention.reports, id.replace('report-', '')),
  }),
  settle: withoutBalance,
};

function without<Whole extends object, Key extends keyof Whole>(whole: Whole, key: Key): Omit<Whole, Key> {
  const { [key]: _taken, ...others } = whole;
  return others;
}
