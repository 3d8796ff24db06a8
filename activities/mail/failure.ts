import { ApplicationFailure } from '@temporalio/activity';
import type { LetterOutcome } from '../../convention/letter.ts';
import { classify, faultLabel } from './fault.ts';

/** Why an attempt ends with letters left. */
export type MailFailure = 'MailDeferred' | 'MailMisconfigured';

/**
 * The failure of an attempt that leaves letters: without addresses or names, for it is shown and logged.
 *
 * It never stops the retries, not even for settings that cannot work: somebody corrects `SMTP_URL` and restarts the
 * worker, and the letters of the meantime must still leave. A failure that is not retryable would lose them.
 *
 * @param fault what stopped the last letter; `undefined` when there was only no time left.
 * @param left how many letters are left.
 */
export function failureOf(
  fault: unknown,
  left: number,
  outcomes: readonly LetterOutcome[],
): ApplicationFailure {
  const details = [outcomes];
  const letters = left > 1 ? `${left} lettres restent à envoyer` : 'Une lettre reste à envoyer';
  if (fault === undefined) {
    // Nothing is wrong: no reason to wait.
    return failure('MailDeferred', `${letters} : la suite part aussitôt.`, details, '1 second');
  }
  if (classify(fault) === 'fatal') {
    return failure(
      'MailMisconfigured',
      `${letters} : le serveur de messagerie n’accepte pas cette configuration (${faultLabel(fault)}). Vérifier SMTP_URL (serveur, identifiant, mot de passe) et l’adresse d’expéditeur, puis relancer le service : l’envoi reprendra de lui-même.`,
      details,
    );
  }
  return failure(
    'MailDeferred',
    `${letters} : incident passager de messagerie (${faultLabel(fault)}). L’envoi sera retenté.`,
    details,
  );
}

function failure(
  type: MailFailure,
  message: string,
  details: unknown[],
  nextRetryDelay?: '1 second',
): ApplicationFailure {
  return ApplicationFailure.create({
    type,
    message,
    details,
    nonRetryable: false,
    ...(nextRetryDelay && { nextRetryDelay }),
  });
}
