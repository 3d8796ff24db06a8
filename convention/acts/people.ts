import { z } from 'zod';
import { frenchDate } from '../calendar/french.ts';
import type { PlainDate } from '../calendar/plain-date.ts';
import type { Convention } from '../convention.ts';
import { allContacts, withContact } from '../document/contacts.ts';
import { email, line, oneOf, plainDate, record, slug } from '../document/fields.ts';
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

/** Reminders wait until a day; never those of a notice, a breach or a shortfall, which are no reminders. */
export const pauseReminders = defineAct({
  schema: record({
    by: line(100),
    until: plainDate.nullable().describe('Jour où les rappels reprennent ; null pour les reprendre aussitôt'),
    reason: line(500),
  }),
  refuse(convention, { until }, { today }) {
    const { pausedUntil } = convention;
    if (until === null) {
      return pausedUntil && pausedUntil > today
        ? undefined
        : refusal('ALREADY_DONE', 'Les rappels ne sont pas suspendus.');
    }
    if (until <= today)
      return refusal('BAD_DATE', `« ${until} » refusé ; accepté : un jour après le ${today} (aujourd’hui).`);
    return pausedUntil === until
      ? refusal('ALREADY_DONE', `Les rappels sont déjà suspendus jusqu’au ${frenchDate(until)}.`)
      : undefined;
  },
  apply(convention, { until }) {
    const { pausedUntil: _before, ...others } = convention;
    return until === null
      ? { convention: others, text: 'Les rappels reprennent.', news: [] }
      : {
          convention: { ...others, pausedUntil: until },
          text: `Rappels suspendus jusqu’au ${frenchDate(until)}.`,
          news: [],
        };
  },
});

/** Arts 2 and 3: a party asks the other for forecasts or follow-up. */
export const requestInformation = defineAct({
  schema: record({ by: line(100), from: oneOf('delegator', 'delegatee'), subject: line() }),
  refuse: (convention, { from, subject }, { today }) =>
    convention.requests.some((one) => one.from === from && one.subject === subject && one.on === today)
      ? refusal(
          'ALREADY_DONE',
          `« ${subject} » est déjà demandé aujourd’hui par ${convention.document[from].shortName}.`,
        )
      : undefined,
  apply(convention, { from, subject }, { today }) {
    const request = { id: convention.requests.length + 1, from, subject, on: today };
    return {
      convention: { ...convention, requests: [...convention.requests, request] },
      text: `${convention.document[from].shortName} demande : ${subject}.`,
      news: [],
    };
  },
});

/** Arts 2 and 3: the last days of a year for Chorus, as the autumn circular gives them. */
export const recordYearEnd = defineAct({
  schema: record({
    by: line(100),
    year: z.int('une année').min(2000, 'une année').max(2199, 'une année'),
    commitments: plainDate,
    payments: plainDate,
  }),
  refuse(convention, { year, commitments, payments }) {
    const wrong = [commitments, payments].find((date) => !date.startsWith(`${year}-`));
    if (wrong) return refusal('BAD_DATE', `« ${wrong} » refusé ; accepté : une date de l’année ${year}.`);
    return convention.document.yearEnd.some(
      (one) => one.year === year && one.commitments === commitments && one.payments === payments,
    )
      ? refusal('ALREADY_DONE', `Les dates de fin de gestion ${year} sont déjà celles-là.`)
      : undefined;
  },
  apply(convention, { by, year, commitments, payments }, { now }) {
    const { document } = convention;
    const yearEnd = [...document.yearEnd.filter((one) => one.year !== year), { year, commitments, payments }];
    const evidence = `AE ${frenchDate(commitments)}, CP ${frenchDate(payments)}`;
    return {
      convention: {
        ...convention,
        document: { ...document, yearEnd },
        outcomes: {
          ...convention.outcomes,
          [`year-end-${year}-dates`]: { state: 'done', at: now, by, evidence },
        },
      },
      text: `Fin de gestion ${year} : ${evidence}.`,
      news: [],
    };
  },
});
