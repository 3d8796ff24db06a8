import { readFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { Worker } from '@temporalio/worker';
import { globalHandlers } from '@temporalio/worker/lib/workflow/vm-shared.js';
import { pino } from 'pino';
import { readLinkKeys } from '../../contract/link-keys.ts';
import { readPayloadKeys } from '../../contract/payload-keys.ts';
import { openStage, quietly } from '../../rehearsal/stage.ts';
import { FolderStore } from '../../storage/folder-store.ts';
import { runWeb } from '../../web/run.ts';
import { readWebSettings } from '../../web/web-settings.ts';
import { makeHost } from '../../worker/host.ts';
import type { Asked, Given } from './backstage.ts';
import { plain } from './plain.ts';

// Stages, workers, web applications and OpenID providers for the tests of one jest worker, each opened anew, in one
// process that has loaded once what they are made of. A connection asks for one by a line of JSON and is answered by
// one; what the web application logs follows. Closing the connection closes what it asked for.

process.umask(0o077);
// The SDK notes where each promise is made, for the call stack of a workflow: with workflows in the thread that there is,
// of every promise of this process, which takes a fifth of its time.
Object.assign(globalHandlers, { setPromiseHook() {} });
quietly('ERROR', 'output');
// A worker of Temporal takes the signal for itself: it would end, and the process stay.
for (const signal of ['SIGTERM', 'disconnect'] as const) process.once(signal, () => process.exit());

const [path = ''] = process.argv.slice(2);
const server = createServer({ allowHalfOpen: true }, (socket) => void serve(socket));
server.listen(path, () => process.send?.('open'));

async function serve(socket: Socket): Promise<void> {
  socket.on('error', () => socket.destroy());
  const undo: (() => Promise<unknown>)[] = [];
  const over = new Promise<void>((resolve) => socket.once('end', resolve).once('close', resolve));
  // The answer comes first: what is logged before waits for it.
  let early: string[] | undefined = [];
  const log = (line: string) => void (early ? early.push(line) : socket.write(line));
  const answer = (given: Given) => {
    socket.write([`${JSON.stringify(given)}\n`, ...(early ?? [])].join(''));
    early = undefined;
  };
  try {
    answer(await open(await askedBy(socket), log, undo));
    await over;
  } catch (error) {
    answer({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
  for (const step of undo.reverse()) await step().catch(() => {});
  socket.end();
}

function askedBy(socket: Socket): Promise<Asked> {
  let said = '';
  return new Promise((resolve) => {
    socket.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.endsWith('\n')) resolve(JSON.parse(said));
    });
  });
}

async function open(
  asked: Asked,
  log: (line: string) => void,
  undo: (() => Promise<unknown>)[],
): Promise<Given> {
  if ('provider' in asked) {
    const { startProvider } = await import('./openid-provider.ts');
    undo.push(await startProvider(asked.provider));
    return { opened: true };
  }
  if ('worker' in asked) {
    const { returns, archives, evidence, ...options } = asked.worker;
    const read = returns && { ...returns, keys: readLinkKeys(returns.keys) };
    const stores = { archives: new FolderStore(archives), evidence: new FolderStore(evidence) };
    const host = await makeHost({ ...options, ...stores, ...(read ? { returns: read } : {}) });
    const running = host.run();
    undo.push(() => {
      host.worker.shutdown();
      return running;
    });
    return { opened: true };
  }
  if ('replay' in asked) return { replayed: await replayed(asked.replay, asked.bundle) };
  const { stage, web } = asked;
  const { linkKeys, linkBase, payloadKeys, ...options } = stage;
  const links = linkKeys && linkBase && { base: linkBase, keys: readLinkKeys(linkKeys), days: 14 };
  const opened = await openStage({
    ...options,
    ...(links ? { links } : {}),
    ...(payloadKeys ? { payloadKeys: readPayloadKeys(payloadKeys) } : {}),
  });
  undo.push(opened.close);
  const { mailbox, archives } = opened;
  const given = { mailbox: { url: mailbox.url, smtpUrl: mailbox.smtpUrl }, archives };
  if (!web) return given;
  const settings = readWebSettings(web);
  const level = settings.configuration.DELEGATION_LOG_LEVEL;
  const logger = pino({ level, base: { process: 'web' } }, { write: log });
  const running = await runWeb({ settings, environment: web, logger, operator: web.DELEGATION_USER ?? '' });
  undo.push(running.stop);
  return { ...given, ...(running.signIn === undefined ? {} : { signIn: running.signIn }) };
}

async function replayed(files: readonly string[], codePath: string): Promise<(string | null)[]> {
  const outcomes: (string | null)[] = [];
  const histories = (function* () {
    for (const workflowId of files)
      yield { workflowId, history: JSON.parse(gunzipSync(readFileSync(workflowId)).toString()) };
  })();
  // One worker for them all: making one takes as long as replaying a small history.
  for await (const { error } of Worker.runReplayHistories(
    { workflowBundle: { codePath }, dataConverter: plain },
    histories,
  ))
    outcomes.push(error?.message ?? null);
  return outcomes;
}
