import { stringify } from 'csv-stringify/sync';
import type { ListedConvention } from '../../client/list.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import { frenchStanding } from '../../convention/term/phases.ts';

/** The portfolio for a spreadsheet: semicolons and a byte order mark, as Excel in French expects; no formula runs. */
export function portfolioCsv(conventions: readonly ListedConvention[]): string {
  const day = (instant: string | undefined) => (instant ? parisDate(Date.parse(instant)) : '');
  const euros = (cents: number | undefined) =>
    cents === undefined ? '' : (cents / 100).toFixed(2).replace('.', ',');
  return stringify(
    conventions.map((one) => [
      one.id,
      one.shortName,
      one.title,
      one.parties,
      frenchStanding(one),
      day(one.nextDeadline),
      day(one.endsOn),
      one.overdue,
      one.faults,
      euros(one.ceiling),
      euros(one.committed),
      euros(one.forecastOver),
    ]),
    {
      header: true,
      columns: [
        'Identifiant',
        'Nom',
        'Titre',
        'Parties',
        'Phase',
        'Prochaine date',
        'Fin',
        'Retards',
        'Courriels refusés',
        'Plafond (€)',
        'Engagé (€)',
        'Dépassement prévu (€)',
      ],
      delimiter: ';',
      bom: true,
      escape_formulas: true,
      record_delimiter: 'windows',
    },
  );
}
