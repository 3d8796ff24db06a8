import { amountOf, codeOf, contentOf, cut, dateOf, plain, shown } from '../../chorus/cells.ts';
import { decodedFrom, oldEncodings, utf16, windows1252 } from '../../chorus/encodings.ts';
import { withoutEntities } from '../../chorus/entities.ts';
import { headingOf, knownTitles, measureOf, yearIn } from '../../chorus/headings.ts';
import { readChorus } from '../../chorus/read-chorus.ts';
import { Refused } from '../../convention/errors.ts';
import { chorusNumber } from '../../convention/ledger/chorus-number.ts';
import { sharedOut } from '../support/runs.ts';
import { ours } from './files.ts';
import { exportedOn } from './reading.ts';

const size = 1_000_000;
/** A text of one megabyte: the same few characters again and again, and an end that fits nothing. */
const long = (repeated: string, end = 'x') => repeated.repeat(size / repeated.length) + end;
const inCells = ['0', ' ', '-', '(a', '/', ' 123', 'n°', '&#', 'E', 'résultat '];
const inFiles = ['0', '"', ';', '\n', '&a', '2023;'];

const readers: readonly (readonly [name: string, read: (text: string) => unknown])[] = [
  ['amountOf', amountOf],
  ['dateOf', dateOf],
  ['codeOf', codeOf],
  ['contentOf', contentOf],
  ['plain', plain],
  ['shown', shown],
  ['cut', (text) => cut(text, size)],
  ['chorusNumber', chorusNumber],
  ['withoutEntities', withoutEntities],
  ['headingOf', (text) => headingOf([text, text])],
  ['knownTitles', (text) => knownTitles([text])],
  ['measureOf', measureOf],
  ['yearIn', yearIn],
  ['windows1252', (text) => windows1252(Buffer.from(text, 'latin1'))],
  ['utf16', (text) => utf16(Buffer.from(text, 'latin1'))],
  ['old encodings', (text) => oldEncodings.map((one) => decodedFrom(one, Buffer.from(text, 'latin1')))],
];

/** Seconds of this process, above which something was read again and again: what is quadratic takes minutes. */
const most = 10;

function secondsOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  return process.cpuUsage(before).user / 1_000_000;
}

describe('one megabyte of anything', () => {
  it.each(readers)('takes %s no longer than it has characters', (_, read) => {
    for (const one of inCells) expect(secondsOf(() => read(long(one)))).toBeLessThan(most);
  });

  const headings = 'N° EJ;N° poste EJ;Centre financier;Date comptable du SF;Montant engagé\n';

  it.each([
    ['under headings', 0, (text: string) => headings + text],
    ['in each cell of orders', 1, (text: string) => headings + Array(5).fill(text.slice(-200_000)).join(';')],
    ['in quotes', 2, (text: string) => `${headings}1;"${text}`],
  ])('is read or refused as soon: %s', (_, place, fileOf) => {
    // By default a text in three is tried at each place.
    for (const one of sharedOut(inFiles, place, 3)) {
      const bytes = Buffer.from(fileOf(long(one)), 'utf8');
      expect(secondsOf(() => attempt(bytes))).toBeLessThan(most);
    }
  });
});

/** Reads a file, or is refused: nothing else may come of it. */
function attempt(bytes: Uint8Array): void {
  try {
    readChorus(bytes, [ours], { on: exportedOn });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
}
