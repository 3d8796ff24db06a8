import { createHash } from 'node:crypto';
import { shown } from './shown.ts';

/** The files of a bag by their path in it: `data/ledger.json`. */
export type BagFiles = ReadonlyMap<string, Uint8Array>;

const manifest = 'manifest-sha256.txt';
const tagManifest = 'tagmanifest-sha256.txt';
const tagFiles = ['bagit.txt', 'bag-info.txt', manifest, tagManifest];
/** Most bytes of a tag file: a manifest of many files is ten times smaller. */
const largestTag = 1_000_000;

/** The bag that some files are once out of the one folder that holds them; nothing when there is none, or several. */
export function bagIn(files: BagFiles): BagFiles | undefined {
  const [first = ''] = files.keys();
  const folder = first.slice(0, first.indexOf('/') + 1);
  const isAlone = folder !== '' && [...files.keys()].every((path) => path.startsWith(folder));
  return isAlone
    ? new Map([...files].map(([path, file]) => [path.slice(folder.length), file] as const))
    : undefined;
}

/**
 * What keeps files from being the bag that `activities/archive` writes (RFC 8493), one French sentence each: what is
 * missing, added or changed.
 */
export function bagFaults(files: BagFiles): string[] {
  const tooLarge = tagFiles.filter((path) => (files.get(path)?.length ?? 0) > largestTag);
  if (tooLarge.length > 0) return tooLarge.map((path) => `« ${path} » dépasse ${largestTag / 1_000_000} Mo`);
  return [
    ...tagFiles
      .filter((path) => !files.has(path))
      .map((path) => `« ${path} » manque : ce n’est pas un paquet BagIt`),
    ...manifestFaults(files, manifest, isPayload),
    ...manifestFaults(files, tagManifest, (path) => !isPayload(path) && path !== tagManifest),
    ...declarationFaults(files),
    ...oxumFaults(files),
  ];
}

/** What `bag-info.txt` says, by label. */
export function bagInfo(files: BagFiles): ReadonlyMap<string, string> {
  return new Map(
    textIn(files, 'bag-info.txt')
      .split('\n')
      .flatMap((line) => {
        const [, label, value] = /^([^:]+): (.*)$/.exec(line) ?? [];
        return label !== undefined && value !== undefined ? [[label, value] as const] : [];
      }),
  );
}

/** The text of a file; empty when the bag does not have it. */
export function textIn(files: BagFiles, path: string): string {
  return new TextDecoder().decode(files.get(path));
}

function manifestFaults(files: BagFiles, name: string, concerns: (path: string) => boolean): string[] {
  if (!files.has(name)) return [];
  const lines = textIn(files, name)
    .split('\n')
    .filter((line) => line !== '');
  // One sentence for a file that is no manifest at all, rather than a thousand.
  const misread = lines.find((line) => !/^[0-9a-f]{64} {2}./.test(line));
  if (misread !== undefined) return [`${name} : « ${shown(misread)} » n’est pas une empreinte`];
  const hashes = new Map<string, string>();
  const faults: string[] = [];
  for (const line of lines) {
    const path = line.slice(66);
    if (hashes.has(path)) faults.push(`${name} : « ${shown(path)} » est deux fois dans la liste`);
    hashes.set(path, line.slice(0, 64));
  }
  for (const [path, hash] of hashes) {
    const file = files.get(path);
    if (!concerns(path)) faults.push(`${name} : « ${shown(path)} » n’a pas à être dans la liste`);
    else if (!file) faults.push(`« ${shown(path)} » manque`);
    else if (createHash('sha256').update(file).digest('hex') !== hash)
      faults.push(`« ${shown(path)} » a été modifié : son empreinte n’est plus celle de ${name}`);
  }
  for (const path of files.keys()) {
    if (concerns(path) && !hashes.has(path)) faults.push(`« ${shown(path)} » n’est pas dans ${name}`);
  }
  return faults;
}

function declarationFaults(files: BagFiles): string[] {
  if (!files.has('bagit.txt')) return [];
  const said = textIn(files, 'bagit.txt');
  return said === 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'
    ? []
    : [`bagit.txt : « ${shown(said)} » n’annonce pas BagIt 1.0 en UTF-8`];
}

function oxumFaults(files: BagFiles): string[] {
  if (!files.has('bag-info.txt')) return [];
  const payload = [...files].filter(([path]) => isPayload(path));
  const octets = payload.reduce((sum, [, { length }]) => sum + length, 0);
  const found = `${octets}.${payload.length}`;
  const said = bagInfo(files).get('Payload-Oxum');
  return said === found ? [] : [`Payload-Oxum : « ${shown(said ?? 'absent')} » annoncé, ${found} trouvé`];
}

function isPayload(path: string): boolean {
  return path.startsWith('data/');
}
