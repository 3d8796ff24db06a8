import { z } from 'zod';
import type { Act } from '../acts/act.ts';
import { actNames, acts } from '../acts/acts.ts';
import { actGroups } from '../acts/form.ts';
import type { Setting } from '../contract/setting.ts';
import { settingGroups } from '../contract/settings.ts';
import { errors } from '../convention/errors.ts';
import { actCommands } from './acts.ts';

/** What `docs/cli.md` says of the commands that do an act: written from the acts themselves, in Markdown. */
export function actReference(): string {
  const rows = actGroups.flatMap((group) =>
    actCommands(group).map(({ act = '', usage, options, says }) => {
      const own = Object.entries(options).filter(([name]) => name !== 'by' && name !== 'request-id');
      const listed = own.map(([name, { demanded }]) => (demanded ? `\`--${name}\`` : `[\`--${name}\`]`));
      return `| \`${usage}\` | ${listed.join(' ')} | \`${act}\` | ${says} |`;
    }),
  );
  return ['| command | options | `act` | what it does |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

/** What it says of the acts that a script may name, and of those that no command does. */
export function scriptReference(): string {
  return actNames
    .map((name) => {
      const { verb }: Act = acts[name];
      return `\`${verb}\``;
    })
    .join(', ');
}

/** What `docs/errors.md` says of each code: written from the table of errors. */
export function errorReference(): string {
  const rows = Object.entries(errors).map(
    ([code, { title, http, exit }]) => `| \`${code}\` | ${title} | ${http} | ${exit} |`,
  );
  return ['| code | what its message begins with | HTTP | exit |', '| --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}

/** What `docs/settings.md` says of each setting: written from the tables of settings. */
export function settingReference(): string {
  return settingGroups
    .map(([title, table]) =>
      [
        `## ${title}`,
        '',
        '| réglage | ce qu’il dit | ce qui est accepté | sans lui |',
        '| --- | --- | --- | --- |',
        ...Object.entries(table).map(settingRow),
      ].join('\n'),
    )
    .join('\n\n');
}

function settingRow([name, setting]: [string, Setting]): string {
  const { meaning, accepts, secretOf } = setting;
  const marked = secretOf ? `\`${name}\` (secret)` : `\`${name}\``;
  return `| ${marked} | ${meaning} | ${accepts} | ${withoutIt(setting)} |`;
}

function withoutIt({ otherwise, schema }: Setting): string {
  if (otherwise !== undefined) return otherwise;
  // Optional ones say it in words.
  if (!(schema instanceof z.ZodPrefault)) throw new TypeError('a setting without default nor words for it');
  return `\`${schema.def.defaultValue}\``;
}
