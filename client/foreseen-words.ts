import { frenchDate } from '../convention/calendar/french.ts';
import { frenchPhases } from '../convention/convention.ts';
import { frenchDue } from '../convention/duties/due-words.ts';
import { frenchDutyStates } from '../convention/duties/duty.ts';
import { frenchCeiling } from '../convention/ledger/money.ts';
import { counted } from '../letters/typography.ts';
import type { Consequences, ForeseenLetter, MovedDay } from './consequences.ts';

/** What an act would change of the convention as a whole: label and value. */
export function changesOf(foreseen: Consequences): readonly (readonly [label: string, value: string])[] {
  const { phase, effectiveOn, endsOn, ceiling, reminders } = foreseen;
  return [
    ...(phase ? [['Phase', `${frenchPhases[phase.before]} → ${frenchPhases[phase.after]}`] as const] : []),
    ...(effectiveOn ? [['Date d’effet', movedText(effectiveOn)] as const] : []),
    ...(endsOn ? [['Dernier jour', movedText(endsOn)] as const] : []),
    ...(ceiling
      ? [['Plafond', `${frenchCeiling(ceiling.before)} → ${frenchCeiling(ceiling.after)}`] as const]
      : []),
    ...(reminders.added + reminders.withdrawn > 0
      ? [
          [
            'Rappels à venir',
            `${counted(reminders.added, 'ajouté')}, ${counted(reminders.withdrawn, 'retiré')}`,
          ] as const,
        ]
      : []),
  ];
}

/** What it would change of duties, by what comes of them: a title, and a line for each. */
export function changedDuties({ moved, appear, disappear, close }: Consequences) {
  const groups: readonly (readonly [title: string, lines: readonly string[]])[] = [
    [
      'Dates déplacées',
      moved.map(({ title, before, dueOn }) => `${title} : ${frenchDate(before)} → ${frenchDate(dueOn)}`),
    ],
    ['Obligations nouvelles', appear.map((duty) => `${duty.title}, ${frenchDue(duty)}`)],
    ['Obligations retirées', disappear.map(({ title, dueOn }) => `${title} (${frenchDate(dueOn)})`)],
    ['Obligations closes', close.map(({ title, state }) => `${title} (${frenchDutyStates[state]})`)],
  ];
  return groups.filter(([, lines]) => lines.length > 0);
}

/** How many lines are told of each group, in short. */
const briefly = 2;

/** All that it would change, in short. */
export function inShort(foreseen: Consequences): string {
  const told = changedDuties(foreseen).map(([title, lines]) => {
    const more = lines.length > briefly ? ` et ${lines.length - briefly} de plus` : '';
    return `${title} : ${lines.slice(0, briefly).join(' ; ')}${more}`;
  });
  return [...changesOf(foreseen).map(([label, value]) => `${label} : ${value}`), ...told].join('. ') || '–';
}

/** Who would be written to, by their names, at once or on their Monday. */
export function writtenTo({ letters }: Consequences): string {
  return [...new Set(letters.map(readerOf))].join(', ') || 'personne';
}

/** The name of who would be written to, and when that is not at once. */
export function readerOf({ to, onMonday }: ForeseenLetter): string {
  return onMonday ? `${to} (lundi)` : to;
}

function movedText({ before, after }: MovedDay): string {
  const day = (on: MovedDay['before']) => (on ? frenchDate(on) : 'inconnu');
  return `${day(before)} → ${day(after)}`;
}
