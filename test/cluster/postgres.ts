import { execFile } from 'node:child_process';
import { chmod, chown, copyFile, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { loopback } from '../../engine/ports.ts';
import type { Certificate } from './authority.ts';
import { postgresPrograms, unprivileged } from './postgres-programs.ts';
import { type Running, runUntil } from './running.ts';

/** A PostgreSQL of its own, on loopback, over TLS only. */
export interface Postgres {
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** Its first process, of which the others are children. */
  pid(): number;
  /** Resolves when that one has ended, however. */
  ended(): Promise<void>;
  /** Asks a database something, and reads the first column of each row. */
  ask(database: string, sql: string): Promise<string[]>;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** What `kill -9` does. */
  kill(): Promise<void>;
  /** Copies all its databases, as they stand at one instant, to a folder beside its own; while it runs. */
  backUp(name: string): Promise<void>;
  /** Puts such a copy in the place of its databases; while it is stopped. */
  putBack(name: string): Promise<void>;
}

const user = 'temporal';

/** Every service of a node has its own connections to each database: 4 × 30 a node at the most, by `nodes.ts`. */
const settings = {
  max_connections: 300,
  ssl: 'on',
  ssl_cert_file: 'server.pem',
  ssl_key_file: 'server.key',
};

/** What it takes of memory and of disk. */
export interface PostgresSize {
  readonly shared_buffers: string;
  readonly max_wal_size: string;
}

const inService: PostgresSize = { shared_buffers: '512MB', max_wal_size: '4GB' };

/** Makes its databases in a folder, and starts it. */
export async function startPostgres(
  folder: string,
  port: number,
  password: string,
  ca: string,
  { cert, key }: Certificate,
  size = inService,
): Promise<Postgres> {
  const programs = await postgresPrograms();
  const as = await unprivileged();
  const own = async (path: string) => {
    if (as.uid !== undefined && as.gid !== undefined) await chown(path, as.uid, as.gid);
  };
  const place = (name: string) => join(folder, name);
  const environment = {
    PATH: process.env.PATH,
    LC_ALL: 'C.UTF-8',
    PGHOST: loopback,
    PGPORT: String(port),
    PGUSER: user,
    PGPASSWORD: password,
    PGSSLMODE: 'verify-full',
    PGSSLROOTCERT: place('ca.pem'),
  };
  const run = (program: string, args: readonly string[]) =>
    promisify(execFile)(join(programs, program), [...args], {
      ...as,
      cwd: folder,
      env: environment,
      maxBuffer: 2 ** 26,
    });

  await mkdir(folder, { recursive: true });
  await copyFile(ca, place('ca.pem'));
  await writeFile(place('password'), password);
  for (const one of ['', 'ca.pem', 'password']) await own(place(one));
  const made = ['-U', user, '--auth=scram-sha-256', `--pwfile=${place('password')}`, '--encoding=UTF8'];
  await run('initdb', ['-D', place('data'), ...made, '--locale=C.UTF-8', '--data-checksums']);
  for (const [from, to] of [
    [cert, 'data/server.pem'],
    [key, 'data/server.key'],
  ] as const) {
    await copyFile(from, place(to));
    await chmod(place(to), 0o600);
    await own(place(to));
  }
  const line = (databases: string) => `hostssl ${databases} ${user} ${loopback}/32 scram-sha-256\n`;
  await writeFile(place('data/pg_hba.conf'), line('all') + line('replication'));

  let running: Running | undefined;
  const start = async () => {
    const args = Object.entries({ ...settings, ...size }).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ]);
    const listens = ['-c', `listen_addresses=${loopback}`, '-c', `port=${port}`];
    const answers = () =>
      run('psql', ['-d', 'postgres', '-Atc', 'select 1']).then(
        () => true,
        () => false,
      );
    const options = { ...as, cwd: folder, env: environment };
    running = await runUntil(
      join(programs, 'postgres'),
      ['-D', place('data'), ...args, ...listens, '-c', 'unix_socket_directories='],
      options,
      answers,
    );
  };
  await start();
  return {
    port,
    user,
    password,
    pid: () => running?.pid ?? 0,
    ended: () => running?.exited ?? Promise.resolve(),
    async ask(database, sql) {
      const { stdout } = await run('psql', ['-d', database, '-Atc', sql]);
      return stdout.split('\n').filter((row) => row !== '');
    },
    async start() {
      // What its first process leaves behind when it is killed takes an instant to see it.
      for (;;) {
        try {
          return await start();
        } catch (error) {
          if (!/shared memory|lock file/.test(String(error))) throw error;
          await setTimeout(200);
        }
      }
    },
    // Whoever is connected is cut off, and nothing is left to be recovered.
    stop: () => running?.end('SIGINT') ?? Promise.resolve(),
    kill: () => running?.end('SIGKILL') ?? Promise.resolve(),
    async backUp(name) {
      await run('pg_basebackup', ['-D', place(name), '-X', 'stream', '-c', 'fast']);
    },
    async putBack(name) {
      await rename(place('data'), place(`data-before-${name}`));
      await rename(place(name), place('data'));
    },
  };
}
