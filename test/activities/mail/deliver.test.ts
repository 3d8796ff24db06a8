import { createServer } from 'node:net';
import type { Info } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import type { Logger, LogLevel, LogMetadata } from '@temporalio/worker';
import { createMailActivities } from '../../../activities/mail/deliver.ts';
import type { MailActivities } from '../../../contract/activities.ts';
import { mailLimits } from '../../../contract/mail-limits.ts';
import type { Delivery, LetterOutcome } from '../../../convention/mailing/letter.ts';
import type { LinkSettings } from '../../../letters/links.ts';
import { afterwards } from '../../engine/support.ts';
import { delivery, letter, letterTo } from './letters.ts';
import { readableLinks } from './posted.ts';
import { openSink, type SmtpSink, sinkOfTest } from './smtp-sink.ts';

const from = 'Conventions <conventions@dinum.example>';

/** One attempt of the activity, as the worker would run it, with what it heartbeats, throws and logs. */
async function attempt(
  smtpUrl: string,
  given: Delivery,
  {
    heartbeatDetails,
    startToCloseTimeoutMs = mailLimits.round,
    oneByOne = false,
    before,
    links,
  }: Partial<Pick<Info, 'heartbeatDetails' | 'startToCloseTimeoutMs'>> & {
    oneByOne?: boolean;
    before?: (environment: MockActivityEnvironment) => void;
    links?: LinkSettings;
  } = {},
) {
  const activities = createMailActivities({ smtpUrl, from, oneByOne, ...(links && { links }) });
  afterwards(activities.close);
  const logged: string[] = [];
  const environment = new MockActivityEnvironment(
    { startToCloseTimeoutMs, heartbeatDetails },
    { logger: loggerInto(logged) },
  );
  const heartbeats: LetterOutcome[][] = [];
  environment.on('heartbeat', (details: LetterOutcome[]) => heartbeats.push(details));
  before?.(environment);
  const result = await environment
    .run<[Delivery], LetterOutcome[], MailActivities['deliver']>(activities.deliver, given)
    .then(
      (outcomes) => ({ outcomes, failure: undefined }),
      (failure: unknown) => ({ outcomes: undefined, failure }),
    );
  return { ...result, heartbeats, logged: logged.join('\n') };
}

function loggerInto(lines: string[]): Logger {
  const log = (level: LogLevel, message: string, meta?: LogMetadata) => {
    lines.push(`${level} ${message} ${JSON.stringify(meta)}`);
  };
  return {
    log,
    trace: (message, meta) => log('TRACE', message, meta),
    debug: (message, meta) => log('DEBUG', message, meta),
    info: (message, meta) => log('INFO', message, meta),
    warn: (message, meta) => log('WARN', message, meta),
    error: (message, meta) => log('ERROR', message, meta),
  };
}

function applicationFailure(failure: unknown): ApplicationFailure {
  if (failure instanceof ApplicationFailure) return failure;
  throw new Error(`Not an ApplicationFailure: ${failure}`);
}

const three = delivery([letterTo('paul'), letterTo('lea'), letterTo('omar')]);
const recipients = ({ received }: SmtpSink) => received.map(({ to }) => to);

test('sends each letter in its own transaction to its addressee alone', async () => {
  const smtp = await sinkOfTest();
  const { outcomes } = await attempt(smtp.url, three);
  expect(recipients(smtp)).toEqual([['paul@dgefp.example'], ['lea@dgefp.example'], ['omar@dgefp.example']]);
  expect(outcomes?.map(({ contact, status }) => [contact, status])).toEqual([
    ['paul', 'sent'],
    ['lea', 'sent'],
    ['omar', 'sent'],
  ]);
  expect(smtp.received.map(({ mail }) => mail.messageId)).toEqual(
    outcomes?.map(({ messageId }) => messageId),
  );
  expect(smtp.received.map(({ from }) => from)).toEqual(Array(3).fill('conventions@dinum.example'));
});

test('tells a permanent refusal and still sends to the others', async () => {
  const smtp = await sinkOfTest();
  smtp.answers.set('lea@dgefp.example', { code: 550, message: '5.1.1 <lea@dgefp.example> unknown user' });
  const { outcomes } = await attempt(smtp.url, three);
  expect(recipients(smtp)).toEqual([['paul@dgefp.example'], ['omar@dgefp.example']]);
  expect(outcomes?.map(({ status }) => status)).toEqual(['sent', 'refused', 'sent']);
  expect(outcomes?.[1]?.response).toMatch(/^550 5\.1\.1 <…> unknown user/);
});

test('a temporary refusal holds back one letter: the others are told as sent, the round of it alone is tried anew', async () => {
  const smtp = await sinkOfTest();
  smtp.answers.set('lea@dgefp.example', { code: 451, message: '4.7.1 greylisted' });
  const first = await attempt(smtp.url, three);
  expect(first.outcomes?.map(({ contact }) => contact)).toEqual(['paul', 'omar']);
  expect(recipients(smtp)).toEqual([['paul@dgefp.example'], ['omar@dgefp.example']]);

  const alone = delivery([letterTo('lea')]);
  const second = await attempt(smtp.url, alone);
  expect(applicationFailure(second.failure)).toMatchObject({ type: 'MailDeferred', nonRetryable: false });
  expect(applicationFailure(second.failure).message).toContain('Une lettre reste à envoyer');

  smtp.answers.clear();
  const third = await attempt(smtp.url, alone);
  expect(recipients(smtp).slice(2)).toEqual([['lea@dgefp.example']]);
  expect(third.outcomes?.map(({ contact }) => contact)).toEqual(['lea']);
});

