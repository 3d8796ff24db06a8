import { createHash } from 'node:crypto';
import type { ActInput } from '../../acts/acts.ts';
import type { Field, FormFault, Subject } from '../../acts/form.ts';
import { importLedger } from '../../acts/import-ledger.ts';
import { date } from '../../acts/questions.ts';
import { answerTo, type Raw } from '../../acts/read-answer.ts';
import type { Standing } from '../../acts/standing.ts';
import { type Import, type ImportOptions, readImport } from '../../chorus/read-import.ts';
import { fileName } from '../../contract/taken-files.ts';
import { isPlainDate, yearOf } from '../../convention/calendar/plain-date.ts';
import type { Convention } from '../../convention/convention.ts';
import { Refused } from '../../convention/errors.ts';
import { frenchNumber } from '../../convention/french-number.ts';

/** A file as it was uploaded. */
export interface Upload {
  /** As the browser names it; only its last part is kept. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What an export of Chorus would change, with the act that does it; or all that is wrong with it. */
export type PlannedImport =
  | {
      readonly ok: true;
      /** Absent when the ledger already has all of it: there is nothing to do. */
      readonly input?: ActInput<'importLedger'>;
      readonly sha256: string;
      readonly found: Import;
    }
  | { readonly ok: false; readonly faults: readonly FormFault[] };

/** Whether somebody of that standing may import an export of Chorus now. */
export function mayImport(standing: Standing, { convention }: Subject): boolean {
  return mayImportInto(standing, convention);
}

/** The same, for a convention by its record. */
export function mayImportInto(
  { role }: Standing,
  { closed, document }: Pick<Convention, 'closed' | 'document'>,
): boolean {
  const may = role === 'admin' || role === 'manager' || role === 'delegatee';
  return may && !closed && document.budget !== undefined;
}

/** What is asked along with the file, whose own field is `file`. */
export function importFields({ today }: Pick<Subject, 'today'>): readonly Field[] {
  return [
    {
      name: 'on',
      ...date('Date des lignes que le fichier ne date pas', 'une date', { value: today, optional: true }),
    },
    {
      name: 'year',
      label: 'Exercice de l’export',
      called: 'l’exercice',
      kind: 'whole',
      optional: true,
      hint: 'Pour un suivi des engagements (INF-BUD-53) qui ne le dit pas.',
    },
    {
      name: 'payments',
      label: 'Importer aussi les montants payés d’un suivi des engagements',
      called: 'si les montants payés sont importés',
      kind: 'check',
      optional: true,
      hint: 'Laissez vide si vous importez l’export des paiements : ils compteraient deux fois.',
    },
  ];
}

/** Reads an uploaded export of Chorus against a convention; nothing is changed. Never throws, whatever was sent. */
export function plannedImport(subject: Subject, upload: Upload, raw: Raw, by: string): PlannedImport {
  const asked = readingAsked(subject, raw);
  if (!asked.ok) return asked;
  const found = reading(subject.convention, upload, asked.reading);
  if (!('plan' in found)) return { ok: false, faults: found };
  const sha256 = createHash('sha256').update(upload.bytes).digest('hex');
  if (found.plan.entries.length + found.plan.orphans.length === 0) return { ok: true, sha256, found };
  const input = { by, source: found.source, sha256, lines: [...found.lines] };
  const read = importLedger.schema.safeParse(input);
  return read.success
    ? { ok: true, input, sha256, found }
    : {
        ok: false,
        faults: [
          {
            field: 'file',
            message: `Ce fichier a ${frenchNumber(found.lines.length)} lignes de la convention, dont certaines ne peuvent être écrites au registre ; importez-le par parties.`,
          },
        ],
      };
}

/** How an uploaded export is to be read; or what is wrong with the answers. */
export function readingAsked(
  day: Pick<Subject, 'today'>,
  raw: Raw,
):
  | { readonly ok: true; readonly reading: Omit<ImportOptions, 'file'> }
  | { readonly ok: false; readonly faults: readonly FormFault[] } {
  const { today } = day;
  const answers = importFields(day).map((field) => ({ name: field.name, answer: answerTo(field, raw) }));
  const faults = answers.flatMap(({ name, answer }) =>
    'refused' in answer ? [{ field: name, message: answer.refused }] : [],
  );
  if (faults.length > 0) return { ok: false, faults };
  const said = (name: string) => {
    const answer = answers.find((one) => one.name === name)?.answer;
    return answer && 'value' in answer ? answer.value : undefined;
  };
  const [on = today, year] = [said('on'), said('year')];
  if (year !== undefined && (Number(year) < 2000 || Number(year) > yearOf(today) + 1)) {
    const message = `« ${year} » n’est pas un exercice ; indiquez une année, de 2000 à ${yearOf(today) + 1}.`;
    return { ok: false, faults: [{ field: 'year', message }] };
  }
  return {
    ok: true,
    reading: {
      on: isPlainDate(on) ? on : today,
      today,
      payments: said('payments') !== undefined,
      ...(year === undefined ? {} : { year: Number(year) }),
    },
  };
}

/** What a file would change, or what is wrong with it: its own faults, line by line. */
function reading(
  convention: Convention,
  { name, bytes }: Upload,
  options: Omit<ImportOptions, 'file'>,
): Import | readonly FormFault[] {
  try {
    return readImport(convention, bytes, { ...options, file: fileName(name) });
  } catch (error) {
    return fileFaults(error);
  }
}

/**
 * What is wrong with a file, line by line, at its field.
 * @throws whatever is no refusal of the file.
 */
export function fileFaults(error: unknown): readonly FormFault[] {
  if (!(error instanceof Refused)) throw error;
  if (error.message.includes('--year')) return [{ field: 'year', message: withoutOption(error.message) }];
  return error.message.split('\n').map((line) => ({ field: 'file', message: line.trim() }));
}

/** The same refusal for who has no command line: the year is asked by a field. */
function withoutOption(message: string): string {
  return message.replace(/donnez-le : --year (\d+)/, 'indiquez-le, par exemple $1');
}
