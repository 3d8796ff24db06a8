import Sequencer from '@jest/test-sequencer';

/** The tests on the engine first: the last files of a run are then short, and no worker waits long for another. */
export default class EngineFirst extends Sequencer {
  sort(tests) {
    const isOnEngine = ({ path }) => /\.engine\.test\.tsx?$/.test(path);
    const sorted = super.sort(tests);
    return [...sorted.filter(isOnEngine), ...sorted.filter((test) => !isOnEngine(test))];
  }
}
