import { writeFileSync } from 'node:fs';
import { parisDate } from '../../convention/calendar/paris.ts';
import { addDays } from '../../convention/calendar/plain-date.ts';
import { outcomeOf } from '../../convention/duties/duties.ts';
import { askedBefore } from '../../convention/duties/taken-over.ts';
import type { Stage } from '../../rehearsal/stage.ts';
import { testDocument, writtenDocument } from '../support/documents.ts';
import { bookStage } from '../support/scene.ts';
import { filesOf, on, run } from './run.ts';

const today = parisDate(Date.now());
const signedOn = addDays(today, -60);
const effect = addDays(today, -45);
const prefix = testDocument().id;
const [paris, lyon] = [`${prefix}-paris`, `${prefix}-lyon`];
const ids = [paris, lyon];
const written = (id: string, changes: Record<string, unknown> = {}) =>
  JSON.stringify(writtenDocument({ id, signedOn, ...changes }));

const folder = filesOf({
  'paris.json': written(paris),
  'lyon.json': written(lyon),
  'nice.json': written('nice', { signedOn: '2026-02-30' }),
  'reprise.csv': [
    'id;prise d’effet;obligation;preuve',
    `${paris};${effect};tout;`,
    `${lyon};${effect};credits;MAD 2026-1`,
  ].join('\n'),
});

const begins = filesOf({ 'neuve.json': written(`${prefix}-neuve`, { signedOn: today }) });

describe('conventions that already run, registered together', () => {
  let stage: Stage;
  const asked = askedBefore(testDocument({ signedOn }), today, effect).length;

  beforeAll(async () => {
    stage = await bookStage(`take-over-${process.pid}`);
  });
  afterAll(() => stage.close());

  const the = (...given: string[]) => run(['take-over', folder('.'), ...given], on(stage));
  const record = (id: string) => stage.conventions.record(id);

  test('are shown first, with what is refused, by its file and its key', async () => {
    const { code, stdout } = await the();
    expect(code).toBe(0);
    // Defects of the text are found when it is registered: they are asked for of both.
    expect(stdout).toMatch(
      new RegExp(
        `${paris}\\s+paris\\.json\\s+${effect}\\s+${asked}\\s+1\\s+\\d{4}-\\d\\d-\\d\\d \\(repère\\)`,
      ),
    );
    expect(stdout).toMatch(new RegExp(`${lyon}\\s+lyon\\.json\\s+${effect}\\s+1\\s+${asked}\\s+`));
    expect(stdout).toMatch(/Refusés :\n.*nice\.json » : 1 défaut\.\n.*signedOn : « 2026-02-30 » refusé/);
    expect(stdout).toMatch(/Rien n’est enregistré : ajoutez --yes/);
    await expect(record(paris)).rejects.toMatchObject({ code: 'UNKNOWN_CONVENTION' });
  });

  test('are registered once each, whatever was registered before; what is refused gives its exit code', async () => {
    // As what was cut off after its first convention leaves it.
    const { alreadyDone } = { alreadyDone: { effectiveOn: effect, done: { credits: 'MAD 2026-1' } } };
    await stage.conventions.start(testDocument({ id: lyon, signedOn }), 'Camille', { alreadyDone });
    const { code, stdout, stderr } = await the('--yes');
    expect(stdout).toMatch(new RegExp(`${paris}.*Reprise au suivi\\.`));
    expect(stdout).toMatch(new RegExp(`${lyon}.*Déjà suivie, avec ce même document`));
    expect(stdout).toMatch(/Conventions : reprises 1, déjà suivies 1, refusées 1\./);
    expect(stderr).toMatch(/^Document refusé\. Refusé : 1 sur 3, et d’abord « nice\.json »/m);
    expect(code).toBe(2);
    const convention = await record(paris);
    expect(convention).toMatchObject({
      inForceSince: effect,
      takenOver: { by: 'Camille', effectiveOn: effect },
    });
    expect(Object.keys(convention.takenOver?.done ?? {})).toHaveLength(asked);
    expect(outcomeOf(await record(lyon), { id: 'credits' } as never)).toMatchObject({
      evidence: 'MAD 2026-1',
    });
  });

  test('that begin are told of on the next morning of mail, with the others, and not each at once', async () => {
    const { code } = await run(['take-over', begins('.'), '--yes'], on(stage));
    expect(code).toBe(0);
    const { mails, quietUntil = 0, takenOver } = await record(`${prefix}-neuve`);
    expect([mails, quietUntil > Date.now(), takenOver]).toEqual([[], true, undefined]);
  });

  test('asked again, changes nothing; another document under the same id is refused', async () => {
    const journals = async () => Promise.all(ids.map(async (id) => (await record(id)).journal.length));
    const before = await journals();
    writeFileSync(folder('lyon.json'), written(lyon, { shortName: 'Autre' }));
    writeFileSync(folder('nice.json'), written(`${paris}-nice`));
    const { code, json } = await the('--yes', '--json');
    expect(json()).toMatchObject({
      conventions: [
        { id: lyon, state: 'refused', text: expect.stringContaining('avec un autre document') },
        { id: paris, state: 'known' },
        { id: `${paris}-nice`, state: 'done' },
      ],
      refused: [],
      done: true,
    });
    expect(code).toBe(1);
    expect(await journals()).toEqual(before);
  });
});
