import { join } from 'node:path';
import { packageRoot } from '../../engine/package-root.ts';
import { rooms } from '../support/rooms.ts';
import { keepFresh } from './fresh.ts';

// `npm run dev`: all that `npm start` runs, and the gallery, started again at each change of a source.

const root = packageRoot();
const fresh = keepFresh({
  root,
  rooms: [...rooms, 'test'],
  programs: [join('worker', 'start.js'), join('test', 'dev', 'gallery.js')],
  compiler: join(root, 'engine', 'compile.mjs'),
  say: (line) => process.stdout.write(`${line}\n`),
});

let isStopping = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, async () => {
    if (isStopping) return;
    isStopping = true;
    await fresh.stop();
    process.exit(0);
  });
}
