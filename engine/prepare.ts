// The program behind `node engine/setup.mjs --engine`: makes sure that the Temporal executable is there.
import { findTemporal } from './find.ts';
import { lineProgress } from './progress.ts';

const progress = lineProgress();
try {
  const { executable, source } = await findTemporal({ progress: progress.show });
  progress.end();
  if (source === 'download' || source === 'build') console.error(`Temporal est prêt : ${executable}`);
} catch (error) {
  progress.end();
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
