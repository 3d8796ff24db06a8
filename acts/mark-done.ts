import { line as lineOf, list, record, slug } from '../convention/document/fields.ts';
import { frenchDue } from '../convention/duties/due-words.ts';
import { dutiesOf } from '../convention/duties/duties.ts';
import { type Duty, type DutyOutcome, isAlert } from '../convention/duties/duty.ts';
import { refusal } from '../convention/errors.ts';
import { isAskedOf } from '../convention/people/organisations.ts';
import { signedAct } from '../convention/proof/signatory.ts';
import { type ActRefusal, defineFormedAct } from './act.ts';
import { dutyOptions } from './duty-choice.ts';
import type { Subject } from './form.ts';
import { alreadyOver, findDuty, unknownDuty } from './known-duty.ts';
import { among, choices, dutyClosed, evidence, isPossible, listIn } from './questions.ts';

/** One or several duties are done, each with its evidence. */
export const markDone = defineFormedAct({
  verb: 'done',
  parties: ['delegator', 'delegatee'],
  closes: 'done',
  form: {
    title: 'Déclarer une obligation remplie',
    says: 'L’obligation est close avec ce qui prouve qu’elle est remplie ; plus aucun rappel n’est envoyé.',
    button: 'Déclarer remplie',
    group: 'Obligations',
    questions: {
      duties: choices('Obligations remplies', 'au moins une obligation', {
        hint: 'Plusieurs obligations peuvent avoir la même preuve.',
      }),
      evidence: evidence('Preuve', 'ce qui le prouve', {
        hint: 'Une référence, une adresse ou une attestation.',
      }),
    },
    places: ['duties'],
    example: 'chorus-access --evidence "ticket AIFE 4512"',
    offered: (subject) => (subject.duty ? fulfils(subject, subject.duty) : toFulfil(subject).length > 0),
    known(subject) {
      const duty = dutyClosed(subject, 'done');
      return {
        duties: duty ? null : among(dutyOptions(subject, toFulfil(subject))),
        evidence: duty?.evidence ? { hint: `Est attendu : ${duty.evidence}.` } : {},
      };
    },
    input(values, about, by) {
      const duty = dutyClosed(about, 'done');
      const ids = duty ? [duty.id] : listIn(values.duties);
      return { by, duties: ids.map((id) => ({ duty: id, evidence: values.evidence })) };
    },
  },
  schema: signedAct({ duties: list(record({ duty: slug(80), evidence: lineOf(500) }), 1, 60) }),
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
      text: `${told.length > 1 ? 'Remplies' : 'Remplie'} : ${told.join(' ; ')}.`,
      news: [],
    };
  },
});

/** Whether evidence alone closes a duty, and the person is of those whom it asks. */
function fulfils(subject: Subject, duty: Duty): boolean {
  const { party } = subject;
  const asked = party === undefined || isAskedOf(duty.holder, party);
  return asked && isPossible(markDone, subject, { by: '', duties: [{ duty: duty.id, evidence: '' }] });
}

function toFulfil(subject: Subject): readonly Duty[] {
  return dutiesOf(subject.convention).filter((duty) => fulfils(subject, duty));
}

function closedElsewhere(duty: Duty): ActRefusal | undefined {
  const { id, closedBy } = duty;
  if (closedBy === 'done') return undefined;
  const why = `« ${id} » (${frenchDue(duty)}) se clôt par son propre acte`;
  return { ...refusal('NOT_NOW', why), closedBy };
}

function firstRefusal<Item>(
  items: readonly Item[],
  refuse: (item: Item, index: number) => ActRefusal | undefined,
): ActRefusal | undefined {
  for (const [index, item] of items.entries()) {
    const refused = refuse(item, index);
    if (refused) return refused;
  }
  return undefined;
}
