import type { Convention } from '../convention/convention.ts';
import { line, slug } from '../convention/document/fields.ts';
import { committeeRank, unheld } from '../convention/duties/committee-meetings.ts';
import { outcomeOf } from '../convention/duties/duties.ts';
import { type ClosingAct, type Duty, dutyIdOf } from '../convention/duties/duty.ts';
import { refusal } from '../convention/errors.ts';
import { signedAct } from '../convention/proof/signatory.ts';
import { effectiveOn } from '../convention/term/effect.ts';
import { defineFormedAct } from './act.ts';
import { dutiesThat, dutyAmong } from './duty-choice.ts';
import type { Subject } from './form.ts';
import { alreadyOver, findDuty, unknownDuty } from './known-duty.ts';
import { choice, isPossible, reason } from './questions.ts';

/** A duty that was done or waived is owed again; what closed it is undone with it and stays in the journal. */
export const reopenDuty = defineFormedAct({
  verb: 'reopen',
  parties: [],
  form: {
    title: 'Rouvrir une obligation',
    says: 'Une obligation close par erreur est de nouveau à remplir ; ce qui l’avait close reste au journal.',
    button: 'Rouvrir',
    group: 'Obligations',
    questions: { duty: choice('Obligation', 'l’obligation', [], { hint: 'Par échéance.' }), reason },
    places: ['duty'],
    example: 'credits --reason "montant erroné"',
    offered: (subject) => toReopen(subject).length > 0,
    known: (subject) => ({ duty: dutyAmong(subject, toReopen(subject)) }),
    input: (values, { duty }, by) => ({ by, duty: duty?.id ?? values.duty, reason: values.reason }),
  },
  schema: signedAct({ duty: slug(80), reason: line(500) }),
  refuse(convention, { duty: given }) {
    const duty = findDuty(convention, given);
    if (!duty) return unknownDuty(convention, given);
    const outcome = outcomeOf(convention, duty);
    if (!outcome)
      return refusal('ALREADY_DONE', `« ${duty.id} » n’est pas close : elle est encore à remplir.`);
    if (outcome.state === 'lapsed') return alreadyOver(convention, duty);
    if (isWithdrawn(convention, duty)) {
      return refusal('NOT_NOW', `« ${duty.id} » n’est plus due : service retiré pour manquement.`);
    }
    if (decided.has(duty.closedBy)) {
      return refusal(
        'NOT_NOW',
        `« ${duty.id} » tient à une décision qui a produit ses effets : elle ne se rouvre pas ; un nouvel acte la remplace.`,
      );
    }
    if (['publish', 'approve'].includes(duty.closedBy) && effectiveOn(convention)) {
      return refusal(
        'NOT_NOW',
        `« ${duty.id} » a donné effet à la convention : confirmez plutôt une autre date d’effet, avec son motif.`,
      );
    }
    return undefined;
  },
  apply(convention, { duty }) {
    const { [duty]: _outcome, ...outcomes } = convention.outcomes;
    return {
      convention: { ...undoneBy(convention, duty), outcomes },
      text: `Rouverte : « ${findDuty(convention, duty)?.title ?? duty} ».`,
      news: [],
    };
  },
});

function toReopen(subject: Subject): readonly Duty[] {
  return dutiesThat(subject, (duty) =>
    isPossible(reopenDuty, subject, { by: '', duty: duty.id, reason: '' }),
  );
}

/** Whether a breach has withdrawn the service that a duty is about. */
function isWithdrawn({ breaches }: Convention, { id }: Duty): boolean {
  const withdrawn = breaches.flatMap(({ ending }) =>
    ending && ending.services !== 'all' ? ending.services : [],
  );
  return withdrawn.some((service) => dutyIdOf('community', service) === id);
}

/** What these close has had its effects: it is not undone by reopening a duty. */
const decided = new Set<ClosingAct>(['shortfall', 'amend', 'breach', 'renew', 'end', 'ledger']);

function undoneBy(convention: Convention, duty: string): Convention {
  const found = findDuty(convention, duty);
  const closedBy = found?.closedBy;
  const rank = duty.slice(duty.indexOf('-') + 1);
  if (closedBy === 'publish') {
    const { [rank]: _publication, ...publications } = convention.publications;
    return { ...convention, publications };
  }
  if (closedBy === 'approve') {
    const { approval: _approval, ...others } = convention;
    return others;
  }
  if (closedBy === 'report') {
    const { [rank]: _report, ...reports } = convention.reports;
    return { ...convention, reports };
  }
  if (found && closedBy === 'committee') return unheld(convention, committeeRank(found));
  if (closedBy === 'settle') {
    const { agreedBalance: _agreed, ...others } = convention;
    return others;
  }
  return convention;
}
