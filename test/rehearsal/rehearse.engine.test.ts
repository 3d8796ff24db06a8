import { parisDate } from '../../convention/calendar/paris.ts';
import { plainDateOf } from '../../convention/calendar/plain-date.ts';
import { frenchEnding } from '../../rehearsal/ending.ts';
import { rehearse } from '../../rehearsal/rehearse.ts';
import { readScript } from '../../rehearsal/script.ts';
import type { Stage } from '../../rehearsal/stage.ts';
import { testDocument } from '../support/documents.ts';
import { quiet } from '../support/money-lives.ts';
import { inFull, sharedOut } from '../support/runs.ts';
import { bookStage } from '../support/scene.ts';

const signedOn = plainDateOf('2020-03-25');

describe('a rehearsal', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await bookStage('rehearsals');
  });
  afterAll(() => stage.close());

  test('plays the script’s acts at their days in place of its own, and the rest as usual', async () => {
    const script = readScript(
      [
        { after: 'P3M', act: 'notice', from: 'delegatee' },
        { after: 'P4M', act: 'notice', from: 'delegator' },
      ],
      signedOn,
    );
    const { phases, acts, outcome } = await rehearse(stage, testDocument(quiet), {
      acting: 'everybody',
      script,
    });
    expect(outcome).toMatchObject({ phase: 'closed', cause: 'notice', endedOn: '2020-09-25' });
    expect(phases.map(({ phase, on }) => `${phase} ${on}`)).toEqual([
      'signed 2020-03-25',
      'inForce 2020-04-04',
      'underNotice 2020-06-25',
      'ended 2020-09-26',
      'settling 2020-10-06',
      'closed 2020-10-23',
    ]);
    // Two notices cannot run: the second is refused, and the life goes on.
    expect(acts.filter(({ refused }) => refused).map(({ act }) => act)).toEqual(['giveNotice']);
  });

  // All that makes the end of a life move, without what fills it; by default one of them.
  test.each(
    sharedOut(
      [
        ['the date that its term fixes', { term: { until: '2020-10-31' } }, '2020-10-31'],
        [
          'its renewals',
          { term: { months: 4 }, renewal: { mode: 'tacit', months: 4, maximum: 1, ceiling: 50_000 } },
          '2020-12-03',
        ],
        [
          'a renewal that both agree to',
          { term: { months: 2 }, renewal: { mode: 'express', months: 2, maximum: 1 } },
          '2020-08-03',
        ],
      ] as const,
      2,
      3,
    ),
  )('goes on until the convention is closed: %s', async (_what, changes, endedOn) => {
    const document = testDocument({ ...quiet, ...changes });
    const { outcome, phases } = await rehearse(stage, document, { acting: 'everybody' });
    expect(outcome).toMatchObject({ phase: 'closed', cause: 'term', endedOn });
    expect(phases.at(-1)?.phase).toBe('closed');
  });

  test('plays each period in its time when it is renewed tacitly, and what is due long after the end', async () => {
    const own = {
      id: 'bilan',
      article: '5',
      title: 'Bilan',
      holder: 'delegatee',
      evidence: 'le bilan',
      opens: { from: 'end', months: 6 },
      due: { from: 'end', months: 7 },
    };
    const renewal = { mode: 'tacit', months: 4, maximum: 1, ceiling: 50_000 };
    const document = testDocument({ ...quiet, term: { months: 4 }, renewal, duties: [own] });
    const { duties, outcome } = await rehearse(stage, document, { acting: 'everybody' });
    expect(outcome).toMatchObject({ phase: 'closed', endedOn: '2020-12-03' });
    const late = duties.filter(
      ({ dueOn, outcome }) => outcome?.state === 'done' && parisDate(outcome.at) > dueOn,
    );
    expect(late.map(({ id }) => id)).toEqual([]);
    expect(duties.find(({ id }) => id === 'own-bilan')?.state).toBe('done');
  });

  test('says where it was left, and why: renewed without end, ten years after its signature', async () => {
    const renewal = { mode: 'tacit', months: 120, maximum: null, ceiling: 50_000 };
    const document = testDocument({ ...quiet, reports: null, yearEnd: null, term: { months: 100 }, renewal });
    const rehearsal = await rehearse(stage, document, { acting: 'everybody' });
    expect(rehearsal.left).toEqual({ on: '2030-03-25', because: 'years' });
    expect(frenchEnding(rehearsal)).toMatch(
      /^La répétition s’arrête le 25 mars 2030, 10 ans après la signature : la convention n’est pas close/,
    );
  });

  test('in which nobody answers shows the reminders and the escalations, and stays open', async () => {
    // It goes on for three months more, in full after a tacit renewal.
    const renewal = { mode: 'tacit', months: 2, maximum: 1, ceiling: 50_000 };
    const document = testDocument(inFull ? { term: { months: 2 }, renewal } : { term: { months: 1 } });
    const { mails, outcome, left, duties } = await rehearse(stage, document, { acting: 'nobody' });
    expect([outcome, left?.because]).toEqual([undefined, 'unanswered']);
    expect(duties.filter(({ state }) => ['open', 'overdue'].includes(state)).length).toBeGreaterThan(20);
    const rungs = new Set(mails.map(({ rung }) => rung));
    for (const rung of ['notice', 'before', 'due', 'overdue', 'escalation']) expect(rungs).toContain(rung);
    // The mailbox holds those of the lives before too, which this convention knows nothing of.
    const last = mails.filter(({ rung }) => rung !== undefined).at(-1)?.at ?? '';
    const [after, before] = inFull ? ['2020-10-15', '2020-11-04'] : ['2020-07-15', '2020-08-04'];
    expect([last > after, last < before, last]).toEqual([true, true, last]);
  });
});
