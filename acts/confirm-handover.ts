import { tell } from '../convention/mailing/audience.ts';
import { replacing } from './about-contacts.ts';
import { answered, answeringHandover, handover, notPending } from './about-handovers.ts';
import { defineFormedAct } from './formed-act.ts';

/** The manager, or somebody of the same organisation, knows the person who was named: they take the contact over. */
export const confirmHandover = defineFormedAct({
  verb: 'handover-confirmed',
  parties: ['delegator', 'delegatee'],
  form: {
    title: 'Confirmer un relais demandé depuis un courriel',
    says: 'La personne proposée reprend les rôles de l’ancienne et reçoit ce qui est attendu d’elle ; l’ancienne est prévenue.',
    button: 'Confirmer le relais',
    questions: { handover },
    example: '1',
    ...answeringHandover,
  },
  refuse: (convention, { handover: id }) => notPending(convention, id),
  apply(convention, { handover: id }, moment) {
    const asked = convention.handovers.find((one) => one.id === id);
    if (!asked) return { convention, text: '' };
    const { contact, from, to } = asked;
    const effect = replacing(answered(convention, id, 'confirmed'), { contact, ...to }, moment);
    return {
      ...effect,
      news: [
        ...effect.news,
        tell([{ holder: 'manager' }], {
          identity: `handover/${id}/confirmed`,
          subject: `${to.name} prend le relais de ${from.name}`,
          lead: `Le relais est confirmé : les courriels de la convention sont désormais écrits à ${to.name}.`,
          facts: [['Nouvelle adresse', to.email]],
        }),
      ],
    };
  },
});
