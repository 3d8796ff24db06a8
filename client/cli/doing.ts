import type { ActInput, ActName } from '../../convention/acts/acts.ts';
import { Refused } from '../../convention/errors.ts';
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

/** Does an act, and prints what it did. */
export async function act<Name extends ActName>(
  json: boolean | undefined,
  id: string,
  name: Name,
  input: ActInput<Name>,
): Promise<void> {
  conventionId(id);
  await withConventions(async (conventions) => {
    try {
      const text = await conventions.act(id, name, { mark: userMark(), ...input });
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
