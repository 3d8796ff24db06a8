import { quoted } from '../acts/typed.ts';
import { codeOf } from '../contract/system-error.ts';
import { Refused } from '../convention/errors.ts';
import { frenchNumber } from '../convention/french-number.ts';
import { type Command, defineCommand } from './command.ts';
import { documentIn } from './document-file.ts';
import { file, needed } from './doing.ts';
import { print } from './print.ts';

/** Every mail that a document may bring, to be looked at. */
export const mailCommands: readonly Command[] = [
  defineCommand({
    usage: 'mails <file>',
    says: 'Écrit chaque sorte de courriel d’une convention dans un dossier, sans rien démarrer ni envoyer',
    options: {
      file,
      out: needed('Dossier où les écrire, en HTML, en texte et en .eml ; créé s’il n’existe pas'),
    },
    example: ['mails examples/signaux-faibles.json --out courriels', 'puis ouvrir courriels/digest.html'],
    run: async ({ file, out, json }) => {
      const { document } = await documentIn(file);
      const { samplesOf } = await import('../rehearsal/samples/samples.ts');
      const { writeMails } = await import('../rehearsal/samples/write.ts');
      const mails = await writeMails(samplesOf(document), out).catch((error: unknown) => {
        throw unwritable(out, error);
      });
      print(json, { folder: out, mails }, () => [
        `${frenchNumber(mails.length)} courriels écrits dans ${quoted(out)}, chacun en .html, .txt et .eml.`,
      ]);
    },
  }),
];

const reasons: Readonly<Record<string, string>> = {
  EEXIST: 'n’est pas un dossier',
  ENOTDIR: 'n’est pas un dossier',
  EISDIR: 'contient un dossier du nom d’un courriel',
  EACCES: 'ne vous est pas ouvert en écriture',
  EPERM: 'ne vous est pas ouvert en écriture',
  EROFS: 'ne vous est pas ouvert en écriture',
  ENOSPC: 'n’a plus de place',
  ENAMETOOLONG: 'est un nom trop long',
};

function unwritable(folder: string, error: unknown): unknown {
  const why = reasons[codeOf(error)];
  return why === undefined
    ? error
    : new Refused('BAD_USAGE', `${quoted(folder)} ${why} ; accepté : un dossier où écrire (ex. courriels).`);
}
