import { frenchDate } from '../calendar/french.ts';
import { addDays, addMonths } from '../calendar/plain-date.ts';
import { line, plainDate } from '../document/fields.ts';
import { signedAct } from '../signatory.ts';
import { defineAct, refusal } from './act.ts';

/** Longer, nobody would know any more what is due: a pause that is to last is given again, and why. */
const maxMonths = 3;

/** Reminders wait until a day, but for those of legal deadlines: `isPaused` says which. */
export const pauseReminders = defineAct({
  schema: signedAct({
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
    const last = addMonths(today, maxMonths);
    if (until <= today || until > last) {
      return refusal(
        'BAD_DATE',
        `« ${until} » refusé ; accepté : un jour du ${addDays(today, 1)} au ${last}, trois mois au plus.`,
      );
    }
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
