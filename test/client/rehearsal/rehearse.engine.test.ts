import { rehearse } from '../../../client/rehearsal/rehearse.ts';
import { readScript } from '../../../client/rehearsal/script.ts';
import { openStage, type Stage } from '../../../client/rehearsal/stage.ts';
import { plainDateOf } from '../../../convention/calendar/plain-date.ts';
import { testDocument } from '../../support/documents.ts';
import { testAddress, testBundle } from '../../support/scene.ts';

const signedOn = plainDateOf('2020-03-25');

describe('a script', () => {
  test('gives acts their day, from signature or not, and what they leave unsaid', () => {
    const script = readScript(
      [
        { on: '2020-09-01', act: 'committee', date: '2020-10-02', time: '10:00', place: 'Ségur' },
        { after: 'P3M', act: 'notice', from: 'delegator' },
        { after: 'P1M10D', act: 'done', duty: 'credits' },
      ],
      signedOn,
    );
    expect(script.map(({ on, name }) => [on, name])).toEqual([
      ['2020-05-05', 'markDone'],
      ['2020-06-25', 'giveNotice'],
      ['2020-09-01', 'scheduleCommittee'],
    ]);
    expect(script[1]?.input).toMatchObject({ from: 'delegator', receivedOn: '2020-06-25' });
    expect(script[2]?.input).toMatchObject({ on: '2020-10-02', time: '10:00' });
  });

  test.each([
    ['no list', { act: 'notice' }, /liste/],
    ['an unknown act', [{ on: '2020-09-01', act: 'dance' }], /« dance ».*notice/],
    ['an impossible day', [{ on: '2020-02-30', act: 'agree' }], /« 2020-02-30 »/],
    ['no day', [{ act: 'agree' }], /« on » ou « after »/],
    ['two days', [{ on: '2020-09-01', after: 'P1M', act: 'agree' }], /« on » ou « after »/],
    ['a party that is none', [{ on: '2020-09-01', act: 'notice', from: 'me' }], /\[0\]\.from : « me »/],
  ])('with %s is refused, saying what is accepted', (_what, script, says) => {
    expect(() => readScript(script, signedOn)).toThrow(says);
  });
});

describe('a rehearsal', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({
      address: testAddress(),
      workflowBundle: { codePath: testBundle() },
      taskQueue: 'rehearsals',
    });
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
    const { phases, acts, outcome } = await rehearse(stage, testDocument(), { acting: 'everybody', script });
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

  test('in which nobody answers shows the reminders and the escalations, and stays open', async () => {
    const document = testDocument({ term: { months: 2 } });
    const { mails, outcome, duties } = await rehearse(stage, document, { acting: 'nobody' });
    expect(outcome).toBeUndefined();
    expect(duties.filter(({ state }) => state === 'overdue').length).toBeGreaterThan(20);
    const rungs = new Set(mails.map(({ rung }) => rung));
    for (const rung of ['notice', 'before', 'due', 'overdue', 'escalation']) expect(rungs).toContain(rung);
  });

  test.each([
    ['the date that its term fixes', { term: { months: 1, until: '2020-10-31' } }, '2020-10-31'],
    [
      'its renewals',
      { term: { months: 4 }, renewal: { mode: 'tacit', months: 4, maximum: 1, ceiling: 50_000 } },
      '2020-12-03',
    ],
    [
      'a renewal that both agree to',
      { term: { months: 4 }, renewal: { mode: 'express', months: 4, maximum: 1 } },
      '2020-12-03',
    ],
  ])('goes on until the convention is closed: %s', async (_what, changes, endedOn) => {
    const document = testDocument(changes);
    const { outcome, phases } = await rehearse(stage, document, { acting: 'everybody' });
    expect(outcome).toMatchObject({ phase: 'closed', cause: 'term', endedOn });
    expect(phases.at(-1)?.phase).toBe('closed');
  });

  test('in which nobody answers goes on through its tacit renewals, and three months more', async () => {
    const renewal = { mode: 'tacit', months: 4, maximum: 1, ceiling: 50_000 };
    const document = testDocument({ term: { months: 4 }, renewal });
    const { mails } = await rehearse(stage, document, { acting: 'nobody' });
    const last = mails.at(-1)?.at ?? '';
    expect(last > '2021-02-15' && last < '2021-03-04').toBe(true);
  });
});
