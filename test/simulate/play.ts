import type { ActName } from '../../acts/acts.ts';
import { asItStands } from '../../acts/agreeing.ts';
import { parisInstant } from '../../convention/calendar/paris.ts';
import { addDays, addMonths } from '../../convention/calendar/plain-date.ts';
import { allContacts } from '../../convention/document/contacts.ts';
import { mailInstant } from '../../convention/mailing/reminders.ts';
import { partiesOf } from '../../convention/people/parties.ts';
import { mayTakeEffect } from '../../convention/term/effect.ts';
import { viewOf } from '../../convention/views/view.ts';
import { nextActs } from '../../rehearsal/actor.ts';
import { itsTurn } from '../acts/stories.ts';
import { accepted } from '../convention/support.ts';
import { filled, offeredFrom } from './fill.ts';
import { type Event, Life } from './life.ts';
import type { Script, Step } from './scripts.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** Years after which everybody begins to do what is asked, and by which all must be closed. */
const patience = { wild: 6, whole: 25 };

/** How a life is lived through: whether its state is carried, and who is told of what happens. */
export interface Telling {
  readonly isCarried: boolean;
  happens(event: Event, step: Step | undefined): void;
}

/**
 * Lives a life to its end: what its script says; then mail and worker are mended, an end is put to what would go on for
 * ever, and everybody does what is asked.
 */
export function lived(script: Script, { isCarried, happens }: Telling): Life {
  const { document } = accepted(script.document);
  const signed = parisInstant(addDays(document.signedOn, script.registeredAfter), '18:00');
  let current: Step | undefined;
  const life = new Life(document, signed, {
    oneByOne: script.oneByOne,
    // A share that no rhythm of a life keeps time with.
    isCarried: (rank) => isCarried && ((rank * 7919) % 101) % script.carriedOneIn === 0,
    happens: (event) => happens(event, current),
  });
  const last = parisInstant(addMonths(document.signedOn, 12 * patience.wild), '12:00');
  for (const { contact } of script.isPaced ? allContacts(document) : [])
    life.does('chooseRhythm', { by: 'Ada', contact: contact.id, mails: 'mondays' });
  for (const [rank, step] of script.steps.entries()) {
    const until = life.moment.now + step.hours * hour;
    if (life.isOver || until > last) break;
    life.passes(until);
    current = step;
    played(life, step, rank);
  }
  current = undefined;
  ends(life, script);
  return life;
}

function played(life: Life, step: Step, rank: number): void {
  const { now } = life.moment;
  switch (step.does) {
    case 'mailStops':
      life.mail.isDown(now + step.forHours * hour);
      return;
    case 'workerStops':
      life.stops(now + step.forHours * hour);
      return;
    case 'clockMoves': {
      const { document } = life.convention;
      const { today } = life.moment;
      const next = {
        nothing: now,
        midnight: parisInstant(addDays(today, 1), '00:00') - hour / 2,
        mail: mailInstant(document, addDays(today, 1)) - hour / 2,
      }[step.before];
      life.passes(next);
      life.clockMoves(step.byHours * hour, step.forHours * hour);
      return;
    }
    case 'addressFails': {
      const contacts = allContacts(life.convention.document);
      const email = contacts[step.contact % contacts.length]?.contact.email ?? '';
      life.mail.refuses(email, now + step.forHours * hour);
      return;
    }
    case 'answers':
      answers(life);
      return;
    case 'amends':
      amends(life, step);
      return;
    case 'writes': {
      const input = itsTurn(step.input, life.convention, life.moment.today);
      does(life, step.act, input, rank);
      return;
    }
    case 'fills': {
      const subject = { convention: life.convention, today: life.moment.today };
      const form = offeredFrom(step.act, subject, step.answers[0] ?? 0);
      const filling = form && filled(form, subject, step.answers);
      if (form && filling?.ok) does(life, form.act, filling.input, rank);
    }
  }
}

/** Some of what is done bears a name, and is asked for twice. */
function does(life: Life, name: ActName, input: unknown, rank: number): boolean {
  const intention = rank % 3 === 0 ? `demande-${rank}` : undefined;
  const written = asItStands(life.convention, name, input);
  const tried = life.does(name, written, intention);
  if (intention !== undefined) {
    life.passes(life.moment.now + hour);
    life.does(name, written, intention);
  }
  return tried.text !== undefined;
}

function amends(life: Life, { changes, inDays, agreedBy }: Extract<Step, { does: 'amends' }>): void {
  const { document } = life.convention;
  const [first] = partiesOf(document);
  const effectiveOn = addDays(life.moment.today, inDays);
  const proposal = { by: 'Ada', from: first?.party, changes, reason: 'accord', effectiveOn };
  if (life.does('proposeAmendment', proposal).text === undefined) return;
  const amendment = life.convention.amendments.length;
  const parties = partiesOf(document).slice(0, agreedBy);
  for (const { party } of parties) {
    const input = { by: 'Ada', amendment, party };
    life.does('agreeAmendment', asItStands(life.convention, 'agreeAmendment', input));
  }
  if (agreedBy < partiesOf(document).length) return;
  life.passes(life.moment.now + hour);
  const on = life.moment.today;
  life.does('signAmendment', { by: 'Ada', amendment, on, reference: 'avenant', sha256: '0'.repeat(64) });
}

/** Somebody does what is asked first, if anything is asked. */
function answers(life: Life): void {
  const { now } = life.moment;
  const acts = nextActs(viewOf(life.convention, {}, now), 'everybody', () => false, now) ?? [];
  const [first] = acts;
  if (!first || first.at > now) return;
  for (const { name, input } of acts) life.does(name, asItStands(life.convention, name, input));
}

/** Everything works again, and everybody does what is asked, day after day, until the convention is closed. */
function ends(life: Life, { isCountered }: Pick<Script, 'isCountered'>): void {
  life.mail.isMended(life.moment.now);
  const { signedOn } = life.convention.document;
  const last = parisInstant(addMonths(signedOn, 12 * patience.whole), '12:00');
  let isNoticed = false;
  while (!life.isOver && life.moment.now < last) {
    const { now } = life.moment;
    const { ended, closed, inForceSince, document } = life.convention;
    const isEndless = document.renewal !== undefined || !mayTakeEffect(life.convention) || !inForceSince;
    if (!ended && !closed && isEndless && !isNoticed) {
      isNoticed = true;
      const from = partiesOf(document)[0]?.party;
      life.does('giveNotice', { by: 'Ada', from, receivedOn: life.moment.today, reason: 'fin' });
    }
    if (isCountered && life.convention.proposals.length === 1)
      life.does('counterBalance', { by: 'Ada', use: 'report' });
    const acts = nextActs(viewOf(life.convention, {}, now), 'everybody', () => false, now) ?? [];
    // The calendar may bring something to do where there is nothing now.
    const at = Math.min(acts[0]?.at ?? now + 30 * day, now + 30 * day, last);
    life.passes(at);
    if (acts[0]?.at !== at) continue;
    const tried = acts.map(({ name, input }) => life.does(name, asItStands(life.convention, name, input)));
    // What is refused is tried again the next day; an order that no credits are left to pay stays as it is.
    const isDone = tried.some(({ text }) => text !== undefined);
    if (!isDone && acts.some(({ name }) => name === 'recordEntry'))
      life.does('waiveDuty', { by: 'Ada', duty: 'open-commitments', reason: 'crédits épuisés' });
    life.passes(Math.min(at + (isDone ? hour : day), last));
  }
}
