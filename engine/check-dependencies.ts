import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  ageOf,
  audited,
  type Finding,
  lockedVersions,
  published,
  vulnerabilitiesIn,
} from './dependency-ages.ts';
import { packageRoot } from './package-root.ts';

// `npm run check:dependencies [-- <name>…]`: asks the registry that npm is configured for, prints what it finds, and exits
// with 1 when something is beyond what docs/asvs.md allows, or could not be looked at.

const wanted = process.argv.slice(2);
const json = (file: string): unknown => JSON.parse(readFileSync(join(packageRoot(), file), 'utf8'));
const known = lockedVersions(json('package.json'), json('package-lock.json'));
const unknown = wanted.filter((name) => !known.has(name));
if (unknown.length > 0) {
  process.stderr.write(`Dépendance inconnue de package.json : ${unknown.join(', ')}\n`);
  process.exit(2);
}

const findings = [...(wanted.length > 0 ? wanted : known.keys())].map(lookAt);
findings.push(...(wanted.length > 0 ? [] : audit()));
for (const { line } of findings) process.stdout.write(`${line}\n`);
process.exit(findings.some(({ isLate }) => isLate) ? 1 : 0);

function lookAt(name: string): Finding {
  const locked = known.get(name);
  if (locked === undefined) return { line: `${name} : ABSENTE de package-lock.json`, isLate: true };
  const read = published.safeParse(npm('view', name, 'time', 'versions', '--json'));
  if (read.success) return ageOf(name, locked, read.data, Date.now());
  return { line: `${name} ${locked} : NON VÉRIFIÉE, le registre n’a pas répondu`, isLate: true };
}

function audit(): Finding[] {
  const read = audited.safeParse(npm('audit', '--omit=dev', '--json'));
  if (!read.success) {
    const line = 'Vulnérabilités connues : non vérifiées, le registre ne sert pas « npm audit »';
    return [{ line, isLate: false }];
  }
  const found = vulnerabilitiesIn(read.data);
  return found.length > 0 ? found : [{ line: 'Vulnérabilités connues : aucune', isLate: false }];
}

/** What npm answers, whatever its exit code: it has one of its own for what it finds. */
function npm(...args: readonly string[]): unknown {
  const { stdout } = spawnSync('npm', args, {
    cwd: packageRoot(),
    encoding: 'utf8',
    timeout: 60_000,
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'ignore'],
    shell: process.platform === 'win32',
  });
  try {
    return JSON.parse(stdout);
  } catch {
    return undefined;
  }
}
