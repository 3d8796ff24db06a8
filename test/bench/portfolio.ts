import { type ChildProcess, execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Client, Connection } from '@temporalio/client';
import { dataConverter } from '../../contract/data-converter.ts';
import { newPayloadKey, readPayloadKeys } from '../../contract/payload-keys.ts';
import { searchAttributes, searchAttributeTypes } from '../../contract/search-attributes.ts';
import { workflowIdOf } from '../../contract/workflow-id.ts';
import { phases } from '../../convention/convention.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import { frenchNumber } from '../../convention/french-number.ts';
import { memoOf, partyMark } from '../../convention/people/memo.ts';
import { figuresText } from '../../convention/views/figures.ts';
import { findTemporal } from '../../engine/find.ts';
import { startServer } from '../../engine/temporal-server.ts';

/** How long a portfolio of many conventions keeps people waiting. */
export interface PortfolioFigures {
  /** Seconds from the opening of the process to its being ready: the list is read by then. */
  readonly firstReading: number;
  /** Milliseconds, medians of 20: the first page, and searches for different words. */
  readonly firstPage: number;
  readonly search: number;
  /** Milliseconds: the first page, when the list has just become too old to be shown without being read again. */
  readonly oldPage: number;
  /** Megabytes that the process holds afterwards. */
  readonly memory: number;
}

const atOnce = 50;
const ministries = ['DGEFP', 'ANCT', 'DGFiP', 'DGOS', 'DNUM', 'DILA', 'SGAE', 'DRIEETS', 'CGDD', 'DGESCO'];
const matters = [
  'Signaux',
  'Logement',
  'Équipe',
  'Santé',
  'Emploi',
  'École',
  'Justice',
  'Forêts',
  'Rivières',
  'Fret',
];

/** Starts them on a server of its own, without a worker, and asks the real web process. */
export async function measurePortfolio(
  document: ConventionDocument,
  conventions: number,
): Promise<PortfolioFigures> {
  const { executable } = await findTemporal();
  const data = await mkdtemp(join(tmpdir(), 'delegation-bench-'));
  const server = await startServer({
    executable,
    searchAttributes: searchAttributeTypes,
    dbFilename: join(data, 'temporal.db'),
  });
  let web: ChildProcess | undefined;
  try {
    const keys = newPayloadKey();
    await startAll(server.address, document, conventions, keys);
    const environment = {
      DELEGATION_DATA: data,
      DELEGATION_WEB_PORT: '0',
      DELEGATION_WEB_RATE: '100000',
      DELEGATION_PAYLOAD_KEYS: keys,
      DELEGATION_TASK_QUEUE: 'nobody',
    };
    const startedAt = performance.now();
    web = fork(fileURLToPath(new URL('../../web/main.js', import.meta.url)), [], {
      env: { ...process.env, TEMPORAL_ADDRESS: server.address, ...environment },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      execArgv: [],
    });
    const [said] = await once(web, 'message');
    const { web: url = '', signIn = '' }: { web?: string; signIn?: string } = Object(said);
    while ((await fetch(`${url}/readyz`)).status !== 200)
      await new Promise((resolve) => setTimeout(resolve, 20));
    const firstReading = (performance.now() - startedAt) / 1000;
    const signed = await fetch(signIn, { method: 'POST', headers: { origin: url }, redirect: 'manual' });
    const cookie = signed.headers
      .getSetCookie()
      .map((one) => one.replace(/;.*/, ''))
      .join('; ');
    const open = (path: string, holds: string) => read(`${url}${path}`, cookie, holds);
    const firstPage = await median(20, () =>
      open('/conventions', `${frenchNumber(conventions)} conventions`),
    );
    const search = await median(20, (rank) => {
      const word = matters[rank % 10] ?? '';
      const number = String(10 * ((rank * 37) % 90) + (rank % 10));
      return open(`/conventions?recherche=${encodeURIComponent(`${word} ${number}`)}`, `${word} n° `);
    });
    // The list may be five seconds old, or four times as old as reading it takes.
    await new Promise((resolve) => setTimeout(resolve, Math.max(5, 4.5 * firstReading) * 1000));
    const oldPage = await median(1, () => open('/conventions', `${frenchNumber(conventions)} conventions`));
    return { firstReading, firstPage, search, oldPage, memory: await memoryOf(web) };
  } finally {
    web?.kill('SIGTERM');
    if (web) await once(web, 'exit');
    await server.stop();
    await rm(data, { recursive: true, force: true });
  }
}

