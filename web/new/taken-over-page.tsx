import { frenchDate } from '../../convention/calendar/french.ts';
import type { PlainDate } from '../../convention/calendar/plain-date.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import { frenchDue } from '../../convention/duties/due-words.ts';
import { askedBefore, effectIsAsked, evidenceBefore } from '../../convention/duties/taken-over.ts';
import { holderName } from '../../convention/people/organisations.ts';
import { FieldGroup } from '../page/field.tsx';
import { fileFieldOf } from '../page/field-name.ts';
import { ErrorSummary, messagesOf } from '../page/form.tsx';
import { Details } from '../page/parts.tsx';
import { Submit } from '../page/post-form.tsx';
import { Way } from '../page/ways.tsx';
import { type Again, StartForm, signedTextField } from './start-form.tsx';
import { askedField, doneField, effectField, effectTyped, evidenceQuestion } from './taken-over.ts';

/** A convention that already runs: what its text has asked so far, ticked as done, before it is started. */
export function TakenOverPage({
  document,
  effect,
  today,
  csrf,
  again,
}: {
  document: ConventionDocument;
  /** The day of its effect as it was typed, where only its life tells it. */
  effect: string;
  today: PlainDate;
  csrf: string;
  again?: Again | undefined;
}) {
  const { on, fault } = effectTyped(document, effect, today);
  const asked = askedBefore(document, today, on);
  const questions = asked.map(evidenceQuestion);
  const { values, faults = [] } = again ?? {};
  const messages = messagesOf(faults);
  return (
    <>
      <ErrorSummary fields={[...questions, signedTextField]} faults={faults} />
      {effectIsAsked(document) && <EffectForm effect={effect} fault={fault} signedOn={document.signedOn} />}
      <h2>Ce qui est déjà fait</h2>
      <StartForm csrf={csrf} again={again} hidden={{ [askedField]: 'oui', [effectField]: on ?? '' }}>
        {asked.length === 0 ? (
          <p>Le texte n’a encore rien demandé : rien n’est à cocher.</p>
        ) : (
          <>
            <FieldGroup
              field={{
                name: doneField,
                label: `Ce que le texte a demandé jusqu’au ${frenchDate(today)}`,
                hint: 'Décochez ce qui est encore à faire.',
                kind: 'choices',
                optional: true,
                options: asked.map((duty) => [
                  duty.id,
                  duty.title,
                  `${holderName(document, duty.holder)}, ${frenchDue(duty)}`,
                ]),
              }}
              value={values ? values[doneField] : asked.map(({ id }) => id).join(',')}
              fault={undefined}
            />
            <Details summary="Préciser des dates ou des preuves (facultatif)" open={faults.length > 0}>
              <p>{`Sans précision, il est noté : « ${evidenceBefore} ».`}</p>
              {questions.map((question) => (
                <FieldGroup
                  key={question.name}
                  field={question}
                  value={values?.[question.name]}
                  fault={messages.get(question.name)}
                  fileFault={messages.get(fileFieldOf(question.name))}
                />
              ))}
            </Details>
          </>
        )}
        <p>
          Ce qui est coché est noté comme fait, et personne n’en reçoit de courriel. Ce qui ne l’est pas sera
          demandé au prochain matin ouvré, pour dix jours ouvrés après aujourd’hui, et sans être dit en
          retard. Le démarrage ne se défait pas, mais un arrêt administratif reste possible.
        </p>
      </StartForm>
      <p className="fr-mt-3w">
        <Way href="/nouvelle/verification">Revenir à la vérification</Way>
      </p>
    </>
  );
}

/** Since when it has effect, from which most of what it asks is counted. */
function EffectForm(props: { effect: string; fault: string | undefined; signedOn: PlainDate }) {
  const { effect, fault, signedOn } = props;
  const field = {
    name: effectField,
    label: 'Date de prise d’effet',
    hint: `Celle de sa publication ou de son approbation, après la signature (${frenchDate(signedOn)}) ; laissez vide si elle n’a pas encore pris effet.`,
    kind: 'date',
    optional: true,
  } as const;
  return (
    <>
      <ErrorSummary fields={[field]} faults={fault ? [{ field: effectField, message: fault }] : []} />
      <h2>Sa prise d’effet</h2>
      <p>Comptes rendus et comités se comptent à partir d’elle.</p>
      <form className="dg-form" method="get" action="/nouvelle/reprise" noValidate>
        <FieldGroup field={field} value={effect} fault={fault} />
        <Submit secondary>Lister ce qui a été demandé depuis</Submit>
      </form>
    </>
  );
}
