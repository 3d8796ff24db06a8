import type { Field, Values } from '../../acts/form.ts';
import { citationOf, type Piece } from '../../convention/proof/piece.ts';
import { pieceOf } from '../evidence-folder.ts';
import { fileFieldOf } from '../page/field-name.ts';
import type { Submitted } from '../request.ts';
import type { Upload } from '../upload.ts';

/** What was filled in, with the files that prove it named in it. */
export interface Cited {
  readonly values: Submitted['values'];
  /** What is to be kept once the act is done. */
  readonly files: readonly { readonly piece: Piece; readonly upload: Upload }[];
}

/**
 * Names in what was filled in the files that prove it, and writes none of them: a text that a file proves cites it, so
 * that what is confirmed later, or read in ten years, names the same file. A file that is itself the answer is named by
 * its SHA-256.
 * @throws Refused `BAD_ACT` when a file is not of a kind that is kept.
 */
export function withCitations({ values, files }: Submitted, fields: readonly Field[]): Cited {
  const cited: Record<string, string | string[] | undefined> = { ...values };
  const found: Cited['files'][number][] = [];
  for (const { name, kind } of fields) {
    if (kind !== 'evidence' && kind !== 'file') continue;
    const upload = files[kind === 'file' ? name : fileFieldOf(name)];
    if (!upload) continue;
    const piece = pieceOf(upload);
    found.push({ piece, upload });
    const said = [values[name]].flat().filter(Boolean).join(' ').trim();
    if (kind === 'file') cited[name] = piece.sha256;
    else cited[name] = said ? `${said} (${citationOf(piece)})` : citationOf(piece);
  }
  return { values: cited, files: found };
}

/** The SHA-256 of every file that an act cites, or is about. */
export function citedBy(input: unknown): string[] {
  return [...JSON.stringify(input).matchAll(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g)].map(
    ([sha256]) => sha256,
  );
}

/** What was filled in, as a form shows it again: one text a field. */
export function shownAgain(values: Submitted['values']): Values {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(',') : value]],
    ),
  );
}
