import { currentUpdateInfo, log, workflowInfo } from '@temporalio/workflow';
import { actDone, type LoggedAct } from '../contract/logged-act.ts';
import type { Life } from './life.ts';
import type { ConventionStart } from './messages.ts';

/** Writes in the worker's log that a convention begins, or is resumed; a run that continues another is no act. */
export function logBeginning({ convention }: Life, { carried }: ConventionStart): void {
  if (workflowInfo().continuedFromExecutionRunId !== undefined) return;
  tell(convention, carried ? 'resume' : 'start');
}

/** Does an act, and writes it in the worker's log once it has changed the record; so does a refusal that is kept. */
export function logging<Done>(life: Life, act: string, does: () => Done): Done {
  const { journal } = life.convention;
  try {
    return does();
  } finally {
    if (life.convention.journal !== journal) tell(life.convention, act);
  }
}

function tell({ document, journal }: Life['convention'], act: string): void {
  const update = currentUpdateInfo()?.id;
  const line: LoggedAct = {
    convention: document.id,
    act,
    at: journal.at(-1)?.at ?? 0,
    ...(update === undefined ? {} : { update }),
  };
  log.info(actDone, { ...line });
}
