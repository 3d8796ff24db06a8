import { frenchDate } from '../calendar/french.ts';
import type { PlainDate } from '../calendar/plain-date.ts';
import type { Convention } from '../convention.ts';
import { allContacts, withContact } from '../document/contacts.ts';
import { email, line, record, slug } from '../document/fields.ts';
import { dutiesOf, dutyStateOf } from '../duties/duties.ts';
import type { NewsItem } from '../letter.ts';
import { contactsOf } from '../organisations.ts';
import { defineAct, refusal } from './act.ts';

/** Somebody leaves: another person takes the contact over, with its roles. */
export const replaceContact = defineAct({
  schema: record({ by: line(100), contact: slug(40), name: line(100), email, reason: line(500) }),
  refuse(convention, { contact: id, name, email }) {
    const contacts = allContacts(convention.document).map(({ contact }) => contact);
    const contact = contacts.find((one) => one.id === id);
    if (!contact) {
      return refusal(
        'UNKNOWN_REFERENCE',
        `« ${id} » n’est pas un contact de la convention ; acceptés : ${contacts.map((one) => one.id).join(', ')}.`,
      );
    }
    return contact.name === name && contact.email === email
      ? refusal('ALREADY_DONE', `Le contact « ${id} » est déjà ${name}.`)
      : undefined;
  },
  apply(convention, { contact, name, email }, { today, now }) {
    const before =
      allContacts(convention.document).find((one) => one.contact.id === contact)?.contact.name ?? contact;
    const after: Convention = {
      ...convention,
      document: withContact(convention.document, contact, { name, email }),
      faults: convention.faults.filter((fault) => fault.contact !== contact),
    };
    const identity = `contact/${contact}/${now}`;
    return {
      convention: after,
      text: `Contact « ${contact} » : ${name} remplace ${before}.`,
      news: [{ to: [{ contact }], item: welcome(after, contact, before, today, identity) }],
    };
  },
});

/** What the newcomer finds on the table. */
function welcome(
  convention: Convention,
  contact: string,
  before: string,
  today: PlainDate,
  identity: string,
): NewsItem {
  const { document } = convention;
  const open = dutiesOf(convention).filter(
    (duty) =>
      ['open', 'overdue'].includes(dutyStateOf(convention, duty, today)) &&
      contactsOf(document, duty.holder, duty.role).some(({ id }) => id === contact),
  );
  const asked =
    open.length > 0 ? 'Voici ce qui est attendu de vous.' : 'Rien n’est attendu de vous pour l’instant.';
  return {
    kind: 'news',
    identity,
    subject: 'vous prenez le relais',
    lead: `Vous remplacez ${before} dans le suivi de la convention. ${asked}`,
    facts: open.map(({ title, article, dueOn }) => [
      `${title} (art. ${article})`,
      `pour le ${frenchDate(dueOn)}`,
    ]),
  };
}
