import type { Standing } from '../access.ts';
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

/** Whoever knows the right person names them; it is confirmed by somebody who is known. */
export function HandOverForm({ token }: { token: string }) {
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
        hidden={newIntention()}
        button="Proposer cette personne"
      />
    </>
  );
}
