import type { ArgumentsCamelCase, Argv, CommandModule, InferredOptionTypes, Options } from 'yargs';
import type { Conventions } from '../conventions.ts';

/** A command of the line, its options typed from their declaration. */
interface Definition<Positionals extends Record<string, Options>, Choices extends Record<string, Options>> {
  /** As in `done <id> <duties..>`. */
  readonly usage: string;
  readonly says: string;
  readonly positionals: Positionals;
  readonly options: Choices;
  readonly example: readonly [command: string, says: string];
  /** What options ask of one another: returns the French reason of a refusal, or true. */
  readonly check?: (typed: Typed<Positionals, Choices>) => true | string;
  readonly run: (typed: Typed<Positionals, Choices>) => Promise<void>;
}

type Typed<P extends Record<string, Options>, C extends Record<string, Options>> = ArgumentsCamelCase<
  InferredOptionTypes<P> & InferredOptionTypes<C> & { json: boolean }
>;

/** Declares a command for yargs, with its example in its help. */
export function defineCommand<P extends Record<string, Options>, C extends Record<string, Options>>(
  definition: Definition<P, C>,
): CommandModule<object, never> {
  const { usage, says, positionals, options, example, check, run } = definition;
  const builder = (argv: Argv<object>) => {
    const built = argv.options(options).example(`delegation ${example[0]}`, example[1]);
    for (const [name, option] of Object.entries(positionals)) {
      const { type, describe, choices } = option;
      built.positional(name, {
        ...(type === 'string' || type === 'number' || type === 'boolean' ? { type } : {}),
        ...(describe === undefined ? {} : { describe }),
        ...(choices === undefined ? {} : { choices }),
      });
    }
    if (check) built.check((typed) => check(typed as never));
    return built as Argv<never>;
  };
  return { command: usage, describe: says, builder, handler: (typed) => run(typed) };
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
