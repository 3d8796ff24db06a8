import type { Field, FormFault, Values } from '../../acts/form.ts';
import { Refused } from '../../convention/errors.ts';
import { citationOf, type Piece } from '../../convention/proof/piece.ts';
import { objectInFile } from '../new/json-file.ts';
import { fileFieldOf, receivedFieldOf } from '../page/field-name.ts';
import { wordsOf } from '../page/show.tsx';
import { oneOf, type Submitted } from '../request.ts';
import type { Upload } from '../upload.ts';

/** What was filled in, with the files that prove it named in it. */
export interface Cited {
  readonly values: Submitted['values'];
  /** Why a file was not taken, at its field. */
  readonly faults: readonly FormFault[];
}

/**
 * Takes in the files that came with a form, and names them in what was filled in: a text that a file proves cites it, so
 * that what is confirmed later, or read in ten years, names the same file. One that came before goes with it again, unless
 * another takes its place: what else is wrong with a form never loses a file.
 * @param bring takes a file in; it throws Refused when it may not be kept.
 */
export async function withFiles(
  { values, files }: Submitted,
  fields: readonly Field[],
  bring: (upload: Upload) => Promise<Piece>,
): Promise<Cited> {
  const cited: Record<string, string | string[] | undefined> = { ...values };
  const faults: FormFault[] = [];
  for (const { name, kind, takes } of fields) {
    if (kind !== 'evidence' && kind !== 'file' && kind !== 'json') continue;
    const at = kind === 'evidence' ? fileFieldOf(name) : name;
    const upload = files[at];
    let citation = oneOf(values[receivedFieldOf(at)]);
    try {
      if (upload) citation = takes ? textOf(upload, takes) : citationOf(await bring(upload));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      faults.push({ field: at, message: wordsOf(error) });
    }
    cited[receivedFieldOf(at)] = undefined;
    if (citation === '') continue;
    const said = kind !== 'evidence' ? '' : [values[name]].flat().filter(Boolean).join(' ').trim();
    cited[name] = said ? `${said} (${citation})` : citation;
  }
  return { values: cited, faults };
}

/** What a form takes of a file that holds an object. */
function textOf({ name, content }: Upload, takes: NonNullable<Field['takes']>): string {
  const read = objectInFile(content);
  if ('why' in read) throw new Refused('BAD_ACT', `« ${name} » : ${read.why}`);
  return takes(read.object);
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
