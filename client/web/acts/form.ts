import type { ActName } from '../../../convention/acts/acts.ts';
import type { PlainDate } from '../../../convention/calendar/plain-date.ts';
import type { Convention } from '../../../convention/convention.ts';
import type { Party } from '../../../convention/document/schema.ts';
import type { Duty } from '../../../convention/duty.ts';

/** What a form is about: fields offer what the convention has, and start from what it knows. */
export interface Subject {
  readonly convention: Convention;
  readonly today: PlainDate;
  /** The duty that the act closes, when the form was reached from one. */
  readonly duty?: Duty;
  /** The party of whoever fills the form in; absent for an admin, who acts for either. */
  readonly party?: Party;
}

/**
 * One question of a form. `evidence` is a text that an uploaded file may complete or replace; `amounts` asks for euros
 * month by month, one line `2020-05=8000` each; `json` is a text that holds a JSON object; the value of a `file` is the
 * SHA-256 of what was uploaded, in hexadecimal; that of a `check` is `oui`; that of an `agreement` is the mark of what is
 * agreed to, one of its options, never chosen beforehand.
 */
export type FieldKind =
  | 'line'
  | 'text'
  | 'email'
  | 'date'
  | 'time'
  | 'euros'
  | 'whole'
  | 'amounts'
  | 'choice'
  | 'choices'
  | 'check'
  | 'agreement'
  | 'evidence'
  | 'json'
  | 'file';

export interface Field {
  /** Name in the form; that of the act's key where there is one, so that a fault of the act is shown at its field. */
  readonly name: string;
  readonly label: string;
  /** What is asked, as a complement: `le motif`, in « Indiquez le motif. »; the label between guillemets by default. */
  readonly called?: string;
  readonly hint?: string;
  readonly kind: FieldKind;
  readonly optional?: boolean;
  /** Of a `choice` (one) or of `choices` (several), value and label; of a `line`, what may be typed, to suggest. */
  readonly options?: readonly (readonly [value: string, label: string])[];
  /** What the field starts with. */
  readonly value?: string;
}

/** What was filled in, trimmed; an empty field is absent, `choices` come joined by commas. */
export type Values = Readonly<Record<string, string>>;

/** Something that was filled in and is refused, or was not filled in; told at its field when it has one. */
export interface FormFault {
  readonly field?: string;
  /** French, for whoever filled the form in. */
  readonly message: string;
}

/** What is to be read before a form is filled in. */
export interface ToRead {
  readonly title: string;
  readonly facts: readonly (readonly [label: string, value: string])[];
}

/** An act as a form. */
export interface ActForm {
  readonly act: ActName;
  /** Title of the page: `Remettre un compte rendu`. */
  readonly title: string;
  /** What it does, one sentence. */
  readonly says: string;
  /** Text of the button that leads to the preview: `Remettre le compte rendu`. */
  readonly button: string;
  /** Article of the convention, where one rules it. */
  readonly article?: string;
  /** Groups the acts on the page that lists them. */
  readonly group: 'Obligations' | 'Vie de la convention' | 'Budget' | 'Avenants' | 'Fin et reconduction';
  /** Which parties may do it, besides admins. */
  readonly parties: readonly Party[];
  /** Whether it makes sense now, to the party who asks: forms that do not are not offered. */
  offered(subject: Subject): boolean;
  fields(subject: Subject): readonly Field[];
  /** What is agreed to, refused or signed by it, in full. */
  toRead?(subject: Subject): readonly ToRead[];
  /** What answers say against one another, each right on its own. */
  check?(values: Values, subject: Subject): readonly FormFault[];
  /** The act's input, to be checked by its schema; every field was read according to its kind. */
  input(values: Values, subject: Subject, by: string): unknown;
}
