import type { ActName } from '../acts/acts.ts';
import type { Conventions } from '../client/conventions.ts';

/** What a command takes, at its place or after its name (`--reason`). */
export interface Option {
  readonly type: 'string' | 'boolean';
  readonly describe: string;
  /** The letter that stands for its name. */
  readonly short?: 'h';
  /** Whether several are taken. */
  readonly array?: true;
  readonly demanded?: true;
  /** The option that does instead, of one that is demanded. */
  readonly orElse?: string;
  readonly choices?: readonly string[];
  readonly default?: string;
  /** What the help says of a default that is not everybody's. */
  readonly defaultDescription?: string;
}

/** A command of the line, what it is given typed from its options. */
interface Definition<Options extends Record<string, Option>> {
  /** As in `done <id> <duties..>`: what it names in brackets is given by its place. */
  readonly usage: string;
  readonly says: string;
  /** What its help says besides, a sentence or several. */
  readonly more?: string;
  readonly options: Options;
  readonly example: readonly [command: string, says: string];
  run(given: Typed<Options>): Promise<void>;
}

type Typed<Options extends Record<string, Option>> = { readonly json: boolean | undefined } & {
  readonly [Name in keyof Options as Camel<Name>]:
    | Value<Options[Name]>
    | (Options[Name] extends { array: true } | { demanded: true } | { default: string } ? never : undefined);
};
type Camel<Name> = Name extends `${infer First}-${infer Rest}` ? `${First}${Capitalize<Camel<Rest>>}` : Name;
type Value<One extends Option> = One extends { type: 'boolean' }
  ? boolean
  : One extends { array: true }
    ? readonly string[]
    : One extends { choices: readonly (infer Choice)[] }
      ? Choice
      : string;

/** What was typed after a command, by the name of each option in camel case: `effectiveOn`. */
export type Given = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** A command as the line, its help and its completion know it. */
export interface Command extends Omit<Definition<Record<string, Option>>, 'run'> {
  readonly name: string;
  /** What it does, when that is an act. */
  readonly act?: ActName;
  /** What is given by its place, in that order. */
  readonly places: Readonly<Record<string, Option>>;
  /** What is given by its name. */
  readonly options: Readonly<Record<string, Option>>;
  run(given: Given): Promise<void>;
}

/** Declares a command. */
export function defineCommand<Options extends Record<string, Option>>(
  definition: Definition<Options>,
): Command {
  const { usage, options } = definition;
  const [name = ''] = usage.split(' ');
  const placed = [...usage.matchAll(/[<[](\w+)/g)].map(([, place = '']) => place);
  const all = Object.entries(options);
  return {
    ...definition,
    name,
    places: Object.fromEntries(placed.flatMap((place) => all.filter(([option]) => option === place))),
    options: Object.fromEntries(all.filter(([option]) => !placed.includes(option))),
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
