import type { Options } from 'yargs';
import { quoted } from '../acts/typed.ts';
import { Refused } from '../convention/errors.ts';

interface Usage {
  readonly name: string;
  readonly usage: string;
  readonly positionals: readonly string[];
  readonly options: Readonly<Record<string, Options>>;
}

/** What every command accepts besides its own options. */
export const commonOptions = ['json', 'help'];

/**
 * Looks at what was typed before yargs does, to say in French all that is wrong with it.
 * @throws Refused `BAD_USAGE`, one line per fault.
 */
export function inspect(
  command: Usage,
  given: Readonly<Record<string, unknown>>,
  raw: readonly string[],
): void {
  const faults = [...unknownOptions(command, given), ...surplus(given)];
  for (const [name, option] of Object.entries(command.options)) {
    const fault = faultOf(nameOf(command, name), option, given[name]);
    if (fault) faults.push(fault);
  }
  faults.push(...valuedFlags(command, raw));
  if (faults.length === 0) return;
  const help = `« delegation ${command.name} --help » donne un exemple de : delegation ${command.usage}`;
  throw new Refused('BAD_USAGE', [...faults, help].join('\n'));
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

function unknownOptions({ options, positionals }: Usage, given: Readonly<Record<string, unknown>>): string[] {
  const known = [...Object.keys(options).filter((name) => !positionals.includes(name)), ...commonOptions];
  const expected = new Set([...known, ...positionals, '_', '$0', 'h', 'version']);
  return Object.keys(given)
    .filter((name) => !expected.has(name) && !expected.has(kebab(name)))
    .filter((name, _rank, names) => kebab(name) === name || !names.includes(kebab(name)))
    .map((name) => {
      const accepted = known.map((option) => `--${option}`).join(', ');
      const typed = name === '--' ? name : `${name.length > 1 ? '--' : '-'}${name}`;
      return `${quoted(typed)} n’est pas une option de cette commande ; accepté : ${accepted}.${suggestion(name, known, '--')}`;
    });
}

function surplus({ _: words }: Readonly<Record<string, unknown>>): string[] {
  const more = Array.isArray(words) ? words.slice(1) : [];
  return more.map(
    (word) =>
      `${quoted(String(word))} est de trop ; un texte de plusieurs mots se met entre guillemets ("…").`,
  );
}

function faultOf(
  name: string,
  { array, demandOption, choices, type }: Options,
  given: unknown,
): string | undefined {
  const values: unknown[] = Array.isArray(given) ? given : given === undefined ? [] : [given];
  if (values.length === 0) return demandOption ? `Il manque ${name}.` : undefined;
  if (values.length > 1 && !array) {
    const all = values.map((value) => quoted(String(value))).join(', ');
    return `${name} est donné ${values.length} fois (${all}) ; accepté : une seule.`;
  }
  if (type === 'string' && values.includes(''))
    return `${name} est vide ; une valeur est attendue (si elle commence par un tiret : ${name}=-…).`;
  const wrong = values.find((value) => choices && !choices.includes(String(value)));
  if (wrong === undefined) return undefined;
  return `${quoted(String(wrong))} n’est pas accepté par ${name} ; accepté : ${choices?.join(', ')}.`;
}

/** A flag is given or not: `--held=non` would else pass for either. */
function valuedFlags({ options }: Usage, raw: readonly string[]): string[] {
  const flags = Object.keys(options).filter((name) => options[name]?.type === 'boolean');
  return [...flags, ...commonOptions].flatMap((name) =>
    raw
      .filter((word) => word.startsWith(`--${name}=`))
      .map((word) => `${quoted(word)} : --${name} ne prend pas de valeur ; donnez-la ou ne la donnez pas.`),
  );
}

function nameOf({ positionals }: Usage, name: string): string {
  return positionals.includes(name) ? `<${name}>` : `--${name}`;
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
