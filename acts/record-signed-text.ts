import { alreadyDone } from '../convention/errors.ts';
import { audienceOf, bothParties, tell } from '../convention/mailing/audience.ts';
import { copiedBodies } from '../convention/people/organisations.ts';
import { everyPartyName } from '../convention/people/parties.ts';
import { withConventionText } from '../convention/proof/signed-text.ts';
import { defineFormedAct } from './formed-act.ts';
import { evidence } from './questions.ts';

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
    offered: (_subject, { can }) => can({ by: '', evidence: '' }),
  },
  refuse: ({ signedText }, { evidence }) =>
    signedText?.evidence === evidence
      ? alreadyDone`Le texte signé est déjà « ${evidence} », donné par ${signedText.by}.`
      : undefined,
  apply(convention, { by, evidence }, { now }) {
    const { document, signedText: before } = convention;
    const after = { ...convention, signedText: { evidence, by, at: now } };
    return {
      convention: after,
      text: `Texte signé ${before ? 'remplacé' : 'versé'} : ${evidence}.`,
      news: tell([...audienceOf(copiedBodies(document)), ...bothParties], {
        identity: `signed-text/${now}`,
        subject: 'texte signé de la convention',
        lead: `Le texte de la convention que ${everyPartyName(document)} ont signée est versé à son dossier.`,
        cites: [document.copies?.article],
        ...withConventionText(after, []),
      }),
    };
  },
});
