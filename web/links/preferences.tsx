import { acts } from '../../acts/acts.ts';
import { frenchRhythms, rhythmOf } from '../../acts/choose-rhythm.ts';
import type { Field, FormFault, Values } from '../../acts/form.ts';
import { newIntention } from '../acts/asking-again.tsx';
import { Form } from '../page/form.tsx';
import { Way } from '../page/ways.tsx';
import { ownFields } from './everywhere.tsx';
import { type Followed, isOfStandIn } from './followed.ts';
import { AwayInstead, HandOverForm } from './not-me.tsx';
import { mayHandOver } from './permissions.ts';

// How somebody wants to be written to, and whether it is to them.

/** Where it counts. */
export const scope: Field = {
  name: 'ou',
  label: 'Où',
  called: 'où ce rythme vaut',
  kind: 'choice',
  options: [
    ['partout', 'Dans toutes les conventions où vous avez cette adresse'],
    ['ici', 'Dans cette convention seulement'],
  ],
  value: 'partout',
};

/** What a link of every mail leads to: the rhythm of mails, an absence, somebody else. */
export function PreferencesPage({ followed }: { followed: Followed }) {
  const { token, record, contact, standing } = followed;
  return (
    <>
      {!isOfStandIn(followed) && (
        <>
          <h2>Le rythme de vos courriels</h2>
          <p>
            Pour cette convention : {frenchRhythms[rhythmOf(record, contact.id)]}. Ce qu’elle demande est
            toujours écrit : on ne s’en désabonne pas.
          </p>
          <p>
            <Way href={`/agir/${token}/rythme`}>Choisir le rythme de vos courriels</Way>
          </p>
        </>
      )}
      {mayHandOver(standing) ? (
        <>
          <h2>Ce n’est pas vous ?</h2>
          <HandOverForm token={token} />
          <AwayInstead followed={followed} />
        </>
      ) : (
        <p>
          Votre absence se déclare après connexion. Qui gère la convention est remplacé par l’administration
          de ce service.
        </p>
      )}
    </>
  );
}

/** Asks how often to be written to, and where. */
export function RhythmForm(props: { followed: Followed; values?: Values; faults?: readonly FormFault[] }) {
  const { followed, values, faults = [] } = props;
  const { token, record, contact } = followed;
  const { says, button } = acts.chooseRhythm.form;
  const known = { mails: rhythmOf(record, contact.id) };
  return (
    <>
      <p>{says}</p>
      <Form
        action={`/agir/${token}/rythme`}
        fields={[...ownFields('chooseRhythm', known), scope]}
        values={values}
        faults={faults}
        hidden={newIntention()}
        button={button}
      />
    </>
  );
}
