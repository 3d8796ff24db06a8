import type { ArgumentsCamelCase, Argv, InferredOptionTypes, Options } from 'yargs';
import type { Conventions } from '../conventions.ts';
import { inspect } from './usage.ts';

/** What every command accepts. */
export interface Common {
  json: boolean | undefined;
}

/** A command of the line, its options typed from their declaration. */
interface Definition<Choices extends Record<string, Options>> {
  /** As in `done <id> <duties..>` or `ledger show <id>`: what it names in brackets is positional. */
  readonly usage: string;
  readonly says: string;
  /** Positionals and options, as yargs describes them. */
  readonly options: Choices;
  /** What is asked together when a command does several things: the options given must be those of one way. */
  readonly ways?: readonly (readonly (keyof Choices & string)[])[];
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
  /** Names of what is given by its place. */
  readonly positionals: readonly string[];
  readonly options: Readonly<Record<string, Options>>;
  readonly ways: readonly (readonly string[])[];
  /** Adds it to a line; `typed` is all that was typed on it. */
  readonly addTo: (line: Argv<Common>, typed: readonly string[]) => Argv<Common>;
}

/** Declares a command, with its example in its help. */
export function defineCommand<Choices extends Record<string, Options>>(
  definition: Definition<Choices>,
): Command {
  const { usage, says, options, ways = [], example, run } = definition;
  const name = usage.split(/ [<[]/)[0] ?? '';
  const positionals = [...usage.matchAll(/[<[](\w+)/g)].map(([, positional = '']) => positional);
  const command = { name, usage, says, positionals, options, ways };
  return {
    ...command,
    addTo: (line, typed) =>
      line.command(
        // All are optional to yargs: `inspect` says better what is missing.
        usage.replace(name, wordOf(name)).replaceAll('<', '[').replaceAll('>', ']'),
        false,
        (argv) => {
          const built = argv.options(options).usage(`delegation ${usage}\n\n${says}.`);
          for (const positional of positionals) built.positional(positional, {});
          built.epilogue(`Exemple (${example[1]}) :\n  delegation ${example[0]}`);
          built.middleware((given) => inspect(command, given, typed), true);
          return built;
        },
        run,
      ),
  };
}

/** A name of two words, `ledger import`, as the one word that yargs takes. */
export function wordOf(name: string): string {
  return name.replace(' ', '-');
}

/** Runs something with a connection to the conventions, closed afterwards. */
export async function withConventions(use: (conventions: Conventions) => Promise<void>): Promise<void> {
  // Loaded only now: the commands that need no engine answer at once.
  const { Conventions } = await import('../conventions.ts');
  const conventions = await Conventions.connect();
  try {
    await use(conventions);
  } finally {
    await conventions.close();
  }
}
