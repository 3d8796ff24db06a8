import { slug } from '../convention/document/fields.ts';
import { frenchDue } from '../convention/duties/due-words.ts';
import { dutiesOf } from '../convention/duties/duties.ts';
import type { Duty } from '../convention/duties/duty.ts';
import { holderName } from '../convention/people/organisations.ts';
import type { Options, Subject } from './form.ts';
import { choice } from './questions.ts';

/** Duties to choose among. */
export function dutyOptions({ convention }: Subject, duties: readonly Duty[]): Options {
  return duties.map((duty) => [
    duty.id,
    `${duty.title} (${holderName(convention.document, duty.holder)}, ${frenchDue(duty)})`,
  ]);
}

/** Those that an act may be about: that of the subject, else all that fit. */
export function dutiesThat(subject: Subject, fits: (duty: Duty) => boolean): readonly Duty[] {
  return (subject.duty ? [subject.duty] : dutiesOf(subject.convention)).filter(fits);
}

/** Which of them, asked when no duty brought here. */
export const duty = choice('Obligation', 'l’obligation', {
  as: slug(80),
  hint: 'Par échéance.',
  said: (about) => about.duty?.id,
});
