import { type Client, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { createMailActivities } from '../../../activities/mail/deliver.ts';
import { Together } from '../../../activities/mail/together.ts';
import { newLinkKey, readLinkKeys } from '../../../contract/link-keys.ts';
import type { HandedLetter, MorningOutcome } from '../../../contract/morning-mail.ts';
import { parisInstant } from '../../../convention/calendar/paris.ts';
import type { Delivery, LetterOutcome } from '../../../convention/mailing/letter.ts';
import { messageIdOf } from '../../../letters/identity.ts';
import { afterwards } from '../../engine/support.ts';
import { delivery, letterTo, overdueDuty, today } from './letters.ts';
import { sinkOfTest } from './smtp-sink.ts';

const from = 'Conventions <conventions@dinum.example>';
const keys = readLinkKeys(newLinkKey());
const waitsUntil = parisInstant(today, '09:30');
const handedOverAt = parisInstant(today, '09:12');

/** The workflows of mornings, as a client would reach them: those that are over, and what was handed over to the others. */
function mornings(over: Readonly<Record<string, MorningOutcome>> = {}) {
  const handed: { readonly workflowId: string; readonly letter: HandedLetter }[] = [];
  const client = {
    workflow: {
      async signalWithStart(
        _type: string,
        { workflowId, signalArgs: [letter] }: { workflowId: string; signalArgs: [HandedLetter] },
      ) {
        const isOver = Object.values(over).some((outcome) => outcome !== undefined);
        if (isOver) throw new WorkflowExecutionAlreadyStartedError('over', workflowId, 'morningMail');
        handed.push({ workflowId, letter });
      },
      result: async () => Object.values(over)[0],
    },
  } as unknown as Client;
  return { client, handed };
}

async function attempt(
  given: Delivery,
  smtpUrl: string,
  client: Client,
  shared: readonly string[],
  scheduledTimestampMs = Date.now(),
) {
  const together = new Together({
    client,
    keys,
    addresses: { isShared: async (email) => shared.includes(email) },
  });
  const activities = createMailActivities({ smtpUrl, from, together });
  afterwards(async () => activities.close());
  const environment = new MockActivityEnvironment({
    startToCloseTimeoutMs: 60_000,
    scheduledTimestampMs,
    currentAttemptScheduledTimestampMs: scheduledTimestampMs,
  });
  return environment
    .run<[Delivery], LetterOutcome[], typeof activities.deliver>(activities.deliver, given)
    .then(
      (outcomes) => ({ outcomes, failure: undefined }),
      (failure: unknown) => ({ outcomes: undefined, failure }),
    );
}

const both = delivery([letterTo('paul', { waitsUntil }), letterTo('lea', { waitsUntil })], { handedOverAt });
const idOf = (rank: number) => {
  const one = both.letters[rank];
  return one ? messageIdOf(both.convention, one, 'dinum.example') : '';
};

test('a letter to somebody who is in several conventions is handed over, the others leave', async () => {
  const smtp = await sinkOfTest();
  const { client, handed } = mornings();
  const { outcomes } = await attempt(both, smtp.url, client, ['paul@dgefp.example']);
  expect(smtp.received.map(({ to }) => to)).toEqual([['lea@dgefp.example']]);
  expect(outcomes?.map(({ contact }) => contact)).toEqual(['lea']);
  expect(handed.map(({ letter }) => letter.letter.to.contact)).toEqual(['paul']);
  expect(handed[0]?.workflowId).toMatch(/^matin-2020-05-05-[0-9a-f]{20}$/);
  // What remains of its window, and two minutes.
  const { leavesAt = 0 } = handed[0]?.letter ?? {};
  expect(Math.round((leavesAt - Date.now()) / 60_000)).toBe(20);
});

test('when none leaves by itself the round is tried again once the common letter has left', async () => {
  const smtp = await sinkOfTest();
  const { client } = mornings();
  const { failure } = await attempt(both, smtp.url, client, ['paul@dgefp.example', 'lea@dgefp.example']);
  if (!(failure instanceof ApplicationFailure)) throw new Error(`no failure: ${failure}`);
  expect(failure.type).toBe('MailTogether');
  expect(failure.nonRetryable).toBe(false);
  expect(Math.round(Number(failure.nextRetryDelay) / 60_000)).toBe(20);
  expect(failure.message).toMatch(
    /^2 lettres partent avec celles d’autres conventions à la même personne, à \d\d:\d\d\.$/,
  );
  expect(smtp.received).toEqual([]);
});

test('how long it waits is told by the clock of the server, which a rehearsal may have skipped', async () => {
  const smtp = await sinkOfTest();
  const { client } = mornings();
  const nextYear = Date.now() + 365 * 24 * 3_600_000;
  const everybody = ['paul@dgefp.example', 'lea@dgefp.example'];
  const { failure } = await attempt(both, smtp.url, client, everybody, nextYear);
  if (!(failure instanceof ApplicationFailure)) throw new Error(`no failure: ${failure}`);
  expect(Math.round(Number(failure.nextRetryDelay) / 60_000)).toBe(20);
});

test('what left together is told under the Message-ID of the common letter; what came too late leaves by itself', async () => {
  const smtp = await sinkOfTest();
  const common = '<commune@dinum.example>';
  const left = {
    contact: 'paul',
    messageId: common,
    status: 'sent',
    response: '250 ok',
    together: true,
    convention: 'signaux-faibles',
  } as const;
  const { client } = mornings({ closed: { [idOf(0)]: left } });
  const { outcomes } = await attempt(both, smtp.url, client, ['paul@dgefp.example', 'lea@dgefp.example']);
  expect(outcomes?.map(({ contact, messageId }) => [contact, messageId])).toEqual([
    ['paul', common],
    ['lea', idOf(1)],
  ]);
  expect(smtp.received.map(({ to }) => to)).toEqual([['lea@dgefp.example']]);
});

test('lists that do not answer hold no letter back', async () => {
  const smtp = await sinkOfTest();
  const { client, handed } = mornings();
  const isShared = () => Promise.reject(new Error('unreachable'));
  const together = new Together({ client, keys, addresses: { isShared } });
  const activities = createMailActivities({ smtpUrl: smtp.url, from, together });
  afterwards(async () => activities.close());
  const environment = new MockActivityEnvironment({ startToCloseTimeoutMs: 60_000 });
  await environment.run(activities.deliver, both);
  expect(smtp.received).toHaveLength(2);
  expect(handed).toEqual([]);
});

test('a letter that may not wait is not handed over', async () => {
  const smtp = await sinkOfTest();
  const { client, handed } = mornings();
  const alone = delivery([letterTo('paul')], { handedOverAt });
  await attempt(alone, smtp.url, client, ['paul@dgefp.example']);
  expect(handed).toEqual([]);
  expect(smtp.received).toHaveLength(1);
});

describe('the common letter', () => {
  const handed = [0, 1].map((rank): HandedLetter => {
    const { convention, manager } = delivery();
    const one = { ...convention, id: `convention-${rank}`, shortName: `Essai ${rank}` };
    const letter = letterTo('paul', { items: [overdueDuty()], waitsUntil });
    return {
      messageId: messageIdOf(one, letter, 'dinum.example'),
      convention: one,
      manager,
      letter,
      leavesAt: 0,
    };
  });

  async function send(smtpUrl: string, heartbeatDetails?: LetterOutcome[]) {
    const activities = createMailActivities({ smtpUrl, from });
    afterwards(async () => activities.close());
    const environment = new MockActivityEnvironment({ startToCloseTimeoutMs: 60_000, heartbeatDetails });
    return environment.run<[HandedLetter[]], MorningOutcome, typeof activities.sendTogether>(
      activities.sendTogether,
      handed,
    );
  }

  test('is one message, and the outcome of each letter', async () => {
    const smtp = await sinkOfTest();
    const outcome = await send(smtp.url);
    expect(smtp.received).toHaveLength(1);
    expect(Object.keys(outcome)).toEqual(handed.map(({ messageId }) => messageId));
    const ids = new Set(Object.values(outcome).map(({ messageId }) => messageId));
    expect(ids.size).toBe(1);
    expect(
      Object.values(outcome).map(({ convention, status, together }) => [convention, status, together]),
    ).toEqual([
      ['convention-0', 'sent', true],
      ['convention-1', 'sent', true],
    ]);
  });

  test('is not sent again by the attempt that follows one that died once it had left', async () => {
    const smtp = await sinkOfTest();
    const known: LetterOutcome = { contact: 'paul', messageId: '<a@b>', status: 'sent', response: '250' };
    const outcome = await send(smtp.url, [known]);
    expect(smtp.received).toEqual([]);
    expect(Object.values(outcome).map(({ messageId }) => messageId)).toEqual(['<a@b>', '<a@b>']);
  });

  test('is refused to all of them when its address is at fault, and waits for its server otherwise', async () => {
    const smtp = await sinkOfTest();
    smtp.answers.set('paul@dgefp.example', { code: 550, message: '5.1.1 no such user' });
    const outcome = await send(smtp.url);
    expect(Object.values(outcome).map(({ status }) => status)).toEqual(['refused', 'refused']);
    await expect(send('smtp://127.0.0.1:9')).rejects.toMatchObject({
      type: 'MailDeferred',
      nonRetryable: false,
    });
  });
});
