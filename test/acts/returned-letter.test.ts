import { afterLetters, afterReturn, type Course, turned } from '../../acts/course.ts';
import { reconcile } from '../../audit/reconciliation.ts';
import type { LetterOutcome } from '../../convention/mailing/letter.ts';
import { type ReturnedLetter, refusedReturn } from '../../convention/mailing/returned-letter.ts';
import { acting, at, signed } from '../convention/support.ts';

const morning = at('2020-03-25', '10:00');
const later = at('2020-03-25', '10:03');
const contact = 'dgefp-budget';

const first = turned({ convention: signed(), tracking: {}, waiting: [], handedOn: [], acted: true }, morning);
const letters = first.delivery?.letters ?? [];
const outcomes = (refused?: string): LetterOutcome[] =>
  letters.map(({ to }) => ({
    contact: to.contact,
    messageId: `<${to.contact}@x>`,
    status: to.contact === refused ? 'refused' : 'sent',
    response: to.contact === refused ? '550 5.1.1 unknown' : '250 ok',
  }));
const sent = afterLetters(first.course, { letters }, outcomes(), morning);

function returned(changes: Partial<ReturnedLetter> = {}): ReturnedLetter {
  const letter = letters.find(({ to }) => to.contact === contact);
  if (!letter) throw new Error('nothing was written to that contact');
  return { letter, messageId: `<${contact}@x>`, refused: true, reason: '550 5.1.1 unknown', ...changes };
}

test('a letter that comes back is, from then on, one that was refused at once', () => {
  const back = afterReturn(sent, returned(), later);
  const refused = afterLetters(first.course, { letters }, outcomes(contact), morning);
  expect(back.handedOn).toEqual(refused.handedOn);
  expect(back.handedOn.length).toBeGreaterThan(0);
  expect(back.convention.mails).toEqual(refused.convention.mails);
  expect(back.convention.undelivered).toBe(refused.convention.undelivered);
  expect(back.convention.faults).toEqual(
    refused.convention.faults.map((fault) => ({ ...fault, at: later.now })),
  );
  expect(back.convention.journal.at(-1)?.text).toMatch(
    /^Courriel refusé pour Bureau du budget .* : 550 5\.1\.1 unknown$/,
  );
  // At once, and not with the mail of the next morning.
  const { delivery } = turned(back, later);
  const written = delivery?.letters.map(({ to }) => to.contact).sort();
  expect(written).toEqual(['bruno-lucas', signed().document.manager.id].sort());
});

test('told again, it changes nothing', () => {
  const back = afterReturn(sent, returned(), later);
  expect(afterReturn(back, returned(), later)).toBe(back);
  expect(refusedReturn(sent.convention, returned(), [])).toBeUndefined();
  expect(refusedReturn(back.convention, returned(), [])).toMatchObject({ code: 'ALREADY_DONE' });
});

test('is told later when the record does not say yet that it left', () => {
  const { delivery } = first;
  if (!delivery) throw new Error('nothing was written');
  expect(refusedReturn(first.course.convention, returned(), [delivery])).toMatchObject({ code: 'NOT_NOW' });
  // Another letter on its way to the same person is not waited for.
  const others = { ...delivery, letters: letters.map((one) => ({ ...one, items: one.items.slice(1) })) };
  expect(refusedReturn(first.course.convention, returned(), [others])).toMatchObject({
    code: 'ALREADY_DONE',
  });
});

test.each([
  [
    'was replaced',
    'replaceContact',
    { name: 'Marie Martin', email: 'marie@dgefp.example', reason: 'départ' },
  ],
  ['has been tried again', 'retryAddress', {}],
] as const)('of an address that %s since, says nothing of the present one', (_, act, input) => {
  const faulty = { ...sent.convention, faults: [{ at: morning.now, contact, reason: '550' }] };
  const mended = acting(faulty, later, [act, { by: 'Camille', contact, ...input }]);
  const before: Course = { ...sent, convention: mended };
  expect(afterReturn(before, returned(), at('2020-03-26'))).toBe(before);
});

test('that its address did not cause is said to be lost, and the address is written to as before', () => {
  const back = afterReturn(sent, returned({ refused: false, reason: '550 5.7.1 spf' }), later);
  expect(back.convention.faults).toEqual([]);
  expect(back.handedOn).toEqual([]);
  expect(back.convention.undelivered).toBe(sent.convention.undelivered + 1);
  expect(back.convention.journal.at(-1)?.text).toBe(
    'Courriel non parvenu à Bureau du budget de la DGEFP, dont l’adresse n’est pas en cause : 550 5.7.1 spf',
  );
  // The daily check finds it accounted for.
  expect(reconcile(back.convention, morning.today, morning.today).missing).toEqual([]);
});
