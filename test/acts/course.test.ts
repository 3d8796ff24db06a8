import fc from 'fast-check';
import type { ActName } from '../../acts/acts.ts';
import { asItStands } from '../../acts/agreeing.ts';
import { afterAct, afterLetters, type Course, noEarlier, turned } from '../../acts/course.ts';
import { type Instant, parisDate, parisInstant } from '../../convention/calendar/paris.ts';
import type { Convention, Phase } from '../../convention/convention.ts';
import { dutiesOf } from '../../convention/duties/duties.ts';
import { isAlert } from '../../convention/duties/duty.ts';
import { Refused } from '../../convention/errors.ts';
import type { Delivery, LetterOutcome } from '../../convention/mailing/letter.ts';
import { mailInstant } from '../../convention/mailing/reminders.ts';
import { unanswered } from '../convention/simulation.ts';
import { acting, amendedBy, at, day, ended, inForce } from '../convention/support.ts';
import { inFull } from '../support/runs.ts';
import { type Attempt, itsTurn, origins, story } from './stories.ts';

/** Something that happens to a workflow from outside. */
type Event =
  | { readonly at: Instant; readonly kind: 'act'; readonly name: ActName; readonly input: unknown }
  | { readonly at: Instant; readonly kind: 'left'; readonly delivery: Delivery };

/** A life as it went: what was told, to whom and when; and the phases in which a run ended. */
interface Lived {
  readonly letters: readonly string[];
  readonly convention: Convention;
  readonly cutIn: ReadonlySet<Phase>;
  /** How many times it continued as new. */
  readonly points: number;
}

const minute = 60_000;

/** Letters take a minute to leave; one address in seven is refused. */
function outcomesOf({ letters }: Delivery): LetterOutcome[] {
  return letters.map(({ to, items }) => ({
    contact: to.contact,
    messageId: items.map(({ identity }) => identity).join('+'),
    status: to.contact.length % 7 === 3 ? 'refused' : 'sent',
    response: '250 OK',
  }));
}

/**
 * Lives as the workflow does: a turn at each act, each letter that left and each wake. Where `continues` says so of an
 * event, it continues as new there: only what crosses a payload goes on, and the run that follows begins with a turn.
 */
function live(
  origin: Convention,
  attempts: readonly Attempt[],
  continues: (event: number) => boolean,
): Lived {
  const start = at(origin.ended ? '2021-04-12' : '2020-04-10').now;
  const until = start + 120 * 24 * 3_600_000;
  let now = start;
  let course: Course = { convention: origin, tracking: {}, waiting: [], handedOn: [], acted: true };
  let wake: Instant | undefined;
  let hours = 0;
  const events: Event[] = attempts.map(({ name, input, hours: later }) => {
    hours += later;
    return { at: start + hours * 3_600_000, kind: 'act', name, input };
  });
  const letters: string[] = [];
  const cutIn = new Set<Phase>();
  let points = 0;
  const turns = () => {
    const turn = turned(course, { now, today: parisDate(now) });
    course = turn.course;
    wake = turn.wake;
    const { delivery } = turn;
    if (!delivery) return;
    for (const { to, items, plannedFor } of delivery.letters) {
      const said = items.map(({ identity }) => identity).join(' ');
      letters.push(`${now} ${to.contact} ${said}${plannedFor === undefined ? '' : ' late'}`);
    }
    events.push({ at: now + minute, kind: 'left', delivery });
  };
  turns();
  for (let number = 0; now < until; number += 1) {
    if (continues(number)) {
      points += 1;
      const { phases } = course.convention;
      const { phase } = phases.at(-1) ?? { phase: 'signed' };
      cutIn.add(phase);
      course = JSON.parse(JSON.stringify(course));
      turns();
    }
    events.sort((a, b) => a.at - b.at);
    const [next] = events;
    if (next && (wake === undefined || next.at <= wake)) {
      events.shift();
      now = Math.max(now, next.at);
      course = after(course, next, now);
    } else if (wake === undefined) break;
    else now = wake;
    turns();
  }
  return { letters, convention: course.convention, cutIn, points };
}

function after(course: Course, event: Event, now: Instant): Course {
  const moment = { now, today: parisDate(now) };
  if (event.kind === 'left') return afterLetters(course, event.delivery, outcomesOf(event.delivery), moment);
  try {
    const written = itsTurn(event.input, course.convention, moment.today);
    const input = asItStands(course.convention, event.name, written);
    return afterAct(course, event.name, input, moment).course;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return course;
  }
}

