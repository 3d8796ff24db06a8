import { z } from 'zod';
import { clauseOrLast } from '../convention/amendments/versions.ts';
import type { Moment } from '../convention/calendar/moment.ts';
import { addDays, yearOf } from '../convention/calendar/plain-date.ts';
import type { Convention, Report } from '../convention/convention.ts';
import { pendingCorrection } from '../convention/duties/corrections.ts';
import { dutiesOf, outcomeOf } from '../convention/duties/duties.ts';
import { dutyIdOf } from '../convention/duties/duty.ts';
import { badAct, notNow } from '../convention/errors.ts';
import { ceilingFacts, onEachLine, unitOf } from '../convention/ledger/budget-lines.ts';
import { budgetChart } from '../convention/ledger/forecast.ts';
import { frenchEuros, zero } from '../convention/ledger/money.ts';
import { positionOf } from '../convention/ledger/position.ts';
import { lineFacts } from '../convention/ledger/statement.ts';
import { audienceOf, tell } from '../convention/mailing/audience.ts';
import { type Fact, factsOf } from '../convention/mailing/facts.ts';
import { holderNamed } from '../convention/people/organisations.ts';
import { partyDoes } from '../convention/people/parties.ts';
import { forecastFacts, forecastKnown, overCeilingNews } from './about-forecasts.ts';
import { lineMissing, unknownLine } from './about-lines.ts';
import { comparison, isFinal, nameOf, periodOf, spentIn, wordsKnown } from './about-reports.ts';
import { withDone } from './effects.ts';
import type { Question } from './form.ts';
import { defineFormedAct } from './formed-act.ts';
import { alreadyOver, findDuty } from './known-duty.ts';
import { among, amounts, choice, dutyClosed, euros, text, typedEuros } from './questions.ts';
import { notOne } from './refusals.ts';

