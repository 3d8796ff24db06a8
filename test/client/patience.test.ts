import {
  Connection,
  QueryRejectedError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
} from '@temporalio/client';
import { ApplicationFailure, NamespaceNotFoundError } from '@temporalio/common';
import { Conventions } from '../../client/conventions.ts';
import { frenchUnknownNamespace } from '../../engine/unknown-namespace.ts';
import { testDocument } from '../support/documents.ts';
import { plain } from '../support/plain.ts';

/** What the server answers while the last turn of a workflow has failed, as gRPC gives it. */
const failing = Object.assign(
  new Error(
    '9 FAILED_PRECONDITION: Unable to perform workflow execution update due to Workflow Task in failed state.',
  ),
  {
    code: 9,
    details: 'Unable to perform workflow execution update due to Workflow Task in failed state.',
    metadata: {},
  },
);

/** An engine that gives the same answer so many times, then another. */
function engine(times: number, then: () => unknown) {
  const connection = Connection.lazy({ address: '127.0.0.1:9' });
  const asked = { times: 0 };
  jest.spyOn(connection, 'withDeadline').mockImplementation(async () => {
    asked.times += 1;
    if (asked.times <= times) throw failing;
    return then() as never;
  });
  return {
    asked,
    connection,
    conventions: new Conventions({
      connection,
      namespace: 'default',
      taskQueue: 'none',
      dataConverter: plain,
    }),
  };
}

test('a convention that a worker is about to take up again is asked again, and answers', async () => {
  const view = { id: 'sf' };
  const { asked, conventions } = engine(2, () => view);
  expect(await conventions.view('sf')).toBe(view);
  expect(asked.times).toBe(3);
});

test('a convention that goes on in a new run while it is asked is asked again, and answers', async () => {
  const continuedAsNew = 6;
  const view = { id: 'sf' };
  const { asked, conventions } = engine(0, () => {
    if (asked.times === 1) throw new QueryRejectedError(continuedAsNew);
    return view;
  });
  expect(await conventions.view('sf')).toBe(view);
  expect(asked.times).toBe(2);
});

test('a start that a node refuses because it does not know the search attributes yet is asked for again', async () => {
  const details = 'Namespace default has no mapping defined for search attribute DelegationPhase';
  const unknown = Object.assign(new Error(details), { code: 3, details, metadata: {} });
  const { asked, conventions } = engine(0, () => {
    if (asked.times === 1) throw unknown;
    return {};
  });
  await conventions.start(testDocument(), 'Camille');
  expect(asked.times).toBe(2);
});

test('one that no worker takes up is refused in French once nobody waits any more', async () => {
  const { conventions } = engine(1, () => {
    clock.mockReturnValue(Date.now() + 60_000);
    throw failing;
  });
  const clock = jest.spyOn(Date, 'now');
  await expect(conventions.view('sf')).rejects.toMatchObject({
    code: 'ENGINE_UNREACHABLE',
    message:
      'Le moteur attend qu’un worker reprenne la convention, ce qui n’a pas réussi en 30 s. Un worker est-il en marche ? « npm start » en lance un.',
  });
  clock.mockRestore();
});

test.each([
  [4, 'Deadline exceeded'],
  [1, 'Call cancelled'],
])('a time that is over is told alike, whoever sees it first: %s %s', async (code, details) => {
  const { conventions } = engine(0, () => {
    throw Object.assign(new Error(details), { code, details, metadata: {} });
  });
  await expect(conventions.view('sf')).rejects.toMatchObject({
    code: 'ENGINE_UNREACHABLE',
    message: expect.stringMatching(/^Le moteur n’a pas répondu en 30 s\. /),
  });
});

/** What gRPC tells besides: nothing. */
const metadata = new Map();
const silent = Object.assign(new Error('gone'), { code: 14, details: 'gone', metadata });

test('a server that has just been started again, and knows no namespace yet, has taken nothing in', async () => {
  const { conventions } = engine(0, () => {
    throw new NamespaceNotFoundError('default');
  });
  const message = frenchUnknownNamespace('default');
  await expect(conventions.view('sf')).rejects.toMatchObject({ code: 'ENGINE_UNREACHABLE', message });
  await expect(conventions.resume('sf', 'Camille', 'm')).rejects.toMatchObject({
    code: 'ENGINE_UNREACHABLE',
    message,
  });
});

test.each([
  ['ENGINE_UNREACHABLE', silent],
  ['UNKNOWN_CONVENTION', Object.assign(new Error('none'), { code: 5, details: 'none', metadata })],
])('a convention is only unknown to a server that says so: %s', async (code, answer) => {
  const { conventions, connection } = engine(0, () => {
    throw new WorkflowNotFoundError('not found', 'sf', undefined);
  });
  jest.spyOn(connection.workflowService, 'describeWorkflowExecution').mockRejectedValue(answer as never);
  await expect(conventions.view('sf')).rejects.toMatchObject({ code });
});

describe('an act that the server itself says came to nothing', () => {
  const saying = (type: string) =>
    new WorkflowUpdateFailedError('Workflow Update failed', ApplicationFailure.nonRetryable('said', type));
  const act = (conventions: Conventions) =>
    conventions.perform(
      'sf',
      'requestInformation',
      { by: 'Camille', from: 'delegator', subject: 'x' },
      'demande-1',
    );

  test('because a worker has passed over it is asked for again, and done', async () => {
    const { asked, conventions } = engine(0, () => {
      if (asked.times === 1) throw saying('UnprocessedUpdate');
      return { text: 'fait' };
    });
    expect(await act(conventions)).toBe('fait');
    expect(asked.times).toBe(2);
  });

  test('all along is told as not done', async () => {
    const { conventions } = engine(0, () => {
      clock.mockReturnValue(Date.now() + 60_000);
      throw saying('UnprocessedUpdate');
    });
    const clock = jest.spyOn(Date, 'now');
    await expect(act(conventions)).rejects.toMatchObject({
      code: 'ENGINE_UNREACHABLE',
      message: expect.stringMatching(/n’a pas remis votre demande.*rien n’est fait/),
    });
    clock.mockRestore();
  });

  test('because its run ended once it was accepted may be done', async () => {
    const { conventions } = engine(0, () => {
      throw saying('AcceptedUpdateCompletedWorkflow');
    });
    await expect(act(conventions)).rejects.toMatchObject({
      code: 'OUTCOME_UNKNOWN',
      message: expect.stringMatching(/a fini cette exécution.*peut-être faite/),
    });
  });
});

describe('a resumption', () => {
  test('that has not left is refused as unreachable: nothing was sent', async () => {
    const { conventions } = engine(0, () => {
      throw silent;
    });
    await expect(conventions.resume('sf', 'Camille', 'm')).rejects.toMatchObject({
      code: 'ENGINE_UNREACHABLE',
    });
  });

  test('whose answer is lost may be done, and says how to know', async () => {
    const { asked, conventions } = engine(0, () => {
      if (asked.times === 2) throw silent;
      return {};
    });
    await expect(conventions.resume('sf', 'Camille', 'm')).rejects.toMatchObject({
      code: 'OUTCOME_UNKNOWN',
      message: expect.stringMatching(/peut-être faite.*La renvoyer telle quelle dit ce qu’il en est/),
    });
  });
});
