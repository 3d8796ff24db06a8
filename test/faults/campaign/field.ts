import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { connectToEngine, type EngineConnection } from '../../../client/connection.ts';
import { Conventions } from '../../../client/conventions.ts';
import { newLinkKey } from '../../../contract/link-keys.ts';
import { newPayloadKey } from '../../../contract/payload-keys.ts';
import { keptIn } from '../../../engine/data-folder.ts';
import { packageRoot } from '../../../engine/package-root.ts';
import { freePort } from '../../../engine/ports.ts';
import { FolderStore } from '../../../storage/folder-store.ts';
import { mostDays, Tokens } from '../../../web/api/tokens.ts';
import { openBalancer } from '../../cluster/balancer.ts';
import { cleanEnvironment, compiled } from '../../support/child-process.ts';
import { Disk } from './disk.ts';
import { clusterEngine, type Engine, embeddedEngine } from './engine.ts';
import { lessPatient } from './impatient.ts';
import { Line } from './line.ts';
import { Part, type Running } from './part.ts';
import type { SmtpFault, SmtpSays } from './smtp-faults.ts';

/** The disks of a field: one for the database, one for what proves things, one for archives. */
export type Disks = Readonly<Record<'database' | 'evidence' | 'archives', Disk>>;

/** A version of the worker. */
export type Version = 'first' | 'next';

/** Where a field is: one machine with its own server, or a cluster with several of each process. */
export type Ground = 'machine' | 'cluster';
/** How many workers there are, and how many web processes behind one address. */
const howMany: Readonly<Record<Ground, number>> = { machine: 1, cluster: 2 };

/** All the parts of a deployment, each a process of its own, with lines between them that can be cut. */
export class Field {
  readonly folder: string;
  /** Absent where this user may not mount any. */
  readonly disks: Disks | undefined;
  /** Why there are none. */
  readonly noDisks: string;
  readonly lines: Readonly<Record<LineName, Line>>;
  /** Files that say by how many milliseconds the clock of a part is moved. */
  readonly clocks: Readonly<Record<'worker' | 'web', string>>;
  /** The people's own way in, and what is read at the end. */
  readonly conventions: Conventions;
  readonly webUrl: string;
  /** Opens the API. */
  readonly token: string;
  readonly journal: string;
  readonly archives: string;
  readonly engine: Engine;
  smtp!: Part;
  webs: Part[] = [];
  workers: { readonly part: Part; readonly version: Version }[] = [];
  /** How often the mail server did what it was told to do wrong. */
  struck = 0;
  readonly #made: Made;
  #smtpProcess: ChildProcess | undefined;
  #fault: SmtpFault | undefined;

  private constructor(made: Made, conventions: Conventions, token: string) {
    this.#made = made;
    const { folder, disks, noDisks, engine, lines, clocks, webUrl, journal, archives } = made;
    this.engine = engine;
    this.folder = folder;
    this.disks = disks;
    this.noDisks = noDisks;
    this.lines = lines;
    this.clocks = clocks;
    this.webUrl = webUrl;
    this.journal = journal;
    this.archives = archives;
    this.conventions = conventions;
    this.token = token;
  }

