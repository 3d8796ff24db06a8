import { rehearse } from '../../rehearsal/rehearse.ts';
import type { Stage } from '../../rehearsal/stage.ts';
import { testDocument } from '../support/documents.ts';
import { bookStage } from '../support/scene.ts';

describe('a plain year', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await bookStage('plain-year');
  });
  afterAll(() => stage.close());

  test('lives from signature to settlement, with every duty of every article, in at most 900 events', async () => {
    const document = testDocument();
    const { outcome, phases, mails, events, runs, acts } = await rehearse(stage, document, {
      acting: 'everybody',
    });

    expect(outcome).toMatchObject({
      id: document.id,
      phase: 'closed',
      cause: 'term',
      endedOn: '2021-04-03',
      archive: { file: `${document.id}.zip` },
    });
    // Each of its runs is short: whoever wakes it reads one again.
    expect(runs).toBeGreaterThan(12);
    expect(events).toBeLessThanOrEqual(900);
    expect(acts.filter(({ refused }) => refused !== undefined)).toEqual([]);
    expect(phases).toEqual([
      { phase: 'signed', on: '2020-03-25' },
      { phase: 'inForce', on: '2020-04-04' },
      { phase: 'ended', on: '2021-04-04' },
      { phase: 'closed', on: '2021-05-06' },
    ]);
    // Article 5: a report for each of the thirteen calendar months, each received by the delegator, and the final one.
    const reports = mails.filter(
      ({ to, subject }) => to === 'budget@dgefp.example' && /compte rendu/.test(subject),
    );
    expect(reports).toHaveLength(14);
    expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(mails.length);
  });
});
