import { inflateRawSync } from 'node:zlib';
import { shown } from './shown.ts';

/** The files of a ZIP by their path, or why it is not read. */
export type Unzipped =
  | { readonly files: ReadonlyMap<string, Uint8Array> }
  | {
      /** One French sentence. */
      readonly fault: string;
    };

/** Most bytes that a ZIP may hold once inflated. */
const largest = 200_000_000;
const mostFiles = 1000;

const tooLarge = `Le paquet dépasse ${largest / 1_000_000} Mo ou ${mostFiles} fichiers`;
const notZip = 'Ce n’est pas un fichier ZIP, ou il est tronqué';

/**
 * Reads a ZIP that may come from anybody (APPNOTE 6.3.10, without ZIP64): whatever it announces, no more work is done
 * than what it may hold at most, and nothing is taken from it that another reader would see otherwise. fflate's reader
 * trusts the sizes and the count of files that it finds.
 */
export function unzipped(bytes: Uint8Array): Unzipped {
  if (bytes.length > largest) return { fault: tooLarge };
  const listed = entriesOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if ('fault' in listed) return listed;
  const files = new Map<string, Uint8Array>();
  for (const entry of listed.entries) {
    // A folder: it holds nothing of its own.
    if (entry.name.endsWith('/') && entry.inflated === 0) continue;
    const file = contentOf(entry);
    if (!file) return { fault: `« ${shown(entry.name)} » ne peut être décompressé` };
    files.set(entry.name, file);
  }
  return { files };
}

/** A file as the central directory announces it. */
interface Entry {
  readonly name: string;
  readonly method: 'stored' | 'deflated' | 'unknown';
  /** Size once inflated. */
  readonly inflated: number;
  readonly packed: Buffer;
}

function entriesOf(zip: Buffer): { entries: readonly Entry[] } | { fault: string } {
  const end = endRecord(zip);
  if (end === undefined) return { fault: notZip };
  const count = zip.readUInt16LE(end + 10);
  if (count > mostFiles) return { fault: tooLarge };
  const entries: Entry[] = [];
  const names = new Set<string>();
  let at = zip.readUInt32LE(end + 16);
  let inflated = 0;
  let packed = 0;
  for (let rank = 0; rank < count; rank++) {
    if (at + 46 > end || zip.readUInt32LE(at) !== 0x02014b50) return { fault: notZip };
    const entry = entryAt(zip, at);
    if (!entry) return { fault: notZip };
    const fault = nameFault(entry.name, names);
    if (fault) return { fault };
    inflated += entry.inflated;
    packed += entry.packed.length;
    // Files that share their bytes would be inflated many times over.
    if (inflated > largest || packed > zip.length) return { fault: tooLarge };
    names.add(entry.name);
    entries.push(entry);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return at === end ? { entries } : { fault: notZip };
}

/** Where the end record begins: the only one whose comment ends with the file. */
function endRecord(zip: Buffer): number | undefined {
  for (let at = zip.length - 22; at >= Math.max(0, zip.length - 22 - 0xffff); at--) {
    if (zip.readUInt32LE(at) === 0x06054b50 && at + 22 + zip.readUInt16LE(at + 20) === zip.length) return at;
  }
  return undefined;
}

/** The file that a record of the central directory is about, unless the file's own header says otherwise. */
function entryAt(zip: Buffer, at: number): Entry | undefined {
  const flags = zip.readUInt16LE(at + 8);
  const method = zip.readUInt16LE(at + 10);
  const packed = zip.readUInt32LE(at + 20);
  const name = zip.subarray(at + 46, at + 46 + zip.readUInt16LE(at + 28));
  const local = zip.readUInt32LE(at + 42);
  if (local + 30 > at || zip.readUInt32LE(local) !== 0x04034b50) return undefined;
  const nameEnd = local + 30 + zip.readUInt16LE(local + 26);
  const start = nameEnd + zip.readUInt16LE(local + 28);
  const agrees = zip.subarray(local + 30, nameEnd).equals(name) && zip.readUInt16LE(local + 8) === method;
  if (!agrees || start + packed > zip.length) return undefined;
  return {
    name: name.toString('utf8'),
    method: methodOf(method, flags),
    inflated: zip.readUInt32LE(at + 24),
    packed: zip.subarray(start, start + packed),
  };
}

function methodOf(method: number, flags: number): Entry['method'] {
  const isEncrypted = flags % 2 === 1;
  if (isEncrypted) return 'unknown';
  if (method === 0) return 'stored';
  return method === 8 ? 'deflated' : 'unknown';
}

function nameFault(name: string, before: ReadonlySet<string>): string | undefined {
  if (before.has(name)) return `« ${shown(name)} » est deux fois dans le paquet`;
  if (/(^|\/)\.\.?(\/|$)|^\/|\\|^[a-z]:|\0/i.test(name)) return `« ${shown(name)} » sort du paquet`;
  return undefined;
}

/** What a file holds; nothing when it cannot be read, or is not as long as announced. */
function contentOf({ method, inflated, packed }: Entry): Uint8Array | undefined {
  const file = method === 'deflated' ? inflatedFrom(packed, inflated) : packed;
  return method !== 'unknown' && file?.length === inflated ? file : undefined;
}

function inflatedFrom(packed: Uint8Array, length: number): Uint8Array | undefined {
  try {
    // Stops at the announced size; a limit of none is not taken.
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, length) });
  } catch {
    return undefined;
  }
}
