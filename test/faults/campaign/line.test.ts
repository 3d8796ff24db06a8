import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { listen } from '../../../engine/ports.ts';
import { eventually } from '../../support/scene.ts';
import { Line } from './line.ts';

let echo: Server;
let line: Line;
const sockets: Socket[] = [];

beforeEach(async () => {
  echo = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    socket.pipe(socket);
  });
  const port = await listen(echo, 0);
  line = await Line.open(() => port);
});

afterEach(async () => {
  line.close();
  for (const socket of sockets.splice(0)) socket.destroy();
  await new Promise((closed) => echo.close(closed));
});

/** Somebody at the near end, and what came back to them. */
function caller(): { socket: Socket; heard: () => string; ended: () => boolean } {
  const socket = connect({ port: line.port, host: '127.0.0.1' });
  sockets.push(socket);
  let heard = '';
  let isOver = false;
  socket.on('data', (some: Buffer) => {
    heard += some.toString();
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    isOver = true;
  });
  return { socket, heard: () => heard, ended: () => isOver };
}

const says = (one: ReturnType<typeof caller>, words: string) =>
  eventually(() => (one.heard() === words ? true : undefined));

test('what is said passes, and what is said into a black hole passes once it is mended', async () => {
  const before = caller();
  before.socket.write('a');
  await says(before, 'a');
  line.cut('silent');
  const meanwhile = caller();
  await once(meanwhile.socket, 'connect');
  before.socket.write('b');
  meanwhile.socket.write('c');
  const other = caller();
  await once(other.socket, 'connect');
  expect([before.heard(), meanwhile.heard()]).toEqual(['a', '']);
  await line.mend();
  await says(before, 'ab');
  await says(meanwhile, 'c');
});

test.each(['refused', 'reset'] as const)(
  'cut so that all is %s, it ends what passed and takes nothing',
  async (how) => {
    const before = caller();
    before.socket.write('a');
    await says(before, 'a');
    line.cut(how);
    await eventually(() => (before.ended() ? true : undefined));
    const meanwhile = caller();
    await eventually(() => (meanwhile.ended() ? true : undefined));
    await line.mend();
    const after = caller();
    after.socket.write('d');
    await says(after, 'd');
  },
);
