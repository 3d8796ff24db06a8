import type { z } from 'zod';
import type { PlainDate } from '../convention/calendar/plain-date.ts';
import type { Convention } from '../convention/convention.ts';
import type { ConventionDocument, Party } from '../convention/document/schema.ts';
import type { Duty } from '../convention/duties/duty.ts';

/** What a form is about: questions offer what the convention has, and start from what it knows. */
export interface Subject {
  readonly convention: Convention;
  readonly today: PlainDate;
  /** The duty that the act closes, when the form was reached from one. */
  readonly duty?: Duty;
  /** The party of whoever fills the form in; absent for an admin, who acts for either. */
  readonly party?: Party;
}

/** What of its subject an answer depends on. */
export type About = Pick<Subject, 'duty' | 'party'>;

/**
 * One question of a form. `evidence` is a text that an uploaded file may complete or replace; `amounts` asks for euros
 * month by month, one line `2020-05=8000` each; `json` is a text that holds a JSON object, which a page makes of a file; the value of a `file` is the
 * SHA-256 of what was uploaded, in hexadecimal, or its citation; that of a `check` is `oui`; that of an `agreement` is the
 * mark of what is agreed to, one of its options, never chosen beforehand.
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

/** Value and label of what may be chosen, and what helps to choose it. */
export type Options = readonly (readonly [value: string, label: string, hint?: string])[];

/** A question, as it is put whatever the convention. */
export interface Question {
  readonly label: string;
  /** What is asked, as a complement: `le motif`, in « Indiquez le motif. »; the label between guillemets by default. */
  readonly called?: string;
  readonly hint?: string;
  readonly kind: FieldKind;
  readonly optional?: boolean;
  /** Of a `choice` (one) or of `choices` (several), value and label; of a `line`, what may be typed, to suggest. */
  readonly options?: Options;
  /** Whether a convention may have other options than those. */
  readonly isOpen?: boolean;
  /** What the field starts with. */
  readonly value?: string;
  /**
   * Of a `json`: the text that answers it, by the object of a file that a page takes.
   * @throws Refused when it answers nothing.
   */
  readonly takes?: (file: Readonly<Record<string, unknown>>) => string;
  /** What the act takes for it, under its name; absent when the act makes something else of the answer. */
  readonly key?: Key;
}

/** What an act takes for a question. */
export interface Key<Schema extends z.ZodType = z.ZodType> {
  readonly as: Schema;
  /** How the answer is read; a text by default. */
  readonly read?: (typed: string) => unknown;
  /** The answer, where who acts or the duty that brought here says it: then it is not asked. */
  readonly said?: (about: About) => string | undefined;
  /** What any convention adds to the question. */
  readonly known?: (subject: Subject) => Partial<Question>;
}

/** A question of a form that is shown. */
export interface Field extends Omit<Question, 'key'> {
  /** Name in the form; that of the act's key where there is one, so that a fault of the act is shown at its field. */
  readonly name: string;
}

/** What a convention adds to a question; null when, for that convention, there is nothing to ask. */
export type Known = Partial<Question> | null;

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

/** The acts as people look for them: what is done every month first, what ends everything last. */
export const actGroups = [
  'Obligations',
  'Budget',
  'Avenants',
  'Vie de la convention',
  'Fin et reconduction',
] as const;

/** How an act is asked for, in a page, on the command line and in a script alike. */
export interface Form<Name extends string = string> {
  /** Title of the page: `Remettre un compte rendu`. */
  readonly title: string;
  /** What it does, one sentence. */
  readonly says: string;
  /** Text of the button: `Remettre le compte rendu`. */
  readonly button: string;
  /** The articles that rule it, as the document of a convention numbers them. */
  articles?(document: ConventionDocument): readonly (string | undefined)[];
  /** Groups the acts on the page that lists them. */
  readonly group: (typeof actGroups)[number];
  /** Every question that it may put, in their order. */
  readonly questions: Readonly<Record<Name, Question>>;
  /** Those that the command line takes by their place, after the convention. */
  readonly places?: readonly NoInfer<Name>[];
  /** What follows the verb and the convention on a command line that does it: `--until 2020-09-01 --reason "août"`. */
  readonly example: string;
  /** Whether it makes sense now, to the party who asks: forms that do not are not offered. */
  offered(subject: Subject): boolean;
  /** Its questions, as they are put to somebody about a convention. */
  fields(subject: Subject): readonly Field[];
  /** What is agreed to, refused or signed by it, in full. */
  toRead?(subject: Subject): readonly ToRead[];
  /** What answers say against one another, each right on its own; and against the convention, where it is known. */
  check?(values: Values, subject?: Subject): readonly FormFault[];
  /** The act's input, to be checked by its schema; every answer was read according to its kind. */
  input(values: Values, about: About, by: string): unknown;
}
