// The program behind `node engine/setup.mjs --engine`: makes sure that the Temporal executable is there.
import { findTemporal } from './find.ts';
import { lineProgress } from './progress.ts';

const progress = lineProgress();
try {
  const { executable, source, passedOver } = await findTemporal({ progress: progress.show });
  progress.end();
  if (passedOver) console.error(passedOver);
  if (source !== 'path' && source !== 'named' && source !== 'cache')
    console.error(`Temporal est prêt : ${executable}`);
} catch (error) {
  progress.end();
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
