import '../../engine/production-mode.ts';
import process from 'node:process';
import { campaignIn, usage } from './arguments.ts';
import { campaign, leastYears, livesThrough } from './campaign.ts';
import { storyOf } from './story.ts';

// `npm run simulate -- --years 10000`: random lives, and what must hold of all of them.

const asked = campaignIn(process.argv.slice(2));
if ('refused' in asked) {
  process.stderr.write(`${asked.refused}\n\n${usage}`);
  process.exitCode = 2;
} else if ('help' in asked) process.stdout.write(usage);
else {
  const { years, seed, path } = asked.campaign;
  const startedAt = performance.now();
  let told = 0;
  const { report, failure } = campaign(asked.campaign, livesThrough, {
    lived(so) {
      if (so.years < told + 100 || so.years >= years) return;
      told = so.years;
      process.stderr.write(`${Math.floor(so.years)} years in ${so.lives} lives\n`);
    },
    broke: (why) =>
      process.stderr.write(`${why.slice(0, 500)}\nsmaller lives that break are looked for, at most 150\n`),
  });
  const minutes = ((performance.now() - startedAt) / 60_000).toFixed(1);
  if (failure) {
    process.stdout.write(storyOf(failure));
    process.exitCode = 1;
  } else {
    process.stdout.write(`seed ${seed}, ${minutes} min\n${report.text}`);
    // A few lives need not come to everything.
    const missed = path === undefined && years >= leastYears ? [...report.idle, ...report.undone] : [];
    for (const one of missed) process.stdout.write(`never exercised: ${one}\n`);
    if (missed.length > 0) process.exitCode = 1;
  }
}
