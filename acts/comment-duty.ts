import { alreadyDone, notNow } from '../convention/errors.ts';
import { tellParties } from '../convention/mailing/audience.ts';
import { partyName } from '../convention/people/parties.ts';
import { defineFormedAct } from './formed-act.ts';
import { aboutDuty, dutiesThat, duty, findDuty, unknownDuty } from './known-duty.ts';
import { line, partyAsked, possibleParties } from './questions.ts';

/** What may be said of one duty: beyond, it is talk, which has other places. */
const mostComments = 20;

/** A party says something of a duty: it is read beside it, and in the letters about it. */
export const commentDuty = defineFormedAct({
  verb: 'comment',
  parties: ['delegator', 'delegatee'],
  form: {
    title: 'Commenter une obligation',
    says: 'Les autres parties en sont prévenues, et les courriels sur cette obligation le rappellent ; cela ne la remplit pas.',
    button: 'Enregistrer le commentaire',
    ...aboutDuty,
    questions: {
      party: partyAsked('Partie qui commente'),
      duty,
      comment: line('Commentaire', 'le commentaire', { most: 500 }),
    },
    example: 'report-2020-04 --party délégataire --comment "attend les données de mars"',
    choices: (subject, can) =>
      dutiesThat(subject, (one) =>
        possibleParties(subject).some((party) => can({ by: '', party, duty: one.id, comment: '–' })),
      ),
  },
  refuse(convention, { duty: id, party, comment }) {
    if (!findDuty(convention, id)) return unknownDuty(convention, id);
    const said = (convention.comments ?? []).filter((one) => one.duty === id);
    const last = said.at(-1);
    if (last?.party === party && last.text === comment)
      return alreadyDone`« ${comment} » est déjà dit de « ${id} », par ${last.by}.`;
    return said.length < mostComments
      ? undefined
      : notNow`« ${id} » a déjà ${said.length} commentaires ; accepté : ${mostComments} au plus.`;
  },
  apply(convention, { by, party, duty: id, comment }, { now, today }) {
    const { comments = [], document } = convention;
    const { title = id, holder = party } = findDuty(convention, id) ?? {};
    const who = partyName(document, party);
    return {
      convention: {
        ...convention,
        comments: [...comments, { duty: id, party, on: today, text: comment, by, at: now }],
      },
      text: `${who} commente « ${title} » : « ${comment} ».`,
      news: tellParties({
        copies: [holder],
        identity: `comment/${id}/${comments.length + 1}`,
        subject: `commentaire – ${title}`,
        lead: `${who} commente « ${title} » : « ${comment} ».`,
      }),
    };
  },
});
