// The mailbox as a process of its own: node dist/mailbox/main.js --dir .data/mail [--smtp-port N] [--http-port N]
// Started by a supervisor it reports `{ ready, smtpUrl, url }` over IPC, and ends with it or on SIGTERM.
import '../engine/production-mode.ts';
import { parseArgs } from 'node:util';
import { startMailbox } from './mailbox.ts';

const { values } = parseArgs({
  options: {
    dir: { type: 'string' },
    'smtp-port': { type: 'string' },
    'http-port': { type: 'string' },
  },
});
if (!values.dir) {
  console.error('Usage : main.js --dir DOSSIER [--smtp-port PORT] [--http-port PORT]');
  process.exit(2);
}

const mailbox = await startMailbox({
  dir: values.dir,
  smtpPort: Number(values['smtp-port'] ?? 0),
  httpPort: Number(values['http-port'] ?? 0),
});

let isStopping = false;
const stop = async (): Promise<void> => {
  if (isStopping) return;
  isStopping = true;
  await mailbox.stop();
  process.exit(0);
};
process.once('SIGTERM', stop);
process.once('disconnect', stop);
if (process.send) {
  // Ctrl-C reaches the whole terminal; the supervisor decides of the order of the stop.
  process.on('SIGINT', () => {});
  process.send({ ready: true, smtpUrl: mailbox.smtpUrl, url: mailbox.url });
} else {
  process.once('SIGINT', stop);
  console.log(`Boîte aux lettres : ${mailbox.url} (envoi : ${mailbox.smtpUrl})`);
}
