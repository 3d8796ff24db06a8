import { liveThrough } from '../support/lives.ts';
import { moneyLives } from '../support/money-lives.ts';
import { expectedTimetable, timetableOf } from '../support/timetable.ts';

// Each life, lived on the real engine, has the very phases, acts and letters of its timetable, to the minute. They take
// minutes together, and are lived when everything is tried: their histories are replayed each time.
test.each(Object.entries(moneyLives))(
  '%s has its exact dates and letters',
  async (name, life) => {
    await liveThrough(life, async (scene) => {
      const found = await timetableOf(scene);
      expect(found).toBe(expectedTimetable(name, found));
    });
  },
  120_000,
);
