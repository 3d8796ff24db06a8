import { frenchDate } from '../calendar/french.ts';
import { committeeRank, scheduledMeeting, unheld } from '../committee-meetings.ts';
import type { Convention } from '../convention.ts';
import { line, list, record, slug } from '../document/fields.ts';
import { outcomeOf } from '../duties/duties.ts';
import { type ClosingAct, type Duty, type DutyOutcome, dutyIdOf, isAlert } from '../duty.ts';
import type { Refusal } from '../errors.ts';
import { signedAct } from '../signatory.ts';
import { effectiveOn, mayTakeEffect } from '../term.ts';
import { defineAct, refusal } from './act.ts';
import { remainingServices } from './breach.ts';
import { cancelled } from './committee.ts';
import { alreadyOver, findDuty, unknownDuty } from './known-duty.ts';

const reason = line(500);
const id = slug(80);

/** One or several duties are done, each with its evidence. */
export const markDone = defineAct({
  schema: signedAct({ duties: list(record({ duty: id, evidence: line(500) }), 1, 60) }),
  refuse: (convention, { duties }) =>
    firstRefusal(duties, ({ duty: given }, index) => {
      if (duties.findIndex(({ duty }) => duty === given) < index) {
        return refusal('ALREADY_DONE', `« ${given} » est nommée deux fois dans cet acte.`);
      }
      const duty = findDuty(convention, given);
      if (!duty) return unknownDuty(convention, given);
      if (isAlert(duty))
        return refusal('NOT_NOW', `« ${duty.id} » annonce une date : il n’y a rien à faire, rien à clore.`);
      return closedElsewhere(duty) ?? alreadyOver(convention, duty);
    }),
  apply(convention, { by, duties }, { now }) {
    const outcomes = Object.fromEntries(
      duties.map(({ duty, evidence }): [string, DutyOutcome] => [
        duty,
        { state: 'done', at: now, by, evidence },
      ]),
    );
    const told = duties.map(
      ({ duty, evidence }) => `« ${findDuty(convention, duty)?.title ?? duty} » (${evidence})`,
    );
    return {
      convention: { ...convention, outcomes: { ...convention.outcomes, ...outcomes } },
      text: `Fait : ${told.join(' ; ')}.`,
      news: [],
    };
  },
});

/** A duty will not be done, for a reason. */
export const waiveDuty = defineAct({
  schema: signedAct({ duty: id, reason }),
  refuse(convention, { duty: given }) {
    const duty = findDuty(convention, given);
    if (!duty) return unknownDuty(convention, given);
    const outcome: DutyOutcome = { state: 'waived', at: 0, by: '', reason: '' };
    const after = { ...convention, outcomes: { ...convention.outcomes, [duty.id]: outcome } };
    const isLast = duty.closedBy === 'publish' && mayTakeEffect(convention) && !mayTakeEffect(after);
    return (
      alreadyOver(convention, duty) ??
      (isLast && !convention.ended
        ? refusal(
            'NOT_NOW',
            `« ${duty.id} » ne se lève pas : sans elle la convention ne prendrait jamais effet ; confirmez d’abord une date d’effet, avec son motif.`,
          )
        : undefined)
    );
  },
  apply(convention, { by, duty, reason }, { now }) {
    const outcome: DutyOutcome = { state: 'waived', at: now, by, reason };
    const found = findDuty(convention, duty);
    const meeting =
      found?.closedBy === 'committee' ? scheduledMeeting(convention, committeeRank(found)) : undefined;
    const after = meeting ? cancelled(convention, meeting, reason) : { convention, news: [] };
    return {
      convention: { ...after.convention, outcomes: { ...convention.outcomes, [duty]: outcome } },
      text: `Levée : « ${found?.title ?? duty} ».`,
      news: after.news,
    };
  },
});

/** A duty that was done or waived is owed again; what closed it is undone with it and stays in the journal. */
export const reopenDuty = defineAct({
  schema: signedAct({ duty: id, reason }),
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
    if (duty.closedBy === 'publish' && effectiveOn(convention)) {
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

/** Whether a breach has withdrawn the service that a duty is about. */
function isWithdrawn(convention: Convention, { id, kind }: Duty): boolean {
  return (
    kind === 'community' &&
    remainingServices(convention).every((service) => dutyIdOf('community', service.id) !== id)
  );
}

/** What these close has had its effects: it is not undone by reopening a duty. */
const decided = new Set<ClosingAct>(['shortfall', 'amend', 'breach', 'renew', 'end', 'ledger']);

const commands: Record<Exclude<ClosingAct, 'done'>, string> = {
  publish: 'delegation publish',
  report: 'delegation report',
  committee: 'delegation committee',
  settle: 'delegation settle',
  'year-end': 'delegation year-end',
  shortfall: 'delegation amend propose » (un avenant) ou « delegation shortfall refuse',
  amend: 'delegation amend',
  breach: 'delegation breach cure',
  renew: 'delegation renew',
  end: 'delegation end',
  ledger: 'delegation ledger add » ou « delegation ledger import',
};

function closedElsewhere(duty: Duty): Refusal | undefined {
  if (duty.closedBy === 'done') return undefined;
  return refusal(
    'NOT_NOW',
    `« ${duty.id} » (échéance ${frenchDate(duty.dueOn)}) se clôt par son propre acte : « ${commands[duty.closedBy]} ».`,
  );
}

function undoneBy(convention: Convention, duty: string): Convention {
  const found = findDuty(convention, duty);
  const closedBy = found?.closedBy;
  const rank = duty.slice(duty.indexOf('-') + 1);
  if (closedBy === 'publish') {
    const { [rank]: _publication, ...publications } = convention.publications;
    return { ...convention, publications };
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

function firstRefusal<Item>(
  items: readonly Item[],
  refuse: (item: Item, index: number) => Refusal | undefined,
): Refusal | undefined {
  for (const [index, item] of items.entries()) {
    const refused = refuse(item, index);
    if (refused) return refused;
  }
  return undefined;
}
