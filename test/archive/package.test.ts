import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MockActivityEnvironment } from '@temporalio/testing';
import { DefaultLogger } from '@temporalio/worker';
import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { createArchiveActivities, packageOf } from '../../activities/archive.ts';
import { verifyPackage } from '../../archive/verify-package.ts';
import type { ArchivedRecord, Convention } from '../../convention/convention.ts';
import { FolderStore } from '../../storage/folder-store.ts';
import { acting, at, inForce } from '../convention/support.ts';
import { inFull, runs } from '../support/runs.ts';

const by = 'Camille';
const hostile = '=1+1\r\nBcc: x@y.example';

/** A convention with money, an amendment and hostile words, stopped. */
function closed(): Convention {
  const moment = at('2020-05-04');
  return acting(
    inForce(),
    moment,
    [
      'recordEntry',
      { by, entry: { kind: 'credits', amount: 100_000, on: '2020-05-04', reference: '=MAD()' } },
    ],
    [
      'recordEntry',
      {
        by,
        entry: {
          kind: 'commitment',
          order: '15',
          amount: 1200.5,
          on: '2020-05-04',
          supplier: '@Octo',
          reference: 'BC 1',
        },
      },
    ],
    [
      'recordEntry',
      { by, entry: { kind: 'payment', order: '15', amount: 200, on: '2020-05-04', reference: 'DP' } },
    ],
    ['submitReport', { by, period: '2020-04', progress: hostile, forecast: 'rien' }],
    ['terminate', { by, reason: 'fin de l’essai' }],
  );
}

const record = closed();
const intact = packageOf(record);
const files = unzipSync(intact);
const names = Object.keys(files);

function faultsOf(bytes: Uint8Array): readonly string[] {
  const verification = verifyPackage(bytes);
  return verification.ok ? [] : verification.faults;
}

/** A small ZIP that announces a large file; in full it holds it. */
function bomb(size: number): Uint8Array {
  if (inFull) return zipSync({ 'a/bomb': new Uint8Array(size) }, { level: 9 });
  const bytes = Buffer.from(zipSync({ 'a/bomb': strToU8('x') }));
  // APPNOTE 4.3.12: the size once inflated, in the record of the central directory.
  bytes.writeUInt32LE(size, bytes.indexOf('PK\x01\x02', 0, 'latin1') + 24);
  return bytes;
}

describe('the package of a closed convention', () => {
  test('is intact, and says what it holds', () => {
    expect(verifyPackage(intact)).toEqual({
      ok: true,
      id: 'signaux-faibles',
      title: record.document.title,
      closedOn: '2020-05-04',
      files: 14,
      committed: 120_050,
      paid: 20_000,
      pieces: { here: 0, absent: 0 },
    });
  });

  test('holds the whole record, and how to read it', () => {
    expect(names.map((name) => name.replace('signaux-faibles/', '')).sort()).toEqual([
      'bag-info.txt',
      'bagit.txt',
      'data/LISEZMOI.txt',
      'data/convention.json',
      'data/document-v1.json',
      'data/journal.json',
      'data/ledger.csv',
      'data/ledger.json',
      'data/mails.json',
      'data/pieces.json',
      'data/statement.json',
      'data/statement.txt',
      'manifest-sha256.txt',
      'tagmanifest-sha256.txt',
    ]);
    const text = (name: string) => new TextDecoder().decode(files[`signaux-faibles/data/${name}`]);
    expect(JSON.parse(text('ledger.json'))).toEqual(record.ledger);
    expect(JSON.parse(text('journal.json'))).toEqual(record.journal);
    expect(text('ledger.csv')).toContain("'=MAD()");
    expect(text('ledger.csv')).toContain("'@Octo");
    for (const name of names.filter((one) => !one.endsWith('LISEZMOI.txt'))) {
      const [, path = ''] = /\/data\/(.*)$/.exec(name) ?? [];
      expect(text('LISEZMOI.txt')).toContain(path.replace('v1', 'vN'));
    }
  });

  test('is the same octets for the same record', () => {
    expect(Buffer.compare(packageOf(closed()), intact)).toBe(0);
  });

  test('dates its files at noon of that day, whatever the zone of the machine', () => {
    // APPNOTE 4.4.6: two seconds, minutes, hours; then days, months, years since 1980.
    expect(intact.slice(10, 14)).toEqual(Uint8Array.of(0, 12 << 3, (5 << 5) | 4, (40 << 1) | (5 >> 3)));
  });

  test.each(['1979-06-01', '2100-02-28', '2199-12-31'])('is made on %s, which a ZIP cannot date', (on) => {
    const bytes = packageOf({ ...record, closed: { phase: 'closed', at: at(on).now } });
    expect(verifyPackage(bytes)).toMatchObject({ ok: true, closedOn: on });
  });
});

