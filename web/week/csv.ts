import { daysBetween, type PlainDate } from '../../convention/calendar/plain-date.ts';
import { frenchDueName } from '../../convention/duties/due-words.ts';
import { spreadsheet } from '../spreadsheet.ts';
import { pathOf } from './paths.ts';
import type { Plan, WeekLine } from './plan.ts';

const columns = [
  'À faire',
  'Obligation',
  'Convention',
  'Parties',
  'Qui doit agir',
  'Date',
  'Nature de la date',
  'Jours de retard',
  'À fournir',
  'Référence',
  'Page',
];

/**
 * Somebody's week for a spreadsheet, in the order of its page: what is to do, then what is only to be known.
 * @param base the public address of the application.
 */
export function weekCsv({ groups, announced }: Plan, today: PlainDate, base: string): string {
  const rowOf = (task: string, line: WeekLine) => {
    const { duty } = line;
    const { title, convention, parties, holder, isOfManager, dueOn, state, evidence, article } = duty;
    return [
      task,
      title,
      convention.shortName,
      parties,
      isOfManager ? 'gestionnaire' : holder,
      dueOn.split('-').reverse().join('/'),
      evidence === undefined ? 'Pour information' : frenchDueName(duty.indicative),
      state === 'overdue' ? daysBetween(dueOn, today) : '',
      evidence,
      article,
      `${base}${pathOf(line)}`,
    ];
  };
  return spreadsheet(columns, [
    ...groups.flatMap(({ task, lines }) => lines.map((line) => rowOf(task, line))),
    ...announced.map((line) => rowOf('À savoir', line)),
  ]);
}
