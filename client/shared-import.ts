import { createHash } from 'node:crypto';
import { intentionOf } from '../acts/intention.ts';
import type { Import, ImportOptions } from '../chorus/read-import.ts';
import { readSharedImport, type Share, type SharedImport } from '../chorus/shared-import.ts';
import type { Convention } from '../convention/convention.ts';
import { Refused } from '../convention/errors.ts';
import { digestOf } from '../convention/proof/digest.ts';
import type { Conventions } from './conventions.ts';

/** What it asks of conventions. */
type Source = Pick<Conventions, 'list' | 'record' | 'act'>;

/** Conventions read, or acted on, together. */
const atOnce = 20;

/** One export for several conventions, read against them. */
export interface SharedPlan extends SharedImport {
  /** Of the file, in hexadecimal. */
  readonly sha256: string;
  /** The records that it was read against, by id. */
  readonly records: ReadonlyMap<string, Convention>;
}

/** What came of the share of one convention. */
export interface ShareOutcome {
  readonly id: string;
  /**
   * `known`: its ledger has all of it already. `unanswered`: it has left, and may be done or be done later. `left`: not
   * begun, since another was not answered.
   */
  readonly state: 'done' | 'known' | 'refused' | 'unanswered' | 'left';
  /** In French. */
  readonly text: string;
}

/** The ids of all conventions that are not closed. */
export async function allConventions(conventions: Pick<Source, 'list'>): Promise<string[]> {
  const ids: string[] = [];
  let page: string | undefined;
  do {
    const read = await conventions.list({ limit: 1000, ...(page ? { page } : {}) });
    const open = read.conventions.filter(({ phase }) => phase !== 'closed' && phase !== 'withdrawn');
    ids.push(...open.map(({ id }) => id));
    page = read.nextPage;
  } while (page);
  return ids.sort();
}

/**
 * Reads one export of Chorus against some conventions; nothing is changed.
 * @param may whether one is to be counted among them, by its record.
 * @throws Refused `BAD_DOCUMENT` for a file that has faults; and when a convention does not answer, for its rows would be
 *   taken for nobody's.
 */
export async function planShared(
  conventions: Pick<Source, 'record'>,
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
  conventions: Pick<Source, 'act'>,
  { shares, sha256, records }: SharedPlan,
  who: { readonly by: string; readonly mark: string },
  told: (outcome: ShareOutcome) => void = () => {},
): Promise<readonly ShareOutcome[]> {
  const outcomes = new Map<string, ShareOutcome>();
  let isAnswered = true;
  await forEach(shares, async (share) => {
    const outcome = isAnswered ? await importOne(share) : left(share);
    isAnswered &&= outcome.state !== 'unanswered';
    outcomes.set(share.id, outcome);
    told(outcome);
  });
  return shares.flatMap(({ id }) => outcomes.get(id) ?? []);

  async function importOne(share: Share): Promise<ShareOutcome> {
    const { id, import: found } = share;
    if ('refused' in found) return { id, state: 'refused', text: found.refused };
    if (!bringsNews(share)) return { id, state: 'known', text: 'Déjà au registre : rien ne change.' };
    const record = records.get(id);
    const name = requestName(sha256, id, found, record);
    const before = record && intentionOf(record, name);
    if (before?.refusal) return { id, state: 'refused', text: before.refusal.message };
    const { source, lines } = found;
    try {
      const text = await conventions.act(
        id,
        'importLedger',
        { ...who, source, sha256, lines: [...lines] },
        name,
      );
      return { id, state: 'done', text };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const isUnknown = error.code === 'OUTCOME_UNKNOWN' || error.code === 'ENGINE_UNREACHABLE';
      return { id, state: isUnknown ? 'unanswered' : 'refused', text: error.message };
    }
  }
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

function left({ id }: Share): ShareOutcome {
  return { id, state: 'left', text: 'Pas commencée : une autre convention n’a pas répondu.' };
}

/** Does something with each, some at a time. */
async function forEach<One>(all: readonly One[], work: (one: One) => Promise<void>): Promise<void> {
  const waiting = [...all].reverse();
  const next = async (): Promise<void> => {
    for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) await work(one);
  };
  await Promise.all(Array.from({ length: atOnce }, next));
}
