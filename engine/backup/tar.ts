// The archives that every system opens (POSIX pax interchange, ustar), of plain files alone, read and written as they come:
// a database has no size that a memory or a ZIP of 4 GB would always hold.

const block = 512;
/** What eleven octal digits say. */
const largest = 8 ** 11 - 1;

/** A file of an archive. */
export interface TarFile {
  /** Path in it, `/` between folders. */
  readonly name: string;
  readonly size: number;
  /** Exactly `size` bytes; to be read to their end before the next file is asked for. */
  readonly content: AsyncIterable<Uint8Array>;
}

/** It is no such archive, or not a whole one. */
export class BadTar extends Error {
  override readonly name = 'BadTar';
}

/**
 * The octets of an archive, for its user alone once unpacked.
 * @throws RangeError for a name or a size that the format has no place for, or a file that is not as long as it says.
 */
export async function* tarOf(files: AsyncIterable<TarFile>): AsyncGenerator<Uint8Array> {
  for await (const { name, size, content } of files) {
    yield headerOf(name, size);
    let left = size;
    for await (const chunk of content) {
      left -= chunk.length;
      yield chunk;
    }
    if (left !== 0) throw new RangeError(`${name} is not of ${size} bytes`);
    yield Buffer.alloc(paddingOf(size));
  }
  yield Buffer.alloc(2 * block);
}

/**
 * The files of an archive, in their order.
 * @throws BadTar
 */
export async function* filesOfTar(source: AsyncIterable<Uint8Array>): AsyncGenerator<TarFile> {
  const octets = new Octets(source);
  for (;;) {
    const header = await octets.exactly(block);
    // To the very end of what it comes from, which may have a checksum there.
    if (header.every((octet) => octet === 0)) return octets.end();
    const { name, size } = readHeader(header);
    yield { name, size, content: octets.next(size) };
    await octets.exactly(paddingOf(size));
  }
}

function headerOf(name: string, size: number): Buffer {
  const [prefix, last] = halvesOf(name);
  const header = Buffer.alloc(block);
  header.write(last, 0);
  header.write('0000600', 100);
  header.write('0000000', 108);
  header.write('0000000', 116);
  writeSize(header, size);
  header.write(octal(Math.floor(Date.now() / 1000), 11), 136);
  header.write(plainFile, 156);
  header.write(magic, 257, 'latin1');
  header.write(prefix, 345);
  header.write(`${octal(sumOf(header), 6)}\0 `, 148);
  return header;
}

/** Eleven octal digits or, above what they say, the number itself in base 256, which GNU tar and bsdtar read too. */
function writeSize(header: Buffer, size: number): void {
  if (size <= largest) {
    header.write(octal(size, 11), 124);
    return;
  }
  header[124] = inBase256;
  header.writeBigUInt64BE(BigInt(size), 128);
}

function readSize(header: Buffer): number {
  if (header[124] === inBase256) return Number(header.readBigUInt64BE(128));
  return Number.parseInt(header.toString('latin1', 124, 136).replace(/\0.*$/s, ''), 8);
}

/** The first octet of a number that is not in octal digits. */
const inBase256 = 0x80;

const plainFile = '0';
const magic = 'ustar\x0000';

/** A name in the two places that a header has for it: folders, and the rest. */
function halvesOf(name: string): [prefix: string, last: string] {
  if (Buffer.byteLength(name) <= 100) return ['', name];
  const cut = name.lastIndexOf('/', 155);
  const halves: [string, string] = [name.slice(0, cut), name.slice(cut + 1)];
  if (cut < 0 || Buffer.byteLength(halves[0]) > 155 || Buffer.byteLength(halves[1]) > 100)
    throw new RangeError(`${name} is too long a name`);
  return halves;
}

function readHeader(header: Buffer): Pick<TarFile, 'name' | 'size'> {
  const text = (from: number, length: number) =>
    header.toString('utf8', from, from + length).replace(/\0.*$/s, '');
  const sum = Number.parseInt(text(148, 8), 8);
  const size = readSize(header);
  if (text(257, 5) !== 'ustar' || sum !== sumOf(header) || text(156, 1) !== plainFile || !(size >= 0))
    throw new BadTar('not the header of a plain file');
  const prefix = text(345, 155);
  return { name: prefix === '' ? text(0, 100) : `${prefix}/${text(0, 100)}`, size };
}

/** The sum of a header's octets, its own field counted as spaces. */
function sumOf(header: Buffer): number {
  return header.reduce((sum, octet, at) => sum + (at >= 148 && at < 156 ? 0x20 : octet), 0);
}

function octal(number: number, digits: number): string {
  return number.toString(8).padStart(digits, '0');
}

function paddingOf(size: number): number {
  return (block - (size % block)) % block;
}

/** Octets that come in chunks, taken by as many as are wanted. */
class Octets {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #left: Uint8Array = new Uint8Array();

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#chunks = source[Symbol.asyncIterator]();
  }

  /** The next of them, as they come. */
  async *next(count: number): AsyncGenerator<Uint8Array> {
    for (let wanted = count; wanted > 0; ) {
      while (this.#left.length === 0) {
        const { value, done } = await this.#chunks.next();
        if (done) throw new BadTar('it ends too soon');
        this.#left = value;
      }
      const taken = this.#left.subarray(0, wanted);
      this.#left = this.#left.subarray(taken.length);
      wanted -= taken.length;
      yield taken;
    }
  }

  /** Passes over all that is left. */
  async end(): Promise<void> {
    while (!(await this.#chunks.next()).done);
  }

  async exactly(count: number): Promise<Buffer> {
    const taken: Uint8Array[] = [];
    for await (const chunk of this.next(count)) taken.push(chunk);
    return Buffer.concat(taken);
  }
}