test('an attempt that follows a worker’s death goes on after the last letter known to have left', async () => {
  const smtp = await sinkOfTest();
  const first = await attempt(smtp.url, delivery([letterTo('paul')]));
  const heartbeatDetails = first.heartbeats.at(-1);
  const second = await attempt(smtp.url, three, { heartbeatDetails });
  expect(recipients(smtp)).toEqual([['paul@dgefp.example'], ['lea@dgefp.example'], ['omar@dgefp.example']]);
  expect(second.outcomes?.map(({ contact }) => contact).sort()).toEqual(['lea', 'omar', 'paul']);
});

test('an attempt that stood still for longer than its heartbeats are waited for sends nothing more', async () => {
  const smtp = await sinkOfTest();
  const steady = performance.now.bind(performance);
  const stoodStill = jest.spyOn(performance, 'now');
  afterwards(() => stoodStill.mockRestore());
  const { outcomes } = await attempt(smtp.url, three, {
    before(environment) {
      environment.on('heartbeat', ({ length }: LetterOutcome[]) => {
        // Just after it has said that the first letter left.
        if (length === 1) stoodStill.mockImplementation(() => steady() + mailLimits.heartbeat + 1);
      });
    },
  });
  expect(recipients(smtp)).toEqual([['paul@dgefp.example']]);
  expect(outcomes?.map(({ contact }) => contact)).toEqual(['paul']);
});

test('a letter sent twice bears one Message-ID and is the same, octet for octet', async () => {
  const smtp = await sinkOfTest();
  await attempt(smtp.url, delivery());
  await attempt(smtp.url, delivery());
  const [first, second] = smtp.received;
  expect(second?.mail.messageId).toBe(first?.mail.messageId);
  expect(second?.raw).toBe(first?.raw);
});

test('letters lead to the web application when there is one, each to its addressee’s pages', async () => {
  const smtp = await sinkOfTest();
  await attempt(smtp.url, three, { links: readableLinks });
  const texts = smtp.received.map(({ mail }) => mail.text ?? '');
  expect(texts.map((text) => /agir\/report-2020-04\.(\w+)\./.exec(text)?.[1])).toEqual([
    'paul',
    'lea',
    'omar',
  ]);
});

test('heartbeats after each letter all the outcomes so far', async () => {
  const smtp = await sinkOfTest();
  const { heartbeats } = await attempt(smtp.url, three);
  expect(heartbeats.map(({ length }) => length)).toEqual([0, 1, 2, 3]);
});

test('a heartbeat of another shape is not believed', async () => {
  const smtp = await sinkOfTest();
  const { outcomes } = await attempt(smtp.url, delivery(), {
    heartbeatDetails: [{ contact: 'agnes' }, null],
  });
  expect(outcomes).toHaveLength(1);
  expect(smtp.received).toHaveLength(1);
});

test('a server that drops the connection ends the round: the other letters wait for the next', async () => {
  let connections = 0;
  const dropping = createServer((socket) => {
    connections++;
    socket.destroy();
  });
  await new Promise<void>((resolve) => {
    dropping.listen(0, '127.0.0.1', resolve);
  });
  afterwards(() => new Promise((resolve) => dropping.close(resolve)));
  const address = dropping.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  const { failure } = await attempt(`smtp://127.0.0.1:${port}`, three);
  expect(applicationFailure(failure)).toMatchObject({ type: 'MailDeferred', nonRetryable: false });
  expect(applicationFailure(failure).message).toContain('3 lettres restent à envoyer');
  expect(connections).toBe(1);
});

test('no server at all defers everything', async () => {
  const smtp = await openSink();
  await smtp.close();
  const { failure } = await attempt(smtp.url, three);
  expect(applicationFailure(failure)).toMatchObject({ type: 'MailDeferred', nonRetryable: false });
  expect(applicationFailure(failure).message).toContain('ESOCKET');
});

test('421 in the middle of a round ends it, and keeps what was sent', async () => {
  const smtp = await sinkOfTest();
  smtp.answers.set('lea@dgefp.example', { code: 421, message: '4.3.2 closing' });
  const { outcomes } = await attempt(smtp.url, three);
  expect(outcomes?.map(({ contact }) => contact)).toEqual(['paul']);
  expect(recipients(smtp)).toEqual([['paul@dgefp.example']]);
});

