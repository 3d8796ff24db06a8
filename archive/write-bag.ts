import { createHash } from 'node:crypto';
import { type Zippable, zipSync } from 'fflate';

/** Folder of a bag, below `data/`, that holds the files which prove the rest. */
export const piecesIn = 'pieces';

/** What describes a bag: the labels of `bag-info.txt`. */
export type BagInfo = readonly (readonly [label: string, value: string])[];

/**
 * Files as one package that says what it holds and lets anybody check it: a BagIt bag (RFC 8493) in a ZIP. The same
 * files give the same octets.
 * @param name folder within the ZIP.
 * @param files payload, by path below `data/`.
 * @param on day of the bag, `2021-05-06`: the ZIP's own dates, which have no zone.
 */
export function zippedBag(
  name: string,
  info: BagInfo,
  files: ReadonlyMap<string, string | Uint8Array>,
  on: string,
): Uint8Array {
  const payload = new Map(
    [...files]
      .sort(byPath)
      .map(([path, text]) => [`data/${path}`, typeof text === 'string' ? bytesOf(text) : text]),
  );
  const octets = [...payload.values()].reduce((sum, { length }) => sum + length, 0);
  const described = [...info, ['Payload-Oxum', `${octets}.${payload.size}`], ['Bagging-Date', on]] as const;
  const tags = new Map([
    ['bag-info.txt', bytesOf(described.map(([label, value]) => `${label}: ${oneLine(value)}\n`).join(''))],
    ['bagit.txt', bytesOf('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n')],
    ['manifest-sha256.txt', manifestOf(payload)],
  ]);
  const all = new Map([...tags, ['tagmanifest-sha256.txt', manifestOf(tags)], ...payload]);
  // Texts are made smaller; what proves them is compressed already.
  const entries = [...all].map(([path, bytes]): [string, Zippable[string]] => [
    `${name}/${path}`,
    [bytes, { level: path.startsWith(`data/${piecesIn}/`) ? 0 : 6 }],
  ]);
  return zipSync(Object.fromEntries(entries), { mtime: zipDate(on) });
}

/** Noon of a day, on the clock of this machine: fflate reads it back on that clock, so that its zone does not count. */
function zipDate(on: string): Date {
  // A ZIP knows no other years, and fflate refuses to write it.
  const within = on < '1980-01-01' ? '1980-01-01' : on > '2099-12-31' ? '2099-12-31' : on;
  return new Date(`${within}T12:00:00`);
}

/** The SHA-256 of some bytes, in hexadecimal. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function manifestOf(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  return bytesOf([...files].map(([path, bytes]) => `${sha256Of(bytes)}  ${path}\n`).join(''));
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** A value may hold what people wrote: it never starts another label. */
function oneLine(value: string): string {
  return value.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
}

function byPath([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
