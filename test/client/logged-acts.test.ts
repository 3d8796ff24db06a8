import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { actsIn, unknownActs } from '../../client/logged-acts.ts';
import type { Convention } from '../../convention/convention.ts';
import { Refused } from '../../convention/errors.ts';
import { temporaryFolder } from '../engine/support.ts';

const line = (said: object) =>
  JSON.stringify({ level: 30, time: 1, process: 'worker', msg: 'act done', ...said });
const done = { convention: 'a', act: 'markDone', at: 10, update: 'x/1' };

/** Conventions whose journals hold these acts. */
const knowing = (journals: Readonly<Record<string, readonly (readonly [act: string, at: number])[]>>) => ({
  record: async (id: string) => {
    const journal = journals[id]?.map(([act, at]) => ({ act, at, by: 'Camille', text: '' }));
    if (!journal) throw new Refused('UNKNOWN_CONVENTION', id);
    return { journal } as unknown as Convention;
  },
});

test('the acts of a log are found among its other lines, and one that was cut short', async () => {
  const log = join(await temporaryFolder(), 'worker.log');
  const others = [line({ msg: 'worker ready' }), 'Error: "act done"', line({ convention: 'a', act: 1 })];
  await writeFile(
    log,
    [line(done), ...others, line({ convention: 'b', act: 'start', at: 2 }), line(done).slice(0, 60)].join(
      '\n',
    ),
  );
  expect(await actsIn(log)).toEqual([done, { convention: 'b', act: 'start', at: 2 }]);
});

test('an act is unknown when neither its journal nor, for a registration, the convention is there', async () => {
  const lost = { ...done, at: 20, update: 'y/1' };
  const gone = [
    { convention: 'b', act: 'start', at: 5 },
    { convention: 'b', act: 'markDone', at: 6, update: 'z/1' },
  ];
  const known = { convention: 'a', act: 'start', at: 1 };
  const conventions = knowing({
    a: [
      ['phase', 1],
      ['markDone', 10],
    ],
  });
  expect(await unknownActs(conventions, [known, done, lost, ...gone])).toEqual([...gone, lost]);
});

test('an act that a worker did again after a turn that was lost is one', async () => {
  const again = { ...done, at: 11 };
  expect(await unknownActs(knowing({ a: [['markDone', 11]] }), [done, again])).toEqual([]);
  expect(await unknownActs(knowing({ a: [] }), [done, again])).toEqual([done]);
});

test('a convention that cannot be asked hides nothing: the refusal is told', async () => {
  const silent = {
    record: async () => {
      throw new Refused('ENGINE_UNREACHABLE', 'personne');
    },
  };
  await expect(unknownActs(silent, [done])).rejects.toThrow('personne');
});
