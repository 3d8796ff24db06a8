import { isSettling } from '../term/phases.ts';
import { closes } from './closing.ts';
import type { CalendarEvent } from './event.ts';

/**
 * What was ordered is paid or released, "le délégant convient de l’utilisation du solde"; then nothing more
 * is owed and the convention closes. Where no text settles a balance, none is waited for. Only acts bring it nearer: it waits for no day.
 */
export const settlement: CalendarEvent = {
  days: () => [],

  comesAbout(convention, moment) {
    const { agreedBalance, document, outcomes } = convention;
    const settled = !document.balance || agreedBalance !== undefined || outcomes.balance?.state === 'waived';
    return settled && isSettling(convention) ? closes(convention, 'closed', 'term', moment) : undefined;
  },
};
