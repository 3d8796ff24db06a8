import { createHash } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { attachmentOf, EvidenceFolder, largestFile, mostFiles } from '../../../client/web/evidence.ts';
import { citationOf, filesIn } from '../../../convention/cited-files.ts';
import { Refused } from '../../../convention/errors.ts';
import { temporaryFolder } from '../../engine/support.ts';

const pdf = Buffer.from('%PDF-1.7\n…');

describe('files that prove things', () => {
  test('are kept under their SHA-256, and found again by the text that cites them', async () => {
    const folder = new EvidenceFolder(await temporaryFolder());
    const kept = await folder.keep('une', 'procès-verbal.pdf', pdf);
    expect(kept.sha256).toBe(createHash('sha256').update(pdf).digest('hex'));
    expect(filesIn(`Comité tenu (${citationOf(kept)}).`)).toEqual([kept]);
    expect(Buffer.from((await folder.read('une', kept.sha256)) ?? [])).toEqual(pdf);
  });

  test.each([
    ['script.html', Buffer.from('<script>')],
    ['image.svg', Buffer.from('<svg/>')],
    ['menteur.pdf', Buffer.from('<script>alert(1)</script>')],
    ['vide.pdf', Buffer.alloc(0)],
    ['énorme.pdf', Buffer.concat([pdf, Buffer.alloc(largestFile)])],
  ])('%s is refused, and nothing is written', async (name, content) => {
    const at = await temporaryFolder();
    await expect(new EvidenceFolder(at).keep('une', name, content)).rejects.toThrow(Refused);
    expect(await readdir(at)).toEqual([]);
  });

  test.each([
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    ['C:\\temp\\a.pdf', 'a.pdf'],
    ['a\r\nBcc: x@y.z.pdf', 'aBcc: x@y.z.pdf'],
    ['«»"<>|.pdf', '.pdf'],
    [`${'long'.repeat(60)}.pdf`, `${'long'.repeat(60).slice(0, 86)}.pdf`],
  ])('the name %j is cleaned', async (given, clean) => {
    const kept = await new EvidenceFolder(await temporaryFolder()).keep('une', given, pdf);
    expect(kept.name).toBe(clean);
    expect(filesIn(citationOf(kept))).toEqual([kept]);
  });

  test('nothing is read outside of the folder', async () => {
    const folder = new EvidenceFolder(await temporaryFolder());
    expect(await folder.read('une', '../../../etc/passwd')).toBeUndefined();
    expect(await folder.read('une', 'a'.repeat(64))).toBeUndefined();
    for (const convention of ['..', '../une', '', '/etc', 'Une'])
      await expect(folder.read(convention, 'a'.repeat(64))).rejects.toThrow(RangeError);
  });

  test('are not those of another convention, though it knows their SHA-256', async () => {
    const folder = new EvidenceFolder(await temporaryFolder());
    const { sha256 } = await folder.keep('une', 'a.pdf', pdf);
    expect(await folder.read('autre', sha256)).toBeUndefined();
  });

  test('are told from those that are only known by their SHA-256', async () => {
    const folder = new EvidenceFolder(await temporaryFolder());
    const kept = await folder.keep('une', 'a.pdf', pdf);
    const known = { name: 'avenant-1.pdf', sha256: 'b'.repeat(64) };
    expect(await folder.those('une', [kept, known])).toEqual([kept]);
    expect(await folder.those('autre', [kept, known])).toEqual([]);
  });

  test('are so many for one convention, and no more', async () => {
    const at = await temporaryFolder();
    const folder = new EvidenceFolder(at);
    const kept = await folder.keep('une', 'a.pdf', pdf);
    for (let more = 1; more < mostFiles; more++) await writeFile(join(at, 'une', String(more)), '');
    await expect(folder.keep('une', 'b.pdf', Buffer.from('%PDF-1.7 b'))).rejects.toThrow(/1000 pièces/);
    expect(await folder.keep('une', 'a.pdf', pdf)).toEqual(kept);
    expect((await folder.keep('autre', 'b.pdf', pdf)).name).toBe('b.pdf');
  });

  test('a name is said in a header by the letters that one may have', () => {
    expect(attachmentOf("l’avis (n° 1)'s*.pdf")).toBe(
      "attachment; filename*=UTF-8''l%E2%80%99avis%20%28n%C2%B0%201%29%27s%2A.pdf",
    );
  });

  test('a name that no address could bear is of no file', () => {
    expect(filesIn(`pièce « \ud800.pdf », SHA-256 ${'a'.repeat(64)}`)).toEqual([]);
  });
});
