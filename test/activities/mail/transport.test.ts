import { createServer, type Socket } from 'node:net';
import { classify, isConnectionFault } from '../../../activities/mail/fault.ts';
import { openTransport, secured } from '../../../activities/mail/transport.ts';
import { mailLimits } from '../../../contract/mail-limits.ts';
import { inFull } from '../../support/runs.ts';
import { openSink } from './smtp-sink.ts';

const message = { from: 'a@x.example', to: 'b@x.example', subject: 'x', text: 'x' };

/** Sends one message and tells how it went, within the limits of a transport unless others are given. */
async function outcomeOver(smtpUrl: string, limits: { greetingTimeout?: number } = {}): Promise<unknown> {
  const transport = openTransport({ smtpUrl });
  Object.assign(Object(transport.transporter).options, limits);
  try {
    await transport.sendMail(message);
    return 'sent';
  } catch (error) {
    return error;
  } finally {
    transport.close();
  }
}

test('the limits fit into each other, so that two attempts never overlap', () => {
  const { greeting, connection, silence, letter, beat, heartbeat, round } = mailLimits;
  expect(greeting).toBeLessThanOrEqual(connection);
  expect(connection + silence).toBeLessThanOrEqual(letter);
  // A busy process may miss some beats, not so many.
  expect(beat * 5).toBeLessThanOrEqual(heartbeat);
  expect(heartbeat).toBeLessThan(round);
  expect(letter).toBeLessThan(round);
});

test('the address of the server cannot lift a limit, nor let letters read files; it may set the rest', () => {
  const { options } = openTransport({
    smtpUrl: 'smtp://h.example:25?socketTimeout=600000&maxRequeues=5&disableFileAccess=false&requireTLS=true',
  });
  expect(options).toMatchObject({
    requireTLS: true,
    maxRequeues: 0,
    greetingTimeout: mailLimits.greeting,
    socketTimeout: mailLimits.silence,
    disableFileAccess: true,
  });
});

test('a server that never greets is given up within the limit', async () => {
  const sockets: Socket[] = [];
  const mute = createServer((socket) => sockets.push(socket));
  await new Promise<void>((resolve) => {
    mute.listen(0, '127.0.0.1', resolve);
  });
  const address = mute.address();
  const started = performance.now();
  const error = await outcomeOver(
    `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    inFull ? {} : { greetingTimeout: 200 },
  );
  expect(performance.now() - started).toBeLessThan(mailLimits.letter);
  expect([classify(error), isConnectionFault(error)]).toEqual(['temporary', true]);
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => mute.close(resolve));
});

test('STARTTLS is used when it is offered, and its certificate is checked', async () => {
  // smtp-server warns that its own certificate is for tests.
  const warning = jest.spyOn(console, 'error').mockImplementation();
  const smtp = await openSink({ disabledCommands: [] });
  const error = await outcomeOver(smtp.url);
  expect([classify(error), isConnectionFault(error)]).toEqual(['temporary', true]);
  expect(await outcomeOver(`${smtp.url}?tls.rejectUnauthorized=false`)).toBe('sent');
  await smtp.close();
  warning.mockRestore();
});

test('TLS that is required and not offered sends nothing in clear', async () => {
  const smtp = await openSink();
  expect(classify(await outcomeOver(`${smtp.url}?requireTLS=true`))).toBe('temporary');
  expect(smtp.received).toEqual([]);
  await smtp.close();
});

test.each([
  ['smtp://relais.dgefp.example:587', 'smtp://relais.dgefp.example:587?requireTLS=true'],
  ['smtp://a:b@relais.dgefp.example', 'smtp://a:b@relais.dgefp.example?requireTLS=true'],
  ['smtp://a:b@relais.dgefp.example?requireTLS=false', 'smtp://a:b@relais.dgefp.example?requireTLS=true'],
  ['smtp://a:b@relais.dgefp.example?ignoreTLS=true', 'smtp://a:b@relais.dgefp.example?requireTLS=true'],
  ['smtp://127.0.0.1.evil.example', 'smtp://127.0.0.1.evil.example?requireTLS=true'],
  ['smtp://relais.interne.example?requireTLS=false', 'smtp://relais.interne.example?requireTLS=false'],
  ['smtps://a:b@relais.dgefp.example', 'smtps://a:b@relais.dgefp.example'],
  ['smtp://127.0.0.1:1025', 'smtp://127.0.0.1:1025'],
  ['smtp://[::1]:1025', 'smtp://[::1]:1025'],
])('beyond this machine nothing travels in clear, a password never: %s', (given, used) => {
  expect(secured(given)).toBe(used);
});
