import { ApplicationFailure, currentUpdateInfo, setHandler } from '@temporalio/workflow';
import { actNames, checkAct } from '../acts/acts.ts';
import { intentionIn } from '../acts/intention.ts';
import { Refused } from '../convention/errors.ts';
import type { ReturnedLetter } from '../convention/mailing/returned-letter.ts';
import type { Life } from './life.ts';
import { logging } from './log-acts.ts';
import {
  actUpdate,
  handoverQuery,
  moveOnSignal,
  recordQuery,
  returnedUpdate,
  viewQuery,
} from './messages.ts';

/**
 * Opens a convention to people: each act is an Update, whose validator says at once, and without a trace in the
 * history, why it is refused; so is a letter that came back. Reads are Queries. To be called before anything is awaited.
 */
export function setHandlers(life: Life): void {
  for (const name of actNames) {
    setHandler(
      actUpdate(name),
      (input: unknown) => refusing(() => logging(life, name, () => life.act(name, input, intention()))),
      {
        validator: (input: unknown) => {
          refusing(() => checkAct(life.convention, name, input, life.moment, intention()));
        },
      },
    );
  }
  setHandler(returnedUpdate, (returned: ReturnedLetter) => refusing(() => life.returned(returned)), {
    validator: (returned: ReturnedLetter) => refusing(() => life.checkReturned(returned)),
  });
  setHandler(moveOnSignal, () => life.movesOn());
  setHandler(viewQuery, () => life.view);
  setHandler(handoverQuery, () => life.handover);
  setHandler(recordQuery, () => life.convention);
}

/** The name under which the act at hand is asked for: the server tells two of one name apart in one run only. */
function intention(): string | undefined {
  const id = currentUpdateInfo()?.id;
  return id === undefined ? undefined : intentionIn(id);
}

/** A refusal is told to the caller with its code; anything else as a fault of ours. */
function refusing<Result>(act: () => Result): Result {
  try {
    return act();
  } catch (error) {
    if (error instanceof Refused) throw ApplicationFailure.nonRetryable(error.message, error.code);
    // A fault of ours ends the act, which has changed nothing, and not the convention, which would try it for ever.
    const why = error instanceof Error ? error.message : String(error);
    throw ApplicationFailure.nonRetryable(`L’acte n’a pas pu être fait : ${why}`, 'UNFORESEEN');
  }
}
