import { quoted } from '../acts/typed.ts';
import { verifyPackage } from '../archive/verify-package.ts';
import { Refused } from '../convention/errors.ts';
import { frenchEuros } from '../convention/ledger/money.ts';
import { storageOf, storageSettings } from '../storage/storage.ts';
import { type Command, defineCommand } from './command.ts';
import { bytesOf } from './document-file.ts';
import { needed } from './doing.ts';
import { print } from './print.ts';

/** What is done with the package that a closed convention left. */
export const archiveCommands: readonly Command[] = [
  defineCommand({
    usage: 'verify <file>',
    says: 'Vérifie le paquet d’archive d’une convention close : empreintes, contenu, totaux',
    options: {
      file: needed('Fichier ZIP du dossier d’archive ; ou son adresse s3:// dans DELEGATION_STORAGE'),
    },
    example: ['verify .data/archives/signaux-faibles.zip', 'rien n’a été modifié'],
    run: async ({ file, json }) => {
      const verification = verifyPackage(await packageIn(file));
      if (!verification.ok) {
        const lines = verification.faults.map((fault) => `  ${fault}`);
        throw new Refused('BAD_PACKAGE', [`${quoted(file)} n’est pas intact.`, ...lines].join('\n'));
      }
      const { id, title, closedOn, files, committed, paid, pieces } = verification;
      print(json, verification, () => [
        `Paquet intact : ${title} (${id}), close le ${closedOn}, ${files} fichiers.`,
        `Engagé ${frenchEuros(committed)}, payé ${frenchEuros(paid)}.`,
        `Pièces : ${pieces.here} vérifiées, ${pieces.absent} citées mais conservées ailleurs.`,
      ]);
    },
  }),
];

const accepted = 'le paquet ZIP d’une convention close';

/** The package of a file, or of the bucket where a deployment keeps them. */
async function packageIn(file: string): Promise<Uint8Array> {
  if (!file.startsWith('s3://')) return bytesOf(file, accepted);
  const settings = storageSettings(process.env);
  const archives = `${settings.DELEGATION_STORAGE?.replace(/\/$/, '')}/archives/`;
  const name = file.slice(archives.length);
  const isOurs = file.startsWith(archives) && /^[\w-]+\.zip$/.test(name);
  const found = isOurs ? await storageOf(settings).kept('archives').get(name) : undefined;
  if (found) return found;
  const why = isOurs ? 'n’existe pas' : 'n’est pas de ce stockage';
  const expected = settings.DELEGATION_STORAGE === undefined ? accepted : `${accepted}, ex. ${archives}x.zip`;
  throw new Refused('BAD_DOCUMENT', `${quoted(file)} ${why} ; accepté : ${expected}.`);
}
