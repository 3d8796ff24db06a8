import { acts } from '../acts/acts.ts';
import { fillUnseen } from '../acts/fill-form.ts';
import type { Form, FormFault, Question } from '../acts/form.ts';
import { aside } from '../acts/questions.ts';
import { answerTo, type Raw } from '../acts/read-answer.ts';
import type { Amendment } from '../convention/amendments/amendment.ts';
import { writtenOf } from '../convention/amendments/written.ts';
import type { ConventionDocument, WrittenDocument } from '../convention/document/schema.ts';
import { alreadyDone, type Refusal } from '../convention/errors.ts';
import { isObject } from '../convention/plain-object.ts';
import { templates } from './templates.ts';

/** A duty as documents write it. */
export type NewDuty = NonNullable<WrittenDocument['duties']>[number];

/** A duty that a template lays down: by an amendment, conventions under way have it too. */
interface OfTemplate {
  /** `csp-chorus/compte-rendu-annuel`. */
  readonly name: string;
  readonly label: string;
  readonly duty: NewDuty;
}

function dutiesOfTemplates(): readonly OfTemplate[] {
  return templates().flatMap(({ name, title, document }) => {
    const { duties } = document;
    return (Array.isArray(duties) ? duties : []).filter(isObject).map((duty) => ({
      name: `${name}/${duty.id}`,
      label: `${title} : ${duty.title}`,
      // Ours: templates are documents, which tests read.
      duty: duty as unknown as NewDuty,
    }));
  });
}

function dutyAsked(): Question {
  const options = dutiesOfTemplates().map(({ name, label }) => [name, label] as const);
  return aside('choice', 'Obligation à ajouter', 'l’obligation à ajouter', { options });
}

/** How a duty of a template is proposed to many conventions. */
export function newDutyForm(): Pick<Form, 'questions' | 'title' | 'says' | 'button'> {
  const { from, reason, effectiveOn } = acts.proposeAmendment.form.questions;
  return {
    title: 'Ajouter une obligation d’un modèle',
    says: 'Un avenant qui l’ajoute est proposé aux parties de chaque convention ; elle y compte une fois qu’elles l’ont accepté et signé. Celles qui l’ont déjà restent comme elles sont.',
    button: 'Proposer les avenants',
    questions: { duty: dutyAsked(), from, reason, effectiveOn },
  };
}

/** Reads what was answered, or says what is wrong with it, at its field. */
export function readNewDuty(raw: Raw, by: string) {
  const chosen = answerTo({ name: 'duty', ...dutyAsked() }, raw);
  const duty =
    'refused' in chosen ? undefined : dutiesOfTemplates().find(({ name }) => name === chosen.value)?.duty;
  const { from, reason, effectiveOn } = raw;
  // Any duty does for now: each convention adds it to its own.
  const filled = fillUnseen(
    acts.proposeAmendment,
    { from, reason, effectiveOn, changes: JSON.stringify({ duties: [] }) },
    by,
  );
  const faults: readonly FormFault[] = [
    ...('refused' in chosen ? [{ field: 'duty', message: chosen.refused }] : []),
    ...(filled.ok ? [] : filled.faults),
  ];
  if (!duty || !filled.ok) return { ok: false, faults } as const;
  return { ok: true, asked: { act: 'proposeAmendment', input: { ...Object(filled.input) }, duty } } as const;
}

/** What an amendment changes that adds a duty to those of a document. */
export function withDuty(
  document: ConventionDocument,
  duty: NewDuty,
): { readonly duties: readonly NewDuty[] } {
  return { duties: [...(writtenOf(document).duties ?? []), duty] };
}

/** Why a duty is not added: it is there, or proposed. */
export function alreadyAdded(
  { duties }: ConventionDocument,
  amendments: readonly Amendment[],
  { id, title }: NewDuty,
): Refusal | undefined {
  if (duties.some((one) => one.id === id))
    return alreadyDone`La convention a déjà l’obligation « ${title} » (« ${id} »).`;
  const open = amendments.find(
    ({ state, changes }) =>
      (state === 'proposed' || state === 'signed') &&
      Array.isArray(changes.duties) &&
      changes.duties.some((one) => isObject(one) && one.id === id),
  );
  return open && alreadyDone`L’avenant n° ${open.id} ajoute déjà l’obligation « ${title} » (« ${id} »).`;
}