/** A convention that has ended, of which nothing is left but to agree upon the balance. */
function onlyTheBalance(): Convention {
  const over = ended();
  const reason = 'sans objet';
  const waived = dutiesOf(over)
    .filter((duty) => !isAlert(duty) && duty.id !== 'balance' && !over.outcomes[duty.id])
    .map(({ id }) => ['waiveDuty', { by: 'Ada', duty: id, reason }] as const);
  return acting(over, at('2021-04-12'), ...waived);
}

const by = 'Ada';
const reason = 'sans objet';
const act = (name: ActName, input: object, hours = 0): Attempt => ({ name, input: { by, ...input }, hours });

/** Lives that go through the phases that chance seldom meets. */
const lives: readonly (readonly [Phase, Convention, readonly Attempt[]])[] = [
  [
    'suspended',
    inForce(),
    [
      act('declareShortfall', { missing: 500, reason }, 24),
      act('refuseAdjustment', { reason }, 24),
      act('withdrawShortfall', { reason }, 20 * 24),
    ],
  ],
  ['underNotice', inForce(), [act('giveNotice', { from: 'delegator', receivedOn: 'today-3', reason }, 24)]],
  ['settling', onlyTheBalance(), []],
  [
    'closed',
    onlyTheBalance(),
    [
      act('proposeBalance', { amount: 100, use: 'restitution' }, 30 * 24),
      act('agreeBalance', { party: 'delegator' }, 1),
    ],
  ],
];

describe('a life that continues as new', () => {
  it('goes the same way as in one run, at whatever event it continues', () => {
    let points = 0;
    fc.assert(
      fc.property(
        origins,
        story,
        fc.nat(),
        fc.integer({ min: 1, max: 12 }),
        (origin, attempts, seed, every) => {
          const whole = live(origin, attempts, () => false);
          const cut = live(origin, attempts, (event) => (event * 7919 + seed) % every === 0);
          expect(cut.letters).toEqual(whole.letters);
          expect(cut.convention).toEqual(JSON.parse(JSON.stringify(whole.convention)));
          points += cut.points;
        },
      ),
      // Each is long.
      { numRuns: inFull ? 100 : 5 },
    );
    expect(points).toBeGreaterThan(inFull ? 2000 : 20);
  });

  it.each(lives)('does so %s, wherever it continues', (phase, origin, attempts) => {
    const whole = live(origin, attempts, () => false);
    expect(whole.letters.length).toBeGreaterThan(8);
    const cutIn = new Set<Phase>();
    for (let event = 0; event < 4; event += 1) {
      const cut = live(origin, attempts, (number) => number % 4 === event);
      expect(cut.letters).toEqual(whole.letters);
      for (const one of cut.cutIn) cutIn.add(one);
    }
    expect(cutIn).toContain(phase);
  });
});

describe('acts that are handed over at one instant', () => {
  const moment = at('2020-05-20');
  const signed = (course: Course, evidence: string) =>
    afterAct(course, 'recordSignedText', { by: 'Camille', evidence }, moment).course;
  const before: Course = { convention: inForce(), tracking: {}, waiting: [], handedOn: [], acted: false };
  const textsIn = (delivery: Delivery | undefined) =>
    (delivery?.letters ?? []).flatMap(({ items }) => {
      const texts = items.filter(({ identity }) => identity.startsWith('signed-text/'));
      const told = texts.flatMap((item) =>
        item.kind === 'news' ? (item.facts ?? []).map(([, fact]) => fact) : [],
      );
      return told.length > 0 ? [told] : [];
    });

  it('are all told to each, and known by identities of their own', () => {
    const { delivery } = turned(signed(signed(before, 'premier'), 'second'), moment);
    const texts = textsIn(delivery);
    expect(texts.length).toBeGreaterThan(2);
    expect(texts).toEqual(texts.map(() => ['premier', 'second']));

    const first = turned(signed(before, 'premier'), moment);
    const second = turned(signed(first.course, 'second'), moment);
    const identities = [first, second].flatMap((turn) =>
      (turn.delivery?.letters ?? []).map(({ to, items }) => `${to.contact} ${items[0]?.identity}`),
    );
    expect(new Set(identities).size).toBe(identities.length);
  });

  it('are in the journal one after the other, and are of their day when the clock was set back', () => {
    const { journal } = signed(signed(before, 'premier'), 'second').convention;
    expect(journal.slice(-2).map((entry) => entry.at)).toEqual([moment.now, moment.now + 1]);
    const later = signed(
      { ...before, convention: signed(before, 'premier').convention },
      'second',
    ).convention;
    const yesterday = at('2020-05-19');
    const set = afterAct(
      { ...before, convention: later },
      'recordSignedText',
      { by: 'Camille', evidence: 'x' },
      yesterday,
    );
    expect(set.course.convention.journal.at(-1)?.at).toBe(yesterday.now);
  });
});

