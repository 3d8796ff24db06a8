import type { Field } from '../../acts/form.ts';
import { fieldId } from './field-name.ts';

/** A question as it is shown: with what was answered, and what is wrong with it. */
export interface FieldProps {
  readonly field: Field;
  readonly value: string | undefined;
  readonly fault: string | undefined;
}

/** The question itself, with its unit, and whether it may be left without an answer. */
export function Question({ field: { kind, label, optional } }: { field: Field }) {
  const isAmount = kind === 'euros' || kind === 'amounts';
  return (
    <>
      {label}
      {isAmount && !label.includes('€') && ' (€)'}
      {/* A box that may be left unticked says so by being one. */}
      {optional && kind !== 'check' && kind !== 'agreement' && (
        <span className="dg-optional"> – facultatif</span>
      )}
    </>
  );
}

const monthsHint = 'Une ligne par mois, par exemple : 2020-05=8000';

/** What helps to answer, and the id by which the field refers to it. */
export function Hint({ field }: { field: Field }) {
  const hint = hintOf(field);
  if (hint === undefined) return null;
  return (
    <span className="fr-hint-text" id={`${fieldId(field.name)}-aide`}>
      {hint}
    </span>
  );
}

/** What is wrong with the answer, and the id by which the field refers to it. */
export function Fault({ field, fault }: { field: Field; fault: string | undefined }) {
  if (fault === undefined) return null;
  return (
    <p className="fr-error-text" id={`${fieldId(field.name)}-erreur`}>
      <span className="fr-sr-only">Erreur : </span>
      {fault}
    </p>
  );
}

function hintOf({ kind, hint }: Field): string | undefined {
  if (kind !== 'amounts') return hint;
  // One that gives an example of its own says how.
  if (hint !== undefined && /\d{4}-\d{2}=/.test(hint)) return hint;
  return hint === undefined ? monthsHint : `${hint} ${monthsHint}`;
}

/** Ids of the hint and of the fault of a field, for `aria-describedby`. */
export function describedBy({ field, fault }: FieldProps): string | undefined {
  const id = fieldId(field.name);
  const ids = [
    ...(hintOf(field) === undefined ? [] : [`${id}-aide`]),
    ...(fault === undefined ? [] : [`${id}-erreur`]),
  ];
  return ids.length === 0 ? undefined : ids.join(' ');
}
