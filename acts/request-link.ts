import { frenchDate, frenchInstant } from '../convention/calendar/french.ts';
import { inBrackets } from '../convention/document/articles.ts';
import { contactName, contactOf } from '../convention/document/contacts.ts';
import { line, slug } from '../convention/document/fields.ts';
import { outcomeOf } from '../convention/duties/duties.ts';
import { isAlert } from '../convention/duties/duty.ts';
import { notNow } from '../convention/errors.ts';
import { tell } from '../convention/mailing/audience.ts';
import { signedAct } from '../convention/proof/signatory.ts';
import { unknownContact } from './about-contacts.ts';
import { defineAct } from './act.ts';
import { findDuty } from './known-duty.ts';

/** Between two links to one contact: whoever holds an old link cannot fill a mailbox with it. */
const pauseMs = 10 * 60_000;

/** Somebody whose link serves no more asks for another: it leaves at once, to that contact's address and no other. */
export const requestLink = defineAct({
  verb: 'link',
  parties: ['delegator', 'delegatee'],
  schema: signedAct({
    contact: slug(40),
    about: line(80).describe('Ce dont il s’agit : l’identifiant d’une obligation, ou un mot'),
  }),
  refuse(convention, { contact }, { now }) {
    if (!contactOf(convention.document, contact)) return unknownContact(convention.document, contact, true);
    const sentAt = convention.linksSent[contact];
    return sentAt !== undefined && now < sentAt + pauseMs
      ? notNow`Un lien a été envoyé à « ${contact} » le ${frenchInstant(sentAt)} ; un autre pourra l’être le ${frenchInstant(sentAt + pauseMs)}.`
      : undefined;
  },
  apply(convention, { contact, about }, { now }) {
    const found = findDuty(convention, about);
    const duty = found && !isAlert(found) && !outcomeOf(convention, found) ? found : undefined;
    return {
      convention: { ...convention, linksSent: { ...convention.linksSent, [contact]: now } },
      text: `Nouveau lien envoyé à ${contactName(convention.document, contact)} (${found?.title ?? about}).`,
      news: tell([{ contact }], {
        identity: `link/${contact}/${now}`,
        subject: 'votre nouveau lien',
        awaited: true,
        lead: 'Voici un nouveau lien, à la place du précédent.',
        paragraphs: ['Si vous n’avez rien demandé, ne tenez pas compte de ce courriel.'],
        ...(duty
          ? {
              facts: [[`${duty.title}${inBrackets(duty.article)}`, `pour le ${frenchDate(duty.dueOn)}`]],
              duty: duty.id,
            }
          : { about }),
      }),
    };
  },
});
