import { quoted } from '../acts/typed.ts';
import { serverElsewhere } from '../client/connection.ts';
import { frenchInstant } from '../convention/calendar/french.ts';
import { Refused } from '../convention/errors.ts';
import { frenchNumber } from '../convention/french-number.ts';
import { backUp } from '../engine/backup/back-up.ts';
import type { Folders } from '../engine/backup/parts.ts';
import { BackupRefused } from '../engine/backup/refused.ts';
import { restore } from '../engine/backup/restore.ts';
import { AlreadyRunningError } from '../engine/instance.ts';
import { packageVersion } from '../engine/package-root.ts';
import { folderOf, storageSettings } from '../storage/storage.ts';
import { type Command, defineCommand } from './command.ts';
import { needed } from './doing.ts';
import { print } from './print.ts';

/** How a deployment is backed up, and put back. */
export const backupCommands: readonly Command[] = [
  defineCommand({
    usage: 'backup <to>',
    says: 'Sauvegarde tout en un fichier, sans rien arrêter : base, pièces, archives, boîte aux lettres, clés, jetons',
    more: 'Ce fichier contient des données personnelles, les clés des liens et celle qui chiffre la base : il n’est ouvert qu’à votre compte ; chiffrez-le pour le garder ailleurs. Les réglages (mots de passe compris) et les journaux n’y sont pas.',
    options: {
      to: needed('Fichier à écrire, qui n’existe pas encore ; ou dossier, où il est nommé d’après l’heure'),
    },
    example: ['backup /sauvegardes', 'chaque nuit, par cron'],
    run: async ({ to, json }) => {
      const at = new Date();
      const server = await serverElsewhere();
      const made = await explained(() =>
        backUp({ folders: folders(), to, version: packageVersion(), database: server === undefined, at }),
      );
      const told = { ...made, madeAt: at.toISOString(), database: server === undefined };
      print(json, told, () => [
        `Sauvegarde écrite : ${made.file} (${counted(made.files)}, ${megabytes(made.bytes)}).`,
        'Elle contient des données personnelles, les clés des liens et celle qui chiffre la base : gardez-la chiffrée, sur une autre machine.',
        ...(server === undefined ? [] : elsewhereBackedUp(server)),
        ...inTheBucket('sauvegarde'),
      ]);
    },
  }),
  defineCommand({
    usage: 'restore <file>',
    says: 'Remet en place une sauvegarde, l’application arrêtée ; ce qu’elle remplace est mis de côté',
    more: 'Une fois « npm start » relancé, tout ce qui était dû entre-temps part. « delegation lost-acts » dit alors quels actes faits depuis la sauvegarde sont à refaire.',
    options: { file: needed('Fichier écrit par « delegation backup »') },
    example: ['restore /sauvegardes/delegation-2026-11-26T02-00-00Z.tar.gz', 'puis npm start'],
    run: async ({ file, json }) => {
      const server = await serverElsewhere();
      const restored = await explained(() =>
        restore({
          folders: folders(),
          file,
          version: packageVersion(),
          database: server === undefined,
          at: new Date(),
        }),
      );
      const { madeAt, files, left, replaced } = restored;
      print(json, restored, () => [
        `La sauvegarde du ${frenchInstant(Date.parse(madeAt))} est remise en place (${counted(files)} remis ; le reste y était).`,
        ...(replaced === undefined ? [] : [`Ce qu’elle remplace est dans ${replaced}.`]),
        ...(left.length === 0
          ? []
          : [`Laissés tels qu’ils sont, pour que ce qui a été révoqué le reste : ${left.join(', ')}.`]),
        ...(server === undefined ? [] : elsewhereRestored(server, madeAt)),
        ...inTheBucket('remet en place'),
        'Ensuite :',
        '  1. npm start : ce qui était dû depuis la sauvegarde part, une fois. Ce qui était déjà parti repart : le dossier ne le sait plus.',
        '  2. npx delegation lost-acts : les actes faits depuis la sauvegarde, inconnus du dossier, à refaire.',
      ]);
    },
  }),
];

function folders(): Folders {
  const settings = storageSettings(process.env);
  return {
    data: settings.DELEGATION_DATA,
    evidence: folderOf(settings, 'evidence'),
    archives: folderOf(settings, 'archives'),
  };
}

/** What to do for what is in a bucket: it has its own means, and is as large as all its conventions together. */
function inTheBucket(does: string): string[] {
  const { DELEGATION_STORAGE: bucket } = storageSettings(process.env);
  return bucket === undefined
    ? []
    : [
        `Les pièces, les archives, les comptes et les jetons n’y sont pas : ils sont dans ${quoted(bucket)}, que son administrateur ${does} par ses propres moyens (versions, réplication, copie).`,
      ];
}

/** What to do for the conventions themselves, which are on a server that is not ours. */
function elsewhereBackedUp(server: string): string[] {
  return [
    `Les conventions n’y sont pas : elles sont sur le serveur Temporal ${quoted(server)}. Ses administrateurs sauvegardent sa base (PostgreSQL, MySQL ou Cassandra, avec ses outils) ; Temporal Cloud garde la sienne.`,
    'Faites cette sauvegarde-ci juste après la leur : une pièce est toujours gardée avant que le dossier la cite.',
    'Elle vaut pour les dossiers de cette machine : si d’autres en ont (jetons, comptes), sauvegardez-les aussi.',
  ];
}

function elsewhereRestored(server: string, madeAt: string): string[] {
  return [
    `Les conventions sont sur le serveur Temporal ${quoted(server)} : ses administrateurs remettent en place la sauvegarde de sa base, la dernière d’avant le ${frenchInstant(Date.parse(madeAt))}, applications et workers arrêtés partout.`,
  ];
}

function counted(files: number): string {
  return `${frenchNumber(files)} fichier${files > 1 ? 's' : ''}`;
}

function megabytes(bytes: number): string {
  return `${frenchNumber(Math.max(1, Math.round(bytes / 1_000_000)))} Mo`;
}

async function explained<Done>(does: () => Promise<Done>): Promise<Done> {
  try {
    return await does();
  } catch (error) {
    if (error instanceof BackupRefused) throw new Refused('BAD_BACKUP', error.message);
    if (error instanceof AlreadyRunningError) {
      throw new Refused(
        'ALREADY_RUNNING',
        `${error.message}\nArrêtez « npm start » (Ctrl-C), puis recommencez.`,
      );
    }
    throw error;
  }
}
