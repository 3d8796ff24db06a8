import { ledgerTable } from '../../../convention/ledger/ledger-table.ts';
import { about, commitment, credits, ledgerOf, reversing } from './entries.ts';

const order = {
  ...commitment('A', 1234.56, '2020-03-25'),
  contract: 'UGAP 7',
  deliveryEndsOn: '2020-12-31',
  supplier: '=1+1',
} as ReturnType<typeof commitment>;

test('a ledger is a table in the French manner, what people wrote kept from being computed', () => {
  const ledger = ledgerOf(
    credits(0.05, '2020-03-24'),
    order,
    about('change', 'A', -0.5, '2020-04-01'),
    about('payment', 'A', 10, '2020-04-02'),
  );
  expect(ledgerTable(reversing(ledger, 4))).toEqual([
    [
      'N°',
      'Date',
      'Nature',
      'Engagement (N° EJ)',
      'Fournisseur',
      'Contrat',
      'Fin de livraison',
      'Montant (€)',
      'Corrige',
      'Référence',
      'Source',
      'Saisi par',
      'Saisi le',
    ],
    ['1', '24/03/2020', 'crédits mis à disposition', '', '', '', '', '0,05', '', ...written],
    ['2', '25/03/2020', 'engagement (AE)', 'A', "'=1+1", 'UGAP 7', '31/12/2020', '1234,56', '', ...written],
    ['3', '01/04/2020', 'modification d’engagement (AE)', 'A', '', '', '', '-0,50', '', ...written],
    ['4', '02/04/2020', 'paiement (CP)', 'A', '', '', '', '10,00', '', ...written],
    ['5', '02/04/2020', 'correction', 'A', '', '', '', '-10,00', '4', 'erreur', ...written.slice(1)],
  ]);
});

const written = ['Chorus', 'saisie', 'Ada', '04/05/2020 10:00'];

test('an amount of nothing is neither more nor less', () => {
  const [, row] = ledgerTable(ledgerOf({ ...credits(1, '2020-03-24'), amount: 0 as never }));
  expect(row?.[7]).toBe('0,00');
});
