import { isSettling } from '../term/phases.ts';
import { closes } from './closing.ts';
import type { CalendarEvent } from './event.ts';

/**
 * Article 5: what was ordered is paid or released, "le délégant convient de l’utilisation du solde"; then nothing more
 * is owed and the convention closes. Only acts bring it nearer: it waits for no day.
 */
export const settlement: CalendarEvent = {
  days: () => [],

  comesAbout(convention, moment) {
    const { agreedBalance, outcomes } = convention;
    const settled = agreedBalance !== undefined || outcomes.balance?.state === 'waived';
    return settled && isSettling(convention) ? closes(convention, 'closed', 'term', moment) : undefined;
  },
};
