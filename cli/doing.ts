import { randomUUID } from 'node:crypto';
import type { Act } from '../acts/act.ts';
import { type ActName, acts } from '../acts/acts.ts';
import { isIntention } from '../acts/intention.ts';
import { quoted } from '../acts/typed.ts';
import { changedDuties, changesOf, writtenTo } from '../client/foreseen-words.ts';
import { userMark, whoActs } from '../client/operator.ts';
import { parisDate } from '../convention/calendar/paris.ts';
import { Refused } from '../convention/errors.ts';
import { withConventions } from './command.ts';
import { print } from './print.ts';
import type { Proof } from './proof.ts';
import { kebab } from './usage.ts';
import { conventionId } from './words.ts';

/** The options that most commands share. */
export const id = { type: 'string', demanded: true, describe: 'Identifiant de la convention' } as const;
export const file = { ...id, describe: 'Fichier JSON de la convention' } as const;
export const by = {
  type: 'string',
  default: whoActs(),
  defaultDescription: '$DELEGATION_USER, ou votre compte',
  describe: 'Qui agit',
} as const;

/** An option that may be given. */
export const optional = (describe: string) => ({ type: 'string', describe }) as const;
/** An option, or a positional, that must be given. */
export const needed = (describe: string) => ({ type: 'string', demanded: true, describe }) as const;
/** An option that is given or not. */
export const flag = (describe: string) => ({ type: 'boolean', describe }) as const;

/** The name of what is meant to be done once: given by whoever did not learn what came of it, to ask again. */
export const requestId = optional(
  'Nom de la demande : renvoyée sous le même, elle n’est faite qu’une fois, et son issue est dite',
);

/** An act is shown, and not done. */
export const preview = flag('Montre ce que l’acte changerait, et à qui l’on écrirait ; rien n’est fait');

/** The name that was given, or a new one. */
export function requestOf(requestId: string | undefined): string {
  if (requestId === undefined) return randomUUID();
  if (isIntention(requestId)) return requestId;
  throw new Refused(
    'BAD_USAGE',
    `--request-id : ${quoted(requestId)} refusé ; accepté : de 1 à 100 lettres, chiffres, points et tirets.`,
  );
}

/** How an act is asked for, and what proves it. */
interface Asking {
  readonly json: boolean | undefined;
  readonly requestId: string | undefined;
  readonly proof?: Proof;
}

/** Does an act, and prints what it did. */
export async function act(
  { json, requestId, proof }: Asking,
  id: string,
  name: ActName,
  input: unknown,
): Promise<void> {
  conventionId(id);
  const request = requestOf(requestId);
  await withConventions(async (conventions) => {
    try {
      const asked = { mark: userMark(), ...Object(input) };
      const done = () => conventions.perform(id, name, asked, request);
      const text = await (proof ? proof.keeping(conventions, id, done) : done());
      print(json, { id, act: name, text }, () => [text]);
    } catch (error) {
      throw error instanceof Refused && error.code === 'BAD_ACT' ? asTyped(error, name) : error;
    }
  });
}

/** Prints what an act would change, and who would be written to, as its page does; does nothing. */
export async function foresee(
  json: boolean | undefined,
  id: string,
  name: ActName,
  input: unknown,
): Promise<void> {
  conventionId(id);
  const { consequencesOf } = await import('../client/consequences.ts');
  await withConventions(async (conventions) => {
    const record = await conventions.record(id);
    const now = Date.now();
    const given = { mark: userMark(), ...Object(input) };
    const foreseen = consequencesOf(record, name, given, { now, today: parisDate(now) });
    if (!('text' in foreseen)) {
      const { code, message } = foreseen.refused;
      throw asTyped(new Refused(code, message), name);
    }
    print(json, { id, act: name, preview: foreseen }, () => [
      foreseen.text,
      ...(foreseen.refused ? [`Ce sera refusé, et ce refus sera gardé : ${foreseen.refused.message}`] : []),
      ...changesOf(foreseen).map(([label, value]) => `${label} : ${value}`),
      ...changedDuties(foreseen).flatMap(([title, lines]) => [
        `${title} :`,
        ...lines.map((line) => `  ${line}`),
      ]),
      `Écrit à : ${writtenTo(foreseen)}${foreseen.inTheMorning ? ', le prochain matin' : ''}.`,
      'Rien n’est fait : sans --preview, la commande le fait.',
    ]);
  });
}

/** The same refusal in the words of the command: `--evidence` where the act says `duties[0].evidence`. */
function asTyped({ code, message }: Refused, act: ActName): Refused {
  const { form }: Act = acts[act];
  const said = message.replace(/^(?:(?:duties\[\d+\]|entry)\.)?(\w+) :/gm, (_path, key: string) => {
    const name = kebab(key);
    return form?.places?.includes(key) ? `<${name}> :` : `--${name} :`;
  });
  return new Refused(code, said);
}
