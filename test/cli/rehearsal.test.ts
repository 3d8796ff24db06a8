import { timetable } from '../../cli/rehearsal.ts';
import { plainDateOf } from '../../convention/calendar/plain-date.ts';
import type { RehearsedMail } from '../../rehearsal/mails.ts';

const mail = (to: string, at: string): RehearsedMail => ({
  at: `${at}T08:00:00.000Z`,
  to,
  subject: 'Essai : compte rendu d’avril 2027',
  messageId: `<${to}-${at}>`,
  id: at,
});

test('a rehearsal ends with the mails of each person: in all, in twelve months at most, in the first week', () => {
  const lines = timetable({
    phases: [{ phase: 'signed', on: plainDateOf('2027-03-17') }],
    mails: [
      mail('ada@a.example', '2027-03-17'),
      mail('paul@dinum.example', '2027-03-18'),
      mail('paul@dinum.example', '2027-03-25'),
      mail('paul@dinum.example', '2028-06-01'),
    ],
    acts: [],
    duties: [],
    left: { on: plainDateOf('2028-06-30'), because: 'unanswered' },
    events: 1,
    runs: 1,
    seconds: 1,
  });
  expect(lines.slice(-3)).toEqual([
    'Courriels par personne, au plus sur douze mois, et la première semaine :',
    '  paul@dinum.example      3    2    1',
    '  ada@a.example           1    1    1',
  ]);
});
