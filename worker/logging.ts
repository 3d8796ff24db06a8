import { Runtime } from '@temporalio/worker';
import { type Logger, pino } from 'pino';
import { actDone } from '../contract/logged-act.ts';

/**
 * Structured logs on standard error, one JSON object a line; the SDK's own go there too. Acts are written whatever the
 * level: a record that is put back from a backup is compared with them.
 */
export function startLogging(level: string, metrics?: string): Logger {
  const logger = pino({ level, base: { process: 'worker' } }, pino.destination(2));
  const journal = logger.child({}, { level: 'info' });
  const at = (name: 'trace' | 'debug' | 'info' | 'warn' | 'error') => (message: string, meta?: object) =>
    (message === actDone ? journal : logger)[name](meta ?? {}, message);
  Runtime.install({
    logger: {
      trace: at('trace'),
      debug: at('debug'),
      info: at('info'),
      warn: at('warn'),
      error: at('error'),
      log: (severity, message, meta) =>
        at(
          severity === 'TRACE'
            ? 'trace'
            : severity === 'DEBUG'
              ? 'debug'
              : severity === 'INFO'
                ? 'info'
                : severity === 'WARN'
                  ? 'warn'
                  : 'error',
        )(message, meta),
    },
    ...(metrics ? { telemetryOptions: { metrics: { prometheus: { bindAddress: metrics } } } } : {}),
  });
  return logger;
}
