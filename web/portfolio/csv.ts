import type { ListedConvention } from '../../client/list.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import { frenchStanding } from '../../convention/term/phases.ts';
import { spreadsheet } from '../spreadsheet.ts';
import { type ColumnKey, everyColumn } from './columns.ts';

type Value = (one: ListedConvention) => string | number;

/** The portfolio for a spreadsheet: what its list shows under the columns chosen; all that there is when none is. */
export function portfolioCsv(
  conventions: readonly ListedConvention[],
  columns: readonly ColumnKey[] = everyColumn,
): string {
  const chosen: Readonly<Record<string, Value>> = Object.assign(
    {},
    columns.includes('id') ? shown.id : {},
    named,
    ...columns.map((key) => shown[key]),
  );
  return spreadsheet(
    Object.keys(chosen),
    conventions.map((one) => Object.values(chosen).map((value) => value(one))),
  );
}

/** What the list says of a convention whatever its columns. */
const named: Readonly<Record<string, Value>> = {
  Nom: ({ shortName }) => shortName,
  Titre: ({ title }) => title,
};

/** What a column of the list shows, each of its values apart. */
const shown: Readonly<Record<ColumnKey, Readonly<Record<string, Value>>>> = {
  id: { Identifiant: ({ id }) => id },
  parties: { Parties: ({ parties }) => parties },
  phase: { Phase: frenchStanding },
  deadline: { 'Prochaine date': ({ nextDeadline }) => day(nextDeadline) },
  end: { Fin: ({ endsOn }) => day(endsOn) },
  overdue: { Retards: ({ overdue }) => overdue, 'Courriels refusés': ({ faults }) => faults },
  used: {
    'Plafond (€)': ({ ceiling }) => euros(ceiling),
    'Engagé (€)': ({ committed }) => euros(committed),
    'Dépassement prévu (€)': ({ forecastOver }) => euros(forecastOver),
  },
  ceiling: { 'Plafond (€)': ({ ceiling }) => euros(ceiling) },
  left: {
    'Reste à engager (€)': ({ ceiling, committed = 0 }) =>
      euros(ceiling === undefined ? undefined : ceiling - committed),
  },
};

function day(instant: string | undefined): string {
  return instant ? parisDate(Date.parse(instant)) : '';
}

function euros(cents: number | undefined): string {
  return cents === undefined ? '' : (cents / 100).toFixed(2).replace('.', ',');
}
