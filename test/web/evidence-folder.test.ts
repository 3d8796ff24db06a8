import { createHash } from 'node:crypto';
import { chmod, readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PieceAltered } from '../../activities/evidence.ts';
import { largestFile } from '../../contract/taken-files.ts';
import { Refused } from '../../convention/errors.ts';
import { citationOf, piecesIn } from '../../convention/proof/piece.ts';
import { FolderStore } from '../../storage/folder-store.ts';
import { attachmentOf, EvidenceFolder, largestOfOne, pieceOf } from '../../web/evidence-folder.ts';
import { temporaryFolder } from '../engine/support.ts';

const who = 'ada@dgefp.example';
const pdf = Buffer.from('%PDF-1.7\n…');
const proof = { name: 'procès-verbal.pdf', content: pdf };
const refused = () => Promise.reject(new Refused('NOT_NOW', 'non'));
const uncited = async () => false;
const done = async () => 'fait';

/** Every file under a folder, by its path from there. */
async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

async function kept(folder: EvidenceFolder, convention = 'une', upload = proof, person = who) {
  const piece = await folder.bring(convention, person, upload);
  await folder.proving(convention, person, [piece.sha256], done, uncited);
  return piece;
}

describe('files that prove things', () => {
  test('are kept under their SHA-256 once the act is done, and found again by the text that cites them', async () => {
    const at = await temporaryFolder();
    const folder = new EvidenceFolder(new FolderStore(at));
    const piece = await folder.bring('une', who, proof);
    expect(piece.sha256).toBe(createHash('sha256').update(pdf).digest('hex'));
    expect(await folder.read('une', piece.sha256)).toBeUndefined();
    expect(await folder.proving('une', who, [piece.sha256], done, uncited)).toBe('fait');
    expect(piecesIn(`Comité tenu (${citationOf(piece)}).`)).toEqual([piece]);
    expect(Buffer.from((await folder.read('une', piece.sha256)) ?? [])).toEqual(pdf);
    expect((await stat(join(at, 'une', piece.sha256))).mode & 0o777).toBe(0o600);
    expect((await stat(join(at, 'une'))).mode & 0o777).toBe(0o700);
  });

  test('are there while the act is done, and not any more once it is refused', async () => {
    const folder = new EvidenceFolder(new FolderStore(await temporaryFolder()));
    const { sha256 } = await folder.bring('une', who, proof);
    let during: Uint8Array | undefined;
    const act = async () => {
      during = await folder.read('une', sha256);
      return refused();
    };
    await expect(folder.proving('une', who, [sha256], act, uncited)).rejects.toThrow(Refused);
    expect(during).toBeDefined();
    expect(await folder.read('une', sha256)).toBeUndefined();
  });

  test('stay when it is not known what became of the act, or when the record cites them after all', async () => {
    const folder = new EvidenceFolder(new FolderStore(await temporaryFolder()));
    const { sha256 } = await folder.bring('une', who, proof);
    const lost = () => Promise.reject(new Refused('ENGINE_UNREACHABLE', 'rien ne répond'));
    await expect(folder.proving('une', who, [sha256], lost, uncited)).rejects.toThrow(Refused);
    expect(await folder.read('une', sha256)).toBeDefined();
    await expect(folder.proving('une', who, [sha256], refused, async () => true)).rejects.toThrow(Refused);
    expect(await folder.read('une', sha256)).toBeDefined();
  });

  test('brought twice at once, as by a double click, are kept once and none of the two fails', async () => {
    const at = await temporaryFolder();
    const folder = new EvidenceFolder(new FolderStore(at));
    const pieces = await Promise.all(Array.from({ length: 8 }, () => folder.bring('une', who, proof)));
    const [{ sha256 } = { sha256: '' }] = pieces;
    const acts = pieces.map((_piece, rank) => (rank === 0 ? done : refused));
    const all = await Promise.allSettled(
      acts.map((act) => folder.proving('une', who, [sha256], act, async () => true)),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await folder.read('une', sha256)).toBeDefined();
    expect(await filesUnder(join(at, 'une'))).toHaveLength(2);
  });

  test('brought, kept and given back by many at once, disturb one another in nothing', async () => {
    const at = await temporaryFolder();
    const folder = new EvidenceFolder(new FolderStore(at));
    const oneOf = (rank: number) => ({ name: 'a.pdf', content: Buffer.from(`%PDF-1.7 ${rank % 3}`) });
    const lives = Array.from({ length: 60 }, async (_life, rank) => {
      const { sha256 } = await folder.bring('une', who, oneOf(rank));
      await expect(folder.proving('une', who, [sha256], refused, uncited)).rejects.toThrow(Refused);
    });
    await Promise.all(lives);
    expect(await filesUnder(join(at, 'une'))).toHaveLength(3);
  });

  test('given back while another act begins to cite them, stay for that one', async () => {
    const folder = new EvidenceFolder(new FolderStore(await temporaryFolder()));
    const { sha256 } = await folder.bring('une', who, proof);
    let second: Promise<string> | undefined;
    const isCited = async () => {
      second ??= folder.proving('une', who, [sha256], done, uncited);
      await second;
      return false;
    };
    await expect(folder.proving('une', who, [sha256], refused, isCited)).rejects.toThrow(Refused);
    expect(await second).toBe('fait');
    expect(await folder.read('une', sha256)).toBeDefined();
  });

  test('as large as they may be, brought many times at once, are one file to who brings them', async () => {
    const folder = new EvidenceFolder(new FolderStore(await temporaryFolder()));
    const large = { name: 'a.pdf', content: Buffer.concat([pdf, Buffer.alloc(largestFile - 100)]) };
    const pieces = await Promise.all(Array.from({ length: 6 }, () => folder.bring('une', who, large)));
    expect(new Set(pieces.map(({ sha256 }) => sha256)).size).toBe(1);
  });

  test('are cited by who brought them only', async () => {
    const folder = new EvidenceFolder(new FolderStore(await temporaryFolder()));
    const { sha256 } = await folder.bring('une', who, proof);
    await folder.proving('une', 'autre@dgefp.example', [sha256], done, uncited);
    expect(await folder.read('une', sha256)).toBeUndefined();
  });

  test('of one person, refused a thousand times, take no place of the others', async () => {
    const folder = new EvidenceFolder(new FolderStore(await temporaryFolder()));
    const large = (mark: number) => ({
      name: 'a.pdf',
      content: Buffer.concat([pdf, Buffer.alloc(largestFile - 100, mark)]),
    });
    for (let rank = 0; rank < 4; rank++) await folder.bring('une', who, large(rank));
    await expect(folder.bring('une', who, large(9))).rejects.toThrow(/une personne.*40 Mo/);
    // The same again takes no more.
    await folder.bring('une', who, large(0));
    expect(largestOfOne / largestFile).toBe(4);
    expect(await kept(folder, 'une', proof, 'autre@dgefp.example')).toMatchObject({ name: proof.name });
  });

  test('that served nothing are forgotten after a day, not those that are kept', async () => {
    const at = await temporaryFolder();
    const folder = new EvidenceFolder(new FolderStore(at));
    const used = await kept(folder);
    const unused = await folder.bring('une', who, { name: 'b.pdf', content: Buffer.from('%PDF-1.7 b') });
    const [mark = ''] = await readdir(join(at, 'une', 'de'));
    const dayBefore = Date.now() / 1000 - 90_000;
    for (const { sha256 } of [used, unused])
      await utimes(join(at, 'une', 'de', mark, sha256), dayBefore, dayBefore);
    await folder.bring('une', who, { name: 'c.pdf', content: Buffer.from('%PDF-1.7 c') });
    const left = await readdir(join(at, 'une', 'de', mark));
    expect(left).toContain(used.sha256);
    expect(left).not.toContain(unused.sha256);
  });

  test('that were altered since are not given for what they were', async () => {
    const at = await temporaryFolder();
    const folder = new EvidenceFolder(new FolderStore(at));
    const { sha256 } = await kept(folder);
    await chmod(join(at, 'une', sha256), 0o600);
    await writeFile(join(at, 'une', sha256), '%PDF-1.7\nautre chose');
    await expect(folder.read('une', sha256)).rejects.toThrow(PieceAltered);
  });

  test.each([
    ['script.html', Buffer.from('<script>')],
    ['image.svg', Buffer.from('<svg/>')],
    ['menteur.pdf', Buffer.from('<script>alert(1)</script>')],
    ['vide.pdf', Buffer.alloc(0)],
    ['énorme.pdf', Buffer.concat([pdf, Buffer.alloc(largestFile)])],
  ])('%s is refused, and nothing is written', async (name, content) => {
    const at = await temporaryFolder();
    await expect(
      new EvidenceFolder(new FolderStore(at)).bring('une', who, { name, content }),
    ).rejects.toThrow(Refused);
    expect(await readdir(at)).toEqual([]);
  });

  test.each([
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    ['C:\\temp\\a.pdf', 'a.pdf'],
    ['a\r\nBcc: x@y.z.pdf', 'aBcc: x@y.z.pdf'],
    ['«»"<>|.pdf', '.pdf'],
    ['fdp.‮exe.pdf', 'fdp.exe.pdf'],
    [`${'long'.repeat(60)}.pdf`, `${'long'.repeat(60).slice(0, 86)}.pdf`],
  ])('the name %j is cleaned', (given, clean) => {
    const piece = pieceOf({ name: given, content: pdf });
    expect(piece.name).toBe(clean);
    expect(piecesIn(citationOf(piece))).toEqual([piece]);
  });

  test('nothing is read outside of the folder', async () => {
    const folder = new EvidenceFolder(new FolderStore(await temporaryFolder()));
    expect(await folder.read('une', '../../../etc/passwd')).toBeUndefined();
    expect(await folder.read('une', 'a'.repeat(64))).toBeUndefined();
    for (const convention of ['..', '../une', '', '/etc', 'Une'])
      await expect(folder.read(convention, 'a'.repeat(64))).rejects.toThrow(RangeError);
  });

  test('are not those of another convention, though it knows their SHA-256', async () => {
    const folder = new EvidenceFolder(new FolderStore(await temporaryFolder()));
    const { sha256 } = await kept(folder);
    expect(await folder.read('autre', sha256)).toBeUndefined();
  });

  test('are told from those that are only known by their SHA-256', async () => {
    const folder = new EvidenceFolder(new FolderStore(await temporaryFolder()));
    const piece = await kept(folder);
    const known = { name: 'avenant-1.pdf', sha256: 'b'.repeat(64) };
    expect(await folder.those('une', [piece, known])).toEqual([piece]);
    expect(await folder.those('autre', [piece, known])).toEqual([]);
  });

  test('a name is said in a header by the letters that one may have', () => {
    expect(attachmentOf("l’avis (n° 1)'s*.pdf")).toBe(
      "attachment; filename*=UTF-8''l%E2%80%99avis%20%28n%C2%B0%201%29%27s%2A.pdf",
    );
  });

  test('a name that no address could bear is of no file', () => {
    expect(piecesIn(`pièce « \ud800.pdf », SHA-256 ${'a'.repeat(64)}`)).toEqual([]);
  });
});
