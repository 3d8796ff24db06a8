import { journalName } from '../../web/person.ts';

test.each([
  ['Camille Durand', 'Camille Durand'],
  ['delegation', 'delegation (personne)'],
  [' Delegation ', 'Delegation (personne)'],
  ['Delegation Régionale', 'Delegation Régionale'],
  ['x'.repeat(254), 'x'.repeat(100)],
  [`${'x'.repeat(99)}👩`, 'x'.repeat(99)],
])('the journal calls %j %j', (name, kept) => {
  expect(journalName(name)).toBe(kept);
});
