import type { Field } from '../../acts/form.ts';

/** Value of a `check` that is ticked; it is absent otherwise. */
export const checked = 'oui';

/** Name of the file that completes or replaces the text of an `evidence`. */
export function fileFieldOf(name: string): string {
  return `${name}-fichier`;
}

/** Name of the box that keeps a file which came before, by that of the file. */
export function receivedFieldOf(file: string): string {
  return `${file}-recu`;
}

/** Id of a field in its page. */
export function fieldId(name: string): string {
  return `champ-${name}`;
}

/** Id of one answer of a field. */
export function optionId(name: string, index: number): string {
  return `${fieldId(name)}-${index + 1}`;
}

/** Whether one answer is chosen among buttons, all in sight, rather than in a list to unfold. */
export function isRadio({ kind, options = [] }: Field): boolean {
  return kind === 'agreement' ? options.length !== 1 : kind === 'choice' && options.length <= 5;
}

/** Id of what takes the focus when one is sent to a field. */
export function targetId(field: Field): string {
  return isRadio(field) || field.kind === 'choices' ? optionId(field.name, 0) : fieldId(field.name);
}
