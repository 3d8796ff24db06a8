import { readFile } from 'node:fs/promises';
import { quoted } from '../acts/typed.ts';
import { codeOf, frenchUnreadable } from '../contract/system-error.ts';
import { describeFault } from '../convention/document/faults.ts';
import { whyTooMuch } from '../convention/document/json-text.ts';
import { readDocument } from '../convention/document/read-document.ts';
import type { ConventionDocument } from '../convention/document/schema.ts';
import { Refused } from '../convention/errors.ts';

/**
 * Reads a document from a file.
 * @param changes keys that replace those of the file.
 * @throws Refused `BAD_DOCUMENT` with every fault, one a line.
 */
export async function documentIn(
  file: string,
  changes: Record<string, unknown> = {},
): Promise<{ document: ConventionDocument; warnings: readonly string[] }> {
  return readIn(file, { ...objectIn(file, await jsonIn(file)), ...changes });
}

/**
 * Reads the document that a file holds.
 * @throws Refused `BAD_DOCUMENT` with every fault, one a line.
 */
export function readIn(
  file: string,
  input: unknown,
): { document: ConventionDocument; warnings: readonly string[] } {
  const reading = readDocument(input);
  if (reading.ok) return reading;
  const count = reading.faults.length;
  const lines = reading.faults.map((fault) => `  ${describeFault(fault)}`);
  throw new Refused(
    'BAD_DOCUMENT',
    [`${quoted(file)} : ${count} défaut${count > 1 ? 's' : ''}.`, ...lines].join('\n'),
  );
}

/**
 * The JSON that a file holds, whatever it is.
 * @throws Refused `BAD_DOCUMENT` when it cannot be read, is not UTF-8 or not JSON.
 */
export async function jsonIn(file: string): Promise<unknown> {
  return parse(file, decode(file, await bytesOf(file)));
}

/**
 * The bytes of a file.
 * @param what what is accepted, as a refusal says it.
 * @throws Refused `BAD_DOCUMENT` when it cannot be read.
 */
export async function bytesOf(
  file: string,
  what = 'le chemin d’un fichier JSON (ex. examples/signaux-faibles.json)',
): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const why = frenchUnreadable[codeOf(error)] ?? 'ne peut être lu';
    throw new Refused('BAD_DOCUMENT', `${quoted(file)} ${why} ; accepté : ${what}.`);
  }
}

/** Refuses what is not UTF-8, for a letter lost in a legal text would not be seen. A byte order mark is let by. */
function decode(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refused(
      'BAD_DOCUMENT',
      `${quoted(file)} n’est pas un texte en UTF-8 ; accepté : un fichier JSON enregistré en UTF-8.`,
    );
  }
}

function parse(file: string, text: string): unknown {
  const tooMuch = whyTooMuch(text);
  if (tooMuch) throw new Refused('BAD_DOCUMENT', `${quoted(file)} n’est pas lu : ${tooMuch}.`);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Refused(
      'BAD_DOCUMENT',
      `${quoted(file)} n’est pas du JSON : ${whyNotJson(text, error)} ; « delegation schema » en donne la forme.`,
    );
  }
}

/**
 * The object that a file's JSON is.
 * @throws Refused `BAD_DOCUMENT` when it is anything else.
 */
export function objectIn(file: string, json: unknown): Record<string, unknown> {
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) return { ...json };
  const given = Array.isArray(json) ? 'une liste' : quoted(JSON.stringify(json));
  throw new Refused(
    'BAD_DOCUMENT',
    `${quoted(file)} contient ${given} ; accepté : un objet JSON { "id": …, "title": …, … }.`,
  );
}

function whyNotJson(text: string, error: unknown): string {
  if (text.trim() === '') return 'il est vide';
  const message = error instanceof Error ? error.message : '';
  const [, token, nearby = ''] = /^Unexpected token '(.+?)', (.*) is not valid JSON$/s.exec(message) ?? [];
  if (token) return `${quoted(token)} n’est pas attendu dans ${quoted(nearby.replace(/^\.*"|"\.*$/g, ''))}`;
  const [, position] = /at position (\d+)/.exec(message) ?? [];
  if (position === undefined) return 'il s’arrête avant la fin';
  const before = text.slice(0, Number(position)).split('\n');
  return `erreur à la ligne ${before.length}, colonne ${(before.at(-1) ?? '').length + 1}`;
}
