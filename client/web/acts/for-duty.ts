import { outcomeOf } from '../../../convention/duties/duties.ts';
import { type ClosingAct, isAlert } from '../../../convention/duty.ts';
import type { ActForm, Subject } from './form.ts';
import { actForms, type FormedAct } from './forms.ts';

/** The acts that close a duty of each sort, or bring its end nearer; the likeliest first. */
const closing: Readonly<Record<ClosingAct, readonly FormedAct[]>> = {
  done: ['markDone'],
  publish: ['recordPublication'],
  report: ['submitReport'],
  committee: ['scheduleCommittee', 'holdCommittee'],
  settle: ['agreeBalance', 'proposeBalance', 'counterBalance'],
  'year-end': ['recordYearEnd'],
  shortfall: ['proposeAmendment', 'refuseAdjustment', 'withdrawShortfall'],
  amend: ['agreeAmendment', 'refuseAmendment', 'signAmendment'],
  breach: ['cureBreach'],
  renew: ['answerRenewal'],
  end: ['agreeEnd'],
  ledger: ['recordEntry'],
};

/** The forms that close the duty of the subject: none once it is over, nor for what only announces a date. */
export function formsForDuty(subject: Subject): readonly ActForm[] {
  const { convention, duty } = subject;
  if (!duty || isAlert(duty) || outcomeOf(convention, duty)) return [];
  // Credits that are made available are also an entry of the ledger, which closes the duty by itself.
  const names = [...closing[duty.closedBy], ...(duty.kind === 'credits' ? ['recordEntry' as const] : [])];
  return names.map((name) => actForms[name]).filter((form) => form.offered(subject));
}
