import { markDone, reopenDuty, waiveDuty } from '../../../convention/acts/duties.ts';
import { frenchDate } from '../../../convention/calendar/french.ts';
import { dutiesOf, dutyStateOf } from '../../../convention/duties/duties.ts';
import type { Duty } from '../../../convention/duty.ts';
import { holderName } from '../../../convention/organisations.ts';
import { actForm, choice, dutyClosed, isPossible, listIn, type Options, reason, words } from './asking.ts';
import type { ActForm, Subject } from './form.ts';

/** Duties are done, waived or owed again. */
export const dutyForms = {
  markDone: actForm({
    act: 'markDone',
    title: 'Déclarer une obligation remplie',
    says: 'L’obligation est close avec ce qui prouve qu’elle est remplie ; plus aucun rappel n’est envoyé.',
    button: 'Déclarer remplie',
    group: 'Obligations',
    parties: ['delegator', 'delegatee'],
    offered: (subject) => (subject.duty ? fulfils(subject, subject.duty) : toFulfil(subject).length > 0),
    fields(subject) {
      const duty = dutyClosed(subject, 'done');
      const evidence = words('evidence', 'evidence', 'Preuve', 'ce qui le prouve', {
        hint: duty?.evidence
          ? `Est attendu : ${duty.evidence}.`
          : 'Une référence, une adresse ou une attestation.',
      });
      if (duty) return [evidence];
      return [
        {
          name: 'duties',
          label: 'Obligations remplies',
          called: 'au moins une obligation',
          hint: 'Plusieurs obligations peuvent avoir la même preuve.',
          kind: 'choices',
          options: optionsOf(subject, toFulfil(subject)),
        },
        evidence,
      ];
    },
    input(values, subject, by) {
      const duty = dutyClosed(subject, 'done');
      const ids = duty ? [duty.id] : listIn(values.duties);
      return { by, duties: ids.map((id) => ({ duty: id, evidence: values.evidence })) };
    },
  }),
  waiveDuty: actForm({
    act: 'waiveDuty',
    title: 'Dispenser d’une obligation',
    says: 'L’obligation ne sera pas remplie, pour un motif qui reste au journal ; plus aucun rappel n’est envoyé.',
    button: 'Dispenser',
    group: 'Obligations',
    parties: [],
    offered: (subject) => toWaive(subject).length > 0,
    fields: (subject) => [...dutyField(subject, toWaive(subject)), reason],
    input: (values, subject, by) => ({ by, duty: subject.duty?.id ?? values.duty, reason: values.reason }),
  }),
  reopenDuty: actForm({
    act: 'reopenDuty',
    title: 'Rouvrir une obligation',
    says: 'Une obligation close par erreur est de nouveau à remplir ; ce qui l’avait close reste au journal.',
    button: 'Rouvrir',
    group: 'Obligations',
    parties: [],
    offered: (subject) => toReopen(subject).length > 0,
    fields: (subject) => [...dutyField(subject, toReopen(subject)), reason],
    input: (values, subject, by) => ({ by, duty: subject.duty?.id ?? values.duty, reason: values.reason }),
  }),
} as const satisfies Partial<Record<string, ActForm>>;

/** Whether evidence alone closes a duty, and the person is of those whom it asks. */
function fulfils(subject: Subject, duty: Duty): boolean {
  const { party } = subject;
  const asked = party === undefined || duty.holder === party;
  return asked && isPossible(markDone, subject, { by: '', duties: [{ duty: duty.id, evidence: '' }] });
}

function toFulfil(subject: Subject): readonly Duty[] {
  return dutiesOf(subject.convention).filter((duty) => fulfils(subject, duty));
}

function toWaive(subject: Subject): readonly Duty[] {
  return chosenAmong(subject).filter(
    (duty) =>
      dutyStateOf(subject.convention, duty, subject.today) !== 'passed' &&
      isPossible(waiveDuty, subject, { by: '', duty: duty.id, reason: '' }),
  );
}

function toReopen(subject: Subject): readonly Duty[] {
  return chosenAmong(subject).filter((duty) =>
    isPossible(reopenDuty, subject, { by: '', duty: duty.id, reason: '' }),
  );
}

function chosenAmong({ convention, duty }: Subject): readonly Duty[] {
  return duty ? [duty] : dutiesOf(convention);
}

function dutyField(subject: Subject, duties: readonly Duty[]) {
  return subject.duty
    ? []
    : [choice('duty', 'Obligation', 'l’obligation', optionsOf(subject, duties), { hint: 'Par échéance.' })];
}

function optionsOf({ convention }: Subject, duties: readonly Duty[]): Options {
  return duties.map(({ id, title, holder, dueOn }) => [
    id,
    `${title} (${holderName(convention.document, holder)}, pour le ${frenchDate(dueOn)})`,
  ]);
}
