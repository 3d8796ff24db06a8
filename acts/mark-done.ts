import type { Convention } from '../convention/convention.ts';
import { line, list, record, slug } from '../convention/document/fields.ts';
import { frenchDue } from '../convention/duties/due-words.ts';
import { dutiesOf } from '../convention/duties/duties.ts';
import { isAlert } from '../convention/duties/duty.ts';
import { alreadyDone, notNow } from '../convention/errors.ts';
import { isAskedOf } from '../convention/people/organisations.ts';
import type { ActRefusal } from './act.ts';
import { withDone } from './effects.ts';
import { defineFormedAct } from './formed-act.ts';
import { alreadyOver, dutyOptions, findDuty, unknownDuty } from './known-duty.ts';
import { among, aside, dutyClosed, listIn } from './questions.ts';

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
      duties: aside('choices', 'Obligations remplies', 'au moins une obligation', {
        hint: 'Plusieurs obligations peuvent avoir la même preuve.',
      }),
      evidence: aside('evidence', 'Preuve', 'ce qui le prouve', {
        hint: 'Une référence, une adresse ou une attestation.',
      }),
    },
    places: ['duties'],
    example: 'chorus-access --evidence "ticket AIFE 4512"',
    choices: ({ convention, party }, can) =>
      dutiesOf(convention).filter(
        ({ id, holder }) =>
          (party === undefined || isAskedOf(holder, party)) &&
          can({ by: '', duties: [{ duty: id, evidence: '' }] }),
      ),
    offered: ({ duty }, { choices }) => choices.some(({ id }) => !duty || duty.id === id),
    known(subject, { choices }) {
      const duty = dutyClosed(subject, 'done');
      return {
        duties: duty ? null : among(dutyOptions(subject, choices)),
        evidence: duty?.evidence ? { hint: `Est attendu : ${duty.evidence}.` } : {},
      };
    },
    input(values, about) {
      const duty = dutyClosed(about, 'done');
      const ids = duty ? [duty.id] : listIn(values.duties);
      return { duties: ids.map((id) => ({ duty: id, evidence: values.evidence })) };
    },
  },
  keys: { duties: list(record({ duty: slug(80), evidence: line(500) }), 1, 60) },
  refuse(convention, { duties }) {
    const ids = duties.map(({ duty }) => duty);
    const refusals = ids.flatMap((id, index) => {
      if (ids.indexOf(id) < index) return alreadyDone`« ${id} » est nommée deux fois dans cet acte.`;
      return notFulfilled(convention, id) ?? [];
    });
    return refusals[0];
  },
  apply(convention, { by, duties }, { now }) {
    const told = duties.map(
      ({ duty, evidence }) => `« ${findDuty(convention, duty)?.title ?? duty} » (${evidence})`,
    );
    return {
      convention: duties.reduce(
        (before, { duty, evidence }) => withDone(before, [duty], { by, now, evidence }),
        convention,
      ),
      text: `${told.length > 1 ? 'Remplies' : 'Remplie'} : ${told.join(' ; ')}.`,
    };
  },
});

/** Why evidence alone does not close a duty. */
function notFulfilled(convention: Convention, given: string): ActRefusal | undefined {
  const duty = findDuty(convention, given);
  if (!duty) return unknownDuty(convention, given);
  if (isAlert(duty)) return notNow`« ${duty.id} » annonce une date : il n’y a rien à faire, rien à clore.`;
  if (duty.closedBy === 'done') return alreadyOver(convention, duty);
  return {
    ...notNow`« ${duty.id} » (${frenchDue(duty)}) se clôt par son propre acte`,
    closedBy: duty.closedBy,
  };
}
