import { setTimeout as pause } from 'node:timers/promises';
import { moveClock, toChangeOfHour } from './clock.ts';
import type { Disk } from './disk.ts';
import { type EnginePart, engineLines, engineParts } from './engine.ts';
import { type Disks, type Field, type LineName, lineNames } from './field.ts';
import type { Cut, Line } from './line.ts';
import type { Part } from './part.ts';
import { type Verb, verbs, type Way } from './smtp-faults.ts';

/** Undoes a fault; false when it met nobody meanwhile, so that it does not count. */
export type Undo = () => Promise<unknown>;

/** A kind of fault. What is of one part happens one at a time; what is of several may happen together. */
export interface Kind {
  readonly name: string;
  readonly part: string;
  /** How long it lasts, at least and at most, in milliseconds. */
  readonly lasts: readonly [least: number, most: number];
  /** How often it is chosen, where 1 is as often as most. */
  readonly weight: number;
  /** Whether what was just taken by the mail server may be unknown to us after it: such a letter may leave twice. */
  readonly forgets: boolean;
  /** Whether it can happen now. */
  can(field: Field): boolean;
  does(field: Field, random: () => number): Promise<Undo>;
}

const hourMs = 3_600_000;
const short = [500, 4_000] as const;
const ends: Undo = async () => {};
const always = () => true;

function anyOf<T>(some: readonly T[], random: () => number): T {
  const one = some[Math.floor(random() * some.length)];
  if (one === undefined) throw new RangeError('there is none');
  return one;
}

/** A process that is killed, or that stands still for a while. */
function processKinds(name: string, parts: (field: Field) => readonly Part[], forgets: boolean): Kind[] {
  const can = (field: Field) => parts(field).length > 0 && parts(field).every(({ isUp }) => isUp);
  const one = (field: Field, random: () => number) => anyOf(parts(field), random);
  const stopped = async (field: Field, random: () => number): Promise<Undo> => {
    const part = one(field, random);
    part.signal('SIGSTOP');
    return async () => part.signal('SIGCONT');
  };
  const common = { part: name, weight: 2, forgets, can };
  return [
    {
      ...common,
      name: `${name} killed`,
      lasts: [0, 0],
      async does(field, random) {
        const part = one(field, random);
        await part.kill();
        return () => part.up();
      },
    },
    { ...common, name: `${name} stopped and continued`, lasts: short, does: stopped },
  ];
}

const workers = (field: Field) => field.workers.map(({ part }) => part);

const processes: readonly Kind[] = [
  ...processKinds('worker', workers, true),
  ...engineParts.flatMap((name) => processKinds(name, ({ engine }) => engine.parts[name], true)),
  ...processKinds('SMTP server', ({ smtp }) => [smtp], true),
  ...processKinds('web', ({ webs }) => webs, false),
  {
    name: 'worker stopped for longer than its heartbeats',
    part: 'worker',
    lasts: [11_000, 14_000],
    weight: 0.7,
    forgets: true,
    can: (field) => workers(field).every(({ isUp }) => isUp),
    async does(field) {
      const all = workers(field);
      for (const part of all) part.signal('SIGSTOP');
      return async () => {
        for (const part of all) part.signal('SIGCONT');
      };
    },
  },
  {
    name: 'worker replaced by the next version',
    part: 'worker',
    lasts: [0, 0],
    weight: 2,
    forgets: false,
    can: (field) => workers(field).every(({ isUp }) => isUp),
    async does(field) {
      const old = await besideOther(field);
      await retire(field, old);
      return ends;
    },
  },
  {
    name: 'two versions side by side',
    part: 'worker',
    lasts: [4_000, 9_000],
    weight: 2,
    forgets: false,
    can: (field) => workers(field).every(({ isUp }) => isUp),
    async does(field, random) {
      const old = await besideOther(field);
      return async () => {
        const other = field.workers.find(({ part }) => part !== old)?.part;
        await retire(field, random() < 0.5 && other ? other : old);
      };
    },
  },
];

/** Starts a worker of the other version beside the one there is; returns the latter. */
async function besideOther(field: Field): Promise<Part> {
  const [old] = field.workers;
  if (!old) throw new RangeError('no worker');
  const version = old.version === 'first' ? 'next' : 'first';
  field.workers.push({ part: await field.startWorker(version), version });
  return old.part;
}

/** Ends a worker as whoever deploys the next one does: what it is doing ends first. */
async function retire(field: Field, part: Part): Promise<void> {
  field.workers = field.workers.filter((one) => one.part !== part);
  await part.end();
}

const cuts: Readonly<Record<Cut, string>> = {
  refused: 'port closed',
  silent: 'black hole',
  reset: 'connections reset',
};

/** Lines whose fall may keep us from knowing what was taken. */
const telling: readonly LineName[] = ['worker to server', 'worker to smtp'];

function lineKinds(name: string, lines: (field: Field) => readonly Line[], forgets: boolean): Kind[] {
  return (Object.keys(cuts) as Cut[]).map((cut) => ({
    name: `${name}: ${cuts[cut]}`,
    part: name,
    lasts: [500, 5_000],
    weight: 0.7,
    forgets,
    can: (field) => lines(field).length > 0,
    async does(field, random) {
      const line = anyOf(lines(field), random);
      line.cut(cut);
      return () => line.mend();
    },
  }));
}

