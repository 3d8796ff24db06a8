import type { z } from 'zod';
import { parisInstant } from '../convention/calendar/paris.ts';
import type { ClauseName, ConventionDocument } from '../convention/document/schema.ts';
import { sideOf } from '../convention/people/parties.ts';
import { present } from '../convention/plain-object.ts';
import type { Proposal } from '../convention/proof/agreement.ts';
import { signedAct } from '../convention/proof/signatory.ts';
import { type Act, type FormedAct, hasObject } from './act.ts';
import type { About, Form, Key, Known, Question, Subject, ToRead, Values } from './form.ts';
import { agreementTo } from './questions.ts';

type Questions = Readonly<Record<string, Question>>;

/** What the questions of a form take, by their names; those that stand aside give nothing by themselves. */
type Taken<Asked extends Questions> = {
  readonly [Name in keyof Asked as Asked[Name] extends { readonly key: object } ? Name : never]: NonNullable<
    Asked[Name]['key']
  >['as'];
};

type SchemaOf<Asked extends Questions, Keys extends z.ZodRawShape> = ReturnType<
  typeof signedAct<Omit<Taken<Asked>, keyof Keys> & Keys>
>;

/** What may be done now. */
interface Possible<Given, Choice> {
  /** Whether the act would be accepted with those words; what does not decide may be left blank. */
  can(words: Given): boolean;
  /** What the form says that it may be about. */
  readonly choices: readonly Choice[];
}

/** A form as it is declared: what it does not say is made of its questions. */
interface Asking<Asked extends Questions, Given, Choice>
  extends Omit<Form<keyof Asked & string>, 'questions' | 'offered' | 'fields' | 'toRead' | 'input'> {
  readonly questions: Asked;
  /** What it may be about now. */
  choices?(subject: Subject, can: Possible<Given, Choice>['can']): readonly Choice[];
  /** Whether it makes sense now, to the party who asks; by default, as long as there is something to choose. */
  offered?(subject: Subject, possible: Possible<Given, Choice>): boolean;
  /** What there is to agree to, if anything: its mark answers `agreesTo`, and it is read in full under a title. */
  readonly agreement?: {
    readonly title: string;
    to(subject: Subject, possible: Possible<Given, Choice>): readonly (Proposal | undefined)[];
  };
  /** What the convention knows of its questions. */
  known?(
    subject: Subject,
    possible: Possible<Given, Choice>,
  ): Readonly<Partial<Record<keyof NoInfer<Asked>, Known>>>;
  /** What is agreed to, refused or signed by it, in full. */
  toRead?(subject: Subject, possible: Possible<Given, Choice>): readonly ToRead[];
  /** What the act takes that is not an answer as it was given. */
  input?(values: Values, about: About): Readonly<Record<string, unknown>>;
}

interface Declared<Schema extends z.ZodType, Asked extends Questions, Keys extends z.ZodRawShape, Choice>
  extends Omit<Act<Schema>, 'schema' | 'form'> {
  readonly form: Asking<Asked, z.output<Schema>, Choice>;
  /** What it takes besides what its questions do, or in their stead. */
  readonly keys?: Keys;
}

/**
 * Declares an act and its form. What each question takes, the act takes under its name: the schema is made of them, and
 * the input of their answers.
 */
export function defineFormedAct<
  Asked extends Questions,
  Keys extends z.ZodRawShape = Record<never, never>,
  Choice = never,
>({
  form,
  keys,
  ...act
}: Declared<SchemaOf<Asked, Keys>, Asked, Keys, Choice>): FormedAct<
  SchemaOf<Asked, Keys>,
  keyof Asked & string
> {
  const { choices, offered, agreement, known, toRead, input, ...shown } = form;
  const { needs, parties } = act;
  const possibleIn = (subject: Subject): Possible<z.output<SchemaOf<Asked, Keys>>, Choice> => {
    const { convention, today } = subject;
    const noon = { now: parisInstant(today, '12:00'), today };
    const can = (words: z.output<SchemaOf<Asked, Keys>>) => act.refuse(convention, words, noon) === undefined;
    return { can, choices: choices?.(subject, can) ?? [] };
  };
  const proposalsIn = (subject: Subject) =>
    (agreement?.to(subject, possibleIn(subject)) ?? []).flatMap((proposal) => proposal ?? []);
  return Object.freeze({
    ...act,
    // Ours: the keys of the type are those that are kept.
    schema: signedAct({ ...fromKeys(form.questions, ({ as }) => as), ...keys }) as SchemaOf<Asked, Keys>,
    form: {
      ...(needs ? { articles: (document: ConventionDocument) => [articleOf(document, needs)] } : {}),
      ...shown,
      // Nothing is offered once the convention is closed, nor to a party whose act it is not.
      offered(subject: Subject) {
        const { convention, party } = subject;
        const isTheirs = party === undefined || parties.includes(sideOf(party));
        if (convention.closed || !hasObject(convention, act) || !isTheirs) return false;
        const possible = possibleIn(subject);
        return offered?.(subject, possible) ?? (choices === undefined || possible.choices.length > 0);
      },
      fields(subject: Subject) {
        const more: Readonly<Record<string, Known | undefined>> = {
          ...fromKeys(form.questions, (key) => key.known?.(subject)),
          ...(agreement ? { agreesTo: agreementTo(proposalsIn(subject)) } : {}),
          ...known?.(subject, possibleIn(subject)),
          ...fromKeys(form.questions, (key) => (key.said?.(subject) === undefined ? undefined : null)),
        };
        return Object.entries(form.questions).flatMap(([name, { key: _key, ...question }]) =>
          more[name] === null ? [] : [{ name, ...question, ...more[name] }],
        );
      },
      toRead: (subject: Subject) =>
        toRead?.(subject, possibleIn(subject)) ??
        proposalsIn(subject).map((one) => ({
          title: agreement?.title ?? '',
          facts: one.facts(subject.today),
        })),
      input: (values: Values, about: About, by: string) =>
        present({
          by,
          ...fromKeys(form.questions, ({ said, read = String }, name) => {
            const answer = said?.(about) ?? values[name];
            return answer === undefined ? undefined : read(answer);
          }),
          ...input?.(values, about),
        }),
    },
  });
}

/** The article of a clause, where the text numbers one. */
function articleOf(document: ConventionDocument, name: ClauseName): string | undefined {
  const clause = document[name];
  return clause && 'article' in clause ? clause.article : undefined;
}

/** What is made of each question that the act takes, by its name. */
function fromKeys<Made>(questions: Questions, made: (key: Key, name: string) => Made | undefined) {
  const all = Object.entries(questions).flatMap(([name, { key }]): [string, Made][] => {
    const one = key && made(key, name);
    return one === undefined ? [] : [[name, one]];
  });
  return Object.fromEntries(all);
}
