import { z } from 'zod';
import { shapeOf } from '../contract/setting.ts';
import { commonSettings, saysAccepted, secretSettings } from '../contract/settings.ts';
import { describeFault } from '../convention/document/faults.ts';
import { faultsOf } from '../convention/document/read-document.ts';
import { errors, Refused } from '../convention/errors.ts';

const settings = z.object(shapeOf(commonSettings));

/** How this deployment runs, from the environment alone. */
export type Configuration = z.output<typeof settings>;

/**
 * Reads the settings; all faults at once.
 * @throws Refused `BAD_USAGE` with one line per fault.
 */
export function readConfiguration(environment: NodeJS.ProcessEnv = process.env): Configuration {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const read = settings.safeParse(given, saysAccepted);
  if (read.success) return read.data;
  const faults = faultsOf(withoutSecrets(given), [], read.error);
  throw new Refused('BAD_USAGE', faults.map(describeFault).join('\n'));
}

/** What is read; or the end of this process, its refusal on the error output. */
export function readOrExit<Settings>(read: () => Settings): Settings {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(errors[error.code].exit);
  }
}

/** A refusal quotes what was given, and is kept in logs. */
function withoutSecrets(given: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      name in secretSettings && !name.endsWith('_URL') ? '***' : value?.replace(/\/\/.*@/, '//***@'),
    ]),
  );
}
