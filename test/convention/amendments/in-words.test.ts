import { changesInWords, frenchKeys, frenchValues } from '../../../convention/amendments/in-words.ts';
import { documentJsonSchema } from '../../../convention/document/json-schema.ts';
import { frenchSections } from '../../../convention/document/sections.ts';
import { isObject } from '../../../convention/plain-object.ts';
import { signauxFaibles } from '../support.ts';

const said = (changes: object) => changesInWords(signauxFaibles(), changes);

test.each([
  [{ budget: { ceiling: 120_000 } }, ['Budget, plafond', '120\u202f000,00\u00a0€']],
  [{ term: { until: '2022-03-31' } }, ['Durée, jusqu’au', '31 mars 2022']],
  [{ budget: { ceiling: null } }, ['Budget, plafond', 'sans plafond propre']],
  [{ renewal: { ceiling: null } }, ['Reconduction, plafond', 'retiré']],
  [{ balance: null }, ['Règlement du solde', 'retiré']],
  [{ renewal: { mode: 'tacit' } }, ['Reconduction, forme', 'tacite']],
  [{ public: true }, ['Publicité', 'oui']],
  [{ reports: { copies: [] } }, ['Comptes rendus, copies', 'aucun']],
  [
    { deliverables: { items: [{ id: 'code', title: 'Le code source' }] } },
    ['Livrables, liste', 'intitulé : Le code source'],
  ],
  [
    { amendments: { copies: [signauxFaibles().bodies[0]?.id] } },
    ['Avenants, copies', signauxFaibles().bodies[0]?.name],
  ],
  // What is free is never taken for an answer of a list.
  [{ title: 'budget' }, ['Intitulé', 'budget']],
])('%j is said so', (changes, fact) => {
  expect(said(changes)).toEqual([fact]);
});

test('every key of a document has its word, and every answer among some', () => {
  const keys = new Set<string>();
  const answers = new Set<unknown>();
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(walk);
    if (!isObject(node)) return;
    for (const one of [node.enum ?? [], node.const ?? []].flat()) answers.add(one);
    for (const key of Object.keys(Object(node.properties))) keys.add(key);
    Object.values(node).forEach(walk);
  };
  walk(documentJsonSchema());
  const known = new Set([...Object.keys(frenchKeys), ...Object.keys(frenchSections), '$schema']);
  expect([...keys].filter((key) => !known.has(key))).toEqual([]);
  expect([...answers].filter((one) => typeof one === 'string' && !frenchValues.has(one))).toEqual([]);
});