test('a wrong password is loud, names the setting to check, stops the round and stays retryable', async () => {
  const smtp = await sinkOfTest({
    authOptional: false,
    authMethods: ['PLAIN'],
    onAuth: (_auth, _session, done) => done(Object.assign(new Error('5.7.8 no'), { responseCode: 535 })),
    allowInsecureAuth: true,
  });
  const { failure, logged } = await attempt(smtp.url.replace('smtp://', 'smtp://robot:hunter2@'), three);
  const misconfigured = applicationFailure(failure);
  expect(misconfigured).toMatchObject({ type: 'MailMisconfigured', nonRetryable: false });
  expect(misconfigured.message).toContain('SMTP_URL');
  expect(logged).toMatch(/^ERROR .*SMTP_URL/m);
  expect(logged + misconfigured.message).not.toContain('hunter2');
});

test('a sender that the server rejects is a fault of ours, not of the addressee', async () => {
  const smtp = await sinkOfTest({
    onMailFrom: (_address, _session, done) =>
      done(Object.assign(new Error('5.7.1 not yours'), { responseCode: 553 })),
  });
  const { failure } = await attempt(smtp.url, three);
  expect(applicationFailure(failure).type).toBe('MailMisconfigured');
});

test.each([
  'a@b.example\r\nRCPT TO:<evil@x.example>',
  'a@b.example>, <evil@x.example',
  'sans-arobase',
  'a b@c.example',
])('an address that is no address is refused without a word to the server: %j', async (email) => {
  const smtp = await sinkOfTest();
  const { outcomes } = await attempt(
    smtp.url,
    delivery([letter(undefined, { to: { contact: 'x', name: 'X', email } }), letterTo('paul')]),
  );
  expect(outcomes?.map(({ status }) => status)).toEqual(['refused', 'sent']);
  expect(recipients(smtp)).toEqual([['paul@dgefp.example']]);
});

test('what does not fit into an attempt is left to the next', async () => {
  const smtp = await sinkOfTest();
  const { outcomes } = await attempt(smtp.url, three, { startToCloseTimeoutMs: mailLimits.letter });
  expect(recipients(smtp)).toEqual([['paul@dgefp.example']]);
  expect(outcomes?.map(({ contact }) => contact)).toEqual(['paul']);
});

test('one by one, a round sends one letter and leaves the others to the next', async () => {
  const smtp = await sinkOfTest();
  const { outcomes } = await attempt(smtp.url, three, { oneByOne: true });
  expect(outcomes?.map(({ contact }) => contact)).toEqual(['paul']);
  expect(recipients(smtp)).toEqual([['paul@dgefp.example']]);
});

test('one by one, a letter that is put off does not hold the others back', async () => {
  const smtp = await sinkOfTest();
  smtp.answers.set('paul@dgefp.example', { code: 451, message: '4.7.1 greylisted' });
  const { outcomes } = await attempt(smtp.url, three, { oneByOne: true });
  expect(outcomes?.map(({ contact }) => contact)).toEqual(['lea']);
});

test('one by one, an attempt that follows a worker’s death sends no second letter', async () => {
  const smtp = await sinkOfTest();
  const first = await attempt(smtp.url, three, { oneByOne: true });
  const heartbeatDetails = first.heartbeats.at(-1);
  const second = await attempt(smtp.url, three, { heartbeatDetails, oneByOne: true });
  expect(second.outcomes).toEqual(first.outcomes);
  expect(smtp.received).toHaveLength(1);
});

test('a cancellation is honoured between two letters, and what has left is told', async () => {
  const smtp = await sinkOfTest();
  const { outcomes } = await attempt(smtp.url, three, {
    before: (environment) =>
      environment.on('heartbeat', (outcomes: LetterOutcome[]) => {
        if (outcomes.length === 1) environment.cancel();
      }),
  });
  expect(outcomes?.map(({ contact }) => contact)).toEqual(['paul']);
  expect(recipients(smtp)).toEqual([['paul@dgefp.example']]);
});

test('logs hold no address and no name', async () => {
  const smtp = await sinkOfTest();
  smtp.answers.set('lea@dgefp.example', { code: 550, message: 'no <lea@dgefp.example>' });
  smtp.answers.set('omar@dgefp.example', { code: 451, message: 'later <omar@dgefp.example>' });
  const round = await attempt(smtp.url, delivery([letter(), ...three.letters]));
  const { failure, logged: later } = await attempt(smtp.url, delivery([letterTo('omar')]));
  const logged = round.logged + later;
  const everything =
    logged + JSON.stringify(applicationFailure(failure)) + applicationFailure(failure).message;
  expect(everything).not.toMatch(/@dgefp\.example|@dinum\.example\b(?!>)|Agnès|Martin/);
  expect(logged).toContain('"contact":"lea"');
  expect(logged).toContain('"convention":"signaux-faibles"');
});

test.each(['', 'dinum.example', 'Nom <a@b.example>\r\nBcc: x@y.example'])(
  'refuses the sender %j',
  (sender) => {
    expect(() => createMailActivities({ smtpUrl: 'smtp://127.0.0.1:25', from: sender })).toThrow(RangeError);
  },
);

test.each(['', 'localhost:25', 'https://mail.example'])('refuses the server %j', (smtpUrl) => {
  expect(() => createMailActivities({ smtpUrl, from })).toThrow('smtp://');
});
