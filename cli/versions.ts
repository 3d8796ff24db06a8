import { type WorkerVersion, WorkerVersions } from '../client/worker-versions.ts';
import { lineProgress } from '../engine/progress.ts';
import { type Command, defineCommand } from './command.ts';
import { needed } from './doing.ts';
import { print, table } from './print.ts';

/** How the workers of a cluster are upgraded, and their conventions with them. */
export const versionCommands: readonly Command[] = [
  defineCommand({
    usage: 'versions',
    says: 'Les versions des workers d’un serveur à vous : laquelle est en service, et ce qui est encore sur les autres',
    options: {},
    example: ['versions', 'avant d’arrêter les workers d’une ancienne version'],
    run: async ({ json }) => {
      await withVersions(async (versions) => {
        const all = await versions.list();
        print(json, { versions: all }, () => listing(all));
      });
    },
  }),
  defineCommand({
    usage: 'use-version <version>',
    says: 'Met une version des workers en service, et y fait passer toutes les conventions ; de même pour revenir à l’ancienne',
    more: 'Ses workers tournent déjà, à côté des anciens. Chaque convention passe à la nouvelle version une fois ses courriels partis. Interrompue, la commande se relance : elle reprend où elle en était.',
    options: { version: needed('Version, telle que « delegation versions » la donne') },
    example: ['use-version 0.2.0-1f0c9a5be2d4', 'puis arrêtez les workers qu’elle nomme'],
    run: async ({ version, json }) => {
      await withVersions(async (versions) => {
        const startedAt = performance.now();
        const progress = lineProgress();
        const { moved, waiting } = await versions.use(version, (moved, outOf) => {
          const step = `Passage à ${version} : ${moved} sur ${outOf}`;
          progress.show(step, (performance.now() - startedAt) / 1000);
        });
        progress.end();
        const all = await versions.list();
        print(json, { version, moved, waiting, versions: all }, () => [
          `${version} est en service ; conventions qui y sont passées : ${moved}.`,
          ...(waiting > 0
            ? [
                `Conventions qui attendent que leurs courriels partent : ${waiting}. Elles y passeront ensuite d’elles-mêmes ; « delegation versions » dit quand.`,
              ]
            : []),
          ...listing(all),
        ]);
      });
    },
  }),
];

async function withVersions(use: (versions: WorkerVersions) => Promise<void>): Promise<void> {
  const versions = await WorkerVersions.connect();
  try {
    await use(versions);
  } finally {
    await versions.close();
  }
}

function listing(all: readonly WorkerVersion[]): string[] {
  const rows = all.map(({ build, inUse, workers, conventions, stopped }) => [
    build ?? 'sans version',
    inUse ? 'oui' : '',
    String(workers),
    String(conventions),
    String(stopped),
  ]);
  const others = all.filter(({ inUse }) => !inUse);
  const needless = others.filter(({ workers, conventions }) => workers > 0 && conventions === 0);
  const alone = others.filter(({ workers, conventions }) => workers === 0 && conventions > 0);
  const cutShort = others.filter(({ stopped }) => stopped > 0);
  const named = (some: readonly WorkerVersion[]) =>
    some.map(({ build }) => build ?? 'sans version').join(', ');
  return [
    ...table(['Version', 'En service', 'Workers', 'Conventions', 'Arrêtées'], rows),
    ...(needless.length > 0
      ? [`Workers à arrêter, plus rien n’est sur leur version : ${named(needless)}.`]
      : []),
    ...(alone.length > 0
      ? [`Workers à relancer, des conventions les attendent et n’avancent plus : ${named(alone)}.`]
      : []),
    ...(cutShort.length > 0
      ? [
          `Conventions arrêtées hors de l’application : reprenez-les (« delegation resume ») tant qu’un worker de leur version tourne, ou relancez-en un pour les lire : ${named(cutShort)}.`,
        ]
      : []),
  ];
}
