import type { ArgumentsCamelCase, Argv, InferredOptionTypes, Options } from 'yargs';
import type { ActName } from '../acts/acts.ts';
import type { Conventions } from '../client/conventions.ts';
import { inspect } from './usage.ts';

/** What every command accepts. */
export interface Common {
  json: boolean | undefined;
}

/** A command of the line, its options typed from their declaration. */
interface Definition<Choices extends Record<string, Options>> {
  /** As in `done <id> <duties..>`: what it names in brackets is positional. */
  readonly usage: string;
  readonly says: string;
  /** What its help says besides, a sentence or several. */
  readonly more?: string;
  /** Positionals and options, as yargs describes them. */
  readonly options: Choices;
  readonly example: readonly [command: string, says: string];
  readonly run: (typed: Typed<Choices>) => Promise<void>;
}

type Typed<Choices extends Record<string, Options>> = ArgumentsCamelCase<
  Omit<Common, keyof Choices> & InferredOptionTypes<Choices>
>;

/** A command as the line, its help and its completion know it. */
export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly says: string;
  /** What it does, when that is an act. */
  readonly act?: ActName;
  /** Names of what is given by its place. */
  readonly positionals: readonly string[];
  readonly options: Readonly<Record<string, Options>>;
  /** Adds it to a line; `typed` is all that was typed on it. */
  readonly addTo: (line: Argv<Common>, typed: readonly string[]) => Argv<Common>;
}

/** Declares a command, with its example in its help. */
export function defineCommand<Choices extends Record<string, Options>>(
  definition: Definition<Choices>,
): Command {
  const { usage, says, more, options, example, run } = definition;
  const [name = ''] = usage.split(' ');
  const positionals = [...usage.matchAll(/[<[](\w+)/g)].map(([, positional = '']) => positional);
  const command = { name, usage, says, positionals, options };
  return {
    ...command,
    addTo: (line, typed) =>
      line.command(
        // All are optional to yargs: `inspect` says better what is missing.
        usage.replaceAll('<', '[').replaceAll('>', ']'),
        false,
        (argv) => {
          const built = argv
            .options(options)
            .usage(`delegation ${usage}\n\n${[`${says}.`, ...(more ? [more] : [])].join('\n')}`);
          for (const positional of positionals) built.positional(positional, {});
          built.epilogue(`Exemple (${example[1]}) :\n  delegation ${example[0]}`);
          built.middleware((given) => inspect(command, given, typed), true);
          return built;
        },
        run,
      ),
  };
}

/** Runs something with a connection to the conventions, closed afterwards. */
export async function withConventions(use: (conventions: Conventions) => Promise<void>): Promise<void> {
  // Loaded only now: the commands that need no engine answer at once.
  const { Conventions } = await import('../client/conventions.ts');
  const conventions = await Conventions.connect();
  try {
    await use(conventions);
  } finally {
    await conventions.close();
  }
}