describe('a clock that is set back by an hour', () => {
  const midnight = parisInstant(day('2020-05-20'), '00:00');
  const momentAt = (now: Instant) => ({ now, today: parisDate(now) });
  const [later, earlier] = [momentAt(midnight + 10 * minute), momentAt(midnight - 50 * minute)];
  const before: Course = { convention: inForce(), tracking: {}, waiting: [], handedOn: [], acted: false };
  const through = (course: Course): Course => JSON.parse(JSON.stringify(course));

  it('stands still until then, in a run that begins there, too', () => {
    const reached = through(turned(before, later).course);
    const again = turned(reached, earlier);
    expect(again.delivery).toBeUndefined();
    expect(through(again.course)).toEqual(reached);
    expect(noEarlier(reached, earlier)).toEqual(later);
    expect(noEarlier(reached, momentAt(later.now + 1))).toEqual(momentAt(later.now + 1));
  });

  it('dates acts and letters no earlier than what came before, each act by itself', () => {
    const signed = (course: Course, evidence: string, moment = earlier) =>
      through(afterAct(course, 'recordSignedText', { by: 'Camille', evidence }, moment).course);
    const first = turned(signed(before, 'premier', later), later);
    const acted = signed(signed(first.course, 'deuxième'), 'troisième');
    const refused = (first.delivery?.letters ?? []).map(
      ({ to }): LetterOutcome => ({
        contact: to.contact,
        messageId: '<1@delegation.example>',
        status: 'refused',
        response: '550',
      }),
    );
    expect(refused.length).toBeGreaterThan(0);
    const letters = first.delivery?.letters ?? [];
    const settled = afterLetters(acted, { letters }, refused, earlier);
    const { journal, faults } = settled.convention;
    const acts = journal.filter(({ act }) => act === 'recordSignedText').map((line) => line.at - later.now);
    expect(acts).toEqual([0, 1, 2]);
    expect(journal.map((line) => line.at)).toEqual(journal.map((line) => line.at).sort((a, b) => a - b));
    expect(faults.map((fault) => fault.at)).toEqual(faults.map(() => later.now + 2));
    // A run may end there: the next is no earlier than letters that left since.
    expect(
      noEarlier(afterLetters(settled, { letters: [] }, [], momentAt(later.now + minute)), later).now,
    ).toBe(later.now + minute);
  });
});

describe('an amendment that takes effect on a Sunday', () => {
  // The report of May, due on Monday 8 June, is due on Wednesday 3 June once the amendment counts.
  const amended = amendedBy(inForce(), at('2020-05-20'), { reports: { dueWorkingDay: 2 } }, '2020-06-07');
  const sent = unanswered(amended, at('2020-06-02'), at('2020-06-09'));
  const from = (day: string) => sent.filter(({ moment }) => moment.today >= day);
  const monday = from('2020-06-07');

  it('is told on the Monday at the hour of mail, with the deadlines that it has moved', () => {
    const news = monday.filter(({ identity }) => identity.includes('amendment/1/in-force'));
    const report = monday.filter(({ identity }) => identity.includes('report-2020-05/2020-06-03'));
    expect(news.length).toBeGreaterThan(0);
    expect(report.length).toBeGreaterThan(0);
    const hour = mailInstant(amended.document, day('2020-06-08'));
    expect(monday[0]?.moment.now).toBe(hour);
    expect([...news, ...report].map(({ moment }) => moment.now)).toEqual(
      [...news, ...report].map(() => hour),
    );
  });

  it('makes no letter late: none could have left before', () => {
    expect(monday.map(({ letter }) => letter.plannedFor)).toEqual(monday.map(() => undefined));
  });
});