/** Art. 5: the delegatee reports on a month, or at the term. The delegator receives it, with the position of the budget. */
export const submitReport = defineFormedAct({
  verb: 'report',
  parties: ['delegatee'],
  needs: 'reports',
  closes: 'report',
  form: {
    title: 'Remettre un compte rendu',
    says: 'Le délégant reçoit le compte rendu, avec la situation du budget.',
    button: 'Remettre le compte rendu',
    group: 'Obligations',
    questions: {
      period: choice('Période', 'la période du compte rendu', {
        as: z
          .string('un mois AAAA-MM, ou « final »')
          .regex(/^(\d{4}-(0[1-9]|1[0-2])|final(-\d{1,2})?)$/, 'un mois AAAA-MM, ou « final »'),
        said: (about) => {
          const duty = dutyClosed(about, 'report');
          return duty && periodOf(duty);
        },
      }),
      spent: euros('Dépenses de la période', 'les dépenses de la période, en euros', { optional: true }),
      progress: text('Avancement des travaux', 'l’avancement des travaux'),
      forecast: text('Prévisions, en quelques mots', 'les prévisions', {
        hint: 'Ce que vous comptez commander et consommer, et pourquoi.',
      }),
      orders: amounts('Commandes prévues, mois par mois', 'des montants par mois'),
      consumption: amounts('Paiements prévus, mois par mois', 'des montants par mois'),
    },
    places: ['period'],
    example: '2020-04 --spent 8250,40 --progress "Version 2 livrée" --forecast "Une commande en mai"',
    // The oldest first.
    choices(subject, can) {
      const blank = { by: '', spent: zero, progress: '', forecast: '', orders: [], consumption: [] };
      return (subject.duty ? [subject.duty] : dutiesOf(subject.convention))
        .filter((duty) => duty.closedBy === 'report' && !outcomeOf(subject.convention, duty))
        .map((duty) => [periodOf(duty), duty.title] as const)
        .filter(([period]) => can({ ...blank, period }));
    },
    known({ convention }, { choices: periods }) {
      // Where the period may still be chosen, what depends on it is left to the act.
      const [only] = periods.length === 1 ? periods : [];
      return {
        period: among(periods, { value: periods[0]?.[0] ?? '' }),
        ...wordsKnown(convention, only?.[0]),
        ...(convention.document.budget
          ? {
              spent: spentKnown(convention, only?.[0]),
              orders: forecastKnown('orders', convention, only?.[0]),
              consumption: forecastKnown('consumption', convention, only?.[0]),
            }
          : { spent: null, orders: null, consumption: null }),
      };
    },
  },
  refuse(convention, { period, spent, orders, consumption }, { today }) {
    const duty = findDuty(convention, dutyIdOf('report', period));
    if (!duty) {
      const expected = dutiesOf(convention).filter(({ id }) => id.startsWith('report-'));
      const accepted = expected.map(periodOf).join(', ');
      return notOne(
        period,
        'une période de compte rendu',
        `acceptées : ${accepted || 'aucune avant la prise d’effet'}`,
      );
    }
    const mending = pendingCorrection(convention, duty.id);
    const over = mending ? undefined : alreadyOver(convention, duty);
    if (over) return over;
    const monthOver = addDays(duty.opensOn, -1);
    if (!isFinal(period) && monthOver > today)
      return notNow`Le mois « ${period} » n’est pas terminé : son compte rendu est accepté à partir du ${monthOver}, et attendu le ${duty.dueOn}.`;
    if (isFinal(period) && duty.opensOn > today)
      return notNow`Le compte rendu final s’ouvre le ${duty.opensOn}, pour le ${duty.dueOn}.`;
    if (spent === undefined && convention.ledger.length === 0 && convention.document.budget)
      return badAct`spent : absent ; attendu : les dépenses de la période en euros, que le registre, vide, ne donne pas`;
    const forecast = [...orders, ...consumption];
    const far = forecast.find((one) => Number(one.month.slice(0, 4)) > yearOf(today) + 5);
    if (far)
      return badAct`« ${far.month} » refusé ; accepté : des prévisions à cinq ans au plus, jusqu’en ${yearOf(today) + 5}.`;
    const past = forecast.find((one) => !isFinal(period) && one.month <= period);
    if (past)
      return badAct`« ${past.month} » refusé ; accepté : des prévisions pour les mois qui suivent ${period}.`;
    const [charged] = forecast.flatMap(
      ({ budgetLine }) =>
        (budgetLine === undefined ? lineMissing(convention) : unknownLine(convention, budgetLine)) ?? [],
    );
    return charged;
  },
  apply(convention, { by, period, spent: given, progress, forecast, orders, consumption }, moment) {
    const { now } = moment;
    const { budget } = convention.document;
    const spent = given ?? spentIn(convention, period);
    const mended = pendingCorrection(convention, dutyIdOf('report', period));
    const name = `${nameOf(convention, period)}${mended ? ', corrigé' : ''}`;
    const amount = `${frenchEuros(spent)} dépensés`;
    const report: Report = {
      at: now,
      by,
      spent,
      progress,
      forecast,
      ...(orders.length > 0 ? { orders } : {}),
      ...(consumption.length > 0 ? { consumption } : {}),
    };
    const done = { by, now, evidence: budget ? amount : 'compte rendu remis' };
    const reported = withDone(convention, ['report', period], done);
    const after: Convention = {
      ...(mended ? withDone(reported, [mended], done) : reported),
      reports: { ...convention.reports, [period]: report },
    };
    const chart = isFinal(period) || !budget ? undefined : budgetChart(after, period);
    const clause = clauseOrLast(convention, 'reports');
    const copies = (clause?.copies ?? []).map((id) => holderNamed(convention.document, id));
    const facts: readonly Fact[] = !budget
      ? []
      : [
          ['Dépenses de la période', frenchEuros(spent)],
          ...comparison(convention, period, spent),
          ...positionFacts(after, moment),
          ...forecastFacts(convention, 'Commandes prévues', orders),
          ...forecastFacts(convention, 'Consommation prévue', consumption),
        ];
    const told = {
      subject: name,
      facts,
      paragraphs: [`Avancement : ${progress}`, `Prévisions : ${forecast}`],
      cites: [clause?.article],
      ...(chart ? { chart } : {}),
    };
    return {
      convention: after,
      text: `Remis : ${name}${budget ? ` (${amount})` : ''}.`,
      news: [
        tell([{ holder: 'delegator', role: 'budget' }], {
          ...told,
          identity: `report/${period}/${now}`,
          lead: `${partyDoes(convention.document, 'delegatee', 'vous rend', 'vous rendent')} compte : ${name}.`,
          about: dutyIdOf('report', period),
        }),
        copies.length > 0 &&
          tell(audienceOf(copies), {
            ...told,
            identity: `report/${period}/${now}/copy`,
            lead: `Copie du ${name}, que ${partyDoes(convention.document, 'delegatee', 'a remis', 'ont remis')}.`,
          }),
        orders.length > 0 && !isFinal(period) && overCeilingNews(after, period, now),
      ],
    };
  },
});

function spentKnown(convention: Convention, period: string | undefined): Partial<Question> {
  const { budget } = convention.document;
  const mended = convention.reports[period ?? ''];
  if (convention.ledger.length === 0) {
    return {
      ...(mended ? { value: typedEuros(mended.spent) } : {}),
      optional: false,
      hint: `En euros${budget ? onEachLine(budget, unitOf) : ''}.`,
    };
  }
  const inLedger = period === undefined ? undefined : spentIn(convention, period);
  return {
    hint:
      inLedger === undefined
        ? 'En euros. Laissez vide pour reprendre les paiements du registre.'
        : `En euros. Le registre en compte ${frenchEuros(inLedger)} ; laissez vide pour le reprendre.`,
    ...(inLedger !== undefined && inLedger >= 0 ? { value: typedEuros(inLedger) } : {}),
  };
}

/** The position of the budget, when the ledger is kept. */
function positionFacts(convention: Convention, { today }: Moment): readonly Fact[] {
  if (convention.ledger.length === 0) return [];
  const position = positionOf(convention, today);
  const { available, committed, accepted, paid, remainingToCommit, remainingToPay } = position;
  const facts = factsOf([
    ['Crédits mis à disposition', frenchEuros(available)],
    ['Engagé (AE)', frenchEuros(committed)],
    ['Service fait', frenchEuros(accepted)],
    ['Payé (CP)', frenchEuros(paid)],
    ['Reste à engager', remainingToCommit !== undefined && frenchEuros(remainingToCommit)],
    ['Reste à payer', frenchEuros(remainingToPay)],
  ]);
  return [
    ...ceilingFacts('Plafond', position.ceiling, position.mostPaid),
    ...facts,
    ...lineFacts(position.lines),
  ];
}
