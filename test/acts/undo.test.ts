import { type ActName, actNames, doAct } from '../../acts/acts.ts';
import { mendingOf } from '../../acts/mending.ts';
import { reconcile } from '../../audit/reconciliation.ts';
import { statesOf } from '../../audit/state-at-date.ts';
import { parisInstant } from '../../convention/calendar/paris.ts';
import type { Convention } from '../../convention/convention.ts';
import { outcomeOf } from '../../convention/duties/duties.ts';
import { dutyItemsOf, SimulatedLife } from '../convention/simulation.ts';
import { acting, day, dutyOf, inForce, refusalOf, signauxFaibles } from '../convention/support.ts';
import { cases } from './cases.ts';
import { by, done, may, reason, report, reported } from './fixtures.ts';

/** All that a convention knows but its journal. */
function factsOf({ journal: _journal, ...facts }: Convention) {
  return facts;
}

function undone(convention: Convention, line: number, moment = may) {
  return doAct(convention, 'undoAct', { by, line, reason }, moment);
}

describe('how each act is mended', () => {
  test.each(actNames)('%s is undone, or another act mends it, or its form is none', (name) => {
    const { mendedBy, undoneBy } = mendingOf(name);
    const over: ActName[] = ['requestLink', 'terminate', 'undoAct'];
    expect(actNames).toEqual(expect.arrayContaining([...mendedBy]));
    expect(mendedBy.length > 0 || undoneBy !== undefined).toBe(!over.includes(name));
  });

  const undoable = cases.filter(({ name }) => mendingOf(name).undoneBy !== undefined);

  test.each(undoable)('$name, undone at once, leaves all as it was but the journal', (one) => {
    const { name, before, moment, input } = one;
    const after = doAct(before, name, input, moment).convention;
    const { convention, text } = undone(after, after.journal.length, moment);
    expect(factsOf(convention)).toEqual(factsOf(before));
    expect(convention.journal.slice(0, -1)).toEqual(after.journal);
    expect(text).toContain(after.journal.at(-1)?.text);
  });

  test.each(undoable)('$name may be done again once undone, and tells it anew', (one) => {
    const { name, before, moment, input } = one;
    const first = doAct(before, name, input, moment);
    const { convention } = undone(first.convention, first.convention.journal.length, moment);
    const again = doAct(convention, name, input, moment);
    expect(factsOf(again.convention)).toEqual(factsOf(first.convention));
    const identities = (told: typeof first.news) => told.map(({ item }) => item.identity);
    expect(identities(again.news)).toEqual(identities(first.news).map((identity) => `${identity}/after-1`));
  });

  const lasting = cases.filter(({ name }) => mendingOf(name).undoneBy === undefined && name !== 'terminate');

  test.each(lasting)('$name is not undone, and what mends it is named', ({ name, before, moment, input }) => {
    const { convention } = doAct(before, name, input, moment);
    const refused = refusalOf(convention, 'undoAct', { by, line: convention.journal.length, reason }, moment);
    expect(refused.code).toBe('NOT_NOW');
    expect(refused.message).toMatch(/ne s’annule pas par une correction ; accepté : (« .* »|rien, .*)\.$/);
  });
});

describe('what has had a consequence is not undone', () => {
  const accepted = acting(reported, may, ['acceptReport', { by, duty: 'report-2020-04' }]);
  const line = reported.journal.length;

  test('a report that was accepted: the refusal says what followed, and what mends it', () => {
    expect(refusalOf(accepted, 'undoAct', { by, line, reason }, may)).toMatchObject({
      code: 'NOT_NOW',
      message: expect.stringMatching(
        /a eu une suite, le 4 mai 2020 \(« .*accepte.* »\) : .* ; accepté : « Demander une correction » ou « Rouvrir une obligation »\.$/,
      ),
    });
  });

  test('but the consequence first, then the report', () => {
    const first = undone(accepted, line + 1).convention;
    const { convention } = undone(first, line);
    expect(factsOf(convention)).toEqual(factsOf(inForce()));
  });

  test('a publication by which the convention has taken effect', () => {
    const life = new SimulatedLife(signauxFaibles(), parisInstant(day('2020-03-26'), '10:00'));
    life.passes(parisInstant(day('2020-04-10'), '10:00'));
    for (const publication of ['maignon', 'data-gouv'])
      life.does('recordPublication', { by, publication, on: '2020-04-10', evidence: 'attestation' });
    const published = life.convention.journal.findIndex(({ act }) => act === 'recordPublication') + 1;
    expect(refusalOf(life.convention, 'undoAct', { by, line: published, reason }, life.moment)).toMatchObject(
      {
        code: 'NOT_NOW',
        message: expect.stringMatching(/prend effet le 10 avril 2020/),
      },
    );
  });
});

