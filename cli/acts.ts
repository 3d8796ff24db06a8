import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Act, FormedAct } from '../acts/act.ts';
import { type ActName, actNames, acts } from '../acts/acts.ts';
import { fillUnseen } from '../acts/fill-form.ts';
import type { Form, FormFault, Options, Question } from '../acts/form.ts';
import { isDemanded, isFormed } from '../acts/forms.ts';
import type { Raw } from '../acts/read-answer.ts';
import { quoted } from '../acts/typed.ts';
import { parisDate } from '../convention/calendar/paris.ts';
import { Refused } from '../convention/errors.ts';
import { type Command, defineCommand, type Option, withConventions } from './command.ts';
import { bytesOf, jsonIn, objectIn } from './document-file.ts';
import { act, by, foresee, id, optional, preview, requestId } from './doing.ts';
import { kebab } from './usage.ts';
import { conventionId, isToday, partyNamed, partyOf, plain } from './words.ts';

/** The acts that a form asks for, one command each: what the form asks is what the command takes. */
export function actCommands(group: Form['group']): readonly Command[] {
  return actNames.flatMap((name) => {
    const act: Act = acts[name];
    return isFormed(act) && act.form.group === group ? commandOf(name, act) : [];
  });
}

/** The command of an act. */
export function commandOf(name: ActName, formed: FormedAct): Command {
  const { questions, places = [], title, says, example } = formed.form;
  const taken = places.map((place) => (questions[place]?.kind === 'choices' ? `<${place}..>` : `<${place}>`));
  const command = defineCommand({
    usage: [formed.verb, '<id>', ...taken].join(' '),
    says: title,
    more: says,
    options: { id, ...optionsOf(questions), by, preview, 'request-id': requestId },
    example: [`${formed.verb} signaux-faibles ${example}`, formed.form.button],
    run: async (typed) => {
      const { id, by, preview, requestId, json, file } = common.parse(typed);
      const { answers, refused } = await answersIn(formed.form, typed);
      await namesParties(id, formed.form.questions, answers);
      // Loaded only now: few acts come with a file.
      const proof = file && (await (await import('./proof.ts')).proofIn(file, questions, answers));
      const input = filledIn(formed, { answers: proof ? proof.answers : answers, refused }, by);
      if (preview) await foresee(json, id, name, input);
      else await act({ json, requestId, ...(proof ? { proof } : {}) }, id, name, input);
    },
  });
  return { ...command, act: name };
}

/** Parties that are named as their convention does, by its document: it alone knows them. */
async function namesParties(
  id: string,
  questions: Readonly<Record<string, Question>>,
  answers: TypedAnswers['answers'],
): Promise<void> {
  for (const [name, { isOpen }] of Object.entries(questions)) {
    const typed = answers[name];
    if (!isOpen || typeof typed !== 'string' || partyNamed(typed) === typed) continue;
    conventionId(id);
    await withConventions(async (conventions) => {
      answers[name] = partyOf(typed, (await conventions.record(id)).document);
    });
  }
}

/**
 * The act's input.
 * @throws Refused `BAD_USAGE` with all that is wrong with it, each after its option.
 */
export function filledIn(
  formed: FormedAct,
  { answers, refused }: { readonly answers: Raw } & Pick<TypedAnswers, 'refused'>,
  by: string,
): unknown {
  const filled = fillUnseen(formed, answers, by);
  refuseAll(refused, filled.ok ? [] : filled.faults, formed.form.places);
  return filled.ok ? filled.input : undefined;
}

/**
 * Says all that is wrong with what was typed, each after its option.
 * @throws Refused `BAD_USAGE` unless it is nothing.
 */
export function refuseAll(
  refused: TypedAnswers['refused'],
  faults: readonly FormFault[],
  places: readonly string[] = [],
): void {
  const lines = faults.flatMap(({ field, message }) => {
    if (field === undefined) return message;
    return field in refused ? [] : `${named(field, places)} : ${message}`;
  });
  const all = [...Object.values(refused), ...lines];
  if (all.length > 0) throw new Refused('BAD_USAGE', all.join('\n'));
}

function named(field: string, places: readonly string[]): string {
  return places.includes(field) ? `<${kebab(field)}>` : `--${kebab(field)}`;
}

/** What every act takes besides what its form asks. */
export const common = z.object({
  id: z.string(),
  by: z.string(),
  preview: z.boolean().optional(),
  requestId: z.string().optional(),
  json: z.boolean().optional(),
  file: z.string().optional(),
});

