import { templates } from '../../client/templates.ts';
import { capitalised } from '../../convention/calendar/french.ts';
import { Csrf } from '../page/csrf.tsx';
import { Form } from '../page/form.tsx';
import { Alert } from '../page/parts.tsx';
import { conventionFile } from './json-file.ts';

/** Set by the button that takes a file for a template of one’s own. */
export const baseField = 'modele';

/** Where a new convention begins: step by step, or from a file; `faults` are those of the file that was just read. */
export function StartPage({ csrf, faults }: { csrf: string; faults: readonly string[] }) {
  return (
    <>
      {faults.length > 0 && (
        <Alert
          first
          tone="error"
          title={faults.length > 1 ? `Ce fichier a ${faults.length} défauts` : 'Ce fichier a un défaut'}
        >
          <ul>
            {faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        </Alert>
      )}
      <h2>Étape par étape</h2>
      <p>
        Le modèle le plus proche du texte signé donne les clauses de départ ; chaque écran permet d’en
        changer.
      </p>
      <Form
        action="/nouvelle/modele"
        csrf={csrf}
        fields={[
          {
            name: 'template',
            label: 'Modèle de convention',
            kind: 'choice',
            options: templates().map(({ name, title, says }) => [name, title, says]),
            value: templates()[0]?.name ?? '',
          },
        ]}
        button="Commencer"
      />
      <h2>Depuis un fichier</h2>
      <form method="post" action="/nouvelle/fichier" encType="multipart/form-data">
        <Csrf token={csrf} />
        <div className="fr-upload-group">
          <label className="fr-label" htmlFor="fichier">
            Document de la convention
            <span className="fr-hint-text">
              {capitalised(conventionFile)} ; tous ses défauts sont dits d’un coup
            </span>
          </label>
          <input
            className="fr-upload"
            type="file"
            id="fichier"
            name="fichier"
            accept=".json,application/json"
          />
        </div>
        <ul className="fr-btns-group">
          <li>
            <button className="fr-btn fr-btn--secondary" type="submit">
              Lire le fichier
            </button>
          </li>
          <li>
            <button className="fr-btn fr-btn--secondary" type="submit" name={baseField} value="oui">
              En faire un modèle, étape par étape
            </button>
          </li>
        </ul>
      </form>
    </>
  );
}