describe('a package that was touched', () => {
  test('names the file of which one octet changed, whichever it is', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (name, place, change) => {
          const bytes = Uint8Array.from(files[name] ?? []);
          const index = place % bytes.length;
          bytes[index] = (bytes[index] ?? 0) ^ change;
          const faults = faultsOf(zipSync({ ...files, [name]: bytes }));
          expect(faults.length).toBeGreaterThan(0);
          // A manifest that changed names what it no longer matches.
          if (!name.includes('manifest'))
            expect(faults.join()).toContain(name.replace('signaux-faibles/', ''));
        },
      ),
      { numRuns: runs(150) },
    );
  });

  test.each(names)('says that %s is missing', (name) => {
    const { [name]: _gone, ...others } = files;
    expect(faultsOf(zipSync(others)).join()).toContain(name.replace('signaux-faibles/', ''));
  });

  test('says what was added', () => {
    const added = zipSync({ ...files, 'signaux-faibles/data/plus.txt': strToU8('plus') });
    expect(faultsOf(added).join()).toContain('« data/plus.txt » n’est pas dans manifest-sha256.txt');
  });

  test.each([
    ['nothing', new Uint8Array(), /ZIP/],
    ['a text', strToU8('bonjour'), /ZIP/],
    ['half of a package', intact.slice(0, intact.length / 2), /ZIP/],
    ['an empty ZIP', zipSync({}), /dossier/],
    ['a path that leaves it', zipSync({ '../../etc/passwd': strToU8('x') }), /sort du paquet/],
    [
      'too many files',
      zipSync(Object.fromEntries(Array.from({ length: 1200 }, (_, n) => [`a/${n}`, strToU8('')]))),
      /1000 fichiers/,
    ],
    ['a bomb', bomb(210_000_000), /200 Mo/],
  ] as const)('refuses %s', (_what, bytes, says) => {
    expect(faultsOf(bytes).join()).toMatch(says);
  });
});

describe('the archive folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'delegation-archive-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const archive = async (into: string): Promise<ArchivedRecord> => {
    const environment = new MockActivityEnvironment(undefined, { logger: new DefaultLogger('ERROR') });
    return environment.run<[], ArchivedRecord, () => Promise<ArchivedRecord>>(() =>
      createArchiveActivities(new FolderStore(into), new FolderStore(into)).archive(record),
    );
  };

  test('is made when it is missing, and holds the package whole', async () => {
    const { file } = await archive(join(folder, 'new', 'archives'));
    expect(await readdir(join(folder, 'new', 'archives'))).toEqual([file]);
    expect(verifyPackage(await readFile(join(folder, 'new', 'archives', file))).ok).toBe(true);
  });

  test('takes the same record twice as one file', async () => {
    expect(await archive(folder)).toEqual(await archive(folder));
    expect(await readdir(folder)).toEqual(['signaux-faibles.zip']);
  });

  test('keeps what another life of the convention left', async () => {
    await writeFile(join(folder, 'signaux-faibles.zip'), 'earlier');
    expect((await archive(folder)).file).toBe('signaux-faibles-2.zip');
    expect(await readFile(join(folder, 'signaux-faibles.zip'), 'utf8')).toBe('earlier');
  });

  test('that cannot be written is said in French, to be tried again', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(archive(join(folder, 'file', 'archives'))).rejects.toMatchObject({
      type: 'ArchiveUnwritable',
      nonRetryable: false,
      message: expect.stringContaining('DELEGATION_ARCHIVE'),
    });
  });
});
