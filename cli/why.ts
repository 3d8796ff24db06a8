import { findDuty } from '../acts/known-duty.ts';
import { quoted } from '../acts/typed.ts';
import { frenchLongDate } from '../convention/calendar/french.ts';
import type { Convention } from '../convention/convention.ts';
import { inBrackets } from '../convention/document/articles.ts';
import { frenchDueName } from '../convention/duties/due-words.ts';
import { dutiesOf } from '../convention/duties/duties.ts';
import { Refused } from '../convention/errors.ts';
import { type Why, whyOf } from '../convention/views/why.ts';

/**
 * Why a duty is due on its day, whatever became of it.
 * @throws Refused `UNKNOWN_DUTY` when the convention has none of that id.
 */
export function whyDuty(record: Convention, given: string): Why {
  const duty = findDuty(record, given);
  if (duty) return whyOf(record, duty);
  const known = dutiesOf(record).map(({ id }) => id);
  throw new Refused(
    'UNKNOWN_DUTY',
    `${quoted(given)} n’est pas une obligation de la convention ; accepté : ${known.join(', ') || 'aucune'}.`,
  );
}

/** An explanation for people: what is due, the rule, then each day on the way to it. */
export function describeWhy({ title, dueOn, indicative, rule, days, law }: Why): string[] {
  return [
    title,
    `${frenchDueName(indicative)} : ${frenchLongDate(dueOn)}`,
    `Règle : ${rule.clause}${inBrackets(rule.article)}`,
    ...(rule.text ? rule.text.split(/\r?\n/).map((line) => `  ${line}`) : []),
    'Calcul :',
    ...days.map(({ on, says }) => `  ${on}  ${says}`),
    ...(law.length > 0 ? ['Droit :', ...law.map((one) => `  ${one}`)] : []),
  ];
}
