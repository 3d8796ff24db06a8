import { asItStands } from '../../acts/agreeing.ts';
import { Refused } from '../../convention/errors.ts';
import { SimulatedLife } from '../convention/simulation.ts';
import { at, signauxFaibles } from '../convention/support.ts';
import { by, reason } from './fixtures.ts';

const line = { ceiling: 10_000 };

/** In effect on its signature, renewed on 25 May 2020; an order of 8 000 € on the first line in each period, paid. */
function renewed(budget: object, budgetLine?: string): SimulatedLife {
  const life = new SimulatedLife(
    signauxFaibles({
      effect: { conditions: ['signature'] },
      term: { months: 2 },
      renewal: { mode: 'tacit', months: 2, maximum: 3 },
      budget,
    }),
    at('2020-03-25', '18:00').now,
  );
  for (const [on, order] of [
    ['2020-05-20', '1500000001'],
    ['2020-05-28', '1500000002'],
  ] as const) {
    life.passes(at(on).now);
    const entry = { on, order, amount: 8000, reference: 'Chorus' };
    life.does('recordEntry', { by, entry: { ...entry, budgetLine, kind: 'commitment', supplier: 'Octo' } });
    life.does('recordEntry', { by, entry: { ...entry, kind: 'payment' } });
  }
  return life;
}

function confirmed(life: SimulatedLife, on: string): string {
  try {
    return life.does('confirmEffect', asItStands(life.convention, 'confirmEffect', { by, on, reason }));
  } catch (error) {
    if (error instanceof Refused) return error.message;
    throw error;
  }
}

describe('an effect date that would put two orders in one period', () => {
  it('is refused where the ceiling of their line would be passed, though that of the whole is not', () => {
    const other = { id: 'b', name: 'B', ceiling: 50_000 };
    const life = renewed({ ...line, id: 'a', name: 'A', otherLines: [other] }, 'a');
    const before = life.convention;
    expect(confirmed(life, '2020-04-05').replaceAll(/\s/g, ' ')).toBe(
      '« 2020-04-05 » refusé : la ligne « A » aurait 16 000,00 € dans une période, pour 10 000,00 € au plus ; accepté : une date qui laisse chaque écriture dans la limite de sa période.',
    );
    expect(life.convention.ledger).toBe(before.ledger);
    expect(confirmed(life, '2020-03-27')).toContain('Date d’effet confirmée');
  });

  it('is refused where the limit of payments would be', () => {
    const life = renewed({ ceiling: 50_000, paymentCeiling: 10_000 });
    expect(confirmed(life, '2020-04-05')).toContain('en crédits de paiement aurait');
    expect(confirmed(life, '2020-03-27')).toContain('Date d’effet confirmée');
  });
});
