import type { ReactNode } from 'react';
import type { Field, FormFault, Values } from '../../acts/form.ts';
import { newIntention } from '../acts/asking-again.tsx';
import { Csrf } from '../page/csrf.tsx';
import { FieldGroup } from '../page/field.tsx';
import { messagesOf } from '../page/form.tsx';
import { Hidden, Submit } from '../page/post-form.tsx';

/** The text that was signed, which whoever starts a convention may give. */
export const signedTextField: Field = {
  name: 'texte',
  label: 'Texte signé',
  hint: 'PDF, ODT ou DOCX, 10 Mo au plus. Il est gardé avec la convention et, jusqu’à 7 Mo, joint au courriel qui l’annonce aux services qui en ont copie.',
  kind: 'file',
  optional: true,
};

/** A page that starts a convention, shown again: what was filled in, and what is wrong with it. */
export interface Again {
  readonly values: Values;
  readonly faults: readonly FormFault[];
}

/** The form that starts a convention, with the text that was signed; `children` are what else it asks. */
export function StartForm(props: {
  csrf: string;
  again: Again | undefined;
  hidden?: Values;
  children?: ReactNode;
}) {
  const { csrf, again, hidden = {}, children } = props;
  const { name } = signedTextField;
  return (
    <form className="dg-form" method="post" action="/nouvelle/demarrer" encType="multipart/form-data">
      <Csrf token={csrf} />
      <Hidden values={{ ...newIntention(), ...hidden }} />
      {children}
      <FieldGroup
        field={signedTextField}
        value={again?.values[name]}
        fault={messagesOf(again?.faults ?? []).get(name)}
      />
      <Submit>Démarrer la convention</Submit>
    </form>
  );
}
