import { EventEmitter, once } from 'node:events';
import { type Kept, keepAlive } from '../../worker/keep-alive.ts';

/** A part that dies and fails to start when told. */
class Part {
  readonly lines: string[] = [];
  starts = 0;
  stops = 0;
  failures: string[] = [];
  /** Tells of each line and each start. */
  readonly #news = new EventEmitter();
  #die = () => {};

  keep(): Promise<Kept> {
    return keepAlive(
      'pièce',
      (line) => {
        this.lines.push(line);
        this.#news.emit('more');
      },
      () => this.#start(),
    );
  }

  die(): void {
    this.#die();
  }

  async startedAgain(times: number): Promise<void> {
    while (this.starts < times) await once(this.#news, 'more');
    expect(this.starts).toBe(times);
  }

  async hasSaid(lines: number): Promise<void> {
    while (this.lines.length < lines) await once(this.#news, 'more');
  }

  async #start() {
    const failure = this.failures.shift();
    if (failure) throw new Error(failure);
    this.starts += 1;
    this.#news.emit('more');
    const exited = new Promise<void>((gone) => {
      this.#die = gone;
    });
    const stop = async () => {
      this.stops += 1;
      this.#die();
    };
    return { exited, stop };
  }
}

test('starts again a part that died, and says so', async () => {
  const part = new Part();
  const kept = await part.keep();
  part.die();
  await part.startedAgain(2);
  expect(part.lines).toEqual(['pièce : arrêt imprévu, redémarrage.']);
  await kept.stop();
});

test('tries again when it does not start, and says why', async () => {
  const part = new Part();
  const kept = await part.keep();
  part.failures = ['port pris', 'port encore pris'];
  part.die();
  await part.startedAgain(2);
  expect(part.lines).toEqual([
    'pièce : arrêt imprévu, redémarrage.',
    'pièce : ne redémarre pas, port pris',
    'pièce : ne redémarre pas, port encore pris',
  ]);
  await kept.stop();
});

test('leaves stopped what was stopped', async () => {
  const part = new Part();
  const kept = await part.keep();
  await kept.stop();
  expect(part).toMatchObject({ starts: 1, stops: 1, lines: [] });
});

test('stops while it waits to start again, without starting', async () => {
  const part = new Part();
  const kept = await part.keep();
  part.failures = ['port pris'];
  part.die();
  await part.hasSaid(2);
  await kept.stop();
  expect(part.starts).toBe(1);
});

test('throws what its very first start throws', async () => {
  const part = new Part();
  part.failures = ['pas de moteur'];
  await expect(part.keep()).rejects.toThrow('pas de moteur');
});
