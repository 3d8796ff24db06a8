import { frenchDate } from '../calendar/french.ts';
import { line, plainDate, record } from '../document/fields.ts';
import { defineAct, refusal } from './act.ts';

/** Reminders wait until a day; never those of a notice, a breach or a shortfall, which are no reminders. */
export const pauseReminders = defineAct({
  schema: record({
    by: line(100),
    until: plainDate.nullable().describe('Jour où les rappels reprennent ; null pour les reprendre aussitôt'),
    reason: line(500),
  }),
  refuse(convention, { until }, { today }) {
    const { pausedUntil } = convention;
    if (until === null) {
      return pausedUntil && pausedUntil > today
        ? undefined
        : refusal('ALREADY_DONE', 'Les rappels ne sont pas suspendus.');
    }
    if (until <= today)
      return refusal('BAD_DATE', `« ${until} » refusé ; accepté : un jour après le ${today} (aujourd’hui).`);
    return pausedUntil === until
      ? refusal('ALREADY_DONE', `Les rappels sont déjà suspendus jusqu’au ${frenchDate(until)}.`)
      : undefined;
  },
  apply(convention, { until }) {
    const { pausedUntil: _before, ...others } = convention;
    return until === null
      ? { convention: others, text: 'Les rappels reprennent.', news: [] }
      : {
          convention: { ...others, pausedUntil: until },
          text: `Rappels suspendus jusqu’au ${frenchDate(until)}.`,
          news: [],
        };
  },
});
