import { z } from 'zod';
import { frenchDate } from '../convention/calendar/french.ts';
import { yearOf } from '../convention/calendar/plain-date.ts';
import { alreadyDone, badDate } from '../convention/errors.ts';
import { withDone } from './effects.ts';
import { defineFormedAct } from './formed-act.ts';
import { date, numberSaid, whole } from './questions.ts';

/** Arts 2 and 3: the last days of a year for Chorus, as the autumn circular gives them. */
export const recordYearEnd = defineFormedAct({
  verb: 'year-end',
  parties: [],
  needs: 'yearEnd',
  closes: 'year-end',
  form: {
    title: 'Renseigner les dates de fin de gestion',
    says: 'Ce sont les derniers jours pour engager et pour payer cette année-là ; les parties en sont averties à l’approche.',
    button: 'Renseigner les dates',
    group: 'Obligations',
    questions: {
      year: whole('Année', 'l’année', {
        as: z.int('une année').min(2000, 'une année').max(2199, 'une année'),
        said: numberSaid('year-end'),
      }),
      commitments: date('Dernier jour pour engager (AE)', 'le dernier jour pour engager', {
        hint: 'Selon la circulaire de fin de gestion.',
      }),
      payments: date('Dernier jour pour payer (CP)', 'le dernier jour pour payer'),
    },
    places: ['year'],
    example: '2020 --commitments 2020-11-30 --payments 2020-12-11',
    known: ({ today }) => ({ year: { value: String(yearOf(today)) } }),
  },
  refuse(convention, { year, commitments, payments }) {
    const wrong = [commitments, payments].find((date) => !date.startsWith(`${year}-`));
    if (wrong) return badDate`« ${wrong} » refusé ; accepté : une date de l’année ${year}.`;
    if (payments < commitments)
      return badDate`« ${payments} » refusé pour les CP ; accepté : au plus tôt le ${commitments}, dernier jour pour engager.`;
    return convention.document.yearEnd?.dates.some(
      (one) => one.year === year && one.commitments === commitments && one.payments === payments,
    )
      ? alreadyDone`Les dates de fin de gestion ${year} sont déjà celles-là.`
      : undefined;
  },
  apply(convention, { by, year, commitments, payments }, { now }) {
    const { document } = convention;
    const { yearEnd } = document;
    if (!yearEnd) return { convention, text: '' };
    const dates = [...yearEnd.dates.filter((one) => one.year !== year), { year, commitments, payments }];
    const after = { ...convention, document: { ...document, yearEnd: { ...yearEnd, dates } } };
    const evidence = `AE ${frenchDate(commitments)}, CP ${frenchDate(payments)}`;
    return {
      convention: withDone(after, ['year-end', year, 'dates'], { by, now, evidence }),
      text: `Fin de gestion ${year} : ${evidence}.`,
    };
  },
});
