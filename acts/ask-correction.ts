import { notNow } from '../convention/errors.ts';
import { isParty, otherSide, partyDoes, sideOf } from '../convention/people/parties.ts';
import { defineFormedAct } from './formed-act.ts';
import { aboutDuty, dutiesThat, duty, findDuty, notHandedOver } from './known-duty.ts';
import { reason } from './questions.ts';

/** The side for which something was done does not find it good: it is to be mended, which is a duty of its own. */
export const askCorrection = defineFormedAct({
  verb: 'correction-asked',
  parties: ['delegator', 'delegatee'],
  form: {
    title: 'Demander une correction',
    says: 'Qui a remis la pièce ou le compte rendu a un délai pour le corriger, et reçoit des rappels jusque-là.',
    button: 'Demander la correction',
    ...aboutDuty,
    questions: {
      duty,
      reason: { ...reason, label: 'Ce qui est à corriger, et pourquoi', called: 'ce qui est à corriger' },
    },
    example: 'report-2020-04 --reason "dépenses de mars comprises"',
    // Nobody asks it of their own side.
    choices: (subject, can) =>
      dutiesThat(
        subject,
        ({ id, holder }) =>
          !(subject.party && isParty(holder) && sideOf(holder) === sideOf(subject.party)) &&
          can({ by: '', duty: id, reason: '' }),
      ),
  },
  refuse(convention, { duty }) {
    const holder = findDuty(convention, duty)?.holder;
    return holder === undefined || isParty(holder)
      ? notHandedOver(convention, duty, ['report', 'done'])
      : notNow`« ${duty} » n’est remis par aucune partie.`;
  },
  apply(convention, { by, duty, reason }, { now, today }) {
    const { corrections = [], document } = convention;
    const asked = { id: corrections.length + 1, duty, on: today, reason, by, at: now };
    const { holder = 'delegatee', title = duty } = findDuty(convention, duty) ?? {};
    const side = isParty(holder) ? otherSide(sideOf(holder)) : 'delegator';
    return {
      convention: { ...convention, corrections: [...corrections, asked] },
      text: `${partyDoes(document, side, 'demande', 'demandent')} la correction de « ${title} ».`,
    };
  },
});
