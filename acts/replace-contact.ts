import { allContacts } from '../convention/document/contacts.ts';
import { email as emailOf, line as lineOf, slug } from '../convention/document/fields.ts';
import { refusal } from '../convention/errors.ts';
import { signedAct } from '../convention/proof/signatory.ts';
import { replacing } from './about-contacts.ts';
import { defineFormedAct } from './act.ts';
import { contactOptions } from './contact-options.ts';
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
      name: line('Nom de la nouvelle personne', 'le nom de la nouvelle personne'),
      email: email('Son adresse électronique', 'son adresse électronique'),
      reason,
    },
    places: ['contact'],
    example: 'dgefp-budget --name "Marie Martin" --email marie.martin@dgefp.example --reason départ',
    offered: () => true,
    known: ({ convention }) => ({ contact: among(contactOptions(convention.document)) }),
    input: ({ contact, name, email, reason }, _about, by) => ({ by, contact, name, email, reason }),
  },
  schema: signedAct({
    contact: slug(40),
    name: lineOf(100),
    email: emailOf,
    reason: lineOf(500),
  }),
  refuse(convention, { contact: id, name, email }) {
    const contacts = allContacts(convention.document).map(({ contact }) => contact);
    const contact = contacts.find((one) => one.id === id);
    if (!contact) {
      return refusal(
        'UNKNOWN_REFERENCE',
        `« ${id} » n’est pas un contact de la convention ; acceptés : ${contacts.map((one) => one.id).join(', ')}.`,
      );
    }
    // An address that is right after all is confirmed so: its fault is forgotten.
    const isKnown = contact.name === name && contact.email === email;
    return isKnown && convention.faults.every((fault) => fault.contact !== id)
      ? refusal('ALREADY_DONE', `Le contact « ${id} » est déjà ${name}.`)
      : undefined;
  },
  apply: (convention, { contact, name, email }, moment) =>
    replacing(convention, { contact, name, email }, moment),
});
