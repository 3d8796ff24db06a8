import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readPayloadKeys } from '../../contract/payload-keys.ts';
import { afterwards, temporaryFolder } from '../engine/support.ts';
import { inFull } from '../support/runs.ts';
import { eventually } from '../support/scene.ts';
import {
  addressesOf,
  alive,
  delegation,
  mailsOf,
  type Part,
  partsOf,
  processes,
  run,
  type Started,
  start,
  told,
} from './support.ts';

const example = 'signaux-faibles';

// A proxy that answers nobody, as a network of offices names one: nothing of this machine is looked for through it.
for (const name of ['grpc_proxy', 'https_proxy', 'http_proxy', 'all_proxy']) {
  process.env[name] = 'http://127.0.0.1:9';
  process.env[name.toUpperCase()] = 'http://127.0.0.1:9';
}

async function shown(dataDir: string) {
  return z
    .looseObject({ id: z.string(), mails: z.array(z.unknown()) })
    .parse(await told(dataDir, 'show', example));
}

async function messageIds(dataDir: string): Promise<string[]> {
  return (await mailsOf(await addressesOf(dataDir))).map(({ messageId }) => messageId).sort();
}

async function isReady(dataDir: string): Promise<true | undefined> {
  const { health } = await addressesOf(dataDir);
  return fetch(`${health}/readyz`).then(
    ({ status }) => (status === 200 ? true : undefined),
    () => undefined,
  );
}

// One instance lives through all of this: each start costs seconds.
test('everything comes up, each part comes back when it is killed, and the next start goes on where it was', async () => {
  const dataDir = await temporaryFolder();
  const first = await start(dataDir);
  await everythingIsUp(dataDir, first);
  const mails = await messageIds(dataDir);
  const before = await shown(dataDir);
  await secondStartHarmsNothing(dataDir, first);
  await killedPartsComeBack(dataDir, first, before, mails);

  await stopsInOrder(first);
  const second = await start(dataDir);
  expect(await shown(dataDir)).toEqual(before);
  expect(await messageIds(dataDir)).toEqual(mails);

  const last = inFull ? await startAfterKilledSupervisor(dataDir, second) : second;
  expect(await shown(dataDir)).toEqual(before);
  expect(await messageIds(dataDir)).toEqual(mails);
  await told(dataDir, 'terminate', example, '--reason', 'essai');
  await eventually(async () => ((await messageIds(dataDir)).length > mails.length ? true : undefined));
  await endsWithItsTerminal(last);
}, 400_000);

/** All is there when it says that it is ready, and the command line finds the instance. */
async function everythingIsUp(dataDir: string, started: Started): Promise<void> {
  const key = join(dataDir, 'payload-keys');
  expect([(await stat(key)).mode & 0o777, readPayloadKeys(await readFile(key, 'utf8')).length]).toEqual([
    0o600, 1,
  ]);
  const addresses = await addressesOf(dataDir);
  for (const address of [
    addresses.web,
    addresses.mailbox,
    addresses.ui,
    addresses.temporal,
    addresses.health,
  ]) {
    expect(address).toMatch(/127\.0\.0\.1:[1-9]\d*/);
    expect(started.output()).toContain(address);
  }
  expect((await fetch(addresses.ui ?? '')).status).toBe(401);
  expect(started.output()).not.toContain(addresses.unguardedUi);
  expect(await isReady(dataDir)).toBe(true);
  expect((await fetch(`${addresses.web}/readyz`)).status).toBe(200);
  const [link = ''] = /http\S+\/connexion\/\S+/.exec(started.output()) ?? [];
  expect((await fetch(link)).status).toBe(200);
  // Most are there when it says that it is ready.
  expect((await messageIds(dataDir)).length).toBeGreaterThan(0);
  await eventually(async () => (await messageIds(dataDir)).length === 8 || undefined);
  const toControllers = (await mailsOf(addresses)).filter(({ to }) => to.includes('cbcm@'));
  expect(toControllers).toHaveLength(2);
  for (const { subject } of toControllers)
    expect(subject).toMatch(/^Signaux Faibles\s: convention de délégation de gestion signée$/);
  expect(await delegation(dataDir, 'list')).toMatchObject({
    conventions: [{ id: example, phase: 'signed' }],
  });
}

/** A second start on the same folder says where the first is. */
async function secondStartHarmsNothing(dataDir: string, first: Started): Promise<void> {
  const parts = await partsOf(first);
  const second = run(dataDir);
  expect(await second.ended).toBe(1);
  expect(second.output()).toContain(`Déjà en cours sur le dossier ${dataDir}.`);
  const { temporal = '?', mailbox = '?' } = await addressesOf(dataDir);
  expect(second.output()).toContain(temporal);
  expect(second.output()).toContain(mailbox);
  expect(await partsOf(first)).toEqual(parts);
  expect(await isReady(dataDir)).toBe(true);
}

const partNames: Readonly<Record<Part, string>> = {
  worker: 'worker',
  web: 'application',
  mailbox: 'boîte aux lettres',
  server: 'serveur Temporal',
};
/** By default the one that is soonest back; `engine/server` kills servers. */
const killedParts: readonly Part[] = inFull ? ['worker', 'web', 'mailbox', 'server'] : ['mailbox'];

