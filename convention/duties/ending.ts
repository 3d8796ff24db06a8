import { addDays, addMonths } from '../calendar/plain-date.ts';
import { addWorkingDays, onOrAfterWorkingDay } from '../calendar/working-days.ts';
import type { Convention } from '../convention.ts';
import { type Duty, dutyIdOf } from '../duty.ts';
import { periodOf, runningNotice } from '../term.ts';

/** Art. 7: the term announced to both, 90, 60 and 30 days before; under notice, the end that the notice brings. */
export function endAlerts(convention: Convention): Duty[] {
  const period = periodOf(convention);
  if (!period) return [];
  const notice = period.endsOn < period.lastDay ? runningNotice(convention) : undefined;
  const days = notice ? [30, 10, 2] : [90, 60, 30];
  const alertsOn = days
    .map((before) => addDays(period.endsOn, -before))
    .filter((day) => day > (notice?.receivedOn ?? period.effectiveOn));
  return [
    {
      id: notice ? dutyIdOf('notice-end', notice.receivedOn) : dutyIdOf('term'),
      kind: notice ? 'notice-end' : 'term',
      article: '7',
      title: notice ? 'Fin de la convention par préavis' : 'Terme de la convention',
      holder: 'delegatee',
      copies: ['delegator'],
      opensOn: alertsOn[0] ?? period.endsOn,
      dueOn: period.endsOn,
      closedBy: 'done',
      alertsOn,
    },
  ];
}

/** Art. 7: termination ends the associated services. */
export function servicesClosed(convention: Convention): Duty[] {
  const { document } = convention;
  const period = periodOf(convention);
  const terminated = convention.ended ? convention.ended.cause === 'notice' : runningNotice(convention);
  if (!period || !terminated || period.endsOn === period.lastDay) return [];
  return [
    {
      id: dutyIdOf('services-closed'),
      kind: 'services-closed',
      article: '7',
      title: 'Fin des services associés à la convention',
      holder: 'delegatee',
      copies: ['delegator'],
      role: 'product',
      opensOn: addDays(period.endsOn, 1),
      dueOn: addWorkingDays(period.endsOn, 5, document.holidays),
      evidence: 'la liste des services clos',
      closedBy: 'done',
    },
  ];
}

/** Art. 5: "le délégant convient de l’utilisation du solde budgétaire dégagé", after the end. */
export function balance(convention: Convention): Duty[] {
  const { document } = convention;
  const period = periodOf(convention);
  if (!period) return [];
  const opensOn = addDays(period.endsOn, 1);
  return [
    {
      id: dutyIdOf('balance'),
      kind: 'balance',
      article: '5',
      title: 'Accord sur l’utilisation du solde',
      holder: 'delegator',
      copies: ['delegatee'],
      role: 'budget',
      opensOn,
      dueOn: onOrAfterWorkingDay(addMonths(opensOn, document.settlement.dueMonths), document.holidays),
      evidence: 'la décision sur l’utilisation du solde',
      closedBy: 'settle',
    },
  ];
}
