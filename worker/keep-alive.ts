/** A part that is started again whenever it ends without being asked to. */
export interface Kept {
  /** Stops it for good. */
  stop(): Promise<void>;
}

interface Part {
  readonly exited: Promise<void>;
  stop(): Promise<void>;
}

const shortestPauseMs = 200;
const longestPauseMs = 30_000;
const steadyAfterMs = 60_000;

/**
 * Starts a part and keeps it alive: one that dies is started again, at once the first time, then after longer and
 * longer pauses while it keeps dying.
 * @throws whatever its first start throws.
 */
export async function keepAlive(
  name: string,
  say: (line: string) => void,
  start: () => Promise<Part>,
): Promise<Kept> {
  let part = await start();
  let stopped = false;
  let wakeUp = () => {};
  const keeping = keep();
  return {
    async stop() {
      stopped = true;
      wakeUp();
      await part.stop();
      await keeping;
    },
  };

  async function keep(): Promise<void> {
    let pauseMs = 0;
    for (;;) {
      const startedAt = Date.now();
      await part.exited;
      if (stopped) return;
      if (Date.now() - startedAt > steadyAfterMs) pauseMs = 0;
      say(`${name} : arrêt imprévu, redémarrage.`);
      await startAgain(pauseMs);
      pauseMs = longer(pauseMs);
      if (stopped) return part.stop();
    }
  }

  async function startAgain(firstPauseMs: number): Promise<void> {
    for (let pauseMs = firstPauseMs; !stopped; pauseMs = longer(pauseMs)) {
      await new Promise<void>((over) => {
        const timer = setTimeout(over, pauseMs);
        wakeUp = () => {
          clearTimeout(timer);
          over();
        };
      });
      if (stopped) return;
      try {
        part = await start();
        return;
      } catch (error) {
        say(`${name} : ne redémarre pas, ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
}

function longer(pauseMs: number): number {
  return pauseMs === 0 ? shortestPauseMs : Math.min(pauseMs * 2, longestPauseMs);
}