/** Each part comes back by itself at the same address, and nothing is lost. */
async function killedPartsComeBack(
  dataDir: string,
  started: Started,
  before: unknown,
  mails: readonly string[],
): Promise<void> {
  const addresses = await addressesOf(dataDir);
  for (const part of killedParts) {
    const killed = (await partsOf(started))[part];
    process.kill(killed, 'SIGKILL');
    await eventually(async () => {
      const pid = (await partsOf(started))[part];
      return pid !== 0 && pid !== killed ? true : undefined;
    });
    await eventually(() => isReady(dataDir));
    const after = await eventually(() => shown(dataDir).catch(() => undefined));
    expect({ part, after }).toEqual({ part, after: before });
    expect(await eventually(() => messageIds(dataDir).catch(() => undefined))).toEqual(mails);
    // The Temporal UI itself is anywhere; the door that leads to it is where it was.
    expect(await addressesOf(dataDir)).toEqual({ ...addresses, unguardedUi: expect.any(String) });
  }
  expect(
    started
      .output()
      .split('\n')
      .filter((line) => line.includes('redémarrage')),
  ).toEqual(killedParts.map((part) => `${partNames[part]} : arrêt imprévu, redémarrage.`));
}

/** Ctrl-C stops worker, application, server and mailbox in that order. */
async function stopsInOrder(started: Started): Promise<void> {
  const parts = Object.values(await partsOf(started));
  expect(parts).not.toContain(0);
  started.process.kill('SIGINT');
  expect(await started.ended).toBe(0);
  expect(started.output().trim().split('\n').slice(-4)).toEqual([
    'Worker arrêté.',
    'Application arrêtée.',
    'Serveur Temporal arrêté.',
    'Boîte aux lettres arrêtée.',
  ]);
  expect(await alive(parts)).toEqual([]);
}

/** A supervisor that is killed leaves nothing that the next start does not end or take over. */
async function startAfterKilledSupervisor(dataDir: string, killed: Started): Promise<Started> {
  const { worker, web, mailbox, server } = await partsOf(killed);
  afterwards(async () => {
    for (const { pid } of await alive([worker, web, mailbox, server])) process.kill(pid, 'SIGKILL');
  });
  killed.process.kill('SIGKILL');
  expect(await killed.ended).toBeNull();
  await eventually(async () => ((await alive([worker, web, mailbox])).length === 0 ? true : undefined));

  const next = await start(dataDir);
  expect(await alive([server])).toEqual([]);
  const servers = (await processes()).filter(({ command }) => command.includes(join(dataDir, 'temporal.db')));
  expect(servers.map(({ pid }) => pid)).toEqual([(await partsOf(next)).server]);
  return next;
}

/** The end of the terminal stops it as Ctrl-C does. */
async function endsWithItsTerminal(started: Started): Promise<void> {
  const parts = Object.values(await partsOf(started));
  started.process.kill('SIGHUP');
  expect(await started.ended).toBe(0);
  expect(await alive(parts)).toEqual([]);
}

test('Ctrl-C while it comes up stops what is up, and it does not say that all is', async () => {
  const dataDir = await temporaryFolder();
  const starting = run(dataDir);
  // The mailbox is the first part; the others come after it.
  const parts = await eventually(async () => {
    const started = (await processes()).filter(({ parent }) => parent === starting.process.pid);
    return started.length > 0 ? started.map(({ pid }) => pid) : undefined;
  });
  starting.process.kill('SIGINT');
  expect(await starting.ended).toBe(0);
  expect(starting.output()).toContain('Boîte aux lettres arrêtée.');
  expect(starting.output()).not.toContain('Tout est en marche');
  expect(await alive(parts)).toEqual([]);
});

describe.each(['start.js', 'main.js'])('bad settings of worker/%s', (program) => {
  test('are all told in French, with the exit code of a bad usage, before anything is touched', async () => {
    const dataDir = await temporaryFolder();
    const settings = { DELEGATION_UI_PORT: 'abc', SMTP_URL: 'mail.example' };
    const refused: Started = run(dataDir, settings, program);
    expect(await refused.ended).toBe(2);
    expect(refused.output().trim().split('\n')).toEqual([
      'DELEGATION_UI_PORT : « abc » refusé ; accepté : un port, de 0 (au choix du système) à 65535',
      'SMTP_URL : « mail.example » refusé ; accepté : une adresse smtp:// ou smtps://',
    ]);
    await expect(readFile(join(dataDir, 'run.json'))).rejects.toThrow('ENOENT');
  });

  test('are that an engine elsewhere would be written to in clear, which nobody has asked for', async () => {
    const dataDir = await temporaryFolder();
    const settings = { TEMPORAL_ADDRESS: '127.0.0.1:9', SMTP_URL: 'smtp://127.0.0.1:9' };
    const refused: Started = run(dataDir, settings, program);
    expect(await refused.ended).toBe(2);
    expect(refused.output()).toMatch(/^DELEGATION_PAYLOAD_KEYS : absent ; attendu, pour un autre serveur/m);
    await expect(readFile(join(dataDir, 'run.json'))).rejects.toThrow('ENOENT');
  });
});