describe('whoever was told is told that it is undone', () => {
  const granted = { by, party: 'delegator', duty: 'report-2020-04', until: '2020-05-29', reason };
  const after = doAct(inForce(), 'extendDuty', granted, may);

  test('the same people, with what is no longer so', () => {
    const { news } = undone(after.convention, after.convention.journal.length);
    expect(news).toHaveLength(1);
    expect(news[0]?.to).toEqual(after.news.flatMap(({ to }) => to));
    expect(news[0]?.item).toMatchObject({
      subject: 'annulation – délai accordé',
      lead: expect.stringContaining('29 mai 2020'),
      facts: [
        ['Motif', reason],
        ['Annulé par', by],
      ],
    });
  });

  test('nobody, when nobody was', () => {
    const silent = acting(inForce(), may, ['markDone', done]);
    expect(undone(silent, silent.journal.length).news).toEqual([]);
  });
});

describe('who may undo', () => {
  const as = (contact: string) => ({ as: contact, mark: 'marque-de-compte' });
  const submitted = acting(inForce(), may, ['submitReport', { ...report, ...as('dinum-budget') }]);
  const line = submitted.journal.length;

  test('somebody of the organisation that did it', () => {
    expect(() => doAct(submitted, 'undoAct', { by, line, reason, ...as('dinum-budget') }, may)).not.toThrow();
  });

  test('nobody of another', () => {
    expect(refusalOf(submitted, 'undoAct', { by, line, reason, ...as('dgefp-budget') }, may).message).toMatch(
      /n’est pas à annuler par vous : un acte l’est par l’organisation qui l’a fait, ou par .*\.$/,
    );
  });

  test('of what binds the parties, only who manages', () => {
    const agreed = acting(inForce(), may, [
      'agreeEnd',
      { by, party: 'delegatee', on: '2020-09-30', reason, ...as('dinum-budget') },
    ]);
    const asked = { by, line: agreed.journal.length, reason };
    expect(refusalOf(agreed, 'undoAct', { ...asked, ...as('dinum-budget') }, may).message).toMatch(
      /ce qui engage les parties l’est par/,
    );
    expect(() => doAct(agreed, 'undoAct', asked, may)).not.toThrow();
  });
});

test('a line that is no act, and one that is not there, are refused', () => {
  for (const line of [7000, 1]) {
    const life = new SimulatedLife(signauxFaibles(), parisInstant(day('2020-03-26'), '10:00'));
    expect(refusalOf(life.convention, 'undoAct', { by, line, reason }, life.moment)).toMatchObject({
      code: 'UNKNOWN_REFERENCE',
      message: expect.stringContaining(`« ${line} » n’est pas la ligne d’un acte au journal`),
    });
  }
});

test('a duty that is owed again is asked for again, and the proof of letters knows it', () => {
  const life = new SimulatedLife(signauxFaibles(), parisInstant(day('2020-03-26'), '10:00'));
  life.passes(parisInstant(day('2020-03-30'), '11:00'));
  life.does('markDone', done);
  const line = life.convention.journal.length;
  life.passes(parisInstant(day('2020-04-02'), '15:00'));
  life.does('undoAct', { by, line, reason });
  expect(outcomeOf(life.convention, dutyOf(life.convention, 'chorus-access'))).toBeUndefined();
  const [before, told] = [life.moment.today, life.deliveries.length];
  life.passes(parisInstant(day('2020-05-29'), '18:00'));
  const rebuilt = statesOf(life.convention).at(-1)?.convention;
  expect(rebuilt?.outcomes).toEqual(life.convention.outcomes);
  const since = life.deliveries.slice(told).flatMap(({ letters }) => letters);
  expect(dutyItemsOf(since).map(({ duty }) => duty)).toContain('chorus-access');
  const { due, missing } = reconcile(life.convention, before, day('2020-05-28'));
  expect(due).toBeGreaterThan(0);
  expect(missing).toEqual([]);
});
