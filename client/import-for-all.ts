import { createHash } from 'node:crypto';
import { byReason, frenchTotals, totalsTogether } from '../chorus/shared-import.ts';
import type { DroppedExport, ExportFate } from '../contract/dropped-exports.ts';
import type { PlainDate } from '../convention/calendar/plain-date.ts';
import { Refused } from '../convention/errors.ts';
import type { Conventions } from './conventions.ts';
import { frenchRows, importReport } from './import-report.ts';
import { allConventions } from './on-many.ts';
import { importShared, planShared, type SharedPlan } from './shared-import.ts';

/** Who imports what is dropped, the same on every machine: what one began, another goes on with. */
const who = {
  by: 'Dossier des exports',
  mark: createHash('sha256').update('DELEGATION_CHORUS').digest('base64url').slice(0, 22),
};

/**
 * Imports one export of Chorus into all conventions with nobody there to look at it first; asked again for the same
 * bytes, nothing is counted twice.
 */
export async function importForAll(
  conventions: Pick<Conventions, 'act' | 'every' | 'record'>,
  { name, bytes }: DroppedExport,
  today: PlainDate,
): Promise<ExportFate> {
  let plan: SharedPlan;
  try {
    const options = { on: today, today, payments: false, file: name };
    plan = await planShared(conventions, await allConventions(conventions), bytes, options);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { code, message } = error;
    return code === 'BAD_DOCUMENT'
      ? { state: 'refused', reason: withoutOption(message) }
      : { state: 'later', reason: message };
  }
  const outcomes = await importShared(conventions, plan, who);
  const unanswered = outcomes.find(({ state }) => state === 'unanswered');
  if (unanswered) return { state: 'later', reason: `« ${unanswered.id} » : ${unanswered.text}` };
  return {
    state: 'imported',
    report: importReport(plan, outcomes),
    refused: outcomes
      .filter(({ state }) => state === 'refused')
      .map(({ id, text }) => ({ what: id, why: text })),
    unclaimed: byReason(plan.unclaimed).map(([why, rows]) => ({
      what: `${frenchRows(rows.length)}, ${frenchTotals(totalsTogether(rows))}`,
      why,
    })),
  };
}

/** The same refusal for who has no command line: the page asks for the year. */
function withoutOption(message: string): string {
  return message.replace(
    /donnez-le : --year \d+/,
    'importez-le par la page « Importer un export de Chorus », qui le demande',
  );
}
