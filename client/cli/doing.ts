import { randomUUID } from 'node:crypto';
import type { ActInput, ActName } from '../../convention/acts/acts.ts';
import { isIntention } from '../../convention/acts/intention.ts';
import { Refused } from '../../convention/errors.ts';
import { quoted } from '../words.ts';
import { withConventions } from './command.ts';
import { print } from './print.ts';
import { conventionId, userMark, whoActs } from './words.ts';

/** The options that most acts share, as yargs describes them. */
export const id = { type: 'string', demandOption: true, describe: 'Identifiant de la convention' } as const;
export const by = {
  type: 'string',
  default: whoActs(),
  defaultDescription: '$DELEGATION_USER, ou votre compte',
  describe: 'Qui agit',
} as const;
export const reason = { type: 'string', demandOption: true, describe: 'Motif' } as const;

/** An option that may be given. */
export const optional = (describe: string) => ({ type: 'string', describe }) as const;
/** An option, or a positional, that must be given. */
export const needed = (describe: string) => ({ type: 'string', demandOption: true, describe }) as const;
/** An option that is given or not. */
export const flag = (describe: string) => ({ type: 'boolean', describe }) as const;

/** What is agreed to: a first try without it shows what that is, and gives it. */
export const agreesTo = optional(
  'Empreinte de ce qui est accepté ; sans elle, rien n’est fait, et ce qui est à lire est montré',
);
/** The mark that was given, as an act takes it. */
export const marked = (agreesTo: string | undefined) => (agreesTo === undefined ? {} : { agreesTo });

/** The name of what is meant to be done once: given by whoever did not learn what came of it, to ask again. */
export const requestId = optional(
  'Nom de la demande : renvoyée sous le même, elle n’est faite qu’une fois, et son issue est dite',
);

/** The name that was given, or a new one. */
export function requestOf(requestId: string | undefined): string {
  if (requestId === undefined) return randomUUID();
  if (isIntention(requestId)) return requestId;
  throw new Refused(
    'BAD_USAGE',
    `--request-id : ${quoted(requestId)} refusé ; accepté : de 1 à 100 lettres, chiffres, points et tirets.`,
  );
}

/** Does an act, and prints what it did. */
export async function act<Name extends ActName>(
  { json, requestId }: { readonly json: boolean | undefined; readonly requestId: string | undefined },
  id: string,
  name: Name,
  input: ActInput<Name>,
): Promise<void> {
  conventionId(id);
  const request = requestOf(requestId);
  await withConventions(async (conventions) => {
    try {
      const text = await conventions.act(id, name, { mark: userMark(), ...input }, request);
      print(json, { id, act: name, text }, () => [text]);
    } catch (error) {
      throw error instanceof Refused && error.code === 'BAD_ACT' ? asTyped(error) : error;
    }
  });
}

/** The same refusal in the words of the command: `--evidence` where the act says `duties[0].evidence`. */
function asTyped({ code, message }: Refused): Refused {
  const said = message.replace(/^(?:(?:duties\[\d+\]|entry)\.)?(\w+) :/gm, (_path, key: string) => {
    const name = key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    return byPlace.has(key) ? `<${name}> :` : `--${name} :`;
  });
  return new Refused(code, said);
}

const byPlace = new Set([
  'duty',
  'publication',
  'period',
  'contact',
  'year',
  'kind',
  'seq',
  'amendment',
  'breach',
]);
