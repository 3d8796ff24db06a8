import { parisDate } from '../convention/calendar/paris.ts';
import type { Convention } from '../convention/convention.ts';
import { citing } from '../convention/document/articles.ts';
import { dutiesOf, outcomeOf } from '../convention/duties/duties.ts';
import { deadlineSequence } from '../convention/mailing/calendar-sequence.ts';
import { contactsOf, holderName } from '../convention/people/organisations.ts';
import { type CalendarDeadline, deadlinesCalendar } from '../letters/calendar/deadlines.ts';
import type { Web } from './web.ts';

/**
 * The deadlines of somebody in all their conventions, as a calendar to subscribe to: what is asked of them, and the
 * dates that are announced to them, until each is over.
 * @param own the convention whose link asks for it: it may be younger than the list of all.
 */
export async function deadlinesFeed(web: Web, email: string, own: Convention): Promise<string> {
  const now = web.now();
  const listed = await web.portfolio.seenBy({ name: '', email, admin: false, auditor: false });
  const deadlines = deadlinesIn(own, email, now);
  for (const { id } of listed.filter((one) => one.id !== own.document.id))
    deadlines.push(...deadlinesIn(await web.conventions.record(id), email, now));
  return deadlinesCalendar(deadlines, now, 'Mes échéances de conventions de délégation');
}

function deadlinesIn(record: Convention, email: string, now: number): CalendarDeadline[] {
  if (record.closed) return [];
  const { document } = record;
  const today = parisDate(now);
  const isMine = (contact: { readonly email: string }) => contact.email.toLowerCase() === email.toLowerCase();
  return dutiesOf(record)
    .filter((duty) => !outcomeOf(record, duty) && (duty.evidence !== undefined || duty.dueOn >= today))
    .filter((duty) =>
      [duty.holder, ...(duty.alertsOn ? duty.copies : [])].some((holder) =>
        contactsOf(document, holder, duty.role).some(isMine),
      ),
    )
    .map((duty) => ({
      convention: { id: document.id, shortName: document.shortName },
      manager: { name: document.manager.name, email: document.manager.email },
      duty: duty.id,
      sequence: deadlineSequence(record),
      ...citing(duty.article),
      title: duty.title,
      holder: holderName(document, duty.holder),
      dueOn: duty.dueOn,
      ...(duty.indicative ? { indicative: duty.indicative } : {}),
      ...(duty.takenOverOn ? { takenOverOn: duty.takenOverOn } : {}),
      ...(duty.evidence ? { evidence: duty.evidence } : {}),
    }));
}
