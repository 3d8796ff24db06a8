import { liveThrough } from '../support/lives.ts';
import { moneyLives } from '../support/money-lives.ts';
import { inFull } from '../support/runs.ts';
import { expectedTimetable, timetableOf } from '../support/timetable.ts';

// The one that goes through most clauses; the others take minutes together, and their histories are replayed each time.
const lives = Object.entries(moneyLives).filter(
  ([name]) => inFull || name === 'shortfall-suspended-then-resumed',
);

// Each life, lived on the real engine, has the very phases, acts and letters of its timetable, to the minute.
test.each(lives)(
  '%s has its exact dates and letters',
  async (name, life) => {
    await liveThrough(life, async (scene) => {
      const found = await timetableOf(scene);
      expect(found).toBe(expectedTimetable(name, found));
    });
  },
  120_000,
);
