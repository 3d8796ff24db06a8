import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { quoted } from '../acts/typed.ts';
import { codeOf } from '../contract/system-error.ts';
import type { PlainDate } from '../convention/calendar/plain-date.ts';
import type { ConventionDocument } from '../convention/document/schema.ts';
import type { AlreadyDone } from '../convention/duties/taken-over.ts';
import { type ErrorCode, Refused } from '../convention/errors.ts';
import { grouped } from '../convention/grouped.ts';
import { bytesOf, documentIn } from './document-file.ts';
import { atLine, type DoneLine, doneFile, doneLines, doneOf } from './done-file.ts';

/** A convention of the folder that may be registered. */
export interface ToTakeOver {
  readonly id: string;
  /** Its name in the folder. */
  readonly file: string;
  readonly document: ConventionDocument;
  /** What was done of it; absent when its text has asked nothing yet: it begins. */
  readonly alreadyDone?: AlreadyDone;
}

/** What of the folder is refused: a document, or lines of what is done. */
export interface RefusedOfFolder {
  /** The convention or, where nobody can tell it, the file. */
  readonly id: string;
  readonly file: string;
  readonly code: ErrorCode;
  /** In French, every fault, one a line. */
  readonly text: string;
}

/** What a folder of documents holds, before anything is registered. */
export interface TakeOverFolder {
  readonly conventions: readonly ToTakeOver[];
  readonly refused: readonly RefusedOfFolder[];
}

/**
 * Reads the documents of a folder, and what `reprise.csv` says to be done of each. What is wrong with one leaves the
 * others as they are.
 * @throws Refused `BAD_DOCUMENT` when there is no such folder, no document in it, or `reprise.csv` cannot be read.
 */
export async function readTakeOver(folder: string, today: PlainDate): Promise<TakeOverFolder> {
  const names = await namesIn(folder);
  const files = names.filter((name) => /^[^.].*\.json$/i.test(name)).sort();
  if (files.length === 0)
    throw new Refused(
      'BAD_DOCUMENT',
      `${quoted(folder)} ne contient aucun fichier JSON ; accepté : ${accepted}.`,
    );
  const done = names.find((name) => name.toLowerCase() === doneFile);
  const lines = done === undefined ? [] : doneLines(await bytesOf(join(folder, done)));
  const refused: RefusedOfFolder[] = [];
  const read: { readonly file: string; readonly document: ConventionDocument }[] = [];
  const tried = async (id: string, file: string, work: () => unknown) => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refused.push({ id, file, code: error.code, text: error.message });
    }
  };
  for (const file of files)
    await tried(file, file, async () => {
      const { document } = await documentIn(join(folder, file));
      read.push({ file, document });
    });
  const conventions: ToTakeOver[] = [];
  const byId = grouped(read, ({ document }) => document.id);
  for (const [id, all] of byId)
    for (const { file, document } of all)
      await tried(id, file, () => {
        const other = all.find((one) => one.file !== file);
        if (other)
          throw new Refused(
            'BAD_DOCUMENT',
            `${quoted(file)} : l’identifiant ${quoted(id)} est aussi celui de ${quoted(other.file)} ; accepté : un identifiant par document.`,
          );
        const own = lines.filter((line) => line.id === id);
        const alreadyDone = doneOf(document, own, today);
        conventions.push({ id, file, document, ...(alreadyDone ? { alreadyDone } : {}) });
      });
  for (const [id, strays] of grouped(
    lines.filter((line) => !byId.has(line.id)),
    (line) => line.id,
  ))
    await tried(id || doneFile, doneFile, () => {
      throw strayLine(strays);
    });
  return { conventions: conventions.sort((a, b) => (a.id < b.id ? -1 : 1)), refused };
}

const accepted = `un dossier avec un document JSON par convention et, pour ce qui est déjà fait, ${quoted(doneFile)}`;

/** The names of the files of a folder. */
async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
  } catch (error) {
    const code = codeOf(error);
    const why =
      { ENOENT: 'n’existe pas', ENOTDIR: 'n’est pas un dossier' }[code] ?? `ne peut être lu (${code})`;
    throw new Refused('BAD_DOCUMENT', `${quoted(folder)} ${why} ; accepté : ${accepted}.`);
  }
}

function strayLine(strays: readonly DoneLine[]): Refused {
  const { line = 0, id = '' } = strays[0] ?? {};
  return atLine(
    line,
    `${quoted(id)} n’est pas celui d’un document lisible du dossier ; accepté : l’identifiant de l’un d’eux.`,
  );
}
