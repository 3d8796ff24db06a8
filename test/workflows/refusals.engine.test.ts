import type { ActInput, ActName } from '../../acts/acts.ts';
import { by, openScene, type Scene } from '../support/scene.ts';

/** An act as somebody might send it, right or wrong. */
function attempt<Name extends ActName>(name: Name, input: ActInput<Name>) {
  return { name, input, does: (scene: Scene) => scene.act(name, input) };
}

const evidence = 'ticket 4512';
const reason = 'motif';

// Each refused in French, quoting what was given and saying what would be accepted.
const bad = [
  {
    ...attempt('markDone', { by, duties: [{ duty: 'nothing', evidence }] }),
    code: 'UNKNOWN_DUTY',
    says: /« nothing ».*chorus-codings/,
  },
  {
    ...attempt('markDone', { by, duties: [{ duty: 'chorus-access', evidence }] }),
    code: 'ALREADY_DONE',
    says: /remplie, par Camille, le 26 mars 2020/,
  },
  {
    ...attempt('markDone', { by, duties: [{ duty: 'report-2020-04', evidence }] }),
    code: 'NOT_NOW',
    says: /delegation report/,
  },
  {
    ...attempt('markDone', { by, duties: [{ duty: 'term', evidence }] }),
    code: 'NOT_NOW',
    says: /« term » annonce une date/,
  },
  {
    ...attempt('markDone', { by, duties: [{ duty: 'credits', evidence: '' }] }),
    code: 'BAD_ACT',
    says: /duties\[0\]\.evidence/,
  },
  {
    ...attempt('markDone', { by: 'a\r\nBcc: x@y.example', duties: [{ duty: 'credits', evidence }] }),
    code: 'BAD_ACT',
    says: /^by .*saut de ligne/,
  },
  {
    ...attempt('waiveDuty', { by, duty: 'chorus-access', reason }),
    code: 'ALREADY_DONE',
    says: /chorus-access/,
  },
  {
    ...attempt('reopenDuty', { by, duty: 'credits', reason }),
    code: 'ALREADY_DONE',
    says: /n’est pas close/,
  },
  {
    ...attempt('recordPublication', { by, publication: 'jorf', on: '2020-03-26', evidence }),
    code: 'UNKNOWN_REFERENCE',
    says: /« jorf ».*maignon, data-gouv/,
  },
  {
    ...attempt('recordPublication', { by, publication: 'maignon', on: '2020-02-30', evidence }),
    code: 'BAD_ACT',
    says: /« 2020-02-30 ».*AAAA-MM-JJ/,
  },
  {
    ...attempt('recordPublication', { by, publication: 'maignon', on: '2020-04-26', evidence }),
    code: 'BAD_DATE',
    says: /« 2020-04-26 ».*2020-03-25.*2020-03-26/,
  },
  {
    ...attempt('submitReport', { by, period: '2020-13', spent: 0, progress: 'x', forecast: 'x' }),
    code: 'BAD_ACT',
    says: /« 2020-13 »/,
  },
  {
    ...attempt('submitReport', { by, period: '2022-01', spent: 0, progress: 'x', forecast: 'x' }),
    code: 'UNKNOWN_REFERENCE',
    says: /« 2022-01 ».*2020-03/,
  },
  {
    ...attempt('submitReport', { by, period: '2020-06', spent: 0, progress: 'x', forecast: 'x' }),
    code: 'NOT_NOW',
    says: /« 2020-06 » n’est pas terminé/,
  },
  {
    ...attempt('submitReport', { by, period: '2020-03', spent: 1.005, progress: 'x', forecast: 'x' }),
    code: 'BAD_ACT',
    says: /« 1.005 ».*deux décimales/,
  },
  {
    ...attempt('scheduleCommittee', { by, on: '2021-06-01', time: '14:00', place: 'Ségur' }),
    code: 'BAD_DATE',
    says: /« 2021-06-01 ».*2021-03-25/,
  },
  { ...attempt('cancelCommittee', { by, reason }), code: 'NOT_NOW', says: /Aucun comité/ },
  {
    ...attempt('giveNotice', { by, from: 'delegator', receivedOn: '2020-12-01', reason }),
    code: 'BAD_DATE',
    says: /« 2020-12-01 »/,
  },
  {
    ...attempt('withdrawNotice', { by, party: 'delegator', reason }),
    code: 'NOT_NOW',
    says: /Aucun préavis/,
  },
  {
    ...attempt('replaceContact', { by, contact: 'nobody', name: 'N', email: 'n@x.example', reason }),
    code: 'UNKNOWN_REFERENCE',
    says: /« nobody ».*dgefp-budget/,
  },
  {
    ...attempt('replaceContact', {
      by,
      contact: 'dsaf',
      name: 'N',
      email: 'n@x.example\r\nBcc: a@b.example',
      reason,
    }),
    code: 'BAD_ACT',
    says: /email/,
  },
  {
    ...attempt('pauseReminders', { by, until: '2020-03-01', reason }),
    code: 'BAD_DATE',
    says: /« 2020-03-01 »/,
  },
  {
    ...attempt('proposeBalance', { by, amount: 10, use: 'restitution' }),
    code: 'NOT_NOW',
    says: /après la fin de la convention/,
  },
  { ...attempt('agreeBalance', { by }), code: 'NOT_NOW', says: /après la fin/ },
] as const;

describe('acts that are refused', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene();
    await scene.advanceTo('2020-03-26');
    await scene.act('confirmEffect', { by, on: '2020-03-26', reason: 'publiée' });
    await scene.act('markDone', { by, duties: [{ duty: 'chorus-access', evidence }] });
    await scene.advanceTo('2020-03-26', '12:05');
  });
  afterAll(() => scene.close());

  test.each(bad.map((act) => [act.code, act.name, JSON.stringify(act.input), act] as const))(
    '%s: %s %s, and nothing changes',
    async (code, _name, _input, { does, says }) => {
      const before = await scene.stage.conventions.record(scene.id);
      await expect(does(scene)).rejects.toMatchObject({ code, message: expect.stringMatching(says) });
      expect(await scene.stage.conventions.record(scene.id)).toEqual(before);
    },
  );

  test('a refused act costs no event of history', async () => {
    const before = (await scene.stage.conventions.handle(scene.id).describe()).historyLength;
    await expect(scene.act('agreeBalance', { by })).rejects.toMatchObject({ code: 'NOT_NOW' });
    expect((await scene.stage.conventions.handle(scene.id).describe()).historyLength).toBe(before);
  });

  test('an act sent past our client, by hand, is checked just the same', async () => {
    const raw = scene.stage.conventions
      .handle(scene.id)
      .executeUpdate('markDone', { args: [{ by, duties: 'all', surprise: 1 }] });
    await expect(raw).rejects.toMatchObject({
      cause: { type: 'BAD_ACT', message: expect.stringContaining('surprise') },
    });
  });

  test('an unknown convention is said to be unknown', async () => {
    const { conventions } = scene.stage;
    await expect(conventions.view('atlantis')).rejects.toMatchObject({ code: 'UNKNOWN_CONVENTION' });
    await expect(conventions.act('atlantis', 'agreeBalance', { by })).rejects.toMatchObject({
      code: 'UNKNOWN_CONVENTION',
    });
  });

  test('a convention is not started twice', async () => {
    await expect(scene.stage.conventions.start(scene.document, by)).rejects.toMatchObject({
      code: 'ALREADY_DONE',
    });
  });
});
