import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { parisDate } from '../../convention/calendar/paris.ts';
import { isPlainDate, type PlainDate } from '../../convention/calendar/plain-date.ts';
import { describeFault } from '../../convention/document/faults.ts';
import { readDocument } from '../../convention/document/read.ts';
import type { ConventionDocument, Party } from '../../convention/document/schema.ts';
import { Refused } from '../../convention/errors.ts';

// What people type, made into what the code takes.

/** A date typed as `2020-03-25`, `25/03/2020` or `today`. */
export function dateOf(typed: string): PlainDate {
  if (typed === 'today' || /^aujourd.hui$/.test(typed)) return parisDate(Date.now());
  const french = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(typed);
  const text = french ? `${french[3]}-${french[2]}-${french[1]}` : typed;
  if (isPlainDate(text)) return text;
  throw new Refused(
    'BAD_USAGE',
    `« ${typed} » n’est pas une date ; accepté : AAAA-MM-JJ, JJ/MM/AAAA ou today.`,
  );
}

/** A party typed in English or French, or by its short name when the document is known. */
export function partyOf(typed: string): Party {
  const word = typed.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  if (word === 'delegator' || word === 'delegant') return 'delegator';
  if (word === 'delegatee' || word === 'delegataire') return 'delegatee';
  throw new Refused(
    'BAD_USAGE',
    `« ${typed} » n’est pas une partie ; accepté : délégant (delegator) ou délégataire (delegatee).`,
  );
}

/** An amount typed in euros: `1250.50`, `1 250,50`. */
export function eurosOf(typed: string): number {
  const text = typed.replace(/[\s\u00a0\u202f€]/g, '').replace(',', '.');
  if (/^\d+(\.\d{1,2})?$/.test(text)) return Number(text);
  throw new Refused(
    'BAD_USAGE',
    `« ${typed} » n’est pas un montant ; accepté : des euros, deux décimales au plus (ex. 1250,50).`,
  );
}

/** Who acts when nobody says: the variable `DELEGATION_USER`, else the session's user. */
export function whoActs(): string {
  return process.env.DELEGATION_USER ?? userInfo().username;
}

/**
 * Reads a document from a file.
 * @throws Refused `BAD_DOCUMENT` with every fault, one a line.
 */
export async function documentIn(
  file: string,
  changes: Record<string, unknown> = {},
): Promise<{ document: ConventionDocument; warnings: readonly string[] }> {
  const reading = readDocument({ ...(await jsonIn(file)), ...changes });
  if (reading.ok) return reading;
  const count = reading.faults.length;
  const lines = reading.faults.map((fault) => `  ${describeFault(fault)}`);
  throw new Refused(
    'BAD_DOCUMENT',
    [`${file} : ${count} défaut${count > 1 ? 's' : ''}.`, ...lines].join('\n'),
  );
}

async function jsonIn(file: string): Promise<object> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch {
    throw new Refused('BAD_DOCUMENT', `« ${file} » ne peut être lu ; accepté : le chemin d’un fichier JSON.`);
  }
  try {
    const json: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Refused(
      'BAD_DOCUMENT',
      `« ${file} » n’est pas du JSON (${why}) ; « delegation schema » en donne la forme.`,
    );
  }
  throw new Refused('BAD_DOCUMENT', `« ${file} » : un objet JSON { id, title, … } est attendu.`);
}
