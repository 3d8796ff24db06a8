import type { ReactNode } from 'react';
import type { Values } from '../../acts/form.ts';
import { newIntention } from '../acts/asking-again.tsx';
import { Csrf } from '../page/csrf.tsx';
import { Hidden, Submit } from '../page/post-form.tsx';

/** The form that starts a convention, with the text that was signed; `children` are what else it asks. */
export function StartForm(props: { csrf: string; hidden?: Values; children?: ReactNode }) {
  const { csrf, hidden = {}, children } = props;
  return (
    <form className="dg-form" method="post" action="/nouvelle/demarrer" encType="multipart/form-data">
      <Csrf token={csrf} />
      <Hidden values={{ ...newIntention(), ...hidden }} />
      {children}
      <div className="fr-upload-group">
        <label className="fr-label" htmlFor="texte">
          Texte signé (facultatif)
          <span className="fr-hint-text">
            PDF, ODT ou DOCX, 10 Mo au plus. Il est gardé avec la convention et, jusqu’à 7 Mo, joint au
            courriel qui l’annonce aux services qui en ont copie.
          </span>
        </label>
        <input className="fr-upload" type="file" id="texte" name="texte" accept=".pdf,.odt,.docx" />
      </div>
      <Submit>Démarrer la convention</Submit>
    </form>
  );
}
