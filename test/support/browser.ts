import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { packageRoot } from '../../engine/package-root.ts';
import { onPath } from '../../engine/path-executable.ts';

const programs: readonly string[] = JSON.parse(
  readFileSync(join(packageRoot(), 'engine', 'browsers.json'), 'utf8'),
);

/**
 * A real browser, without a window; the caller closes it.
 * @param args of its command line, besides ours.
 * @throws Error when none is on the PATH: `node engine/setup.mjs --browser` provides one.
 */
export async function openBrowser(args: readonly string[] = []): Promise<Browser> {
  for (const program of programs) {
    const executablePath = await onPath(program, process.env);
    if (executablePath === undefined) continue;
    return chromium.launch({
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        ...args,
      ],
    });
  }
  throw new Error(`no browser on the PATH among ${programs.join(', ')}: node engine/setup.mjs --browser`);
}

interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
}

/**
 * What axe finds wrong in a page as it is now, best practices included: one line per element, `rule: what is asked
 * (its selector) why`. None is an empty list.
 *
 * @param runOnly the rules to look at; all of them by default.
 */
export async function violations(page: Page, runOnly?: readonly string[]): Promise<string[]> {
  // Evaluated by the browser itself, not added to the page: a content security policy does not stop it.
  if (!(await page.evaluate("'axe' in globalThis"))) await page.evaluate(await axeSource());
  const options = JSON.stringify({ resultTypes: ['violations'], ...(runOnly ? { runOnly } : {}) });
  const found: Violation[] = await page.evaluate(
    `axe.run(document, ${options}).then((results) => results.violations)`,
  );
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary = '' }) =>
        `${id}: ${help} (${target.join(' ')}) ${failureSummary.replace(/\s+/g, ' ')}`,
    ),
  );
}

let source: Promise<string> | undefined;

function axeSource(): Promise<string> {
  source ??= readFile(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');
  return source;
}
