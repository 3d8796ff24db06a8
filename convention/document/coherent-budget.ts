import { frenchEuros } from '../ledger/money.ts';
import { type Incoherence, missing, type Path, repeats, type Sound, when } from './incoherence.ts';
import type { Budget } from './schema.ts';

// What the keys about money say against one another.

/** What is about money has a budget to be about. */
export function budgetClauses(document: Sound): Incoherence[] {
  if (document.budget !== undefined) return [];
  return (['credits', 'codings', 'shortfall', 'balance'] as const).flatMap((clause) =>
    when(
      document[clause] !== undefined,
      [clause],
      'cette clause dans un document qui a une clause « budget », dont elle a besoin ; sans budget, retirez-la',
    ),
  );
}

/** The first four digits of functional domain, funds centre and activities, of those that are given, name one programme. */
export function programmes({ budget }: Sound): Incoherence[] {
  return linesWithPaths(budget).flatMap(({ path, line: { codes = {} } }) => {
    const { functionalDomain, fundsCentre, activities = [] } = codes;
    const [first, ...others] = [
      { keys: ['functionalDomain'], name: 'le domaine fonctionnel', code: functionalDomain },
      { keys: ['fundsCentre'], name: 'le centre financier', code: fundsCentre },
      ...activities.map((code, index) => ({ keys: ['activities', index], name: 'l’activité', code })),
    ].flatMap(({ code, ...one }) => (code === undefined ? [] : { ...one, code }));
    const programme = first?.code.slice(0, 4);
    return others.flatMap(({ keys, code }) =>
      when(
        code.slice(0, 4) !== programme,
        [...path, 'codes', ...keys],
        `un code du programme ${programme}, comme ${first?.name} ${first?.code}`,
      ),
    );
  });
}

/** Of several lines, each keeps its ceiling in renewed periods: one for all of them would contradict theirs. */
export function renewedLines({ budget, renewal }: Sound): Incoherence[] {
  return when(
    budget !== undefined && budget.otherLines.length > 0 && renewal?.ceiling !== undefined,
    ['renewal', 'ceiling'],
    'rien, puisque chaque ligne garde son plafond à chaque période',
  );
}

/** A year takes no more than the whole, of which it is a part; of a renewed convention, each period has a ceiling of its own. */
export function yearsOfBudget({ budget, renewal }: Sound): Incoherence[] {
  if (renewal) return [];
  return linesWithPaths(budget).flatMap(({ path, line: { ceiling, paymentCeiling = ceiling, years } }) =>
    years.flatMap((year, index) =>
      (
        [
          ['commitments', ceiling],
          ['payments', paymentCeiling],
        ] as const
      ).flatMap(([key, most]) =>
        when(
          most !== null && year[key] > most,
          [...path, 'years', index, key],
          `un montant d’au plus ${frenchEuros(most ?? year[key])}, celui de toutes les années`,
        ),
      ),
    ),
  );
}

/** Of several lines, each has an id of its own. */
export function budgetLines({ budget }: Sound): Incoherence[] {
  if (!budget || budget.otherLines.length === 0) return [];
  const isRepeated = repeats();
  isRepeated(budget.id);
  return [
    ...(['id', 'name'] as const).flatMap((key) =>
      missing(budget[key], ['budget', key], 'ce qui distingue cette ligne, puisqu’il y en a plusieurs'),
    ),
    ...budget.otherLines.flatMap(({ id }, index) =>
      when(
        isRepeated(id),
        ['budget', 'otherLines', index, 'id'],
        'un identifiant qu’aucune autre ligne ne porte',
      ),
    ),
  ];
}

export function yearEnds({ yearEnd }: Sound): Incoherence[] {
  const isRepeated = repeats();
  return (yearEnd?.dates ?? []).flatMap((date, index) => {
    const { year, commitments, payments } = date;
    const path = ['yearEnd', 'dates', index];
    return [
      ...(['commitments', 'payments'] as const).flatMap((key) =>
        when(!date[key].startsWith(`${year}-`), [...path, key], `une date de l’année ${year}`),
      ),
      ...when(isRepeated(year), [...path, 'year'], 'une seule entrée par année'),
      ...when(payments < commitments, [...path, 'payments'], `une date au plus tôt le ${commitments}`),
    ];
  });
}

/** The lines of a budget, and where each stands in the document. */
function linesWithPaths(
  budget: Budget | undefined,
): readonly { path: Path; line: Budget['otherLines'][number] | Budget }[] {
  if (!budget) return [];
  return [
    { path: ['budget'], line: budget },
    ...budget.otherLines.map((line, index) => ({ path: ['budget', 'otherLines', index], line })),
  ];
}
