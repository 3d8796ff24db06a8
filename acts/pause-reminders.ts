import { frenchDate } from '../convention/calendar/french.ts';
import { addDays, addMonths, type PlainDate } from '../convention/calendar/plain-date.ts';
import { plainDate } from '../convention/document/fields.ts';
import { alreadyDone, badDate } from '../convention/errors.ts';
import type { Subject } from './form.ts';
import { defineFormedAct } from './formed-act.ts';
import { aside, date, reason } from './questions.ts';

/** Longer, nobody would know any more what is due: a pause that is to last is given again, and why. */
const maxMonths = 3;

/** Reminders wait until a day, but for those of legal deadlines: `isPaused` says which. */
export const pauseReminders = defineFormedAct({
  verb: 'pause',
  parties: [],
  form: {
    title: 'Suspendre ou reprendre les rappels',
    says: 'Les rappels attendent le jour dit, à trois mois au plus ; ceux des échéances légales (terme, préavis, reconduction, mise en demeure, insuffisance de crédits) n’attendent jamais.',
    button: 'Enregistrer',
    group: 'Vie de la convention',
    questions: {
      until: date('Jour où les rappels reprennent', 'le jour où les rappels reprennent', { optional: true }),
      resume: aside('check', 'Reprendre les rappels dès maintenant', 'si les rappels reprennent', {
        optional: true,
      }),
      reason,
    },
    example: '--until 2020-09-01 --reason "fermeture d’août"',
    known(subject) {
      const until = pausedUntil(subject);
      return until === undefined
        ? { until: { optional: false }, resume: null }
        : { until: { hint: `Les rappels sont suspendus jusqu’au ${frenchDate(until)}.` } };
    },
    check({ until, resume }) {
      if ((until === undefined) !== (resume === undefined)) return [];
      const message =
        until === undefined
          ? 'Indiquez le jour où les rappels reprennent.'
          : 'Indiquez un jour, ou reprenez les rappels dès maintenant : pas les deux.';
      return [{ field: 'until', message }];
    },
    input: ({ until, resume }) => ({ until: resume ? null : until }),
  },
  // None, and they are taken up again at once.
  keys: { until: plainDate.nullable() },
  refuse(convention, { until }, { today }) {
    const paused = pausedUntil({ convention, today });
    if (until === null) return paused ? undefined : alreadyDone`Les rappels ne sont pas suspendus.`;
    const last = addMonths(today, maxMonths);
    if (until <= today || until > last)
      return badDate`« ${until} » refusé ; accepté : un jour du ${addDays(today, 1)} au ${last}, trois mois au plus.`;
    return paused === until
      ? alreadyDone`Les rappels sont déjà suspendus jusqu’au ${frenchDate(until)}.`
      : undefined;
  },
  apply(convention, { until }) {
    const { pausedUntil: _before, ...others } = convention;
    return until === null
      ? { convention: others, text: 'Les rappels reprennent.' }
      : {
          convention: { ...others, pausedUntil: until },
          text: `Rappels suspendus jusqu’au ${frenchDate(until)}.`,
        };
  },
});

/** The day until which reminders wait, when they do. */
function pausedUntil({ convention, today }: Subject): PlainDate | undefined {
  const { pausedUntil: until } = convention;
  return until && until > today ? until : undefined;
}