async function startAll(
  address: string,
  document: ConventionDocument,
  conventions: number,
  keys: string,
): Promise<void> {
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, dataConverter: dataConverter(readPayloadKeys(keys)) });
  const ranks = Array.from({ length: conventions }, (_, rank) => rank);
  const next = async (): Promise<void> => {
    for (let rank = ranks.pop(); rank !== undefined; rank = ranks.pop())
      await startOne(client, varied(document, rank), rank);
  };
  await Promise.all(Array.from({ length: atOnce }, next));
  // What is started is listed a moment later.
  while ((await client.workflow.count()).count < conventions)
    await new Promise((resolve) => setTimeout(resolve, 50));
  await connection.close();
}

/** As `Conventions.start` does, with all that a convention under way would have come to show. */
async function startOne(client: Client, document: ConventionDocument, rank: number): Promise<void> {
  const { id, delegator, delegatee, budget } = document;
  const ceiling = budget?.ceiling ?? 0;
  const committed = Math.round((ceiling * (rank % 100)) / 100);
  const none = { due: 0, inTime: 0 };
  const figures = { version: 1, public: document.public, mails: none, reports: none };
  const day = new Date(Date.UTC(2027, 0, 1 + (rank % 365)));
  await client.workflow.start('convention', {
    workflowId: workflowIdOf(id),
    taskQueue: 'nobody',
    // Nobody reads it: lists show what follows.
    args: [],
    memo: { ...memoOf(document, figuresText(figures, { ceiling, committed, forecastOver: 0 })) },
    typedSearchAttributes: [
      { key: searchAttributes.phase, value: phases[rank % phases.length] ?? 'signed' },
      { key: searchAttributes.parties, value: [delegator.shortName, delegatee.shortName].map(partyMark) },
      { key: searchAttributes.nextDeadline, value: day },
      { key: searchAttributes.lastDay, value: day },
      { key: searchAttributes.overdue, value: rank % 5 },
      { key: searchAttributes.faults, value: rank % 50 === 0 ? 1 : 0 },
    ],
  });
}

function varied(document: ConventionDocument, rank: number): ConventionDocument {
  const shortName = `${matters[rank % 10]} n° ${rank}`;
  return {
    ...document,
    id: `convention-${rank}`,
    shortName,
    title: `Convention de délégation de gestion « ${shortName} »`,
    delegator: { ...document.delegator, shortName: ministries[Math.floor(rank / 10) % 10] ?? '' },
  };
}

/** Opens a page to its end, and makes sure that it is the one. */
async function read(url: string, cookie: string, holds: string): Promise<void> {
  const text = await (await fetch(url, { headers: { cookie } })).text();
  // Numbers have spaces of their own.
  const [page, sought] = [text, holds].map((one) => one.replaceAll(/\s/g, ' '));
  if (!page?.includes(sought ?? '')) throw new Error(`${url} does not say « ${holds} »`);
}

/** In milliseconds. */
async function median(runs: number, run: (rank: number) => Promise<void>): Promise<number> {
  const all: number[] = [];
  for (let rank = 0; rank < runs; rank++) {
    const startedAt = performance.now();
    await run(rank);
    all.push(performance.now() - startedAt);
  }
  return all.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? Number.NaN;
}

async function memoryOf({ pid }: ChildProcess): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout) / 1024;
}
