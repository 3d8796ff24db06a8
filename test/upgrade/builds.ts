import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A version of the workers: the workflows' bundle of this one, changed so that each goes another way than the last. */
export interface Build {
  readonly build: string;
  /** File of its bundle. */
  readonly bundle: string;
}

/** One change of the workflows: what of the bundle's text becomes what. */
type Change = readonly [found: RegExp, becomes: string];

const workflow = '(0,_temporalio_workflow__WEBPACK_IMPORTED_MODULE_0__.';
const sends = /if \(delivery\) this\.#outbox\.send\(delivery\);/;
const shows = /(if \(delivery\) this\.#outbox\.send\(delivery\);)\s*(this\.#visibility\.show\([^;]*;)/;
const waits = /await \(0,_temporalio_workflow__WEBPACK_IMPORTED_MODULE_0__\.sleep\)\(Math\.max\(1, inMs\)/;
const isSet = /if \(this\.#set\?\.at === wake\?\.at\) return;/;
const summary = /prochaine échéance : /;
const carried = /(carried: \{)(\s*course: this\.#course,)/;

/** As one sleep, and then another for the rest. */
const twoTimers = (first: string): Change => [
  waits,
  `await ${workflow}sleep)(Math.max(1, Math.floor(inMs * ${first}))); await ${workflow}sleep)(Math.max(1, inMs - Math.floor(inMs * ${first}))`,
];
const oneByOne = (order: string): Change => [
  sends,
  `if (delivery) for (const letter of ${order}) this.#outbox.send({ ...delivery, letters: [letter] });`,
];
/** A marker where letters leave, as of a change that is guarded: each has its own. What is closed sends none, and is read by all. */
const guarded = (id: string): Change => [sends, `if (delivery) ${workflow}patched)('${id}'); $&`];
const named = (words: string): Change => [summary, `${words} : `];

/** The versions before this one: what each has that the one before has not, and the other way round. */
const versions: readonly (readonly Change[])[] = [
  [named('réveil')],
  [twoTimers('0.5')],
  [oneByOne('[...delivery.letters].reverse()')],
  [twoTimers('0.75')],
  [[isSet, ''], named('prochain réveil')],
  [[shows, '$2 $1'], twoTimers('0.9')],
  [[sends, `if (delivery) { await ${workflow}sleep)(1000); this.#outbox.send(delivery); }`]],
  [twoTimers('0.25'), [carried, "$1 since: 'the eighth',$2"]],
  [oneByOne('delivery.letters')],
];

/** Writes so many versions' bundles into a folder, the last of which is this one. */
export async function putBuilds(folder: string, bundle: string, count: number): Promise<Build[]> {
  const text = await readFile(bundle, 'utf8');
  const guardedVersions = versions.map((changes, rank) => [guarded(`version-${rank + 1}`), ...changes]);
  return Promise.all(
    [...guardedVersions.slice(0, count - 1), []].map(async (changes: readonly Change[], rank) => {
      // Before it: what follows the source map would be read as its end.
      const changed = changes.reduce(applied, `// ${rank + 1}\n${text}`);
      const file = join(folder, `workflow-bundle-${rank + 1}.js`);
      await writeFile(file, changed);
      const digest = createHash('sha256').update(changed).digest('hex').slice(0, 12);
      return { build: `${rank + 1}.0.0-${digest}`, bundle: file };
    }),
  );
}

function applied(text: string, [found, becomes]: Change): string {
  if (!found.test(text)) throw new Error(`the bundle has no ${found}`);
  return text.replace(found, becomes);
}
