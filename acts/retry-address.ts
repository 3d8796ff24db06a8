import { contactName, contactOf } from '../convention/document/contacts.ts';
import { alreadyDone } from '../convention/errors.ts';
import { tell } from '../convention/mailing/audience.ts';
import { takenOver } from '../convention/mailing/handover.ts';
import { contactOptions } from './about-contacts.ts';
import { defineFormedAct } from './formed-act.ts';
import { among, choice } from './questions.ts';
import { notOne } from './refusals.ts';

/** An address that its server refused is tried again at once: its mailbox has been made, or emptied. */
export const retryAddress = defineFormedAct({
  verb: 'address-retried',
  parties: [],
  form: {
    title: 'Essayer de nouveau une adresse',
    says: 'Un courriel part aussitôt vers l’adresse que son serveur refusait, avec ce qui n’avait pas pu lui être dit. D’elle-même, elle est essayée une fois par mois.',
    button: 'Essayer l’adresse',
    group: 'Vie de la convention',
    questions: {
      contact: choice('Contact dont l’adresse est refusée', 'le contact dont l’adresse est refusée'),
    },
    places: ['contact'],
    example: 'dgefp-budget',
    offered: ({ convention }) => convention.faults.length > 0,
    known: ({ convention }) => ({
      contact: among(
        contactOptions(convention.document).filter(([id]) =>
          convention.faults.some(({ contact }) => contact === id),
        ),
      ),
    }),
  },
  refuse(convention, { contact }) {
    if (convention.faults.some((fault) => fault.contact === contact)) return undefined;
    const faulty = convention.faults.map((fault) => fault.contact).join(', ') || 'aucun';
    return contactOf(convention.document, contact)
      ? alreadyDone`L’adresse de « ${contact} » n’est pas refusée : on lui écrit. Contacts dont l’adresse l’est : ${faulty}.`
      : notOne(contact, 'un contact de la convention', `contacts dont l’adresse est refusée : ${faulty}`);
  },
  apply(convention, { contact }, moment) {
    return {
      convention: { ...convention, faults: convention.faults.filter((fault) => fault.contact !== contact) },
      text: `L’adresse de ${contactName(convention.document, contact)} est essayée de nouveau.`,
      news: tell([{ contact }], {
        identity: `retry/${contact}/${moment.now}`,
        subject: 'votre adresse est de nouveau utilisée',
        awaited: true,
        lead: 'Des courriels n’ont pas pu vous être remis : votre adresse était refusée par son serveur. Elle est de nouveau utilisée.',
      }),
      handedOn: takenOver(convention, contact, moment),
    };
  },
});
