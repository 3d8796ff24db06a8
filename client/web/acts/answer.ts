import { frenchLongDate } from '../../../convention/calendar/french.ts';
import type { Convention } from '../../../convention/convention.ts';
import type { ActForm } from './form.ts';

/** The form by which a contact answers an invitation; undefined when the meeting is not to come any more. */
export function answerForm(convention: Convention, meeting: number, contact: string): ActForm | undefined {
  const found = convention.meetings.find(({ id, state }) => id === meeting && state === 'scheduled');
  if (!found) return undefined;
  const { on, time, place, answers } = found;
  return {
    act: 'answerInvitation',
    title: `Comité d’investissement du ${frenchLongDate(on)}, à ${time}, ${place}`,
    says: 'Votre réponse est transmise à la présidence du comité.',
    button: 'Envoyer ma réponse',
    article: 'art. 2',
    group: 'Vie de la convention',
    parties: ['delegator', 'delegatee'],
    offered: () => true,
    fields: () => [
      {
        name: 'answer',
        label: 'Viendrez-vous ?',
        kind: 'choice',
        options: [
          ['accepted', 'Oui'],
          ['tentative', 'Peut-être'],
          ['declined', 'Non'],
        ],
        value: answers?.[contact]?.answer ?? 'accepted',
      },
      { name: 'comment', label: 'Un mot', kind: 'text', optional: true },
    ],
    input: ({ answer, comment }, _subject, by) => ({
      by,
      meeting,
      contact,
      answer,
      ...(comment ? { comment } : {}),
    }),
  };
}
