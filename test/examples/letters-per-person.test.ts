import { parisInstant } from '../../convention/calendar/paris.ts';
import { addDays, addMonths } from '../../convention/calendar/plain-date.ts';
import { onOrAfterWorkingDay } from '../../convention/calendar/working-days.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import { type MailsOfPerson, mailsByPerson } from '../../rehearsal/mails.ts';
import { SimulatedLife } from '../convention/simulation.ts';
import { exampleIds, livedThrough, readExample } from './examples.ts';

// How many letters the busiest person of one convention receives: few in its first week, bounded over a year, whether
// everybody does what is asked or nobody answers.

const mailsOf = ({ deliveries }: SimulatedLife) =>
  deliveries.flatMap(({ letters }) =>
    letters.map(({ to, writtenAt }) => ({ to: to.email, at: new Date(writtenAt).toISOString() })),
  );

const most = (people: readonly MailsOfPerson[], count: 'all' | 'year' | 'firstWeek') =>
  Math.max(...people.map((one) => one[count]));

/** What is written in so many months of a convention that is published ten days after its signature, and that is all. */
function unanswered(document: ConventionDocument, months: number): readonly MailsOfPerson[] {
  const { signedOn, holidays, publications } = document;
  const life = new SimulatedLife(document, parisInstant(onOrAfterWorkingDay(signedOn, holidays), '08:00'));
  const on = addDays(signedOn, 10);
  life.passes(parisInstant(on, '14:00'));
  for (const { id } of publications?.places ?? [])
    life.act('recordPublication', { by: 'Camille', publication: id, on, evidence: 'attestation' });
  life.passes(parisInstant(addMonths(signedOn, months), '12:00'));
  return mailsByPerson(mailsOf(life));
}

test.each(exampleIds)('of %s: two in its first week at most, forty in any twelve months', (id) => {
  const { document } = readExample(id);
  const people = mailsByPerson(mailsOf(livedThrough(document)));
  expect(people.length).toBeGreaterThan(2);
  expect(most(people, 'year')).toBeLessThanOrEqual(40);
  for (const week of [people, unanswered(document, 1)])
    expect(most(week, 'firstWeek')).toBeLessThanOrEqual(2);
});

test('of the example, sixty at most in its first year when nobody answers', () => {
  const people = unanswered(readExample('signaux-faibles').document, 12);
  expect(most(people, 'all')).toBeGreaterThan(40);
  expect(most(people, 'all')).toBeLessThanOrEqual(60);
});
