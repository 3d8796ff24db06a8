import { whole } from '../convention/document/fields.ts';
import { signedAct } from '../convention/proof/signatory.ts';
import { replacing } from './about-contacts.ts';
import { answerable, answered, handoverQuestion, notPending, ofSomebody } from './about-handovers.ts';
import { defineFormedAct } from './act.ts';
import { numberOf } from './questions.ts';

/** The manager, or somebody of the same organisation, knows the person who was named: they take the contact over. */
export const confirmHandover = defineFormedAct({
  verb: 'handover-confirmed',
  parties: ['delegator', 'delegatee'],
  form: {
    title: 'Confirmer un relais demandé depuis un courriel',
    says: 'La personne proposée reprend les rôles de l’ancienne et reçoit ce qui est attendu d’elle ; l’ancienne est prévenue.',
    button: 'Confirmer le relais',
    group: 'Vie de la convention',
    questions: { handover: handoverQuestion },
    places: ['handover'],
    example: '1',
    offered: (subject) => answerable(subject).length > 0,
    known: (subject) => ({ handover: ofSomebody(subject) }),
    input: ({ handover }, _about, by) => ({ by, handover: numberOf(handover) }),
  },
  schema: signedAct({ handover: whole(1, 9999) }),
  refuse: (convention, { handover }) => notPending(convention, handover),
  apply(convention, { handover: id }, moment) {
    const handover = convention.handovers.find((one) => one.id === id);
    if (!handover) return { convention, text: '', news: [] };
    const { contact, from, to } = handover;
    const effect = replacing(answered(convention, id, 'confirmed'), { contact, ...to }, moment);
    return {
      ...effect,
      news: [
        ...effect.news,
        {
          to: [{ holder: 'manager' }],
          item: {
            kind: 'news',
            identity: `handover/${id}/confirmed`,
            subject: `${to.name} prend le relais de ${from.name}`,
            lead: `Le relais est confirmé : les courriels de la convention sont désormais écrits à ${to.name}.`,
            facts: [
              ['Contact', contact],
              ['Nouvelle adresse', to.email],
            ],
          },
        },
      ],
    };
  },
});
