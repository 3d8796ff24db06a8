import { createHash } from 'node:crypto';
import { intentionOf } from '../acts/intention.ts';
import type { Import, ImportOptions } from '../chorus/read-import.ts';
import { readSharedImport, type Share, type SharedImport } from '../chorus/shared-import.ts';
import type { Convention } from '../convention/convention.ts';
import { Refused } from '../convention/errors.ts';
import { digestOf } from '../convention/proof/digest.ts';
import type { Conventions } from './conventions.ts';
import { doOnMany, forEach, type Outcome } from './on-many.ts';

/** One export for several conventions, read against them. */
export interface SharedPlan extends SharedImport {
  /** Of the file, in hexadecimal. */
  readonly sha256: string;
  /** The records that it was read against, by id. */
  readonly records: ReadonlyMap<string, Convention>;
}

/**
 * Reads one export of Chorus against some conventions; nothing is changed.
 * @param may whether one is to be counted among them, by its record.
 * @throws Refused `BAD_DOCUMENT` for a file that has faults; and when a convention does not answer, for its rows would be
 *   taken for nobody's.
 */
export async function planShared(
  conventions: Pick<Conventions, 'record'>,
  ids: readonly string[],
  bytes: Uint8Array,
  options: ImportOptions,
  may: (record: Convention) => boolean = () => true,
): Promise<SharedPlan> {
  const records = new Map<string, Convention>();
  await forEach(ids, async (id) => {
    const record = await conventions.record(id);
    if (may(record)) records.set(id, record);
  });
  const inOrder = ids.flatMap((id) => records.get(id) ?? []);
  const shared = readSharedImport(inOrder, bytes, options);
  return { ...shared, sha256: createHash('sha256').update(bytes).digest('hex'), records };
}

/** Whether a share brings anything that the ledger does not have. */
export function bringsNews({ import: found }: Share): boolean {
  return 'plan' in found && found.plan.entries.length + found.plan.orphans.length > 0;
}

/**
 * Brings its share into the ledger of each convention, once: what is done already is found done, and what was sent without
 * an answer is sent under the same name. A refusal leaves the others as they are; once one is not answered, no more are
 * begun.
 * @param told what has come of each, as it comes.
 */
export async function importShared(
  conventions: Pick<Conventions, 'act'>,
  { shares, sha256, records }: SharedPlan,
  who: { readonly by: string; readonly mark: string },
  told?: (outcome: Outcome) => void,
): Promise<readonly Outcome[]> {
  return doOnMany(
    shares,
    async (share) => {
      const { id, import: found } = share;
      if ('refused' in found) throw new Refused(found.code, found.refused);
      if (!bringsNews(share)) return { state: 'known', text: 'Déjà au registre : rien ne change.' };
      const record = records.get(id);
      const name = requestName(sha256, id, found, record);
      const before = record && intentionOf(record, name);
      if (before?.refusal) throw new Refused(before.refusal.code, before.refusal.message);
      const { source, lines } = found;
      const input = { ...who, source, sha256, lines: [...lines] };
      return { state: 'done', text: await conventions.act(id, 'importLedger', input, name) };
    },
    told,
  );
}

/**
 * The name under which a share is asked for once: of the file, of the convention, of what is told to it. A refusal that
 * the convention keeps is asked for anew only once a shortfall of its own is over.
 */
function requestName(
  sha256: string,
  id: string,
  { lines }: Pick<Import, 'lines'>,
  record: Convention | undefined,
): string {
  const over = record?.shortfalls.filter(({ closedOn }) => closedOn !== undefined).length ?? 0;
  return `chorus-${digestOf({ sha256, id, lines, over })}`;
}
