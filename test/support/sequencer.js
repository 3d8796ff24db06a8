import { readFileSync } from 'node:fs';
import Sequencer from '@jest/test-sequencer';

/**
 * The tests on the engine first: the last files of a run are then short, and no worker waits long for another. Those
 * that open a browser, whose parts wait for one another, are spread between those that keep the machine busy.
 */
export default class Spread extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const isOnEngine = ({ path }) => /\.engine\.test\.tsx?$/.test(path);
    const [onEngine, others] = parted(sorted, isOnEngine);
    const [browsing, busy] = parted(onEngine, ({ path }) =>
      readFileSync(path, 'utf8').includes('openBrowser'),
    );
    const between = Math.ceil(busy.length / Math.max(1, browsing.length));
    const spread = browsing.flatMap((test, rank) => [
      test,
      ...busy.slice(rank * between, (rank + 1) * between),
    ]);
    return [...spread, ...busy.slice(browsing.length * between), ...others];
  }
}

function parted(tests, are) {
  return [tests.filter(are), tests.filter((test) => !are(test))];
}
