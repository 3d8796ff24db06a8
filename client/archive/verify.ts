import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import { z } from 'zod';

/** What became of a package verified: it is whole and agrees with itself, or here is all that is wrong with it. */
export type Verification =
  | {
      readonly ok: true;
      readonly id: string;
      readonly title: string;
      /** Day of the package, as it says. */
      readonly closedOn: string;
      readonly files: number;
      /** Totals of its ledger, in cents. */
      readonly committed: number;
      readonly paid: number;
    }
  | { readonly ok: false; readonly faults: readonly string[] };

const largest = 200_000_000;
const mostFiles = 1000;

/** Checks the package that a closed convention left: its form, the hash of each file, and that its content agrees with itself. */
export function verifyPackage(bytes: Uint8Array): Verification {
  const opened = openedZip(bytes);
  if ('fault' in opened) return { ok: false, faults: [opened.fault] };
  const { files } = opened;
  const faults = [
    ...missingTags(files),
    ...manifestFaults(files, 'manifest-sha256.txt', (path) => path.startsWith('data/')),
    ...manifestFaults(
      files,
      'tagmanifest-sha256.txt',
      (path) => !path.startsWith('data/') && path !== 'tagmanifest-sha256.txt',
    ),
    ...oxumFaults(files),
  ];
  // A content that was altered is not read any further.
  if (faults.length > 0) return { ok: false, faults };
  const read = readContent(files);
  if ('fault' in read) return { ok: false, faults: [read.fault] };
  const disagreements = disagreementsIn(read.content);
  if (disagreements.length > 0) return { ok: false, faults: disagreements };
  const info = infoOf(files);
  const sums = sumsOf(read.content.ledger);
  return {
    ok: true,
    id: info.get('External-Identifier') ?? '',
    title: info.get('External-Description') ?? '',
    closedOn: info.get('Bagging-Date') ?? '',
    files: files.size,
    committed: sums.committed,
    paid: sums.paid,
  };
}

type Files = ReadonlyMap<string, Uint8Array>;

/** The files of a ZIP by their path in the bag; bounded, since it may come from anywhere. */
function openedZip(bytes: Uint8Array): { files: Files } | { fault: string } {
  let inflated = 0;
  let count = 0;
  const names = new Set<string>();
  let fault: string | undefined;
  let unzipped: Record<string, Uint8Array>;
  try {
    unzipped = unzipSync(bytes, {
      filter({ name, originalSize }) {
        inflated += originalSize;
        count += 1;
        if (names.has(name)) fault ??= `« ${shown(name)} » est deux fois dans le paquet`;
        if (/(^|\/)\.\.?(\/|$)|^\/|\\|^[a-z]:/i.test(name)) fault ??= `« ${shown(name)} » sort du paquet`;
        if (inflated > largest || count > mostFiles)
          fault ??= `Le paquet dépasse ${largest / 1_000_000} Mo ou ${mostFiles} fichiers`;
        names.add(name);
        return fault === undefined;
      },
    });
  } catch {
    return { fault: 'Ce n’est pas un fichier ZIP, ou il est tronqué' };
  }
  if (fault !== undefined) return { fault };
  const [folder] = [...names].map((name) => name.split('/')[0]);
  const stray = [...names].find((name) => !name.startsWith(`${folder}/`));
  if (folder === undefined || stray !== undefined)
    return { fault: 'Le paquet n’a pas un dossier, et un seul, qui contient tout' };
  return {
    files: new Map(Object.entries(unzipped).map(([name, file]) => [name.slice(folder.length + 1), file])),
  };
}

function missingTags(files: Files): string[] {
  return ['bagit.txt', 'bag-info.txt', 'manifest-sha256.txt', 'tagmanifest-sha256.txt'].flatMap((path) =>
    files.has(path) ? [] : [`« ${path} » manque : ce n’est pas un paquet BagIt`],
  );
}

