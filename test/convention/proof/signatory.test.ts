import { doAct } from '../../../acts/acts.ts';
import { personsName } from '../../../convention/proof/signatory.ts';
import { by, may } from '../../acts/fixtures.ts';
import { inForce, refusalOf } from '../support.ts';

const act = (said: object) =>
  doAct(inForce(), 'markDone', { duties: [{ duty: 'chorus-access', evidence: 'ticket' }], ...said }, may);

test.each([
  ['Camille Durand', 'Camille Durand'],
  ['Delegation Régionale', 'Delegation Régionale'],
  ['Le suivi budgétaire', 'Le suivi budgétaire'],
  ['delegation', 'delegation (personne)'],
  [' Délégation ', 'Délégation (personne)'],
  ['le suivi', 'le suivi (personne)'],
  ['Le  Suivi', 'Le  Suivi (personne)'],
  ['le\u00a0suivi', 'le\u00a0suivi (personne)'],
  ['le sui\u00advi', 'le sui\u00advi (personne)'],
])('%j acts as %j: nobody passes for the service', (name, kept) => {
  expect(personsName(name)).toBe(kept);
  const { convention } = act({ by: name });
  expect(convention.journal.at(-1)?.by).toBe(kept);
  expect(convention.outcomes['chorus-access']).toMatchObject({ by: kept });
});

test('two people of one name are told apart by their marks, which the journal keeps', () => {
  const lines = ['account-0001', 'account-0002'].map(
    (mark) => act({ by, mark }).convention.journal.at(-1) ?? {},
  );
  expect(lines).toMatchObject([
    { by, mark: 'account-0001' },
    { by, mark: 'account-0002' },
  ]);
  expect(act({ by }).convention.journal.at(-1)).not.toHaveProperty('mark');
});

test.each(['', 'court', 'a b c d e f', 'x'.repeat(65), 12])('%j is no mark', (mark) => {
  const duties = [{ duty: 'chorus-access', evidence: 'ticket' }];
  expect(refusalOf(inForce(), 'markDone', { by, mark, duties }, may).code).toBe('BAD_ACT');
});
