import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { Question } from '../acts/form.ts';
import type { Raw } from '../acts/read-answer.ts';
import { serverElsewhere } from '../client/connection.ts';
import type { Conventions } from '../client/conventions.ts';
import { userMark } from '../client/operator.ts';
import { isLoopbackHost } from '../contract/loopback.ts';
import { Refused } from '../convention/errors.ts';
import { piecesOf } from '../convention/proof/pieces.ts';
import { storageOf, storageSettings } from '../storage/storage.ts';
import { withFiles } from '../web/acts/submitted.ts';
import { EvidenceFolder, pieceOf } from '../web/evidence-folder.ts';
import { fileFieldOf } from '../web/page/field-name.ts';
import { bytesOf } from './document-file.ts';

/** A file that proves an act, as `--file` gives it. */
export interface Proof {
  /** The answers of the act, which cite it. */
  readonly answers: Raw;
  /** Does the act, with the file kept beside it. */
  keeping(conventions: Conventions, id: string, act: () => Promise<string>): Promise<string>;
}

/**
 * Reads a file that proves an act, and names it in its answers.
 * @throws Refused when it cannot be read, or is not of a kind that is kept.
 */
export async function proofIn(
  file: string,
  questions: Readonly<Record<string, Question>>,
  answers: Record<string, string | string[] | undefined>,
): Promise<Proof> {
  const upload = { name: basename(file), content: await bytesOf(file, 'un fichier qui le prouve') };
  const { sha256 } = pieceOf(upload);
  const fields = Object.entries(questions).map(([name, question]) => ({ name, ...question }));
  const files = Object.fromEntries(fields.map(({ name }) => [fileFieldOf(name), upload]));
  const { values } = await withFiles({ values: answers, files }, fields, async () => pieceOf(upload));
  return {
    answers: values,
    async keeping(conventions, id, act) {
      const [folder, who] = [await keptEvidence(), userMark()];
      await folder.bring(id, who, upload);
      const isCited = async () => piecesOf(await conventions.record(id)).some((one) => one.sha256 === sha256);
      return folder.proving(id, who, [sha256], act, isCited);
    },
  };
}

/**
 * Where the deployment keeps such files.
 * @throws Refused `BAD_USAGE` where that is out of reach: a record never cites what is not there.
 */
async function keptEvidence(): Promise<EvidenceFolder> {
  const settings = storageSettings(process.env);
  const storage = storageOf(settings);
  const server = (await serverElsewhere()) ?? 'localhost';
  const folder = settings.DELEGATION_EVIDENCE ?? settings.DELEGATION_DATA;
  const isHere = isLoopbackHost(server.replace(/:\d+$/, '')) && existsSync(folder);
  if (storage.bucket || isHere) return new EvidenceFolder(storage.kept('evidence'));
  throw new Refused(
    'BAD_USAGE',
    '--file : les pièces sont là où est l’application, hors de portée d’ici ; accepté : cette commande sur sa machine, avec DELEGATION_DATA ou DELEGATION_STORAGE, ou une preuve écrite.',
  );
}
