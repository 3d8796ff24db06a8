import { z } from 'zod';
import { frenchDate } from '../calendar/french.ts';
import type { Convention } from '../convention.ts';
import { allContacts, withContact } from '../document/contacts.ts';
import { email, line, record, slug } from '../document/fields.ts';
import { dutiesAskedOf, takenOver } from '../handed-on.ts';
import type { NewsItem } from '../letter.ts';
import { defineAct, type Moment, refusal } from './act.ts';

/** Somebody leaves: another person takes the contact over, with its roles. */
export const replaceContact = defineAct({
  schema: record({
    by: line(100),
    contact: slug(40),
    name: line(100),
    email,
    reason: line(500),
    handedOver: z
      .boolean()
      .optional()
      .describe(
        'La personne elle-même passe le relais, depuis son courriel : qui gère la convention l’apprend',
      ),
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
  apply(convention, { contact, name, email, handedOver = false }, moment) {
    const replaced = allContacts(convention.document).find((one) => one.contact.id === contact)?.contact;
    const before = replaced?.name ?? contact;
    const takeover = { contact, from: replaced?.email ?? email, name, email };
    const after: Convention = {
      ...convention,
      document: withContact(convention.document, contact, { name, email }),
      faults: convention.faults.filter((fault) => fault.contact !== contact),
      amendments: convention.amendments.map((one) =>
        one.state === 'proposed' || one.state === 'signed'
          ? { ...one, takenOver: [...(one.takenOver ?? []), takeover] }
          : one,
      ),
    };
    return {
      convention: after,
      text:
        before === name
          ? `Contact « ${contact} » : l’adresse de ${name} est à jour.`
          : `Contact « ${contact} » : ${name} remplace ${before}.`,
      news: [
        { to: [{ contact }], item: welcome(after, contact, before, name, moment) },
        ...(handedOver
          ? [
              {
                to: [{ holder: 'manager' as const }],
                item: handover({ contact, name, email }, before, moment),
              },
            ]
          : []),
      ],
      handedOn: takenOver(after, contact, moment),
    };
  },
});

/** Whoever had the letter chose who comes next: the manager can check it, and choose again. */
function handover(
  { contact, name, email }: { readonly contact: string; readonly name: string; readonly email: string },
  before: string,
  { now }: Moment,
): NewsItem {
  return {
    kind: 'news',
    identity: `handover/${contact}/${now}`,
    subject: `${name} prend le relais de ${before}`,
    lead: `Depuis son courriel, ${before} a indiqué ne pas être la bonne personne : les courriels de la convention sont désormais écrits à ${name}.`,
    facts: [
      ['Contact', contact],
      ['Nouvelle adresse', email],
    ],
    paragraphs: [
      'Vérifiez que cette personne est bien la bonne. Sinon, remplacez de nouveau ce contact : ses liens cesseront aussitôt de servir.',
    ],
  };
}

/** What the newcomer finds on the table; each duty also comes as itself, in the same letter. */
function welcome(
  convention: Convention,
  contact: string,
  before: string,
  name: string,
  moment: Moment,
): NewsItem {
  const open = dutiesAskedOf(convention, contact, moment);
  const asked =
    open.length > 0 ? 'Voici ce qui est attendu de vous.' : 'Rien n’est attendu de vous pour l’instant.';
  const [subject, lead] =
    before === name
      ? ['votre adresse est à jour', 'Votre adresse est à jour dans le suivi de la convention.']
      : ['vous prenez le relais', `Vous remplacez ${before} dans le suivi de la convention.`];
  return {
    kind: 'news',
    identity: `contact/${contact}/${moment.now}`,
    subject,
    lead: `${lead} ${asked}`,
    facts: open.map(({ title, article, dueOn }) => [
      `${title} (art. ${article})`,
      `pour le ${frenchDate(dueOn)}`,
    ]),
  };
}