/** The questions of a form as options of a command. */
export function optionsOf(questions: Readonly<Record<string, Question>>): Record<string, Option> {
  const asked = Object.entries(questions).map(([name, question]): [string, Option] => [
    kebab(name),
    {
      describe: describe(question),
      type: question.kind === 'check' ? 'boolean' : 'string',
      ...(question.kind === 'choices' ? { array: true } : {}),
      ...(isDemanded(question) ? { demanded: true } : {}),
      ...(question.kind === 'evidence' ? { orElse: 'file' } : {}),
    },
  ]);
  const isProved = Object.values(questions).some(({ kind }) => kind === 'evidence');
  return Object.fromEntries([...asked, ...(isProved ? [['file', file] as const] : [])]);
}

/** What may prove an act instead of words, or beside them. */
const file = optional('Fichier qui le prouve, gardé avec les pièces de la convention');

/** How a question is answered on the command line, where its kind does not say it. */
const answeredBy: Partial<Record<Question['kind'], string>> = {
  date: 'AAAA-MM-JJ, ou today',
  time: 'HH:MM',
  euros: 'euros',
  amounts: 'euros par mois, ex. 2020-05=8000,2020-06=12000',
  choices: 'séparés par des virgules',
  agreement: 'son empreinte ; sans elle, rien n’est fait, et ce qui est à lire est montré',
  file: 'fichier, dont l’empreinte est prise',
  json: 'fichier JSON, ex. { "notice": { "months": 2 } }',
};

/** What people would type for an answer: what it is called when that is one word. */
export function wordOf([value, label]: Options[number]): string {
  return /\s/.test(label) ? value : label.toLowerCase();
}

function describe({ label, kind, options = [], isOpen }: Question): string {
  const words = options.map((one) => (/\s/.test(one[1]) ? `${wordOf(one)} (${one[1]})` : wordOf(one)));
  const how = options.length > 0 ? words.join(', ') : answeredBy[kind];
  const others = isOpen ? ' ; celle des parties, quand un côté en a plusieurs' : '';
  return how === undefined ? label : `${label} : ${how}${others}`;
}

/** What was typed for the questions of a form: the answers, as it would have them, and why others are none. */
export interface TypedAnswers {
  readonly answers: Record<string, string | string[] | undefined>;
  /** By question; each names its option. */
  readonly refused: Readonly<Record<string, string>>;
}

/** Reads what was typed. */
export async function answersIn(
  { questions, places = [] }: Pick<Form, 'questions' | 'places'>,
  typed: Readonly<Record<string, unknown>>,
): Promise<TypedAnswers> {
  const answers: TypedAnswers['answers'] = {};
  const refused: Record<string, string> = {};
  for (const [name, question] of Object.entries(questions)) {
    const given = typed[name];
    if (given === undefined || given === false) continue;
    const words = given === true ? 'oui' : [given].flat().map(String);
    try {
      answers[name] = await answerOf(question, named(name, places), words);
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'BAD_USAGE') throw error;
      refused[name] = error.message;
    }
  }
  return { answers, refused };
}

function spaced(word: string): string {
  return plain(word).replaceAll('-', ' ');
}

async function answerOf(
  { kind, options = [], label, isOpen }: Question,
  option: string,
  given: string | readonly string[],
): Promise<string | string[]> {
  const words = [given].flat();
  const [word = ''] = words;
  if (kind === 'choices') return words.flatMap((one) => one.split(','));
  if (kind === 'date' && isToday(word)) return parisDate(Date.now());
  if (kind === 'json') return JSON.stringify(objectIn(word, await jsonIn(word)));
  if (kind === 'file') {
    const bytes = await bytesOf(word, `un fichier (${label})`);
    return createHash('sha256').update(bytes).digest('hex');
  }
  // By its value, or by the beginning of what people call it.
  const said = spaced(word);
  const [found, ...more] = options.filter(
    ([value, name]) => spaced(value) === said || spaced(name).startsWith(said),
  );
  if (options.length === 0 || (found && more.length === 0)) return found?.[0] ?? word;
  if (isOpen && !found) return partyNamed(word) ?? word;
  throw new Refused(
    'BAD_USAGE',
    `${quoted(word)} n’est pas accepté par ${option} ; accepté : ${options.map(wordOf).join(', ')}.`,
  );
}