const lines: readonly Kind[] = [
  ...lineNames.flatMap((name) => lineKinds(name, ({ lines }) => [lines[name]], telling.includes(name))),
  ...engineLines.flatMap((name) => lineKinds(name, ({ engine }) => engine.lines[name], true)),
];

/** What cannot happen: nothing is refused for good when one leaves, nor is a greeting lost otherwise than dropped. */
function happens(verb: Verb, way: Way): boolean {
  if (way === 'lost') return verb === 'dot';
  return verb !== 'QUIT' || way === 'dropped' || way === 'stalled' || way === 'deferred';
}

/** For how long a fault waits for somebody to meet it, in milliseconds. */
const metWithinMs = 6_000;

function smtpKind(
  name: string,
  fault: { verb?: Verb; way: Way },
  lasts: Kind['lasts'],
  weight: number,
): Kind {
  return {
    name,
    part: 'SMTP server',
    lasts,
    weight,
    forgets: fault.verb === 'dot' && ['stalled', 'dropped'].includes(fault.way),
    can: ({ smtp }) => smtp.isUp,
    async does(field) {
      const before = field.struck;
      field.tellSmtp(fault);
      return async () => {
        const until = performance.now() + metWithinMs;
        while (field.struck === before && performance.now() < until) await pause(50);
        field.tellSmtp();
        return field.struck > before;
      };
    },
  };
}

const conversations: readonly Kind[] = [
  ...verbs.flatMap((verb) =>
    (['deferred', 'refused', 'stalled', 'dropped', 'lost', 'slow'] as const)
      .filter((way) => happens(verb, way))
      .map((way) => smtpKind(`SMTP ${way} at ${verb}`, { verb, way }, [300, 2_000], 0.5)),
  ),
  smtpKind('SMTP slow all along', { way: 'slow' }, [3_000, 8_000], 1),
  smtpKind('wrong password', { verb: 'AUTH', way: 'refused' }, [75_000, 90_000], 0.12),
];

function diskKinds(name: keyof Disks): Kind[] {
  const change = (
    how: string,
    does: (disk: Disk) => Promise<void>,
    undoes: (disk: Disk) => Promise<void>,
  ): Kind => ({
    name: `${how}: ${name}`,
    part: `disk of ${name}`,
    lasts: [2_000, 6_000],
    weight: 1,
    forgets: name === 'database',
    can: ({ disks }) => disks !== undefined,
    async does({ disks }) {
      const disk = disks?.[name];
      if (!disk) throw new RangeError('no disk');
      await does(disk);
      return () => undoes(disk);
    },
  });
  const full = change(
    'disk full',
    (disk) => disk.fill(),
    (disk) => disk.empty(),
  );
  const locked = change(
    'disk read-only',
    (disk) => disk.lock(),
    (disk) => disk.unlock(),
  );
  if (name !== 'database') return [full, locked];
  return [full, lockedDatabase(locked, 'Temporal server'), lockedDatabase(locked, 'PostgreSQL')];
}

/** No disk is made read-only under a file that is written: whoever writes is killed, and comes back to find it so. */
function lockedDatabase(locked: Kind, name: EnginePart): Kind {
  return {
    ...locked,
    part: name,
    can: (field) => locked.can(field) && field.engine.parts[name].some(({ isUp }) => isUp),
    async does(field, random) {
      const writer = anyOf(field.engine.parts[name], random);
      const before = writer.failedStarts;
      const unlock = await lockedWhenDead(writer, () => locked.does(field, random));
      return async () => {
        await unlock();
        await writer.up();
        return writer.failedStarts > before;
      };
    },
  };
}

/** Kills it again when it was quicker to come back than its disk to be made read-only. */
async function lockedWhenDead(writer: Part, lock: () => Promise<Undo>): Promise<Undo> {
  for (let attempt = 1; ; attempt++) {
    await writer.kill();
    try {
      return await lock();
    } catch (error) {
      if (attempt === 5) throw error;
      await writer.up();
    }
  }
}

const clocks: readonly Kind[] = (['worker', 'web'] as const).flatMap((part) =>
  [
    ['an hour ahead', () => hourMs],
    ['an hour behind', () => -hourMs],
    ['over the change of hour in spring', () => toChangeOfHour('spring', Date.now())],
    ['over the change of hour in autumn', () => toChangeOfHour('autumn', Date.now())],
  ].map(
    ([how, offset]): Kind => ({
      name: `clock of the ${part} ${how}`,
      part: `clock of the ${part}`,
      lasts: [3_000, 8_000],
      weight: 0.7,
      forgets: false,
      can: always,
      async does({ clocks: files }) {
        await moveClock(files[part], typeof offset === 'function' ? offset() : 0);
        return () => moveClock(files[part], 0);
      },
    }),
  ),
);

/** Every kind of fault; each ground has those that can happen there. */
export const kinds: readonly Kind[] = [
  ...processes,
  ...lines,
  ...conversations,
  ...diskKinds('database'),
  ...diskKinds('evidence'),
  ...diskKinds('archives'),
  ...clocks,
];
