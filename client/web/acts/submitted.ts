import { citationOf } from '../../../convention/cited-files.ts';
import type { EvidenceFolder } from '../evidence.ts';
import { fileFieldOf } from '../page/field-name.ts';
import type { Submitted } from '../request.ts';
import type { Field, Values } from './form.ts';

/**
 * What was filled in, once the files that prove it are kept for the convention: a text that a file proves cites it, so
 * that what is confirmed later, or read in ten years, names the same file. A file that is itself the answer is named by
 * its SHA-256.
 * @throws Refused `BAD_ACT` when a file is not of a kind that is kept.
 */
export async function withKeptFiles(
  { values, files }: Submitted,
  fields: readonly Field[],
  evidence: EvidenceFolder,
  convention: string,
): Promise<Submitted['values']> {
  const kept: Record<string, string | string[] | undefined> = { ...values };
  for (const { name, kind } of fields) {
    if (kind !== 'evidence' && kind !== 'file') continue;
    const file = files[kind === 'file' ? name : fileFieldOf(name)];
    if (!file) continue;
    const found = await evidence.keep(convention, file.name, file.content);
    const said = [values[name]].flat().filter(Boolean).join(' ').trim();
    if (kind === 'file') kept[name] = found.sha256;
    else kept[name] = said ? `${said} (${citationOf(found)})` : citationOf(found);
  }
  return kept;
}

/** What was filled in, as a form shows it again: one text a field. */
export function shownAgain(values: Submitted['values']): Values {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(',') : value]],
    ),
  );
}
