import { withSecretFiles } from './secret-settings.ts';

// To be imported first by a process: its settings then have what their files hold, wherever they are read.

try {
  Object.assign(process.env, withSecretFiles(process.env));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(2);
}
