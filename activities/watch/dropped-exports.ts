import { ApplicationFailure, Context } from '@temporalio/activity';
import type {
  DroppedExport,
  ExportFate,
  ExportFinding,
  ExportsWatched,
  ToldExport,
} from '../../contract/dropped-exports.ts';
import { codeOf } from '../../contract/system-error.ts';
import { fileName, largestFile } from '../../contract/taken-files.ts';
import { frenchInstant } from '../../convention/calendar/french.ts';
import { type Instant, parisDate } from '../../convention/calendar/paris.ts';
import { frenchNumber } from '../../convention/french-number.ts';
import { sendToAdmins, type WatchMeans } from './admin-mail.ts';
import { droppedContent } from './dropped-content.ts';
import {
  exportsIn,
  type FoundExport,
  type KeptIn,
  keptIn,
  putAside,
  putBefore,
  type ReadExport,
  readExport,
} from './exports-folder.ts';
import { type Rhythm, watchLong } from './long-watch.ts';

/** A folder where exports of Chorus are dropped, and what is done with each. */
export interface ExportsFolder {
  readonly folder: string;
  /** Milliseconds between two looks; a minute. */
  readonly every?: number;
  /** Imports one into all conventions, once. */
  readonly importForAll: (dropped: DroppedExport) => Promise<ExportFate>;
}

/** What a look has in hand. */
type Means = Pick<WatchMeans, 'post' | 'web'> & ExportsFolder & Pick<Rhythm, 'isStopping'>;

/** Milliseconds after which admins are told that an export waits. */
const patience = 3_600_000;

/** How many things a mail says of one file, and how many files it waits to tell of. */
const named = 20;
const mostUntold = 50;
/** Characters of each. */
const longestSaid = 300;

/** See `WatchActivities`. */
export async function importExports(
  { post, web }: WatchMeans,
  exports: ExportsFolder | undefined,
  rhythm: Omit<Rhythm, 'every'>,
  from: ExportsWatched | undefined,
): Promise<ExportsWatched> {
  const nothing: ExportsWatched = { imported: 0, refused: 0, seen: {}, waiting: {}, untold: [] };
  if (!exports) return nothing;
  const { every = 60_000 } = exports;
  const means = { ...exports, post, ...(web === undefined ? {} : { web }), isStopping: rhythm.isStopping };
  const first = { ...(from ?? nothing), imported: 0, refused: 0 };
  return watchLong(first, { every, ...rhythm }, (before, keep) => lookOnce(means, before, keep));
}

/**
 * Imports each export that has not changed since the last look, and puts it aside with its report; what has to be looked at
 * is told to the admins, once. One that something has not answered about stays where it is, and is asked about again.
 */
export async function lookOnce(
  means: Means,
  before: ExportsWatched,
  keep: (state: ExportsWatched) => void,
): Promise<ExportsWatched> {
  const found = await exportsIn(means.folder).catch((error) => {
    throw unreadable(means.folder, error);
  });
  let now: ExportsWatched = {
    ...before,
    seen: Object.fromEntries(found.map(({ name, state }) => [name, state])),
    waiting: Object.fromEntries(
      Object.entries(before.waiting).filter(([waits]) => found.some(({ name }) => name === waits)),
    ),
  };
  now = await tell(means, now);
  for (const one of found) {
    if (means.isStopping()) break;
    if (before.seen[one.name] !== one.state) continue;
    now = await taken(means, one, now);
    // What was put aside is not found again: a worker that dies now leaves to the next what is to be told of it.
    keep(now);
    now = await tell(means, now);
  }
  return now;
}

/** What a look leaves once it has taken one export. */
async function taken(means: Means, found: FoundExport, before: ExportsWatched): Promise<ExportsWatched> {
  const { log } = Context.current();
  try {
    const read = await readExport(means.folder, found);
    if (!read) return before;
    const fate = await fateOf(means, read);
    if (fate.state === 'later') return waits(before, found, fate.reason);
    const at = Date.now();
    const where = keptIn[fate.state];
    const report = [...(await headOf(means.folder, read, where, at)), ...bodyOf(fate)];
    const kept = await putAside(means.folder, read, where, parisDate(at), report);
    if (kept === undefined) return before;
    const { [found.name]: _gone, ...seen } = before.seen;
    const { [found.name]: _over, ...waiting } = before.waiting;
    const isImported = fate.state === 'imported';
    log.info('Export of Chorus read', { sha256: read.sha256, state: fate.state });
    return {
      ...before,
      seen,
      waiting,
      imported: before.imported + (isImported ? 1 : 0),
      refused: before.refused + (isImported ? 0 : 1),
      untold: [...before.untold, ...toTell({ name: fileName(found.name), at, kept }, fate)],
    };
  } catch (error) {
    log.warn('An export of Chorus could not be read', { error });
    const code = codeOf(error);
    const why = code === '' ? 'une erreur que dit le journal du worker' : code;
    return waits(before, found, `Il ne peut être lu, ou rangé dans « lus » ou « refusés » (${why}).`);
  }
}

