import { citing } from '../convention/document/articles.ts';
import { line } from '../convention/document/fields.ts';
import { refusal } from '../convention/errors.ts';
import { bothParties } from '../convention/mailing/audience.ts';
import { copiedBodies } from '../convention/people/organisations.ts';
import { everyPartyName } from '../convention/people/parties.ts';
import { signedAct } from '../convention/proof/signatory.ts';
import { withConventionText } from '../convention/proof/signed-text.ts';
import { defineFormedAct } from './act.ts';
import type { Subject } from './form.ts';
import { evidence, isPossible } from './questions.ts';

/** Arts 3 and 5: the text that was signed is kept with the convention, and both controllers receive it. */
export const recordSignedText = defineFormedAct({
  verb: 'signed-text',
  parties: ['delegatee'],
  form: {
    title: 'Verser le texte signé',
    says: 'Le texte de la convention est gardé avec ses pièces ; les parties et les services qui en ont copie le reçoivent.',
    button: 'Verser le texte',
    articles: ({ copies }) => [copies?.article],
    group: 'Vie de la convention',
    questions: {
      evidence: evidence('Texte signé', 'le texte signé, ou son adresse', {
        hint: 'Le fichier de 7 Mo au plus est joint aux courriels ; à défaut, l’adresse où le lire.',
      }),
    },
    example: '--evidence https://intranet.example/convention.pdf',
    offered: (subject) => mayBeGiven(subject),
    input: ({ evidence }, _about, by) => ({ by, evidence }),
  },
  schema: signedAct({
    evidence: line(500).describe('Le fichier gardé avec la convention, ou l’adresse où lire le texte'),
  }),
  refuse: ({ signedText }, { evidence }) =>
    signedText?.evidence === evidence
      ? refusal('ALREADY_DONE', `Le texte signé est déjà « ${evidence} », donné par ${signedText.by}.`)
      : undefined,
  apply(convention, { by, evidence }, { now }) {
    const { document, signedText: before } = convention;
    const after = { ...convention, signedText: { evidence, by, at: now } };
    return {
      convention: after,
      text: `Texte signé ${before ? 'remplacé' : 'versé'} : ${evidence}.`,
      news: [
        {
          to: [...copiedBodies(document).map((holder) => ({ holder })), ...bothParties],
          item: {
            kind: 'news',
            identity: `signed-text/${now}`,
            subject: 'texte signé de la convention',
            lead: `Le texte de la convention que ${everyPartyName(document)} ont signée est versé à son dossier.`,
            ...citing(convention.document.copies?.article),
            ...withConventionText(after, []),
          },
        },
      ],
    };
  },
});

function mayBeGiven(subject: Subject): boolean {
  return isPossible(recordSignedText, subject, { by: '', evidence: '' });
}
