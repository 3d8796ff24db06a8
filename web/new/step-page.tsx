import type { FormFault } from '../../acts/form.ts';
import { Form } from '../page/form.tsx';
import { Steps } from '../page/ways.tsx';
import type { Draft, Step } from './written.ts';

/** One step of the form, with what was filled in before. */
export function StepPage({
  step,
  steps,
  rank,
  draft,
  faults,
  csrf,
}: {
  step: Step;
  steps: readonly Step[];
  /** From 0. */
  rank: number;
  draft: Draft;
  faults: readonly FormFault[];
  csrf: string;
}) {
  const next = steps[rank + 1]?.title;
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
        cancel={rank > 0 ? `/nouvelle/etape/${rank}` : '/nouvelle'}
        cancelLabel={rank > 0 ? 'Étape précédente' : 'Annuler'}
      />
    </>
  );
}
