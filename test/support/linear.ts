import { inFull } from './runs.ts';

/**
 * Whether something reads a text in a time that grows with its length alone. The text is made longer and longer: one
 * that is read again and again from each of its characters is found out long before it takes a minute.
 *
 * @param seed repeated up to a megabyte in full, and by default to a sixteenth, where what is quadratic already shows.
 */
export async function readsInLinearTime(
  seed: string,
  read: (text: string) => unknown,
  mostMs = 3000,
): Promise<void> {
  for (const length of inFull ? [1 << 16, 1 << 20] : [1 << 16]) {
    const text = seed.repeat(Math.ceil(length / seed.length)).slice(0, length);
    // Its own time, whatever else the machine does meanwhile.
    const before = process.cpuUsage();
    await read(text);
    const { user, system } = process.cpuUsage(before);
    const took = (user + system) / 1000;
    if (took > (mostMs * length) / (1 << 20) + 2000) {
      throw new Error(`${length} characters of ${JSON.stringify(seed)} took ${Math.round(took)} ms`);
    }
  }
}

/** What foreign texts are made of, to be read badly: marks that begin something and never end it. */
export const hostileSeeds = [
  'a',
  '0',
  ' ',
  '\n',
  '\r\n',
  '\t',
  '@',
  'a@',
  '.',
  '-',
  '<',
  '>',
  '"',
  "'",
  '&',
  ';',
  ',',
  '=',
  '=?',
  '%',
  '\\',
  '<a',
  '<head',
  '<head ',
  '<head x',
  '<!--',
  'é',
  '👩‍👩‍👧',
  '« ',
  ' !',
  '1 ',
  '1 000 ',
  'art. ',
  '12 mai ',
  '\u00a0',
  '\u202e',
  '://',
  'http://',
];
