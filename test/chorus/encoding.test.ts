import { infBud53, payments } from './files.ts';
import { readWell, refusalOf } from './reading.ts';

const rows = [{ supplier: 'Œuvre d’été', engaged: 6_000_000 }];
const text = new TextDecoder('utf-8').decode(infBud53(rows, { encoding: 'utf-8' }));

/** A text in UTF-16, its bytes in one order or the other. */
function utf16(given: string, { big = false, mark = true } = {}): Uint8Array {
  const bytes = Buffer.from(`${mark ? '\ufeff' : ''}${given}`, 'utf16le');
  return Uint8Array.from(big ? bytes.swap16() : bytes);
}

/** A text in an encoding of one byte, by the letters that it writes otherwise than ASCII. */
function oneByte(given: string, letters: Readonly<Record<string, number>>): Uint8Array {
  return Uint8Array.from([...given].map((letter) => letters[letter] ?? letter.charCodeAt(0)));
}

const cp850 = { '°': 0xf8, é: 0x82, è: 0x8a, û: 0x96, ê: 0x88, à: 0x85 };
const macRoman = { '°': 0xa1, é: 0x8e, è: 0x8f, û: 0x9e, ê: 0x90, à: 0x88 };

describe('an export in UTF-16, as a spreadsheet saves « texte Unicode »', () => {
  it.each([
    ['of little end first', {}],
    ['of big end first', { big: true }],
    ['without a mark', { mark: false }],
    ['without a mark, of big end first', { big: true, mark: false }],
  ])('is read: %s', (_, order) => {
    expect(readWell(utf16(text, order)).lines).toMatchObject([
      { supplier: 'Œuvre d’été', amount: 6_000_000 },
    ]);
  });

  it('is read with tabs', () => {
    expect(readWell(utf16(text.replaceAll(';', '\t'))).lines).toHaveLength(1);
  });

  it('is no text when half a character is left', () => {
    expect(refusalOf(utf16(text).slice(0, -1)).message).toMatch(/n’est pas un texte/);
  });
});

describe('an export of another time', () => {
  const plain = infBud53([{ supplier: 'Societe', engaged: 1 }], { titles: ['x'], encoding: 'utf-8' });
  const given = new TextDecoder('utf-8').decode(plain);
  const paid = new TextDecoder('utf-8').decode(
    payments([{ paid: 1, supplier: 'S' }], { titles: [], encoding: 'utf-8' }),
  );

  it.each([
    ['CP850', cp850],
    ['Mac OS Roman', macRoman],
  ])('is refused by its name: %s', (name, letters) => {
    for (const one of [given, paid]) {
      const { code, message } = refusalOf(oneByte(one, letters));
      expect(code).toBe('BAD_DOCUMENT');
      expect(message).toContain(`« ${name}`);
      expect(message).toMatch(/accepté : .*UTF-8/);
    }
  });
});
