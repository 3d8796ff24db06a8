import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { describeOwn, type ListedRun, listOwn, type Patiently, pagesOfOwn } from '../contract/listing.ts';
import { searchAttributes } from '../contract/search-attributes.ts';
import { workflowIdOf } from '../contract/workflow-id.ts';
import type { Phase } from '../convention/convention.ts';
import { Refused } from '../convention/errors.ts';
import { marksOf, partyMark } from '../convention/people/memo.ts';
import type { Stop } from '../convention/term/stop.ts';
import { type Figures, readFigures, readListedMoney } from '../convention/views/figures.ts';

/** Which conventions to list. */
export interface ListFilter {
  /** That one only, if it is there. */
  readonly id?: string;
  readonly phase?: Phase;
  /** Only those with something late. */
  readonly overdue?: boolean;
  /** Only those whose mail is refused somewhere. */
  readonly faulty?: boolean;
  /** Short name of a party. */
  readonly party?: string;
  /** How many in a page, 50 by default. */
  readonly limit?: number;
  /** Where the last page ended. */
  readonly page?: string;
}

/** One convention in a list. */
export interface ListedConvention {
  readonly id: string;
  readonly title: string;
  readonly shortName: string;
  readonly parties: string;
  /** Marks of its contacts' addresses, for `mayConcern`: a filter, the record decides. */
  readonly contacts: readonly string[];
  readonly phase: string;
  /** Instants in ISO 8601: the end of that day in Paris. */
  readonly nextDeadline?: string;
  readonly endsOn?: string;
  readonly overdue: number;
  readonly faults: number;
  /** What may be committed at most, in cents; absent when the convention has no ceiling of its own. */
  readonly ceiling?: number;
  /** Σ AE of the period, in cents; absent for a convention that was started before it was shown. */
  readonly committed?: number;
  /** By how many cents the orders forecast pass the ceiling. */
  readonly forecastOver: number;
  /** Absent for a convention that was started before they were shown. */
  readonly figures?: Figures;
  /** When its current run was started, in ISO 8601: a convention under way for years continues in new runs. */
  readonly startedAt?: string;
  /** Set when it was stopped outside the application; what else is said of it is as of then. */
  readonly stopped?: Stop;
  /** Of one that was asked for by itself: changes whenever its record does. */
  readonly mark?: string;
}

export interface ListPage {
  readonly conventions: readonly ListedConvention[];
  /** Pass it as `page` for what follows; absent at the end. */
  readonly nextPage?: string;
}

/**
 * Reads one page of a deployment's own conventions from the search attributes: no workflow is woken.
 * @throws Refused `BAD_USAGE` for a party that cannot be one, or a page that no list gave.
 */
export async function listConventions(
  client: Client,
  taskQueue: string,
  filter: ListFilter,
): Promise<ListPage> {
  const { runs, next } = await listOwn(client, {
    taskQueue,
    where: conditionsOf(filter),
    size: filter.limit ?? 50,
    ...(filter.page === undefined ? {} : { from: tokenOf(filter.page) }),
  });
  return { conventions: runs.map(listedOf), ...(next ? { nextPage: sealed(next) } : {}) };
}

/** Reads all of a deployment's own conventions that a filter finds, most recently started first. */
export async function everyConvention(
  client: Client,
  taskQueue: string,
  filter: Omit<ListFilter, 'limit' | 'page'>,
  patiently: Patiently,
): Promise<readonly ListedConvention[]> {
  const all: ListedConvention[] = [];
  const asked = { taskQueue, where: conditionsOf(filter), size: largestPage };
  for await (const runs of pagesOfOwn(client, asked, patiently)) all.push(...runs.map(listedOf));
  return all;
}

/** As many as the server gives at once. */
const largestPage = 1000;

/** What a list shows of one convention, as its own execution tells it: never behind an act that was answered. */
export async function listedConvention(
  client: Client,
  taskQueue: string,
  id: string,
): Promise<ListedConvention> {
  return listedOf(await describeOwn(client, taskQueue, id));
}

/** What a list shows of one of the server's entries. */
export function listedOf({
  id,
  memo,
  attributes,
  startedAt,
  stopped,
  closedAt,
  mark,
}: ListedRun): ListedConvention {
  const marks = memo('contacts');
  const money = readListedMoney(memo('figures') ?? '');
  const figures = readFigures(memo('figures') ?? '');
  const nextDeadline = attributes.get(searchAttributes.nextDeadline)?.toISOString();
  const endsOn = attributes.get(searchAttributes.lastDay)?.toISOString();
  return {
    id,
    title: memo('title') ?? '',
    shortName: memo('shortName') ?? '',
    parties: memo('parties') ?? '',
    contacts: marksOf(marks === undefined ? {} : { contacts: marks }),
    phase: attributes.get(searchAttributes.phase) ?? '',
    ...(nextDeadline ? { nextDeadline } : {}),
    ...(endsOn ? { endsOn } : {}),
    overdue: attributes.get(searchAttributes.overdue) ?? 0,
    faults: attributes.get(searchAttributes.faults) ?? 0,
    forecastOver: 0,
    ...money,
    ...(figures ? { figures } : {}),
    ...(startedAt === undefined ? {} : { startedAt: new Date(startedAt).toISOString() }),
    ...(stopped ? { stopped: { how: stopped, at: closedAt ?? 0 } } : {}),
    ...(mark === undefined ? {} : { mark }),
  };
}

/** A server's token as people copy it, sealed: of one badly copied, the server would only say that something is wrong. */
function sealed(token: Uint8Array): string {
  return `${Buffer.from(token).toString('base64url')}.${sealOf(token)}`;
}

function tokenOf(page: string): Uint8Array {
  const [text = '', seal] = page.split('.');
  const token = Buffer.from(text, 'base64url');
  if (seal === sealOf(token)) return token;
  throw new Refused(
    'BAD_USAGE',
    `« ${page.slice(0, 60)} » n’est pas la suite d’une liste ; accepté : celle que donne la page précédente.`,
  );
}

function sealOf(token: Uint8Array): string {
  return createHash('sha256').update(token).digest('base64url').slice(0, 6);
}

function conditionsOf({ id, phase, overdue, faulty, party }: ListFilter): string[] {
  // A mark is made of anything: what is no short name is said to be none.
  if (party !== undefined && (/["\\\p{Cc}]/u.test(party) || party.length > 30)) {
    throw new Refused(
      'BAD_USAGE',
      `« ${party.slice(0, 60)} » n’est pas une partie ; accepté : le nom court d’un délégant ou d’un délégataire (ex. DGEFP).`,
    );
  }
  const { phase: byPhase, overdue: byOverdue, faults, parties } = searchAttributes;
  return [
    ...(id === undefined ? [] : [`WorkflowId = '${workflowIdOf(id.replaceAll(/[^a-z0-9-]/g, ''))}'`]),
    ...(phase ? [`${byPhase.name} = '${phase}'`] : []),
    ...(overdue ? [`${byOverdue.name} > 0`] : []),
    ...(faulty ? [`${faults.name} > 0`] : []),
    ...(party ? [`${parties.name} = '${partyMark(party)}'`] : []),
  ];
}
