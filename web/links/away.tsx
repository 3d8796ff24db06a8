import { acts } from '../../acts/acts.ts';
import type { FormFault, Values } from '../../acts/form.ts';
import type { PlainDate } from '../../convention/calendar/plain-date.ts';
import { newIntention } from '../acts/asking-again.tsx';
import { Form } from '../page/form.tsx';
import { ownFields } from './everywhere.tsx';

/** Whoever has a mail says from when to when they are away, and who is written to meanwhile. */
export function AwayForm(props: {
  token: string;
  today: PlainDate;
  values?: Values;
  faults?: readonly FormFault[];
}) {
  const { token, today, values, faults = [] } = props;
  return (
    <>
      <p>
        Du premier au dernier jour, ce qui vous est écrit va à cette personne, dont les liens permettent
        d’agir à votre place ; ensuite, tout vous revient. Cela vaut pour toutes les conventions où vous avez
        cette adresse. Un courriel vous le confirme aussitôt, et un autre la prévient.
      </p>
      <Form
        action={`/agir/${token}/absence`}
        fields={ownFields('declareAbsence', { since: today })}
        values={values}
        faults={faults}
        hidden={newIntention()}
        button={acts.declareAbsence.form.button}
      />
    </>
  );
}
