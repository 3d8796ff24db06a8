import type { Convention } from '../convention/convention.ts';
import { contactOf } from '../convention/document/contacts.ts';
import { oneOf } from '../convention/document/fields.ts';
import { alreadyDone, notNow } from '../convention/errors.ts';
import { tell } from '../convention/mailing/audience.ts';
import { present } from '../convention/plain-object.ts';
import { isOfOwn, ownContacts, unknownContact, without } from './about-contacts.ts';
import { defineFormedAct } from './formed-act.ts';
import { among, choice } from './questions.ts';

/** How often a contact is written to. */
export type Rhythm = 'daily' | 'mondays';

/** The same in French texts. */
export const frenchRhythms: Readonly<Record<Rhythm, string>> = {
  daily: 'chaque jour',
  mondays: 'le lundi seulement',
};

/** How often a contact is written to, as it has chosen. */
export function rhythmOf({ rhythms = {} }: Pick<Convention, 'rhythms'>, contact: string): Rhythm {
  return rhythms[contact] === 'mondays' ? 'mondays' : 'daily';
}

/** Somebody wants what may wait on one day of the week: it is told in one letter, as it stands then. */
export const chooseRhythm = defineFormedAct({
  verb: 'rhythm',
  parties: ['delegator', 'delegatee'],
  form: {
    title: 'Choisir le rythme des courriels',
    says: 'Le lundi seulement, ce qui peut attendre est réuni en un courriel, le premier jour ouvré de la semaine. Ce qui est urgent, ce qui est à faire d’ici là, une invitation à une réunion ou une réponse attendue sont écrits comme d’habitude.',
    button: 'Choisir ce rythme',
    group: 'Vie de la convention',
    questions: {
      contact: choice('Personne à qui l’on écrit', 'la personne à qui l’on écrit'),
      mails: choice('Ses courriels', 'le rythme de ses courriels', {
        as: oneOf('daily', 'mondays'),
        options: [
          ['daily', 'Chaque jour, s’il y a lieu'],
          ['mondays', 'Le lundi seulement'],
        ],
      }),
    },
    places: ['contact', 'mails'],
    example: 'dgefp-budget mondays',
    known: (subject) => ({ contact: among(ownContacts(subject)) }),
  },
  refuse(convention, { contact: id, mails, as, link }) {
    const contact = contactOf(convention.document, id);
    if (!contact) return unknownContact(convention.document, id, link !== undefined);
    if (!isOfOwn(convention, id, as))
      return notNow`« ${id} » n’est pas de votre organisation : le rythme de ses courriels se choisit par quelqu’un de la sienne, ou par qui gère la convention.`;
    return rhythmOf(convention, id) === mails
      ? alreadyDone`${contact.name} reçoit déjà ses courriels ${frenchRhythms[mails]}.`
      : undefined;
  },
  apply(convention, { by, contact: id, mails, as }, { now }) {
    const { rhythms, ...others } = convention;
    const left = without(rhythms, id);
    const name = contactOf(convention.document, id)?.name ?? id;
    return {
      convention: {
        ...others,
        ...present({ rhythms: mails === 'mondays' ? { ...left, [id]: mails } : left }),
      },
      text: `Courriels de ${name} : ${frenchRhythms[mails]}.`,
      // Whoever chooses it for themselves knows.
      news:
        as !== id &&
        tell([{ contact: id }], {
          identity: `rhythm/${id}/${now}`,
          subject: `vos courriels, ${frenchRhythms[mails]}`,
          lead: `${by} a choisi le rythme des courriels de cette convention à ${name} : ${frenchRhythms[mails]}.`,
          paragraphs: [
            mails === 'mondays'
              ? 'Ce qui est urgent, ou à faire d’ici là, vous est écrit sans attendre.'
              : 'Ce qui attendait lundi vous parvient avec les prochains courriels.',
          ],
        }),
    };
  },
});
