import type { FormFault } from '../../acts/form.ts';
import { Form } from '../page/form.tsx';
import { Steps } from '../page/ways.tsx';
import type { Draft, Step } from './written.ts';

/** Name of what says whence one comes to a step, in its address and in its form. */
export const backField = 'retour';
const review = 'verification';
/** Of the address of a step that is corrected from the verification, to which it then leads. */
export const backToReview = `${backField}=${review}`;

/** Whether a step is corrected from the verification. */
export function isFromReview(said: unknown): boolean {
  return said === review;
}

/** One step of the form, with what was filled in before. */
export function StepPage({
  step,
  steps,
  rank,
  draft,
  faults,
  fromReview,
  csrf,
}: {
  step: Step;
  steps: readonly Step[];
  /** From 0. */
  rank: number;
  draft: Draft;
  faults: readonly FormFault[];
  /** It is corrected from the verification. */
  fromReview: boolean;
  csrf: string;
}) {
  const next = fromReview ? undefined : steps[rank + 1]?.title;
  const before = rank > 0 ? `/nouvelle/etape/${rank}` : '/nouvelle';
  return (
    <>
      <Steps steps={steps.map((one) => one.title)} current={rank + 1} />
      <p>{step.says}</p>
      <Form
        action={`/nouvelle/etape/${rank + 1}`}
        csrf={csrf}
        fields={step.fields.map((field) => {
          const value = draft[field.name];
          return value === undefined ? field : { ...field, value };
        })}
        faults={faults}
        button={next ? 'Continuer' : 'Vérifier la convention'}
        hidden={fromReview ? { [backField]: review } : {}}
        cancel={fromReview ? '/nouvelle/verification' : before}
        cancelLabel={fromReview ? 'Revenir à la vérification' : rank > 0 ? 'Étape précédente' : 'Annuler'}
      />
    </>
  );
}
