import { fsyncSync, openSync, writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { SMTPConnection } from 'smtp-server/lib/smtp-connection.js';
import { replies, type SmtpFault, type SmtpLine, type SmtpSays, type Verb } from './smtp-faults.ts';

// A mail server in a process of its own, which does at each verb what it is told to do wrong. What it takes is on its
// disk before it says so. `argv`: port, password, journal.

const [port = '', password = '', journal = ''] = process.argv.slice(2);
const file = openSync(journal, 'a');
/** Milliseconds that a slow answer takes; less than the patience of whoever sends. */
const slowMs = 3_000;

let fault: SmtpFault | undefined;
/** Sessions whose last letter was answered, so that what they say next shows that they know. */
const answered = new Set<string>();

const say = (words: SmtpSays) => process.send?.(words);

function write(line: SmtpLine): void {
  writeSync(file, `${JSON.stringify(line)}\n`);
  fsyncSync(file);
}

/** How it must go wrong at a verb, if it must. */
function wrongAt(verb: Verb): SmtpFault['way'] | undefined {
  if (!fault || (fault.verb !== undefined && fault.verb !== verb)) return undefined;
  say({ struck: true });
  return fault.way;
}

function refusal(verb: Verb, way: SmtpFault['way']): Error {
  const reply = replies[verb][way === 'refused' ? 1 : 0];
  return Object.assign(new Error(reply.slice(4)), { responseCode: Number(reply.slice(0, 3)) });
}

type Handler = (this: SMTPConnection, command: Buffer, callback: () => void) => void;

/** Puts before a command's own handler what must go wrong there. */
function watch(verb: Exclude<Verb, 'connect' | 'dot'>): void {
  const name = `handler_${verb}` as const;
  const handles: Handler = SMTPConnection.prototype[name];
  const watched: Handler = function (command, callback) {
    if (answered.delete(this.id)) write({ kind: 'known', at: Date.now(), session: this.id });
    const way = wrongAt(verb);
    if (way === undefined) return handles.call(this, command, callback);
    if (way === 'stalled') return;
    if (way === 'dropped' || way === 'lost') return void this._socket.destroy();
    if (way === 'slow') {
      // Whoever waited may have gone.
      const goOn = () => !this._socket.destroyed && handles.call(this, command, callback);
      return void setTimeout(goOn, slowMs);
    }
    const { responseCode, message } = Object.assign({ responseCode: 451 }, refusal(verb, way));
    // The code within the words is the one that is said.
    this.send(responseCode, message, false);
    callback();
  };
  SMTPConnection.prototype[name] = watched;
}
for (const verb of ['EHLO', 'STARTTLS', 'AUTH', 'MAIL', 'RCPT', 'DATA', 'QUIT'] as const) watch(verb);

const server = new SMTPServer({
  logger: false,
  authMethods: ['PLAIN', 'LOGIN'],
  onConnect(session, welcome) {
    const way = wrongAt('connect');
    if (way === undefined) return welcome();
    if (way === 'stalled') return;
    if (way === 'dropped' || way === 'lost') return drop(session.id);
    if (way === 'slow') return void setTimeout(welcome, slowMs);
    welcome(refusal('connect', way));
  },
  onAuth(given, _session, answer) {
    if (given.password === password) answer(null, { user: given.username });
    else answer(Object.assign(new Error('wrong password'), { responseCode: 535 }));
  },
  onData(stream, session, answer) {
    simpleParser(stream).then(
      async ({ messageId = '', headers, text = '', subject = '' }) => {
        const way = wrongAt('dot');
        if (way === 'lost') return drop(session.id);
        if (way === 'deferred' || way === 'refused') return answer(refusal('dot', way));
        const links = [...new Set([...text.matchAll(/\/agir\/[\w.-]+/g)].map(([link]) => link))];
        write({
          kind: 'taken',
          at: Date.now(),
          session: session.id,
          messageId,
          convention: String(headers.get('x-delegation-convention')),
          to: session.envelope.rcptTo[0]?.address ?? '',
          subject,
          links,
        });
        if (way === 'stalled') return;
        if (way === 'dropped') return drop(session.id);
        if (way === 'slow') await pause(slowMs);
        answered.add(session.id);
        answer();
      },
      () => drop(session.id),
    );
  },
  onClose: ({ id }) => void answered.delete(id),
});
server.on('error', () => {});

function sessions(): SMTPConnection[] {
  return [...server.connections] as unknown as SMTPConnection[];
}

function drop(id: string): void {
  for (const one of sessions()) if (one.id === id) one._socket.destroy();
}

process.on('message', (told: { fault?: SmtpFault }) => {
  fault = told.fault;
  // What is kept open and idle is let go, as servers do: the next letter goes through all that comes first.
  const begins = ['connect', 'EHLO', 'STARTTLS', 'AUTH', undefined].includes(fault?.verb);
  if (!fault || !begins) return;
  for (const one of sessions()) if (!one.session.envelope.mailFrom) one.send(421, 'idle for too long');
});
process.once('disconnect', () => process.exit());
process.once('SIGTERM', () => process.exit());

server.listen(Number(port), '127.0.0.1', () => say({ ready: true }));
