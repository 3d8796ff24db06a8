import { deflateRawSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { packageOf } from '../../activities/archive.ts';
import { unzipped } from '../../archive/zip.ts';
import { closedConvention, faultsOf } from './support.ts';

/** A file of a ZIP written by hand: what it says of itself need not be true. */
interface Claim {
  readonly name: string;
  readonly content: Uint8Array;
  readonly method?: number;
  readonly flags?: number;
  /** Size once inflated, as announced. */
  readonly inflated?: number;
  /** Size in the ZIP, as announced: may reach into the files that follow. */
  readonly packed?: number;
  /** Name in its own header. */
  readonly localName?: string;
}

/** A ZIP of some claims, with as many files as `count` says. */
function claimed(claims: readonly Claim[], count = claims.length): Uint8Array {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  for (const claim of claims) {
    const { name, content, method = 0, flags = 0, localName = name } = claim;
    const { packed = content.length, inflated = content.length } = claim;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(method, 8);
    local.writeUInt16LE(localName.length, 26);
    locals.push(local, Buffer.from(localName, 'latin1'), Buffer.from(content));
    const record = Buffer.alloc(46);
    record.writeUInt32LE(0x02014b50, 0);
    record.writeUInt16LE(flags, 8);
    record.writeUInt16LE(method, 10);
    record.writeUInt32LE(packed, 20);
    record.writeUInt32LE(inflated, 24);
    record.writeUInt16LE(name.length, 28);
    record.writeUInt32LE(at, 42);
    central.push(record, Buffer.from(name, 'latin1'));
    at += 30 + localName.length + content.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, ...central, end]);
}

const text = strToU8('bonjour');
const large = new Uint8Array(5_000_000);
const isNoZip = /n’est pas un fichier ZIP/;

test('reads what a hand writes truly', () => {
  const zip = claimed([
    { name: 'a/', content: new Uint8Array() },
    { name: 'a/stored', content: text },
    { name: 'a/deflated', content: deflateRawSync(text), method: 8, inflated: text.length },
    { name: 'a/empty', content: deflateRawSync(''), method: 8, inflated: 0 },
  ]);
  const opened = unzipped(zip);
  expect('files' in opened && [...opened.files].map(([path, file]) => [path, file.length])).toEqual([
    ['a/stored', 7],
    ['a/deflated', 7],
    ['a/empty', 0],
  ]);
});

test.each([
  [
    'two files of one name',
    [
      { name: 'a/b', content: text },
      { name: 'a/b', content: text },
    ],
    /« a\/b » est deux fois/,
  ],
  ['a path above the folder', [{ name: 'a/../../b', content: text }], /sort du paquet/],
  ['a path from the root', [{ name: '/a/b', content: text }], /sort du paquet/],
  ['a path of Windows', [{ name: 'a\\..\\b', content: text }], /sort du paquet/],
  ['a drive', [{ name: 'C:a/b', content: text }], /sort du paquet/],
  ['a path cut by a null', [{ name: 'a/b\0.txt', content: text }], /sort du paquet/],
  [
    'files beside the folder',
    [
      { name: 'a/b', content: text },
      { name: 'c', content: text },
    ],
    /un dossier, et un seul/,
  ],
  ['a folder that holds bytes', [{ name: 'a/', content: text }], /BagIt/],
  ['two names for a file', [{ name: 'a/b', content: text, localName: 'a/c' }], isNoZip],
  ['an encrypted file', [{ name: 'a/b', content: text, flags: 1 }], /« a\/b » ne peut être décompressé/],
  ['another compression', [{ name: 'a/b', content: text, method: 12 }], /« a\/b » ne peut être décompressé/],
  [
    'a file longer than announced',
    [{ name: 'a/b', content: deflateRawSync(text), method: 8, inflated: 3 }],
    /décompressé/,
  ],
  [
    'a file shorter than announced',
    [{ name: 'a/b', content: deflateRawSync(text), method: 8, inflated: 9 }],
    /décompressé/,
  ],
  ['what is not deflated', [{ name: 'a/b', content: text, method: 8 }], /« a\/b » ne peut être décompressé/],
  ['a name that moves the cursor', [{ name: '../\u001b[2J', content: text }], /« \.\.\/·\[2J »/],
] as const)('refuses %s', (_what, claims, says) => {
  expect(faultsOf(claimed(claims)).join()).toMatch(says);
});

describe('a package made to exhaust its reader', () => {
  const bomb = deflateRawSync(new Uint8Array(300_000_000), { level: 9 });
  let started: number;
  beforeEach(() => {
    started = performance.now();
  });
  afterEach(() => {
    expect(performance.now() - started).toBeLessThan(1500);
  });

  test('is refused when its files share their bytes', () => {
    const sharing = Array.from({ length: 900 }, (_, rank) => {
      return { name: `a/${rank}`, content: new Uint8Array(), packed: large.length, inflated: 0 };
    });
    expect(faultsOf(claimed([...sharing, { name: 'a/large', content: large }])).join()).toMatch(
      /dépasse 200 Mo/,
    );
  });

  test('is refused when a file says that it is small', () => {
    const lying = claimed([{ name: 'a/b', content: bomb, method: 8, inflated: 10 }]);
    expect(faultsOf(lying).join()).toMatch(/« a\/b » ne peut être décompressé/);
  });

  test('is refused before anything is inflated when it says that it is large', () => {
    const honest = claimed([{ name: 'a/b', content: bomb, method: 8, inflated: 300_000_000 }]);
    expect(faultsOf(honest).join()).toMatch(/dépasse 200 Mo/);
  });

  test('is refused when it announces more files than it has', () => {
    expect(faultsOf(claimed([{ name: 'a/b', content: text }], 1000)).join()).toMatch(isNoZip);
    expect(faultsOf(claimed([{ name: 'a/b', content: text }], 65_535)).join()).toMatch(/1000 fichiers/);
  });

  test('is refused when it counts four thousand million files in the manner of ZIP64', () => {
    const [record, locator, end] = [Buffer.alloc(56), Buffer.alloc(20), Buffer.alloc(22)];
    record.writeUInt32LE(0x06064b50, 0);
    record.writeUInt32LE(0xffffffff, 32);
    locator.writeUInt32LE(0x07064b50, 0);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(1, 10);
    expect(faultsOf(Buffer.concat([record, locator, end])).join()).toMatch(isNoZip);
  });

  test('is refused when it is large', () => {
    expect(faultsOf(new Uint8Array(200_000_001)).join()).toMatch(/dépasse 200 Mo/);
  });
});

test('a package cut anywhere, or with something after it, is refused', () => {
  const bytes = packageOf(closedConvention());
  for (let length = 0; length < bytes.length; length += 97)
    expect(faultsOf(bytes.subarray(0, length))).toEqual([expect.stringMatching(isNoZip)]);
  expect(faultsOf(Buffer.concat([bytes, text]))).toEqual([expect.stringMatching(isNoZip)]);
});

test('any bytes changed in the ZIP itself are refused or change nothing, and never break the reader', () => {
  const bytes = Buffer.from(packageOf(closedConvention()));
  for (let place = 0; place < bytes.length; place += 7) {
    const changed = Buffer.from(bytes);
    changed.writeUInt8(255 - changed.readUInt8(place), place);
    expect(() => faultsOf(changed)).not.toThrow();
  }
});

test('an empty ZIP is refused', () => {
  expect(faultsOf(zipSync({})).join()).toMatch(/un dossier, et un seul/);
});