function manifestFaults(files: Files, manifest: string, concerns: (path: string) => boolean): string[] {
  const lines = textIn(files, manifest)
    .split('\n')
    .filter((line) => line !== '');
  const listed = new Map<string, string>();
  const faults: string[] = [];
  for (const line of lines) {
    const [, hash, path] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    if (hash === undefined || path === undefined)
      faults.push(`${manifest} : « ${shown(line)} » n’est pas une empreinte`);
    else if (listed.has(path)) faults.push(`${manifest} : « ${shown(path)} » est deux fois dans la liste`);
    else listed.set(path, hash);
  }
  for (const [path, hash] of listed) {
    const file = files.get(path);
    if (!file) faults.push(`« ${shown(path)} » manque`);
    else if (createHash('sha256').update(file).digest('hex') !== hash)
      faults.push(`« ${shown(path)} » a été modifié : son empreinte n’est plus celle de ${manifest}`);
  }
  for (const path of files.keys()) {
    if (concerns(path) && !listed.has(path)) faults.push(`« ${shown(path)} » n’est pas dans ${manifest}`);
  }
  return faults;
}

function oxumFaults(files: Files): string[] {
  const payload = [...files].filter(([path]) => path.startsWith('data/'));
  const octets = payload.reduce((sum, [, { length }]) => sum + length, 0);
  const found = `${octets}.${payload.length}`;
  const said = infoOf(files).get('Payload-Oxum');
  return said === found ? [] : [`Payload-Oxum : « ${shown(said ?? 'absent')} » annoncé, ${found} trouvé`];
}

const entry = z.looseObject({
  seq: z.int(),
  kind: z.string(),
  of: z.string().optional(),
  amount: z.int(),
});
const content = z.object({
  ledger: z.array(entry),
  journal: z.array(z.looseObject({ at: z.number(), version: z.int() })),
  statement: z.looseObject({
    periods: z.array(z.looseObject({ committed: z.int(), paid: z.int(), available: z.int() })),
  }),
  convention: z.looseObject({ version: z.int() }),
});
type Content = z.output<typeof content>;

function readContent(files: Files): { content: Content } | { fault: string } {
  const parts: Record<string, unknown> = {};
  for (const name of ['ledger', 'journal', 'statement', 'convention']) {
    try {
      parts[name] = JSON.parse(textIn(files, `data/${name}.json`));
    } catch {
      return { fault: `« data/${name}.json » manque ou n’est pas du JSON` };
    }
  }
  const read = content.safeParse(parts);
  if (read.success) return { content: read.data };
  const where = read.error.issues[0]?.path.join('.') ?? '';
  return { fault: `Le contenu n’a pas la forme d’un dossier de convention (${where})` };
}

function disagreementsIn({ ledger, journal, statement, convention }: Content): string[] {
  const sums = sumsOf(ledger);
  const totals = [
    ['engagé', sums.committed, statement.periods.map(({ committed }) => committed)],
    ['payé', sums.paid, statement.periods.map(({ paid }) => paid)],
    ['crédits', sums.credits, statement.periods.map(({ available }) => available)],
  ] as const;
  return [
    ...totals.flatMap(([what, inLedger, periods]) => {
      const stated = periods.reduce((sum, one) => sum + one, 0);
      return periods.length === 0 || stated === inLedger
        ? []
        : [`L’état final dit ${stated} centimes (${what}), le registre ${inLedger}`];
    }),
    ...ledger.flatMap(({ seq }, index) =>
      seq === index + 1 ? [] : [`L’écriture n° ${seq} n’est pas à sa place, la ${index + 1}ᵉ`],
    ),
    ...(journal.every(({ at }, index) => at >= (journal[index - 1]?.at ?? 0))
      ? []
      : ['Le journal n’est pas dans l’ordre du temps']),
    ...(journal.every(({ version }) => version >= 1 && version <= convention.version)
      ? []
      : [`Le journal cite une version que la convention n’a pas (${convention.version} au plus)`]),
  ];
}

function sumsOf(ledger: Content['ledger']): { credits: number; committed: number; paid: number } {
  const sum = (...kinds: string[]) =>
    ledger.reduce(
      (total, { kind, of, amount }) =>
        kinds.includes(kind === 'correction' ? (of ?? '') : kind) ? total + amount : total,
      0,
    );
  return { credits: sum('credits'), committed: sum('commitment', 'change'), paid: sum('payment') };
}

function infoOf(files: Files): ReadonlyMap<string, string> {
  const lines = textIn(files, 'bag-info.txt').split('\n');
  return new Map(
    lines.flatMap((line) => {
      const [, label, value] = /^([^:]+): (.*)$/.exec(line) ?? [];
      return label !== undefined && value !== undefined ? [[label, value] as const] : [];
    }),
  );
}

function textIn(files: Files, path: string): string {
  return new TextDecoder().decode(files.get(path) ?? new Uint8Array());
}

function shown(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, '·');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
