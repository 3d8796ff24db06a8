import { defineCommand } from '../../cli/command.ts';
import { helpOf } from '../../cli/help.ts';
import { readWords } from '../../cli/usage.ts';

const text = (describe: string) => ({ type: 'string', describe }) as const;
const command = defineCommand({
  usage: 'pay <id> <orders..>',
  says: 'Paie des commandes',
  more: 'Elles sont closes.',
  options: {
    'signed-on': text('Jour de la signature'),
    orders: { ...text('Commandes'), array: true, demanded: true },
    id: { ...text('Identifiant'), demanded: true },
    amount: text('Montant'),
    kinds: { ...text('Natures'), array: true },
    held: { type: 'boolean', describe: 'Retenue' },
    to: { ...text('À qui'), choices: ['dinum', 'dgefp'], default: 'dinum' },
    by: { ...text('Qui agit'), default: 'Camille', defaultDescription: 'votre compte' },
  },
  example: ['pay x 1 2', 'deux commandes'],
  run: async () => {},
});

const nothing = {
  ...{ id: 'x', orders: ['1'], kinds: [], to: 'dinum', by: 'Camille' },
  ...{ signedOn: undefined, amount: undefined, held: undefined, json: undefined, help: undefined },
};

test.each<[string, object]>([
  ['x 1', {}],
  ['x 1 2 3', { orders: ['1', '2', '3'] }],
  ['--by z x 1 --held 2 --json', { orders: ['1', '2'], by: 'z', held: true, json: true }],
  ['x 1 --signed-on 2020-01-02', { signedOn: '2020-01-02' }],
  ['x 1 --amount 007', { amount: '007' }],
  ['x 1 --amount -5', { amount: '-5' }],
  ['x 1 --amount -12,50', { amount: '-12,50' }],
  ['x 1 --amount=-12,50', { amount: '-12,50' }],
  ['x 1 --amount=-abc', { amount: '-abc' }],
  ['x 1 --amount=a=b', { amount: 'a=b' }],
  ['x 1 --amount "a"', { amount: '"a"' }],
  ['x 1 --kinds a --kinds b', { kinds: ['a', 'b'] }],
  ['x 1 --kinds a,b', { kinds: ['a,b'] }],
  ['x 1 --held --held', { held: true }],
  ['x 1 --to dgefp', { to: 'dgefp' }],
])('« pay %s » is read', (words, given) => {
  expect(readWords(command, words.split(' '))).toEqual({ ...nothing, ...given });
});

test('its help says all that it takes, places first, in the order of its usage', () => {
  expect(helpOf(command)).toBe(`delegation pay <id> <orders..>

Paie des commandes.
Elles sont closes.

À donner dans cet ordre :
  id      Identifiant  [texte] [requis]
  orders  Commandes  [un ou plusieurs] [requis]

Options :
  -h, --help       Affiche cette aide  [booléen]
      --version    Affiche le numéro de version  [booléen]
      --json       Répond en JSON, de forme stable  [booléen]
      --signed-on  Jour de la signature  [texte]
      --amount     Montant  [texte]
      --kinds      Natures  [un ou plusieurs]
      --held       Retenue  [booléen]
      --to         À qui  [texte] [choix : "dinum", "dgefp"] [défaut : "dinum"]
      --by         Qui agit  [texte] [défaut : votre compte]

Exemple (deux commandes) :
  delegation pay x 1 2`);
});
