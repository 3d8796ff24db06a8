import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { citationOf, EvidenceFolder, filesIn, largestFile } from '../../../client/web/evidence.ts';
import { Refused } from '../../../convention/errors.ts';
import { temporaryFolder } from '../../engine/support.ts';

const pdf = Buffer.from('%PDF-1.7\n…');

describe('files that prove things', () => {
  test('are kept under their SHA-256, and found again by the text that cites them', async () => {
    const folder = new EvidenceFolder(await temporaryFolder());
    const kept = await folder.keep('procès-verbal.pdf', pdf);
    expect(kept.sha256).toBe(createHash('sha256').update(pdf).digest('hex'));
    expect(filesIn(`Comité tenu (${citationOf(kept)}).`)).toEqual([kept]);
    expect(Buffer.from((await folder.read(kept.sha256)) ?? [])).toEqual(pdf);
  });

  test.each([
    ['script.html', Buffer.from('<script>')],
    ['image.svg', Buffer.from('<svg/>')],
    ['menteur.pdf', Buffer.from('<script>alert(1)</script>')],
    ['vide.pdf', Buffer.alloc(0)],
    ['énorme.pdf', Buffer.concat([pdf, Buffer.alloc(largestFile)])],
  ])('%s is refused, and nothing is written', async (name, content) => {
    const at = await temporaryFolder();
    await expect(new EvidenceFolder(at).keep(name, content)).rejects.toThrow(Refused);
    expect(await readdir(at)).toEqual([]);
  });

  test.each([
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    ['C:\\temp\\a.pdf', 'a.pdf'],
    ['a\r\nBcc: x@y.z.pdf', 'aBcc: x@y.z.pdf'],
    ['«»"<>|.pdf', '.pdf'],
    [`${'long'.repeat(60)}.pdf`, `${'long'.repeat(60).slice(0, 86)}.pdf`],
  ])('the name %j is cleaned', async (given, clean) => {
    const kept = await new EvidenceFolder(await temporaryFolder()).keep(given, pdf);
    expect(kept.name).toBe(clean);
    expect(filesIn(citationOf(kept))).toEqual([kept]);
  });

  test('nothing is read outside of the folder', async () => {
    const folder = new EvidenceFolder(await temporaryFolder());
    expect(await folder.read('../../../etc/passwd')).toBeUndefined();
    expect(await folder.read('a'.repeat(64))).toBeUndefined();
  });
});
