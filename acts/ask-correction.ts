import type { Convention } from '../convention/convention.ts';
import type { Side } from '../convention/document/schema.ts';
import { refusal } from '../convention/errors.ts';
import { isParty, otherSide, partyDoes, sideOf } from '../convention/people/parties.ts';
import type { Subject } from './form.ts';
import { defineFormedAct } from './formed-act.ts';
import { dutiesThat, duty, dutyOptions, findDuty, notHandedOver } from './known-duty.ts';
import { among, reason, side, sidesThat } from './questions.ts';

const sides = ['delegator', 'delegatee'] as const;

/** The side for which something was done does not find it good: it is to be mended, which is a duty of its own. */
export const askCorrection = defineFormedAct({
  verb: 'correction-asked',
  parties: sides,
  form: {
    title: 'Demander une correction',
    says: 'Qui a remis la pièce ou le compte rendu a un délai pour le corriger, et reçoit des rappels jusque-là.',
    button: 'Demander la correction',
    group: 'Obligations',
    questions: {
      from: side('Qui demande'),
      duty,
      reason: { ...reason, label: 'Ce qui est à corriger, et pourquoi', called: 'ce qui est à corriger' },
    },
    places: ['duty'],
    example: 'report-2020-04 --from délégant --reason "dépenses de mars comprises"',
    choices: (subject, can) =>
      dutiesThat(subject, ({ id }) =>
        sides.some((from) => isHere(subject, from) && can({ by: '', from, duty: id, reason: '' })),
      ),
    known: (subject, { choices, can }) => ({
      from: sidesThat(subject, (from) =>
        choices.some(({ id }) => can({ by: '', from, duty: id, reason: '' })),
      ),
      duty: among(dutyOptions(subject, choices)),
    }),
  },
  refuse(convention, { from, duty }) {
    const refused = notHandedOver(convention, duty, ['report', 'done']);
    if (refused) return refused;
    return receiving(convention, duty) === from
      ? undefined
      : refusal(
          'NOT_NOW',
          `« ${duty} » n’est pas remis à qui demande ; accepté : ce que l’autre côté a remis.`,
        );
  },
  apply(convention, { by, from, duty, reason }, { now, today }) {
    const { corrections = [], document } = convention;
    const asked = { id: corrections.length + 1, duty, on: today, reason, by, at: now };
    return {
      convention: { ...convention, corrections: [...corrections, asked] },
      text: `${partyDoes(document, from, 'demande', 'demandent')} la correction de « ${findDuty(convention, duty)?.title ?? duty} ».`,
      news: [],
    };
  },
});

/** Whether somebody may ask in the name of a side. */
function isHere({ party }: Subject, side: Side): boolean {
  return party === undefined || sideOf(party) === side;
}

/** The side that what is done for a duty is handed over to. */
function receiving(convention: Convention, given: string): Side | undefined {
  const holder = findDuty(convention, given)?.holder;
  return holder !== undefined && isParty(holder) ? otherSide(sideOf(holder)) : undefined;
}
