import { spentIn, submitReport } from '../../../convention/acts/report.ts';
import type { Convention, MonthAmount } from '../../../convention/convention.ts';
import { dutiesOf } from '../../../convention/duties/duties.ts';
import { previousReport } from '../../../convention/ledger/forecast.ts';
import { frenchEuros, nothing } from '../../../convention/money.ts';
import { monthAmountsIn } from '../../words.ts';
import {
  actForm,
  amountIn,
  choice,
  dutyClosed,
  euros,
  given,
  isPossible,
  type Options,
  typedEuros,
  words,
} from './asking.ts';
import type { ActForm, Field, Subject } from './form.ts';

/** Article 5: the delegatee reports. */
export const reportForms = {
  submitReport: actForm({
    act: 'submitReport',
    title: 'Remettre un compte rendu',
    says: 'Le délégant reçoit aussitôt le compte rendu, avec la situation du budget.',
    button: 'Remettre le compte rendu',
    article: 'art. 5',
    group: 'Obligations',
    parties: ['delegatee'],
    offered: (subject) => awaited(subject).length > 0,
    fields(subject) {
      const periods = awaited(subject);
      // Where the period may still be chosen, what depends on it is left to the act.
      const [only] = periods.length === 1 ? periods : [];
      const isFixed = dutyClosed(subject, 'report') !== undefined;
      return [
        ...(isFixed
          ? []
          : [
              choice('period', 'Période', 'la période du compte rendu', periods, {
                value: periods[0]?.[0] ?? '',
              }),
            ]),
        spentField(subject.convention, only?.[0]),
        words('text', 'progress', 'Avancement des travaux', 'l’avancement des travaux'),
        words('text', 'forecast', 'Prévisions, en quelques mots', 'les prévisions', {
          hint: 'Ce que vous comptez commander et consommer, et pourquoi.',
        }),
        forecastField('orders', 'Commandes prévues, mois par mois', subject.convention, only?.[0]),
        forecastField('consumption', 'Paiements prévus, mois par mois', subject.convention, only?.[0]),
      ];
    },
    input: ({ period, spent, progress, forecast, orders, consumption }, subject, by) =>
      given({
        by,
        period: dutyClosed(subject, 'report')?.id.replace('report-', '') ?? period,
        spent: amountIn(spent),
        progress,
        forecast,
        orders: amountsIn(orders),
        consumption: amountsIn(consumption),
      }),
  }),
} as const satisfies Partial<Record<string, ActForm>>;

/** The reports that may be submitted, the oldest first, by their period. */
function awaited(subject: Subject): Options {
  const duties = subject.duty ? [subject.duty] : dutiesOf(subject.convention);
  const blank = { by: '', spent: nothing, progress: '', forecast: '', orders: [], consumption: [] };
  return duties
    .filter(({ closedBy }) => closedBy === 'report')
    .map(({ id, title }) => [id.replace('report-', ''), title] as const)
    .filter(([period]) => isPossible(submitReport, subject, { ...blank, period }));
}

function spentField(convention: Convention, period: string | undefined): Field {
  const label = 'Dépenses de la période';
  const called = 'les dépenses de la période, en euros';
  if (convention.ledger.length === 0) {
    return euros('spent', label, called, {
      hint: 'En euros, sur l’unité opérationnelle et le centre de coût de la convention.',
    });
  }
  const inLedger = period === undefined ? undefined : spentIn(convention, period);
  return euros('spent', label, called, {
    optional: true,
    hint:
      inLedger === undefined
        ? 'En euros. Laissez vide pour reprendre les paiements du registre.'
        : `En euros. Le registre en compte ${frenchEuros(inLedger)} ; laissez vide pour le reprendre.`,
    ...(inLedger !== undefined && inLedger >= 0 ? { value: typedEuros(inLedger) } : {}),
  });
}

function forecastField(
  name: 'orders' | 'consumption',
  label: string,
  convention: Convention,
  period: string | undefined,
): Field {
  const before = period && /^\d/.test(period) ? previousReport(convention, period)?.[name] : undefined;
  const still = (before ?? []).filter(({ month }) => period !== undefined && month > period);
  return {
    name,
    label,
    called: 'des montants par mois',
    kind: 'amounts',
    optional: true,
    ...(still.length > 0 ? { hint: 'Reprises du compte rendu précédent.', value: typedAmounts(still) } : {}),
  };
}

function typedAmounts(amounts: readonly MonthAmount[]): string {
  return amounts.map(({ month, amount }) => `${month}=${typedEuros(amount)}`).join('\n');
}

function amountsIn(text: string | undefined) {
  const read = monthAmountsIn(text ?? '');
  return read.ok ? read.amounts : undefined;
}
