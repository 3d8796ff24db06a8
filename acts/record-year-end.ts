import { z } from 'zod';
import { frenchDate } from '../convention/calendar/french.ts';
import { yearOf } from '../convention/calendar/plain-date.ts';
import { plainDate } from '../convention/document/fields.ts';
import { refusal } from '../convention/errors.ts';
import { signedAct } from '../convention/proof/signatory.ts';
import { defineFormedAct } from './act.ts';
import type { About } from './form.ts';
import { date, dutyClosed, numberIn, numberOf, whole } from './questions.ts';

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
    articles: ({ yearEnd }) => [yearEnd?.article],
    group: 'Obligations',
    questions: {
      year: whole('Année', 'l’année'),
      commitments: date('Dernier jour pour engager (AE)', 'le dernier jour pour engager', {
        hint: 'Selon la circulaire de fin de gestion.',
      }),
      payments: date('Dernier jour pour payer (CP)', 'le dernier jour pour payer'),
    },
    places: ['year'],
    example: '2020 --commitments 2020-11-30 --payments 2020-12-11',
    offered: () => true,
    known: (subject) => ({
      year: yearAsked(subject) === undefined ? { value: String(yearOf(subject.today)) } : null,
    }),
    input: ({ year, commitments, payments }, about, by) => ({
      by,
      year: yearAsked(about) ?? numberOf(year),
      commitments,
      payments,
    }),
  },
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
    return convention.document.yearEnd?.dates.some(
      (one) => one.year === year && one.commitments === commitments && one.payments === payments,
    )
      ? refusal('ALREADY_DONE', `Les dates de fin de gestion ${year} sont déjà celles-là.`)
      : undefined;
  },
  apply(convention, { by, year, commitments, payments }, { now }) {
    const { document } = convention;
    const { yearEnd } = document;
    if (!yearEnd) return { convention, text: '', news: [] };
    const dates = [...yearEnd.dates.filter((one) => one.year !== year), { year, commitments, payments }];
    const evidence = `AE ${frenchDate(commitments)}, CP ${frenchDate(payments)}`;
    return {
      convention: {
        ...convention,
        document: { ...document, yearEnd: { ...yearEnd, dates } },
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

function yearAsked(about: About): number | undefined {
  const duty = dutyClosed(about, 'year-end');
  return duty && numberIn(duty);
}
