import { frenchDate } from '../convention/calendar/french.ts';
import { addDays, addMonths, latest, type PlainDate } from '../convention/calendar/plain-date.ts';
import { onOrAfterWorkingDay } from '../convention/calendar/working-days.ts';
import type { Convention } from '../convention/convention.ts';
import { type Duty, isAlert } from '../convention/duties/duty.ts';
import { notNow } from '../convention/errors.ts';
import { tellParties } from '../convention/mailing/audience.ts';
import { isAskedOf } from '../convention/people/organisations.ts';
import { partyName } from '../convention/people/parties.ts';
import { isLegal } from '../convention/term/pause.ts';
import { defineFormedAct } from './formed-act.ts';
import { aboutDuty, alreadyOver, dutiesThat, duty, findDuty, unknownDuty } from './known-duty.ts';
import { date, partyAsked, possibleParties, reason } from './questions.ts';
import { notWithin } from './refusals.ts';

/** Longer, it is another text that is wanted: an amendment. */
const maxMonths = 12;

/** More time for a duty, given by a party that it is not asked of. */
export const extendDuty = defineFormedAct({
  verb: 'extend',
  parties: ['delegator', 'delegatee'],
  form: {
    title: 'Accorder un délai',
    says: 'Une obligation est à remplir pour une date plus tardive ; les rappels suivent la nouvelle échéance.',
    button: 'Accorder ce délai',
    ...aboutDuty,
    questions: {
      party: partyAsked('Partie qui l’accorde'),
      duty,
      until: date('Nouvelle échéance', 'la nouvelle échéance', { hint: 'Un jour ouvré, à un an au plus.' }),
      reason,
    },
    example: 'report-2020-04 --party délégant --until 2020-05-29 --reason "congés"',
    choices: (subject, can) =>
      dutiesThat(subject, (one) =>
        possibleParties(subject).some((party) => {
          const [until] = daysFor(subject.convention, one, subject.today);
          return can({ by: '', party, duty: one.id, until, reason: '' });
        }),
      ),
  },
  refuse(convention, { party, duty: given, until }, { today }) {
    const duty = findDuty(convention, given);
    if (!duty) return unknownDuty(convention, given);
    const over = alreadyOver(convention, duty);
    if (over) return over;
    if (isAlert(duty) || isLegal(duty) || ['amend', 'end'].includes(duty.closedBy))
      return notNow`« ${duty.id} » : cette date est celle du texte ou de la loi, et ne se reporte pas.`;
    if (isAskedOf(duty.holder, party))
      return notNow`« ${duty.id} » est demandée à ${partyName(convention.document, party)} : le délai est accordé par une autre partie.`;
    const [first, last] = daysFor(convention, duty, today);
    return notWithin(until, [first], [last]);
  },
  apply(convention, { party, duty: id, until }) {
    const found = findDuty(convention, id);
    const on = onOrAfterWorkingDay(until, convention.document.holidays);
    const granted = `${partyName(convention.document, party)} accorde jusqu’au ${frenchDate(on)} pour « ${found?.title ?? id} ».`;
    return {
      convention: { ...convention, extensions: { ...convention.extensions, [id]: on } },
      text: granted,
      news: tellParties({
        copies: found ? [found.holder] : [],
        identity: `extended/${id}/${on}`,
        subject: 'délai accordé',
        lead: granted,
        facts: [['Nouvelle échéance', frenchDate(on)]],
      }),
    };
  },
});

/** The days until which a duty may be extended, the first and the last. */
function daysFor({ document }: Convention, { dueOn }: Duty, today: PlainDate): [PlainDate, PlainDate] {
  const from = latest(dueOn, today);
  return [onOrAfterWorkingDay(addDays(from, 1), document.holidays), addMonths(from, maxMonths)];
}
