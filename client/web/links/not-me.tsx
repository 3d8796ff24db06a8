import type { Standing } from '../access.ts';
import { Form } from '../page/form.tsx';
import { Details } from '../page/parts.tsx';
import { mayHandOver } from './permissions.ts';

/** « Ce n’est pas moi » : whoever knows the right person names them. */
export function NotMe({ token, standing }: { token: string; standing: Standing }) {
  if (!mayHandOver(standing)) return null;
  return (
    <Details summary="Ce n’est pas moi">
      <p>
        Indiquez la bonne personne : elle recevra à votre place ce qui concerne cette convention, et vous ne
        recevrez plus rien.
      </p>
      <Form
        action={`/agir/${token}/pas-moi`}
        fields={[
          { name: 'name', label: 'Nom de la bonne personne', kind: 'line' },
          { name: 'email', label: 'Son adresse électronique', kind: 'email' },
        ]}
        button="Passer le relais"
      />
    </Details>
  );
}