async function fateOf({ importForAll }: Means, { name, size, bytes }: ReadExport): Promise<ExportFate> {
  if (bytes) return importForAll({ name: fileName(name), bytes });
  return {
    state: 'refused',
    reason: `« ${fileName(name)} » fait ${frenchNumber(size / 1024 / 1024, 1)} Mo ; accepté : ${largestFile / 1024 / 1024} Mo au plus.`,
  };
}

/** What a report begins with: which file it is of, and whether it was read before. */
async function headOf(
  folder: string,
  { name, sha256, size }: ReadExport,
  where: KeptIn,
  at: Instant,
): Promise<string[]> {
  const before = await putBefore(folder, sha256, where);
  return [
    `Export de Chorus « ${fileName(name)} », lu le ${frenchInstant(at)}`,
    `SHA-256 : ${sha256} (${frenchNumber(size)} octets)`,
    ...(before === undefined
      ? []
      : [`Le même contenu a déjà été lu (${before}) : rien n’est compté deux fois.`]),
    '',
  ];
}

function bodyOf(fate: Exclude<ExportFate, { state: 'later' }>): readonly string[] {
  return fate.state === 'imported' ? fate.report : ['Refusé : rien n’est importé.', fate.reason];
}

/** What the admins are told of an export: nothing when all of it went to conventions. */
function toTell(
  about: Pick<ToldExport, 'name' | 'at' | 'kept'>,
  fate: Exclude<ExportFate, { state: 'later' }>,
): ToldExport[] {
  if (fate.state === 'refused')
    return [{ ...about, reason: lines(fate.reason), refused: [], unclaimed: [], mailed: [] }];
  const { refused, unclaimed } = fate;
  if (refused.length + unclaimed.length === 0) return [];
  return [{ ...about, refused: first(refused), unclaimed: first(unclaimed), mailed: [] }];
}

/** An export that waits, which is told to the admins when that lasts. */
function waits(before: ExportsWatched, { name }: FoundExport, reason: string): ExportsWatched {
  Context.current().log.warn('An export of Chorus waits', { reason });
  const at = Date.now();
  const { since, isTold } = before.waiting[name] ?? { since: at, isTold: false };
  const isLong = at - since >= patience;
  const told = {
    name: fileName(name),
    at: since,
    reason: lines(reason),
    refused: [],
    unclaimed: [],
    mailed: [],
  };
  return {
    ...before,
    waiting: { ...before.waiting, [name]: { since, isTold: isTold || isLong } },
    untold: [...before.untold, ...(isLong && !isTold ? [told] : [])],
  };
}

/** The first of several things, and how many more there are. */
function first(all: readonly ExportFinding[]): readonly ExportFinding[] {
  const more = all.length - named;
  const others = { what: `Et ${frenchNumber(more)} de plus`, why: 'Le rapport les dit toutes.' };
  return [
    ...all.slice(0, named).map(({ what, why }) => ({ what, why: said(why) })),
    ...(more > 0 ? [others] : []),
  ];
}

function lines(text: string): string {
  return text.split('\n').slice(0, named).map(said).join('\n');
}

function said(text: string): string {
  const letters = [...text.trim()];
  return letters.length > longestSaid ? `${letters.slice(0, longestSaid - 1).join('')}…` : letters.join('');
}

/** Tells the admins what they have not been told; what cannot leave yet is left to the next look. */
async function tell({ post, web }: Means, before: ExportsWatched): Promise<ExportsWatched> {
  const untold: ToldExport[] = [];
  for (const one of before.untold.slice(-mostUntold)) {
    const mailed = [...one.mailed];
    try {
      const mail = {
        identity: `dropped-export/${one.kept ?? `${one.name}/${one.at}`}`,
        writtenAt: one.at,
        content: droppedContent(one, web),
      };
      await sendToAdmins(post, mail, mailed, (messageId) => mailed.push(messageId));
    } catch (error) {
      Context.current().log.warn('Admins could not be told of an export', { error });
      untold.push({ ...one, mailed });
    }
  }
  return { ...before, untold };
}

function unreadable(folder: string, error: unknown): ApplicationFailure {
  const code = codeOf(error);
  return ApplicationFailure.create({
    type: 'ExportsUnreadable',
    message: `Le dossier des exports, « ${folder} », ne peut être lu (${code || String(error)}) : il le sera de nouveau. Si cela dure, vérifier DELEGATION_CHORUS.`,
  });
}
