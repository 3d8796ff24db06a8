import { readFileSync } from 'node:fs';

// Preloaded (`--import`) into a process whose clock a campaign moves: its calendar clock is that of the machine and so
// many milliseconds, as the file of `CAMPAIGN_CLOCK` says from one moment to the next. What measures durations
// (`performance`, timers) is left alone, as a system does whose clock is set.

const file = process.env.CAMPAIGN_CLOCK ?? '';
const RealDate = Date;
let offsetMs = 0;

function look(): void {
  try {
    offsetMs = Number(readFileSync(file, 'utf8')) || 0;
  } catch {
    // It is being written.
  }
}

look();
setInterval(look, 100).unref();

const now = () => RealDate.now() + offsetMs;

globalThis.Date = new Proxy(RealDate, {
  construct: (real, given, asked) => Reflect.construct(real, given.length === 0 ? [now()] : given, asked),
  apply: () => new RealDate(now()).toString(),
  get: (real, name) => (name === 'now' ? now : Reflect.get(real, name)),
});
