import { z } from 'zod';
import { ofMonth } from '../calendar/french.ts';
import { plainDateOf } from '../calendar/plain-date.ts';
import { euros, line, record, text } from '../document/fields.ts';
import { dutiesOf } from '../duties/duties.ts';
import { dutyIdOf } from '../duty.ts';
import { frenchEuros } from '../money.ts';
import { defineAct, refusal } from './act.ts';
import { alreadyOver, findDuty } from './duties.ts';

/** Art. 5: the delegatee reports on a month, or at the term. The delegator receives it. */
export const submitReport = defineAct({
  schema: record({
    by: line(100),
    period: z
      .string('un mois AAAA-MM, ou « final »')
      .regex(/^(\d{4}-(0[1-9]|1[0-2])|final)$/, 'un mois AAAA-MM, ou « final »')
      .describe('Mois du compte rendu, ou « final »'),
    spent: euros.describe('Dépenses de la période sur l’UO et le centre de coût, en euros'),
    progress: text().describe('Avancement des travaux'),
    forecast: text().describe('Prévisions de commande et de consommation'),
  }),
  refuse(convention, { period }, { today }) {
    const duty = findDuty(convention, dutyIdOf('report', period));
    if (!duty) {
      const expected = dutiesOf(convention).filter(({ closedBy }) => closedBy === 'report');
      const accepted = expected.map(({ id }) => id.replace('report-', '')).join(', ');
      return refusal(
        'UNKNOWN_REFERENCE',
        `« ${period} » n’est pas une période de compte rendu ; acceptées : ${accepted || 'aucune avant la prise d’effet'}.`,
      );
    }
    const over = alreadyOver(convention, duty);
    if (over) return over;
    if (period !== 'final' && `${period}-01` > today) {
      return refusal(
        'NOT_NOW',
        `Le mois « ${period} » n’a pas commencé : son compte rendu est attendu le ${duty.dueOn}.`,
      );
    }
    if (period === 'final' && duty.opensOn > today) {
      return refusal('NOT_NOW', `Le compte rendu final s’ouvre le ${duty.opensOn}, pour le ${duty.dueOn}.`);
    }
    return undefined;
  },
  apply(convention, { by, period, spent, progress, forecast }, { now }) {
    const name =
      period === 'final' ? 'compte rendu final' : `compte rendu ${ofMonth(plainDateOf(`${period}-01`))}`;
    const amount = frenchEuros(spent);
    return {
      convention: {
        ...convention,
        reports: { ...convention.reports, [period]: { at: now, by, spent, progress, forecast } },
        outcomes: {
          ...convention.outcomes,
          [dutyIdOf('report', period)]: { state: 'done', at: now, by, evidence: `${amount} dépensés` },
        },
      },
      text: `Remis : ${name} (${amount} dépensés).`,
      news: [
        {
          to: [{ holder: 'delegator', role: 'budget' }],
          item: {
            kind: 'news',
            identity: `report/${period}/${now}`,
            subject: name,
            lead: `${convention.document.delegatee.shortName} vous rend compte : ${name}.`,
            facts: [['Dépenses de la période', amount]],
            paragraphs: [`Avancement : ${progress}`, `Prévisions : ${forecast}`],
            article: 'art. 5',
          },
        },
      ],
    };
  },
});
