import { reconcile } from '../../audit/reconciliation.ts';
import { type Instant, parisDate } from '../../convention/calendar/paris.ts';
import { addDays, type PlainDate } from '../../convention/calendar/plain-date.ts';
import { isWorkingDay, onOrAfterWorkingDay } from '../../convention/calendar/working-days.ts';
import type { LetterItem } from '../../convention/mailing/letter.ts';
import { SimulatedLife } from '../convention/simulation.ts';
import { at, day, signauxFaibles } from '../convention/support.ts';
import { inFull } from '../support/runs.ts';

// A backup three days old is put back: what fell due meanwhile was told once, by a life that nobody knows any more.

/** A year that begins with two publications, after which nobody answers: all that a text asks falls due in it. */
function begun(): SimulatedLife {
  const life = new SimulatedLife(signauxFaibles(), at('2020-03-25', '18:00').now);
  life.passes(at('2020-04-10').now);
  for (const publication of ['maignon', 'data-gouv'])
    life.does('recordPublication', { by: 'Ada', publication, on: '2020-04-10', evidence: 'attestation' });
  return life;
}

/** What was told after an instant: a duty or news, and to whom, each as often as it was. */
function toldSince(
  { deliveries }: SimulatedLife,
  after: Instant,
): { of: LetterItem['kind']; what: string }[] {
  return deliveries
    .flatMap(({ letters }) => letters)
    .filter(({ writtenAt }) => writtenAt > after)
    .flatMap(({ to, items }) =>
      items.map((item) => ({
        of: item.kind,
        what: `${item.kind === 'duty' ? `${item.duty}, ${item.standing},` : item.identity} to ${to.contact}`,
      })),
    );
}

/** The nights of a year in which it was backed up, three days before a working day; in full, all of them. */
function nights(): PlainDate[] {
  const days = Array.from({ length: 370 }, (_, rank) => addDays(day('2020-04-12'), rank));
  return days.filter((night, rank) => isWorkingDay(addDays(night, 3)) && (inFull || rank % 10 === 2));
}

test('duties of those days are told at once, each once to each; what the calendar brought, by the next morning; none is missing', () => {
  const life = begun();
  const told = { duty: 0, news: 0 };
  for (const night of nights()) {
    const backedUpAt = at(night, '02:00').now;
    const today = addDays(night, 3);
    const restoredAt = at(today, '10:00').now;
    life.passes(backedUpAt);
    const [unknown, restored] = [life.copy(), life.copy()];
    unknown.passes(restoredAt);
    const due = toldSince(unknown, backedUpAt);
    restored.sleeps(restoredAt);
    restored.passes(restoredAt);
    const atOnce = toldSince(restored, backedUpAt).map(({ what }) => what);
    expect([night, atOnce.filter((one, rank) => atOnce.indexOf(one) < rank)]).toEqual([night, []]);
    const morning = onOrAfterWorkingDay(addDays(today, 1));
    restored.passes(at(morning, '12:00').now);
    const inTheMorning = toldSince(restored, backedUpAt).map(({ what }) => what);
    const lost = due.filter(({ of, what }) => !(of === 'duty' ? atOnce : inTheMorning).includes(what));
    expect([night, lost]).toEqual([night, []]);
    const { missing, failed } = reconcile(restored.convention, night, parisDate(restoredAt));
    expect([night, missing, failed]).toEqual([night, [], []]);
    for (const { of } of due) told[of] += 1;
  }
  expect(told.duty).toBeGreaterThan(inFull ? 1000 : 50);
  expect(told.news).toBeGreaterThan(0);
}, 120_000);
