import type { ListedConvention } from '../../client/list.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import { frenchStanding } from '../../convention/term/phases.ts';
import { spreadsheet } from '../spreadsheet.ts';

const columns = [
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
];

/** The portfolio for a spreadsheet. */
export function portfolioCsv(conventions: readonly ListedConvention[]): string {
  const day = (instant: string | undefined) => (instant ? parisDate(Date.parse(instant)) : '');
  const euros = (cents: number | undefined) =>
    cents === undefined ? '' : (cents / 100).toFixed(2).replace('.', ',');
  return spreadsheet(
    columns,
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
  );
}
