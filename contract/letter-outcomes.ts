import type { LetterOutcome } from '../convention/mailing/letter.ts';

/** What an earlier attempt of the activity left in its last heartbeat: nothing on the first attempt. */
export function outcomesIn(heartbeatDetails: unknown): LetterOutcome[] {
  return Array.isArray(heartbeatDetails) ? heartbeatDetails.filter(isOutcome) : [];
}

function isOutcome(value: unknown): value is LetterOutcome {
  if (typeof value !== 'object' || value === null) return false;
  const { contact, messageId, status, response } = value as Partial<Record<keyof LetterOutcome, unknown>>;
  return (
    typeof contact === 'string' &&
    typeof messageId === 'string' &&
    (status === 'sent' || status === 'refused') &&
    typeof response === 'string'
  );
}
