import { type ChorusOptions, type ChorusReading, readChorus } from '../../chorus/read-chorus.ts';
import { plainDateOf } from '../../convention/calendar/plain-date.ts';
import { Refused } from '../../convention/errors.ts';
import { ours } from './files.ts';

/** The day of the exports of these tests. */
export const exportedOn = plainDateOf('2023-06-30');

/** Reads an export of the convention « Signaux Faibles ». */
export function read(bytes: Uint8Array, options: Partial<ChorusOptions> = {}): ChorusReading {
  return readChorus(bytes, [ours], { on: exportedOn, ...options });
}

/** Reads an export in which everything can be read. */
export function readWell(bytes: Uint8Array, options: Partial<ChorusOptions> = {}): ChorusReading {
  const reading = read(bytes, options);
  if (reading.faults.length > 0) throw new Error(JSON.stringify(reading.faults));
  return reading;
}

/** The lines of an export, as `[key, cents]`. */
export function amountsIn(
  bytes: Uint8Array,
  options: Partial<ChorusOptions> = {},
): [key: string, cents: number][] {
  return readWell(bytes, options).lines.map(({ key, amount }) => [key, amount]);
}

/** The refusal that a file meets. */
export function refusalOf(bytes: Uint8Array): Refused {
  try {
    read(bytes);
  } catch (error) {
    if (error instanceof Refused) return error;
    throw error;
  }
  throw new Error('The file is read.');
}
