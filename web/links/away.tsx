import { acts } from '../../acts/acts.ts';
import { fillUnseen } from '../../acts/fill-form.ts';
import type { Field, FormFault, Question, Values } from '../../acts/form.ts';
import type { Raw } from '../../acts/read-answer.ts';
import { standings } from '../../acts/standing.ts';
import type { Outcome } from '../../client/on-many.ts';
import type { AskedOfMany, Foreseen, Sign } from '../../client/shared-act.ts';
import type { PlainDate } from '../../convention/calendar/plain-date.ts';
import { newIntention } from '../acts/asking-again.tsx';
import { Form } from '../page/form.tsx';
import { Alert, Facts } from '../page/parts.tsx';
import { wordsOf } from '../page/show.tsx';
import { journalName } from '../person.ts';
import { type Followed, signatureOf } from './followed.ts';

// Whoever has a mail says that they are away, for all conventions in which they have that address.

const { form } = acts.declareAbsence;

/** Its questions, but for who is away: whose the link is. */
export function awayFields(today: PlainDate): readonly Field[] {
  const { contact: _theirs, ...questions }: Readonly<Record<string, Question>> = form.questions;
  return Object.entries(questions).map(([name, { key: _key, ...question }]) => ({
    name,
    ...question,
    ...(name === 'since' ? { value: today } : {}),
  }));
}

/** What was filled in, or what is wrong with it, at its field. */
export function readAway(
  { contact, person }: Followed,
  raw: Raw,
):
  | { readonly ok: true; readonly asked: AskedOfMany }
  | { readonly ok: false; readonly faults: readonly FormFault[] } {
  const filled = fillUnseen(acts.declareAbsence, { ...raw, contact: contact.id }, journalName(person.name));
  if (!filled.ok) return filled;
  const former = contact.email.toLowerCase();
  return { ok: true, asked: { act: 'declareAbsence', input: { ...Object(filled.input) }, former } };
}

/** Who says so, as each convention knows them: the contact there who has the address of the link. */
export function signedAway(followed: Followed): Sign {
  const email = followed.contact.email.toLowerCase();
  return ({ document }) => {
    const own = standings(document).find(({ contact }) => contact.email.toLowerCase() === email);
    return own && { ...signatureOf(followed), as: own.contact.id };
  };
}

/** Asks from when to when, and who is written to meanwhile. */
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
        fields={awayFields(today)}
        values={values}
        faults={faults}
        hidden={newIntention()}
        button={form.button}
      />
    </>
  );
}

/** In which conventions it is done, and in which not, and why. */
export function AwayPage({
  outcomes,
  foreseen,
}: {
  outcomes: readonly Outcome[];
  foreseen: readonly Foreseen[];
}) {
  const names = new Map(foreseen.map(({ id, shortName }) => [id, shortName]));
  const told = (...states: Outcome['state'][]) =>
    outcomes
      .filter(({ state }) => states.includes(state))
      .map(
        ({ id, text, code }) =>
          [names.get(id) ?? id, code ? wordsOf({ code, message: text }) : text] as const,
      );
  const [done, refused, unanswered] = [told('done'), told('refused', 'known'), told('unanswered', 'left')];
  return (
    <>
      {done.length > 0 && (
        <>
          <h2>Conventions où c’est noté</h2>
          <Facts facts={done} />
        </>
      )}
      {refused.length > 0 && (
        <>
          <h2>Conventions où rien n’a changé</h2>
          <Facts facts={refused} />
        </>
      )}
      {unanswered.length > 0 && (
        <>
          <Alert tone="warning" title="Toutes n’ont pas répondu">
            Demandez ce qu’il en est depuis cette page : rien ne sera fait deux fois.
          </Alert>
          <h2>Sans réponse</h2>
          <Facts facts={unanswered} />
        </>
      )}
    </>
  );
}
