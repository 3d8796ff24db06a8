import { line, whole } from '../convention/document/fields.ts';
import { signedAct } from '../convention/proof/signatory.ts';
import { answerable, answered, handoverQuestion, notPending, ofSomebody } from './about-handovers.ts';
import { defineFormedAct } from './act.ts';
import { numberOf, reason } from './questions.ts';

/** The person who was named is not the right one. */
export const refuseHandover = defineFormedAct({
  verb: 'handover-refused',
  parties: ['delegator', 'delegatee'],
  form: {
    title: 'Refuser un relais demandé depuis un courriel',
    says: 'La personne proposée n’est pas la bonne : rien ne change.',
    button: 'Refuser le relais',
    group: 'Vie de la convention',
    questions: { handover: handoverQuestion, reason },
    places: ['handover'],
    example: '1 --reason "autre service"',
    offered: (subject) => answerable(subject).length > 0,
    known: (subject) => ({ handover: ofSomebody(subject) }),
    input: ({ handover, reason }, _about, by) => ({ by, handover: numberOf(handover), reason }),
  },
  schema: signedAct({ handover: whole(1, 9999), reason: line(500) }),
  refuse: (convention, { handover }) => notPending(convention, handover),
  apply(convention, { handover: id, reason }) {
    const handover = convention.handovers.find((one) => one.id === id);
    const name = handover?.to.name ?? '';
    return {
      convention: answered(convention, id, 'refused'),
      text: `Relais n° ${id} refusé : ${name} ne prend pas le contact « ${handover?.contact ?? ''} ».`,
      news: handover
        ? [
            {
              to: [{ contact: handover.contact }],
              item: {
                kind: 'news',
                identity: `handover/${id}/refused`,
                subject: 'le relais demandé est refusé',
                lead: `${name} ne prend pas votre relais : ce qui concerne la convention continue de vous être écrit.`,
                paragraphs: [`Motif : ${reason}`],
              },
            },
          ]
        : [],
    };
  },
});
