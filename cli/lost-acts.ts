import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Act } from '../acts/act.ts';
import { actNames, acts } from '../acts/acts.ts';
import { quoted } from '../acts/typed.ts';
import { actsIn, unknownActs } from '../client/logged-acts.ts';
import type { LoggedAct } from '../contract/logged-act.ts';
import { settingIn } from '../contract/settings.ts';
import { codeOf } from '../contract/system-error.ts';
import { frenchInstant } from '../convention/calendar/french.ts';
import { Refused } from '../convention/errors.ts';
import { frenchNumber } from '../convention/french-number.ts';
import { keptIn } from '../engine/data-folder.ts';
import { type Command, defineCommand, withConventions } from './command.ts';
import { print, table } from './print.ts';

/** What a record that was put back does not know any more. */
export const lostActCommands: readonly Command[] = [
  defineCommand({
    usage: 'lost-acts',
    says: 'Après une restauration : les actes que dit le journal des workers, et qui sont inconnus du dossier',
    more: 'Le journal dit l’acte, la convention et l’heure, jamais qui l’a fait ni ce qui y était écrit : demandez-le aux parties, puis refaites l’acte. Seuls les journaux encore gardés sont lus.',
    options: {
      log: {
        type: 'string',
        array: true,
        describe:
          'Journal d’un worker, s’il n’est pas dans le dossier des données ; autant de fois que de journaux',
      },
    },
    example: ['lost-acts', 'ce qui est à refaire'],
    run: async ({ log, json }) => {
      const logs = log.length > 0 ? log : await workerLogs();
      const logged: LoggedAct[] = [];
      for (const file of logs) logged.push(...(await actsIn(file).catch((error) => refuse(file, error))));
      await withConventions(async (conventions) => {
        const unknown = await unknownActs(conventions, logged);
        const told = unknown.map((one) => ({ ...one, title: titleOf(one) }));
        print(json, { logs, read: logged.length, acts: told }, () => [
          `${frenchNumber(logged.length)} acte${logged.length > 1 ? 's' : ''} au journal (${logs.join(', ')}).`,
          ...(told.length === 0 ? ['Tous sont connus du dossier.'] : listing(told)),
        ]);
      });
    },
  }),
];

function listing(told: readonly (LoggedAct & { readonly title: string })[]): string[] {
  const rows = told.map(({ at, convention, title, update = '' }) => [
    frenchInstant(at),
    convention,
    title,
    update.split('/')[0] ?? '',
  ]);
  return [
    told.length > 1 ? `${told.length} actes inconnus du dossier :` : 'Un acte inconnu du dossier :',
    ...table(['Fait le', 'Convention', 'Acte', 'Demande'], rows),
  ];
}

/** What is done besides the acts of a convention. */
const otherTitles: Readonly<Record<string, string>> = {
  start: 'Démarrer la convention',
  resume: 'Reprendre la convention, arrêtée hors de l’application',
};

function titleOf({ act }: LoggedAct): string {
  const name = actNames.find((one) => one === act);
  const known: Act | undefined = name && acts[name];
  return known?.form?.title ?? known?.verb ?? otherTitles[act] ?? act;
}

/** The logs of the workers that `npm start` runs, the former ones first. */
async function workerLogs(): Promise<string[]> {
  const folder = keptIn(settingIn('DELEGATION_DATA', process.env), 'logs');
  const names = await readdir(folder).catch((error) => refuse(folder, error));
  const logs = names
    .filter((name) => /^worker\.log(\.\d+)?$/.test(name))
    .sort()
    .reverse();
  if (logs.length > 0) return logs.map((name) => join(folder, name));
  return refuse(folder, undefined);
}

function refuse(path: string, error: unknown): never {
  const why =
    codeOf(error) === 'EACCES' ? 'ne vous est pas ouvert en lecture' : 'n’a pas de journal de worker';
  throw new Refused(
    'BAD_USAGE',
    `${quoted(path)} ${why} ; accepté : --log et le fichier où un worker écrit, ou DELEGATION_DATA et le dossier des données de « npm start ».`,
  );
}
