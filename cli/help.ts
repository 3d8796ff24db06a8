import type { Command, Option } from './command.ts';
import { commonOptions } from './usage.ts';

/** What a command takes and does, with its example. */
export function helpOf({ usage, says, more, places, options, example: [line, what] }: Command): string {
  const rows = Object.entries(places);
  return [
    `delegation ${usage}`,
    [`${says}.`, ...(more ? [more] : [])].join('\n'),
    ...(rows.length > 0 ? [block('À donner dans cet ordre', rows)] : []),
    helpOfOptions(options),
    `Exemple (${what}) :\n  delegation ${line}`,
  ].join('\n\n');
}

const version = { type: 'boolean', describe: 'Affiche le numéro de version' } as const;

/** What every command accepts, then some options. */
export function helpOfOptions(options: Readonly<Record<string, Option>>): string {
  const { help, json } = commonOptions;
  const taken: Readonly<Record<string, Option>> = { help, version, json, ...options };
  const rows = Object.entries(taken).map(
    ([name, option]) => [`${option.short ? `-${option.short}, ` : '    '}--${name}`, option] as const,
  );
  return block('Options', rows);
}

function block(title: string, rows: readonly (readonly [name: string, option: Option])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(
    ([name, option]) => `  ${name.padEnd(width)}  ${option.describe}  ${kindOf(option)}`,
  );
  return [`${title} :`, ...lines].join('\n');
}

function kindOf(option: Option): string {
  const { type, array, demanded, orElse, choices, defaultDescription, default: byDefault } = option;
  const kinds = [
    array ? 'un ou plusieurs' : type === 'boolean' ? 'booléen' : 'texte',
    demanded && (orElse ? `requis, ou --${orElse}` : 'requis'),
    choices && `choix : ${choices.map((choice) => JSON.stringify(choice)).join(', ')}`,
    byDefault !== undefined && `défaut : ${defaultDescription ?? JSON.stringify(byDefault)}`,
  ];
  return kinds.flatMap((kind) => (kind ? [`[${kind}]`] : [])).join(' ');
}
