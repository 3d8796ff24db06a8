import { faultsOf } from '../convention/document/read-document.ts';
import { by as signatory } from '../convention/proof/signatory.ts';
import type { Act, FormedAct } from './act.ts';
import { acts } from './acts.ts';
import type { Field, Form, FormFault, Question, Subject, Values } from './form.ts';
import { type ActForm, isDemanded } from './forms.ts';
import { answerTo, missing, type Raw } from './read-answer.ts';
import { refusedValue } from './typed.ts';

/** What became of a form: the act's input, or everything that is to be mended, each at its field. */
export type Filled =
  | { readonly ok: true; readonly input: unknown }
  | { readonly ok: false; readonly faults: readonly FormFault[] };

/**
 * Reads a form that was filled in, and checks it by the act's schema. Never throws, whatever was sent.
 * @param by who fills it in, as the journal will show it.
 */
export function fill(form: ActForm, subject: Subject, raw: Raw, by: string): Filled {
  return read(form, acts[form.act].schema, form.fields(subject), raw, by, subject);
}

/** The same where no convention is at hand: what only one could say is said when the act is asked for. */
export function fillUnseen({ form, schema }: FormedAct, raw: Raw, by: string): Filled {
  const questions = Object.entries(form.questions).map(([name, { key: _key, ...question }]) => ({
    name,
    ...question,
    optional: !isDemanded(question),
  }));
  const who = { label: 'Qui agit', kind: 'line' as const };
  const fields = [...questions, { name: 'by', ...who }];
  const asked = { ...form, questions: { ...form.questions, by: { ...who, key: { as: signatory } } } };
  return read(asked, schema, fields, { ...raw, by }, by);
}

function read(
  form: Pick<Form, 'questions' | 'check' | 'input'>,
  schema: Act['schema'],
  fields: readonly Field[],
  raw: Raw,
  by: string,
  subject?: Subject,
): Filled {
  const faults: FormFault[] = [];
  const values: Record<string, string> = {};
  for (const field of fields) {
    const answer = answerTo(field, raw);
    if ('refused' in answer) faults.push({ field: field.name, message: answer.refused });
    else if (answer.value !== undefined) values[field.name] = answer.value;
  }
  // Without those answers there is no act to check, but each of the others by itself: all is told at once.
  if (faults.length > 0)
    return {
      ok: false,
      faults: [...faults, ...fields.flatMap(({ name }) => faultIn(form.questions, name, values))],
    };
  const against = form.check?.(values, subject) ?? [];
  if (against.length > 0) return { ok: false, faults: against };
  const input = form.input(values, subject ?? {}, by);
  const refused = faultsOfInput(schema, fields, values, input);
  return refused.length > 0 ? { ok: false, faults: refused } : { ok: true, input };
}

/** What is wrong with an answer by itself, as its question's act takes it. */
export function faultIn(
  questions: Readonly<Record<string, Question>>,
  name: string,
  { [name]: typed }: Values,
): FormFault | [] {
  const key = questions[name]?.key;
  if (!key || typed === undefined) return [];
  const { as, read = String } = key;
  const given = read(typed);
  const taken = as.safeParse(given);
  if (taken.success) return [];
  const [fault] = faultsOf(given, [], taken.error);
  return fault ? { field: name, message: refusedValue(typed, fault.accepted) } : [];
}

function faultsOfInput(schema: Act['schema'], fields: readonly Field[], values: Values, input: unknown) {
  const read = schema.safeParse(input);
  if (read.success) return [];
  const faults = faultsOf(input, [], read.error).map(({ path, given, accepted }): FormFault => {
    const field = fieldAt(fields, path);
    if (!field) return { message: refusedValue(given ?? '', accepted) };
    const typed = values[field.name];
    return {
      field: field.name,
      message: typed === undefined ? missing(field) : refusedValue(typed, accepted),
    };
  });
  // One answer may be wrong in several places of the act, for the same reason to a reader.
  return faults.filter(({ field }, index) => faults.findIndex((other) => other.field === field) === index);
}

/** The field that asks for what stands at a path: `evidence` for `duties[0].evidence`, `orders` for `orders[2].month`. */
function fieldAt(fields: readonly Field[], path: string): Field | undefined {
  const keys = path.split(/[.[\]]+/).reverse();
  return keys.flatMap((key) => fields.find(({ name }) => name === key) ?? [])[0];
}