  /** Brings all of it up. */
  static async open(ground: Ground): Promise<Field> {
    const made = await make(ground);
    const token = await new Tokens(new FolderStore(keptIn(made.data, 'tokens')), () => ({
      admin: true,
      auditor: false,
    })).make({
      name: 'Camille Durand',
      purpose: 'essai',
      madeBy: 'Camille Durand',
      // The clock of the web is set up to a year ahead.
      days: mostDays,
    });
    const field = new Field(made, new Conventions(made.connection), token);
    try {
      field.smtp = await Part.start('smtp', () => field.#startSmtp());
      for (const port of made.ports.webs)
        field.webs.push(await Part.start('web', () => field.#startWeb(port)));
      for (let rank = 0; rank < howMany[ground]; rank++)
        field.workers.push({ part: await field.startWorker('first'), version: 'first' });
      return field;
    } catch (error) {
      await field.close(true);
      throw error;
    }
  }

  /** A further worker, of one version or the other, ready to work. */
  startWorker(version: Version): Promise<Part> {
    const { environment, folder } = this.#made;
    const program = join(folder, version, 'dist', 'worker', 'main.js');
    return Part.start('worker', () =>
      startProgram(
        program,
        { ...environment, ...movedClock(this.clocks.worker) },
        join(folder, 'worker.log'),
      ),
    );
  }

  /** Tells the mail server what to do wrong, or to do all well again. */
  tellSmtp(fault?: SmtpFault): void {
    this.#fault = fault;
    if (this.#smtpProcess?.connected) this.#smtpProcess.send({ fault });
  }

  /** Ends all of it, and leaves nothing but the folder when that is to be kept. */
  async close(keepsFolder: boolean): Promise<void> {
    await Promise.all(this.workers.map(({ part }) => part.end()));
    // One that never came up is not there to be ended.
    for (const part of [...this.webs, this.smtp]) await part?.end();
    await this.#made.connection.connection.close();
    await this.#made.balancer.close();
    await this.engine.close();
    for (const line of Object.values(this.lines)) line.close();
    for (const disk of Object.values(this.disks ?? {})) await disk.remove();
    if (!keepsFolder) await rm(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  async #startSmtp(): Promise<Running> {
    const { ports, password, journal } = this.#made;
    const child = fork(compiled('test', 'faults', 'campaign', 'smtp.js'), [
      String(ports.smtp),
      password,
      journal,
    ]);
    const running = await readyProgram(child);
    child.on('message', (said: SmtpSays) => {
      if ('struck' in said) this.struck += 1;
    });
    this.#smtpProcess = child;
    if (this.#fault) child.send({ fault: this.#fault });
    return running;
  }

  #startWeb(port: number): Promise<Running> {
    const { environment, folder, lines } = this.#made;
    const own = {
      ...environment,
      ...movedClock(this.clocks.web),
      TEMPORAL_ADDRESS: `127.0.0.1:${lines['web to server'].port}`,
      DELEGATION_WEB_PORT: String(port),
    };
    return startProgram(compiled('web', 'main.js'), own, join(folder, 'web.log'));
  }
}

/** Who is at the two ends of a line. */
export const lineNames = [
  'worker to server',
  'web to server',
  'people to server',
  'worker to smtp',
  'people to web',
] as const;
export type LineName = (typeof lineNames)[number];

type Made = Awaited<ReturnType<typeof make>>;

/** All that is not a process. */
async function make(ground: Ground) {
  const folder = await mkdtemp(join(tmpdir(), 'delegation-faults-'));
  const data = join(folder, 'data');
  const { disks, noDisks } = await makeDisks(folder);
  const onDisk = disks?.database.folder ?? folder;
  const openEngine = ground === 'cluster' ? clusterEngine : embeddedEngine;
  const engine = await openEngine(folder, onDisk);
  const [smtp, balanced] = [await freePort(), await freePort()];
  const webs: number[] = [];
  for (let rank = 0; rank < howMany[ground]; rank++) webs.push(await freePort());
  const balancer = await openBalancer(balanced, webs);
  const ports = { smtp, webs };
  const ends: Readonly<Record<LineName, number>> = {
    'worker to server': engine.port,
    'web to server': engine.port,
    'people to server': engine.port,
    'worker to smtp': smtp,
    'people to web': balanced,
  };
  const opened = await Promise.all(
    lineNames.map(async (name) => [name, await Line.open(() => ends[name])] as const),
  );
  const lines = Object.fromEntries(opened) as Record<LineName, Line>;
  const password = 'secret';
  const webUrl = `http://127.0.0.1:${lines['people to web'].port}`;
  const clocks = { worker: join(folder, 'worker-clock'), web: join(folder, 'web-clock') };
  const archives = disks?.archives.folder ?? join(folder, 'archives');
  const smtpUrl = new URL(`smtp://delegation:${password}@127.0.0.1:${lines['worker to smtp'].port}`);
  // Its certificate is of its own making; connections end now and then, as between real ones.
  for (const [name, value] of [
    ['tls.rejectUnauthorized', 'false'],
    ['idleTimeout', '1500'],
  ] as const)
    smtpUrl.searchParams.set(name, value);
  const environment = cleanEnvironment({
    NODE_ENV: 'production',
    ...(await engine.variables('ours')),
    TEMPORAL_ADDRESS: `127.0.0.1:${lines['worker to server'].port}`,
    SMTP_URL: smtpUrl.href,
    MAIL_FROM: 'Conventions <conventions@delegation.example>',
    DELEGATION_DATA: data,
    DELEGATION_ARCHIVE: archives,
    DELEGATION_EVIDENCE: disks?.evidence.folder ?? join(folder, 'evidence'),
    DELEGATION_PAYLOAD_KEYS: newPayloadKey(),
    DELEGATION_LINK_KEYS: newLinkKey(),
    DELEGATION_WEB_URL: webUrl,
    DELEGATION_WEB_RATE: '100000',
    DELEGATION_WATCH: 'aucun',
    DELEGATION_LOG_LEVEL: 'warn',
    DELEGATION_HEALTH_PORT: '0',
    DELEGATION_USER: 'Camille Durand',
  });
  await mkdir(data, { mode: 0o700 });
  await makeVersion(join(folder, 'first'));
  await makeVersion(join(folder, 'next'));
  const connection: EngineConnection = await connectToEngine(
    { ...environment, TEMPORAL_ADDRESS: `127.0.0.1:${lines['people to server'].port}` },
    true,
  );
  return {
    folder,
    data,
    disks,
    noDisks,
    engine,
    balancer,
    ports,
    lines,
    password,
    webUrl,
    clocks,
    archives,
    environment,
    connection,
    journal: join(folder, 'smtp.jsonl'),
  };
}

async function makeDisks(folder: string): Promise<{ disks: Disks | undefined; noDisks: string }> {
  const made: Disk[] = [];
  const one = async (name: string, megabytes: number) => {
    const disk = await Disk.make(join(folder, name), megabytes);
    made.push(disk);
    return disk;
  };
  try {
    const disks = {
      database: await one('database', 1024),
      evidence: await one('evidence', 64),
      archives: await one('archives', 64),
    };
    return { disks, noDisks: '' };
  } catch (error) {
    for (const disk of made) await disk.remove();
    return { disks: undefined, noDisks: error instanceof Error ? error.message.trim() : String(error) };
  }
}

/** The compiled project as a deployment of its own, which waits less long. */
async function makeVersion(folder: string): Promise<void> {
  const root = packageRoot();
  await mkdir(folder);
  const names = (await readdir(root)).filter((name) => !name.startsWith('.') && name !== 'dist');
  for (const name of names) await symlink(join(root, name), join(folder, name));
  await cp(join(root, 'dist'), join(folder, 'dist'), {
    recursive: true,
    filter: (from) => from !== join(root, 'dist', 'test'),
  });
  await lessPatient(join(folder, 'dist'));
  const bundle = join(folder, 'dist', 'workflow-bundle.js');
  // Each version has a build of its own, as two releases have. The map of its sources stays last, where it is looked for.
  await writeFile(bundle, `// ${folder}\n${await readFile(bundle, 'utf8')}`);
}

function movedClock(file: string): NodeJS.ProcessEnv {
  const preloaded = pathToFileURL(compiled('test', 'faults', 'campaign', 'moved-clock.js'));
  return { CAMPAIGN_CLOCK: file, NODE_OPTIONS: `--import=${preloaded}` };
}

function startProgram(program: string, environment: NodeJS.ProcessEnv, logFile: string): Promise<Running> {
  const log = openSync(logFile, 'a');
  const child = fork(program, [], { env: environment, execArgv: [], stdio: ['ignore', log, log, 'ipc'] });
  closeSync(log);
  return readyProgram(child);
}

/** Waits for the first message of a process, by which it says that it is ready. */
async function readyProgram(child: ChildProcess): Promise<Running> {
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const isReady = await Promise.race([once(child, 'message').then(() => true), exited.then(() => false)]);
  if (!isReady || child.pid === undefined) throw new Error(`${child.spawnfile} ended at its start`);
  return {
    pid: child.pid,
    exited,
    async stop() {
      child.kill('SIGTERM');
      const patience = setTimeout(() => child.kill('SIGKILL'), 20_000);
      await exited;
      clearTimeout(patience);
    },
  };
}
