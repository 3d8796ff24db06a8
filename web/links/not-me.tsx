import type { FormFault, Values } from '../../acts/form.ts';
import type { Standing } from '../../acts/standing.ts';
import { newIntention } from '../acts/asking-again.tsx';
import { Form } from '../page/form.tsx';
import { Details } from '../page/parts.tsx';
import { mayHandOver } from './permissions.ts';

/** « Ce n’est pas moi », beside something else that a link opens. */
export function NotMe({ token, standing }: { token: string; standing: Standing }) {
  if (!mayHandOver(standing)) return null;
  return (
    <Details summary="Ce n’est pas moi">
      <HandOverForm token={token} />
    </Details>
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
