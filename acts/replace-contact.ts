import { contactOf } from '../convention/document/contacts.ts';
import { alreadyDone } from '../convention/errors.ts';
import { contactOptions, replacing, unknownContact } from './about-contacts.ts';
import { defineFormedAct } from './formed-act.ts';
import { among, choice, email, line, reason } from './questions.ts';

/** Somebody leaves: another person takes the contact over, with its roles. */
export const replaceContact = defineFormedAct({
  verb: 'contact',
  parties: [],
  form: {
    title: 'Remplacer un contact',
    says: 'La nouvelle personne reprend les rôles de l’ancienne et reçoit ce qui est attendu d’elle.',
    button: 'Remplacer le contact',
    group: 'Vie de la convention',
    questions: {
      contact: choice('Personne remplacée', 'la personne remplacée'),
      name: line('Nom de la nouvelle personne', 'le nom de la nouvelle personne', { most: 100 }),
      email: email('Son adresse électronique', 'son adresse électronique'),
      reason,
    },
    places: ['contact'],
    example: 'dgefp-budget --name "Marie Martin" --email marie.martin@dgefp.example --reason départ',
    known: ({ convention }) => ({ contact: among(contactOptions(convention.document)) }),
  },
  refuse(convention, { contact: id, name, email }) {
    const contact = contactOf(convention.document, id);
    if (!contact) return unknownContact(convention.document, id, false);
    // An address that is right after all is confirmed so: its fault is forgotten.
    const isKnown = contact.name === name && contact.email === email;
    return isKnown && convention.faults.every((fault) => fault.contact !== id)
      ? alreadyDone`Le contact « ${id} » est déjà ${name}.`
      : undefined;
  },
  apply: (convention, given, moment) => replacing(convention, given, moment),
});
