import { ApplicationFailure } from '@temporalio/activity';
import { hasCode } from '../../contract/system-error.ts';
import { type Instant, parisTime } from '../../convention/calendar/paris.ts';
import { classify, faultLabel } from './fault.ts';

/** Why a round ends with no letter gone. */
export type MailFailure = 'MailDeferred' | 'MailMisconfigured' | 'MailTogether';

/**
 * The failure of a round of which nothing left: without addresses or names, for it is shown and logged.
 *
 * It never stops the retries, not even for settings that cannot work: somebody corrects `SMTP_URL` and restarts the
 * worker, and the letters of the meantime must still leave. A failure that is not retryable would lose them.
 *
 * @param fault what stopped the last letter.
 * @param left how many letters are left.
 */
export function failureOf(fault: unknown, left: number): ApplicationFailure {
  const letters = left > 1 ? `${left} lettres restent à envoyer` : 'Une lettre reste à envoyer';
  const [type, message]: [MailFailure, string] =
    classify(fault) === 'fatal'
      ? [
          'MailMisconfigured',
          `${letters} : le serveur de messagerie n’accepte pas cette configuration (${faultLabel(fault)}). Vérifier SMTP_URL (serveur, identifiant, mot de passe) et l’adresse d’expéditeur, puis relancer le service : l’envoi reprendra de lui-même.`,
        ]
      : [
          'MailDeferred',
          hasCode(fault, 'STORAGE_UNREACHABLE')
            ? `${letters} : le stockage où sont les pièces à joindre ne répond pas. L’envoi sera retenté.`
            : `${letters} : le serveur de messagerie ne répond pas ou n’accepte pas, pour l’instant, ce que nous envoyons (${faultLabel(fault)}). L’envoi sera retenté.`,
        ];
  return ApplicationFailure.create({ type, message, nonRetryable: false });
}

/** Milliseconds that a message of several letters takes to leave, at most, while all goes well. */
const leaving = 5_000;

/**
 * The failure of a round whose letters leave with those of other conventions: it is tried again once they should have, then
 * as any other.
 * @param letters how many.
 * @param now by the clock of the server, as `leavesAt` is.
 */
export function waitingFailure(
  { leavesAt }: { readonly leavesAt: Instant },
  letters: number,
  now: Instant,
): ApplicationFailure {
  const left = leavesAt - now;
  const what = letters > 1 ? `${letters} lettres partent` : 'Une lettre part';
  const message =
    left > 0
      ? `${what} avec celles d’autres conventions à la même personne, à ${parisTime(leavesAt)}.`
      : `${what} avec celles d’autres conventions à la même personne : ce courriel commun n’est pas encore parti.`;
  const type: MailFailure = 'MailTogether';
  return ApplicationFailure.create({
    type,
    message,
    ...(left > -leaving && { nextRetryDelay: Math.max(left, 0) + leaving }),
  });
}
