import { parseArgs } from 'node:util';
import { quoted } from '../acts/typed.ts';
import { Refused } from '../convention/errors.ts';
import type { Command, Given, Option } from './command.ts';

type Options = Readonly<Record<string, Option>>;

/** What every command accepts besides its own options. */
export const commonOptions = {
  json: { type: 'boolean', describe: 'Répond en JSON, de forme stable' },
  help: { type: 'boolean', short: 'h', describe: 'Affiche cette aide' },
} as const satisfies Options;

/**
 * Reads what was typed besides the name of a command.
 * @throws Refused `BAD_USAGE`, one line per fault.
 */
export function readWords({ name, usage, places, ...command }: Command, words: readonly string[]): Given {
  const options: Options = { ...command.options, ...commonOptions };
  const { tokens } = parseArgs({ args: apart(words, options), options, strict: false, tokens: true });
  const named = tokens.flatMap((token) => (token.kind === 'option' ? [token] : []));
  const placed = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []));
  const unknown = tokens.flatMap((token) =>
    token.kind === 'positional' || (token.kind === 'option' && Object.hasOwn(options, token.name))
      ? []
      : (words[token.index]?.split('=', 1) ?? []),
  );
  const valued = named.filter((token) => token.inlineValue && options[token.name]?.type === 'boolean');
  const answers = [
    ...Object.entries(places).map(([place, option], rank) => ({
      ...{ key: place, label: `<${place}>`, option },
      values: placed.slice(rank, option.array ? undefined : rank + 1),
    })),
    ...Object.entries(options).map(([key, option]) => ({
      ...{ key, label: `--${key}`, option },
      values: named.filter((token) => token.name === key).map(({ value }) => value ?? true),
    })),
  ];
  const takesAll = unknown.length > 0 || Object.values(places).some(({ array }) => array);
  const surplus = takesAll ? [] : placed.slice(Object.keys(places).length);
  const faults = [
    ...[...new Set(unknown)].map((word) => unknownOption(word, Object.keys(options))),
    ...surplus.map(
      (word) => `${quoted(word)} est de trop ; un texte de plusieurs mots se met entre guillemets ("…").`,
    ),
    ...answers.flatMap(({ label, option, values }) => {
      const isReplaced = named.some(({ name }) => name === option.orElse);
      return values.length === 0 && isReplaced ? [] : (faultOf(label, option, values) ?? []);
    }),
    ...valued.map(
      ({ rawName, value }) =>
        `${quoted(`${rawName}=${value}`)} : ${rawName} ne prend pas de valeur ; donnez-la ou ne la donnez pas.`,
    ),
  ];
  if (faults.length > 0) {
    const help = `« delegation ${name} --help » donne un exemple de : delegation ${usage}`;
    throw new Refused('BAD_USAGE', [...faults, help].join('\n'));
  }
  return Object.fromEntries(
    answers.map(({ key, option, values }) => [
      camel(key),
      option.array ? values.map(String) : (values[0] ?? option.default),
    ]),
  );
}

/** The words, where what begins with a dash is no value of the option before it, unless it is an amount. */
function apart(words: readonly string[], options: Options): string[] {
  return words.map((word, rank) => {
    const isNext = /^-[^\d.,]/.test(words[rank + 1] ?? '--');
    return isNext && word.startsWith('--') && options[word.slice(2)]?.type === 'string' ? `${word}=` : word;
  });
}

/**
 * The command that was typed.
 * @throws Refused `BAD_USAGE` when there is none of that name, with the nearest one.
 */
export function commandNamed<Named extends { readonly name: string }>(
  typed: string | undefined,
  commands: readonly Named[],
): Named {
  const names = commands.map(({ name }) => name);
  const accepted = `accepté : ${names.join(', ')}.`;
  const help = '« delegation --help » dit ce que fait chacune.';
  if (typed === undefined) throw new Refused('BAD_USAGE', `Donnez une commande ; ${accepted}\n${help}`);
  const found = commands.find(({ name }) => name === typed);
  if (found) return found;
  throw new Refused(
    'BAD_USAGE',
    `${quoted(typed)} n’est pas une commande ; ${accepted}${suggestion(typed, names)}\n${help}`,
  );
}

function unknownOption(word: string, known: readonly string[]): string {
  const accepted = known.map((option) => `--${option}`).join(', ');
  return `${quoted(word)} n’est pas une option de cette commande ; accepté : ${accepted}.${suggestion(word.replace(/^-+/, ''), known, '--')}`;
}

function faultOf(
  name: string,
  { type, array, demanded, orElse, choices }: Option,
  values: readonly (string | boolean)[],
): string | undefined {
  if (values.length === 0)
    return demanded ? `Il manque ${[name, ...(orElse ? [`--${orElse}`] : [])].join(' ou ')}.` : undefined;
  if (type === 'boolean') return undefined;
  if (values.length > 1 && !array) {
    const all = values.map((value) => quoted(String(value))).join(', ');
    return `${name} est donné ${values.length} fois (${all}) ; accepté : une seule.`;
  }
  if (values.includes(''))
    return `${name} est vide ; une valeur est attendue (si elle commence par un tiret : ${name}=-…).`;
  const wrong = values.find((value) => choices && !choices.includes(String(value)));
  if (wrong === undefined) return undefined;
  return `${quoted(String(wrong))} n’est pas accepté par ${name} ; accepté : ${choices?.join(', ')}.`;
}

function suggestion(typed: string, words: readonly string[], prefix = ''): string {
  const near = words
    .map((word) => ({ word, distance: distanceBetween(typed.slice(0, 40), word) }))
    .filter(({ distance, word }) => distance <= Math.max(1, Math.floor(word.length / 2)))
    .sort((a, b) => a.distance - b.distance)[0];
  return near ? ` Vouliez-vous dire « ${prefix}${near.word} » ?` : '';
}

/** How many letters to add, drop or change between two words (Levenshtein). */
function distanceBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...one].entries()) {
    const next = [index + 1];
    for (const [column, target] of [...other].entries()) {
      const kept = (row[column] ?? 0) + (letter === target ? 0 : 1);
      next.push(Math.min(kept, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** A name as an option has it: `effective-on`. */
export function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function camel(name: string): string {
  return name.replace(/-(.)/g, (_dash, letter: string) => letter.toUpperCase());
}
