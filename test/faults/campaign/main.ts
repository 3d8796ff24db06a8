import '../../../engine/production-mode.ts';
import { type CampaignAsked, help, readArguments, typedFor } from './arguments.ts';
import { campaign, isWhole } from './campaign.ts';
import { reportOf } from './report.ts';

// `npm run faults`: a morning while everything dies, and what is left of it.

const asked = read();
if (asked === 'help') process.stdout.write(help);
else process.exitCode = await live(asked);
process.exit();

function read(): CampaignAsked | 'help' {
  try {
    return readArguments(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}

async function live(asked: CampaignAsked): Promise<number> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const typed = `npm run faults -- ${typedFor(asked)}`;
  say(typed);
  const begun = performance.now();
  const tell = (line: string) =>
    say(`${((performance.now() - begun) / 1000).toFixed(0).padStart(6)} s  ${line}`);
  const came = await campaign(asked, tell);
  say(reportOf(came));
  const isWell = isWhole(came.count, came.broken);
  say(isWell ? 'Nothing was lost.' : `It failed: ${typed}`);
  return isWell ? 0 : 1;
}
