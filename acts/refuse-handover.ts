import { tell } from '../convention/mailing/audience.ts';
import { answered, answeringHandover, handover, notPending } from './about-handovers.ts';
import { defineFormedAct } from './formed-act.ts';
import { reason } from './questions.ts';

/** The person who was named is not the right one. */
export const refuseHandover = defineFormedAct({
  verb: 'handover-refused',
  parties: ['delegator', 'delegatee'],
  form: {
    title: 'Refuser un relais demandé depuis un courriel',
    says: 'La personne proposée n’est pas la bonne : rien ne change.',
    button: 'Refuser le relais',
    questions: { handover, reason },
    example: '1 --reason "autre service"',
    ...answeringHandover,
  },
  refuse: (convention, { handover: id }) => notPending(convention, id),
  apply(convention, { handover: id, reason }) {
    const asked = convention.handovers.find((one) => one.id === id);
    if (!asked) return { convention, text: '' };
    const { contact, from, to } = asked;
    return {
      convention: answered(convention, id, 'refused'),
      text: `Relais n° ${id} refusé : ${to.name} ne prend pas la place de ${from.name}.`,
      news: tell([{ contact }], {
        identity: `handover/${id}/refused`,
        subject: 'le relais demandé est refusé',
        lead: `${to.name} ne prend pas votre relais : ce qui concerne la convention continue de vous être écrit.`,
        paragraphs: [`Motif : ${reason}`],
      }),
    };
  },
});
