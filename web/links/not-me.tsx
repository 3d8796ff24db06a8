import type { FormFault, Values } from '../../acts/form.ts';
import { newIntention } from '../acts/asking-again.tsx';
import { Form } from '../page/form.tsx';
import { Details } from '../page/parts.tsx';
import { Way } from '../page/ways.tsx';
import type { Followed } from './followed.ts';
import { mayHandOver, maySayAway } from './permissions.ts';

/** « Ce n’est pas moi », beside something else that a link opens. */
export function NotMe({ followed }: { followed: Followed }) {
  const { token, standing } = followed;
  if (!mayHandOver(standing)) return null;
  return (
    <Details summary="Ce n’est pas moi, ou je m’absente">
      <HandOverForm token={token} />
      <AwayInstead followed={followed} />
    </Details>
  );
}

/** Whoever is away for a time only names nobody in their place for ever. */
export function AwayInstead({ followed }: { followed: Followed }) {
  if (!maySayAway(followed)) return null;
  return (
    <p className="fr-mt-3w">
      C’est bien vous, mais vous vous absentez pour un temps ?{' '}
      <Way href={`/agir/${followed.token}/absence`}>Indiquer à qui écrire pendant votre absence</Way>
    </p>
  );
}

/** What is wrong in a person who was proposed, at the fields of the form. */
export function handOverFaults(message: string): FormFault[] {
  return message.split('\n').map((line) => {
    const [, field = '', fault] = /^(name|email) : (.*)$/.exec(line) ?? [];
    if (fault === undefined) return { message: line };
    return { field, message: `${field === 'name' ? 'Le nom' : 'L’adresse'} : ${fault}` };
  });
}

/** Whoever knows the right person names them; it is confirmed by somebody who is known. */
export function HandOverForm(props: { token: string; values?: Values; faults?: readonly FormFault[] }) {
  const { token, values, faults = [] } = props;
  return (
    <>
      <p>
        Indiquez la bonne personne. Qui gère la convention, ou quelqu’un de votre organisation, confirmera ;
        d’ici là, rien ne change.
      </p>
      <Form
        action={`/agir/${token}/pas-moi`}
        fields={[
          { name: 'name', label: 'Nom de la bonne personne', kind: 'line' },
          { name: 'email', label: 'Son adresse électronique', kind: 'email' },
        ]}
        values={values}
        faults={faults}
        hidden={newIntention()}
        button="Proposer cette personne"
      />
    </>
  );
}
