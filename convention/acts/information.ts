import { z } from 'zod';
import { frenchDate } from '../calendar/french.ts';
import { line, oneOf, plainDate } from '../document/fields.ts';
import { signedAct } from '../signatory.ts';
import { defineAct, refusal } from './act.ts';

/** Arts 2 and 3: a party asks the other for forecasts or follow-up. */
export const requestInformation = defineAct({
  schema: signedAct({ from: oneOf('delegator', 'delegatee'), subject: line() }),
  refuse: (convention, { from, subject }, { today }) =>
    convention.requests.some((one) => one.from === from && one.subject === subject && one.on === today)
      ? refusal(
          'ALREADY_DONE',
          `« ${subject} » est déjà demandé aujourd’hui par ${convention.document[from].shortName}.`,
        )
      : undefined,
  apply(convention, { from, subject }, { today }) {
    const request = { id: convention.requests.length + 1, from, subject, on: today };
    return {
      convention: { ...convention, requests: [...convention.requests, request] },
      text: `${convention.document[from].shortName} demande : ${subject}.`,
      news: [],
    };
  },
});

/** Arts 2 and 3: the last days of a year for Chorus, as the autumn circular gives them. */
export const recordYearEnd = defineAct({
  schema: signedAct({
    year: z.int('une année').min(2000, 'une année').max(2199, 'une année'),
    commitments: plainDate,
    payments: plainDate,
  }),
  refuse(convention, { year, commitments, payments }) {
    const wrong = [commitments, payments].find((date) => !date.startsWith(`${year}-`));
    if (wrong) return refusal('BAD_DATE', `« ${wrong} » refusé ; accepté : une date de l’année ${year}.`);
    if (payments < commitments) {
      return refusal(
        'BAD_DATE',
        `« ${payments} » refusé pour les CP ; accepté : au plus tôt le ${commitments}, dernier jour pour engager.`,
      );
    }
    return convention.document.yearEnd.some(
      (one) => one.year === year && one.commitments === commitments && one.payments === payments,
    )
      ? refusal('ALREADY_DONE', `Les dates de fin de gestion ${year} sont déjà celles-là.`)
      : undefined;
  },
  apply(convention, { by, year, commitments, payments }, { now }) {
    const { document } = convention;
    const yearEnd = [...document.yearEnd.filter((one) => one.year !== year), { year, commitments, payments }];
    const evidence = `AE ${frenchDate(commitments)}, CP ${frenchDate(payments)}`;
    return {
      convention: {
        ...convention,
        document: { ...document, yearEnd },
        outcomes: {
          ...convention.outcomes,
          [`year-end-${year}-dates`]: { state: 'done', at: now, by, evidence },
        },
      },
      text: `Fin de gestion ${year} : ${evidence}.`,
      news: [],
    };
  },
});
