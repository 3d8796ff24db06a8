import type { Handover } from '../convention/convention.ts';
import { contactOf } from '../convention/document/contacts.ts';
import { email, line, slug } from '../convention/document/fields.ts';
import { notNow, unknownReference } from '../convention/errors.ts';
import { tell } from '../convention/mailing/audience.ts';
import { holderName, holderOf } from '../convention/people/organisations.ts';
import { signedAct } from '../convention/proof/signatory.ts';
import { pendingHandovers } from './about-handovers.ts';
import { defineAct } from './act.ts';

/**
 * « Ce n’est pas moi » : whoever has a mail names the right person. A mail that was forwarded may be in anybody's hands:
 * nothing changes before somebody who is known has confirmed it.
 */
export const askHandover = defineAct({
  verb: 'handover',
  parties: ['delegator', 'delegatee'],
  schema: signedAct({ contact: slug(40), name: line(100), email }),
  refuse(convention, { contact: id }) {
    const { document } = convention;
    // Whoever asks may be anybody: the refusal does not say who the contacts are.
    if (!contactOf(document, id))
      return unknownReference`« ${id} » n’est pas, ou n’est plus, un contact de la convention.`;
    if (id === document.manager.id)
      return notNow`Qui gère la convention est remplacé par l’administration de ce service, non depuis un courriel.`;
    const pending = pendingHandovers(convention).find(({ contact }) => contact === id);
    return pending && notNow`Un relais vers ${pending.to.name} attend déjà d’être confirmé ou refusé.`;
  },
  apply(convention, { contact: id, name, email }, { now }) {
    const { document } = convention;
    const from = contactOf(document, id);
    const handover: Handover = {
      id: convention.handovers.length + 1,
      contact: id,
      from: { name: from?.name ?? id, email: from?.email ?? '' },
      to: { name, email },
      askedAt: now,
      state: 'asked',
    };
    const asked = { identity: `handover/${handover.id}/asked` };
    const holder = holderOf(document, id);
    return {
      convention: { ...convention, handovers: [...convention.handovers, handover] },
      text: `Relais n° ${handover.id} demandé depuis un courriel : ${name} à la place de ${handover.from.name}.`,
      news: [
        tell([{ holder: 'manager' }], {
          ...asked,
          subject: `relais à confirmer : ${name}`,
          lead: `Depuis un courriel adressé à ${handover.from.name}, quelqu’un a indiqué ne pas être la bonne personne et propose ${name}. Rien ne change tant que ce relais n’est pas confirmé.`,
          facts: [
            ['Contact', handover.from.name],
            ['Organisation', holder === undefined ? id : holderName(document, holder)],
            ['Adresse proposée', email],
          ],
          paragraphs: [
            'Vérifiez que cette personne est bien la bonne et que cette adresse est la sienne, puis confirmez ou refusez.',
          ],
          about: `handover-${handover.id}`,
        }),
        tell([{ contact: id }], {
          ...asked,
          subject: 'un relais a été demandé en votre nom',
          lead: `Depuis l’un de vos courriels, ${name} a été proposé pour prendre votre relais.`,
          paragraphs: [
            'Rien ne change tant que ce n’est pas confirmé par qui gère la convention, ou par quelqu’un de votre organisation.',
            `Si vous n’y êtes pour rien, répondez à ce courriel : ${document.manager.name} refusera ce relais.`,
          ],
        }),
      ],
    };
  },
});
