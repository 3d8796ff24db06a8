import { quoted } from '../acts/typed.ts';
import { verifyPackage } from '../archive/verify-package.ts';
import { Refused } from '../convention/errors.ts';
import { frenchEuros } from '../convention/ledger/money.ts';
import { type Command, defineCommand } from './command.ts';
import { bytesOf } from './document-file.ts';
import { needed } from './doing.ts';
import { print } from './print.ts';

/** What is done with the package that a closed convention left. */
export const archiveCommands: readonly Command[] = [
  defineCommand({
    usage: 'verify <file>',
    says: 'Vérifie le paquet d’archive d’une convention close : empreintes, contenu, totaux',
    options: { file: needed('Fichier ZIP du dossier d’archive') },
    example: ['verify .data/archives/signaux-faibles.zip', 'rien n’a été modifié'],
    run: async ({ file, json }) => {
      const verification = verifyPackage(await bytesOf(file, 'le paquet ZIP d’une convention close'));
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
