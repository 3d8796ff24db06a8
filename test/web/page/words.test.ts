import { notNow } from '../../../convention/errors.ts';
import { wordsOf } from '../../../web/page/show.tsx';

test('a refusal names pages, not commands, to whoever has a page before them', () => {
  expect(
    wordsOf(notNow`Se clôt par son propre acte : « delegation committee » ou « delegation committee-held ».`),
  ).toBe('Se clôt par son propre acte : « Convoquer le comité » ou « Enregistrer la tenue du comité ».');
  expect(
    wordsOf(notNow`Il reste 1 engagement : « delegation waive … open-commitments » le laisse en l’état.`),
  ).toBe('Il reste 1 engagement : « Dispenser d’une obligation » le laisse en l’état.');
});

test('a command that no page does alike is left as it is', () => {
  const text = 'Relancez « delegation upgrade ».';
  expect(wordsOf({ code: 'NOT_NOW', message: text })).toBe(text);
});
