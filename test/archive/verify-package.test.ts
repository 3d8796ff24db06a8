import fc from 'fast-check';
import { verifyPackage } from '../../archive/verify-package.ts';
import { type Bag, faultsOf, intactBag, packed, resealed } from './support.ts';

const bag = intactBag();
const payload = [...bag.keys()].filter((path) => path.startsWith('data/'));

/** The bag with one file rewritten, its seals made anew. */
function rewritten(path: string, change: (text: string) => string): Bag {
  const text = bag.get(path) ?? '';
  const changed = change(text);
  expect(changed).not.toBe(text);
  return resealed(new Map([...bag, [path, changed]]));
}

describe('a package that was opened and closed again', () => {
  test('is intact, with folders or without', () => {
    const expected = { ok: true, id: 'signaux-faibles', closedOn: '2020-05-04', paid: 20_000, files: 15 };
    expect(verifyPackage(packed(bag))).toMatchObject(expected);
    expect(verifyPackage(packed(resealed(bag)))).toMatchObject(expected);
    expect(verifyPackage(packed(bag, ['dossier/', 'dossier/data/']))).toMatchObject(expected);
  });
});

describe('a package that was touched', () => {
  test('names the file of which one character changed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...payload), fc.nat(), (path, place) => {
        const text = bag.get(path) ?? '';
        const index = place % text.length;
        const letter = text[index] === 'x' ? 'y' : 'x';
        const changed = text.slice(0, index) + letter + text.slice(index + 1);
        expect(faultsOf(packed(new Map([...bag, [path, changed]]))).join()).toContain(`« ${path} »`);
      }),
    );
  });

  test.each(payload)('names %s when its line is no longer in the manifest', (path) => {
    const manifest = (bag.get('manifest-sha256.txt') ?? '')
      .split('\n')
      .filter((line) => !line.endsWith(`  ${path}`))
      .join('\n');
    const faults = faultsOf(packed(new Map([...bag, ['manifest-sha256.txt', manifest]])));
    expect(faults).toContain(`« ${path} » n’est pas dans manifest-sha256.txt`);
    expect(faults.join()).toContain('« manifest-sha256.txt » a été modifié');
  });

  test('tells all that is wrong, not only the first', () => {
    const [first = '', second = ''] = payload;
    const touched = new Map([...bag, [first, 'x'], ['data/plus.txt', 'plus']]);
    touched.delete(second);
    expect(faultsOf(packed(touched))).toEqual([
      expect.stringContaining(`« ${first} » a été modifié`),
      `« ${second} » manque`,
      '« data/plus.txt » n’est pas dans manifest-sha256.txt',
      expect.stringContaining('Payload-Oxum'),
    ]);
  });

  test.each([
    ['a second manifest line for a file', (text: string) => text + text, /est deux fois dans la liste/],
    [
      'a tag file in the payload manifest',
      (text: string) => `${text}${'0'.repeat(64)}  bagit.txt\n`,
      /« bagit.txt » n’a pas à être/,
    ],
    ['a manifest that is none', () => 'bonjour\n'.repeat(50_000), /^manifest-sha256.txt : « bonjour »/],
    ['an endless manifest', () => 'bonjour\n'.repeat(200_000), /dépasse 1 Mo/],
  ])('refuses %s', (_what, change, says) => {
    const manifest = change(bag.get('manifest-sha256.txt') ?? '');
    const faults = faultsOf(packed(new Map([...bag, ['manifest-sha256.txt', manifest]])));
    expect(faults.join('\n')).toMatch(says);
    expect(faults.length).toBeLessThan(20);
  });

  test('refuses another version of BagIt', () => {
    const other = new Map([
      ...bag,
      ['bagit.txt', 'BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n'],
    ]);
    expect(faultsOf(packed(resealed(other))).join()).toMatch(/n’annonce pas BagIt 1.0/);
  });
});

describe('a package whose seals were made anew', () => {
  test.each([
    ['an amount of the ledger', 'data/ledger.json', /120050/, '120051', /\(engagé\), le registre 120051/],
    ['an amount of the ledger', 'data/ledger.json', /: 20000,/, ': 19999,', /\(payé\), le registre 19999/],
    ['a total of the statement', 'data/statement.json', /120050/, '120049', /dit 120049 centimes \(engagé\)/],
    ['the balance', 'data/statement.json', /"balance": \d+/, '"balance": 1', /1 centimes \(solde\)/],
    [
      'an entry that was taken out',
      'data/ledger.json',
      /"seq": 2/,
      '"seq": 3',
      /n’est pas à sa place, la 2ᵉ/,
    ],
    ['the order of the journal', 'data/journal.json', /"at": \d+/, '"at": 6000000000000', /ordre du temps/],
    ['a version of the journal', 'data/journal.json', /"version": 1/, '"version": 9', /cite la version 9/],
    ['the convention', 'data/convention.json', /signaux-faibles/, 'autre', /External-Identifier/],
    ['the closing day', 'data/convention.json', /"at": (\d+),?\n {2}\}/, '"at": 1\n  }', /Bagging-Date/],
    ['whose a document is', 'data/document-v1.json', /signaux-faibles/, 'autre', /celui de « autre »/],
    [
      'how many versions there are',
      'data/convention.json',
      /"version": 2/,
      '"version": 3',
      /v3.json » manque/,
    ],
    [
      'how many versions there are',
      'data/convention.json',
      /"version": 2/,
      '"version": 1',
      /v2.json » est de trop/,
    ],
    ['JSON into something else', 'data/journal.json', /^\[/, '{', /journal.json » n’est pas du JSON/],
    ['the shape of it', 'data/ledger.json', /"amount": \d+/, '"amount": "1"', /attendue \(0.amount\)/],
    [
      'an amount into half a cent',
      'data/ledger.json',
      /"amount": \d+/,
      '"amount": 0.5',
      /attendue \(0.amount\)/,
    ],
    ['the ledger into no list', 'data/ledger.json', /^.*$/s, 'null', /attendue \(tout le fichier\)/],
  ])('contradicts itself when %s changed (%#)', (_what, path, from, to, says) => {
    expect(faultsOf(packed(rewritten(path, (text) => text.replace(from, to)))).join('\n')).toMatch(says);
  });

  test('is told to be without a document between two versions', () => {
    const without = new Map([...bag].filter(([path]) => path !== 'data/document-v1.json'));
    expect(faultsOf(packed(resealed(without)))).toEqual(['« data/document-v1.json » manque']);
  });

  test('is not read further than a ledger can be long', () => {
    const endless = resealed(new Map([...bag, ['data/ledger.json', `[${'0,'.repeat(2_000_000)}0]`]]));
    expect(faultsOf(packed(endless)).join()).toMatch(/^« data\/ledger.json » n’a pas la forme attendue/);
  });
});
