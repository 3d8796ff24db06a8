import '../engine/production-mode.ts';
import '../engine/secret-settings-here.ts';
import { pino } from 'pino';
import { whoActs } from '../client/operator.ts';
import { errors, Refused } from '../convention/errors.ts';
import { readOrExit } from '../worker/configuration.ts';
import { loggedError } from './logged-error.ts';
import { runWeb } from './run.ts';
import { readWebSettings } from './web-settings.ts';

// What this process writes is for its user alone, wherever it writes it.
process.umask(0o077);

// The web process: `npm start` runs one; a deployment runs it beside its workers, behind its own reverse proxy.

const settings = readOrExit(readWebSettings);
const logger = pino(
  { level: settings.configuration.DELEGATION_LOG_LEVEL, base: { process: 'web' } },
  pino.destination(2),
);

try {
  const { stop, ...where } = await runWeb({
    settings,
    environment: process.env,
    logger,
    operator: whoActs(),
  });
  let isStopping = false;
  const stopOnce = async () => {
    if (isStopping) return;
    isStopping = true;
    await stop();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'disconnect'] as const) process.once(signal, stopOnce);
  if (process.send) process.on('SIGINT', () => {});
  else process.once('SIGINT', stopOnce);
  process.send?.({ ready: true, ...where });
} catch (error) {
  logger.error({ err: loggedError(error) }, 'web stopped');
  if (error instanceof Refused) process.stderr.write(`${error.message}\n`);
  process.exit(error instanceof Refused ? errors[error.code].exit : 1);
}
