import { citing } from '../convention/document/articles.ts';
import { line, whole } from '../convention/document/fields.ts';
import { dutyIdOf } from '../convention/duties/duty.ts';
import { bothParties } from '../convention/mailing/audience.ts';
import { partyName } from '../convention/people/parties.ts';
import { signedAct } from '../convention/proof/signatory.ts';
import {
  breachAmong,
  breachesThat,
  breachIn,
  breachQuestion,
  notOpen,
  withBreach,
} from './about-breaches.ts';
import { defineFormedAct } from './act.ts';
import type { Options, Subject } from './form.ts';
import { evidence, isPossible } from './questions.ts';

/** The breach is cured: it is closed, and nothing ends for it. */
export const cureBreach = defineFormedAct({
  verb: 'breach-cured',
  // The delegator is asked to cure it, and shows that it has; the delegatee learns it at once.
  parties: ['delegator', 'delegatee'],
  needs: 'breach',
  closes: 'breach',
  form: {
    title: 'Déclarer un manquement réparé',
    says: 'Le manquement est clos : l’accompagnement se poursuit ; les parties en sont informées.',
    button: 'Déclarer réparé',
    articles: ({ breach }) => [breach?.article],
    group: 'Fin et reconduction',
    questions: {
      breach: breachQuestion,
      evidence: evidence('Preuve', 'ce qui le prouve', {
        hint: 'Ce qui montre que le manquement est réparé.',
      }),
    },
    places: ['breach'],
    example: '1 --evidence "décision du 12 octobre"',
    offered: (subject) => toCure(subject).length > 0,
    known: (subject) => ({ breach: breachAmong(subject, toCure(subject)) }),
    input: (values, about, by) => ({
      by,
      breach: breachIn(about, values),
      evidence: values.evidence,
    }),
  },
  schema: signedAct({ breach: whole(1, 1000), evidence: line(500) }),
  refuse: (convention, { breach }) => notOpen(convention, breach),
  apply(convention, { by, breach: id, evidence }, { now, today }) {
    const { document } = convention;
    return {
      convention: {
        ...withBreach(convention, id, { cured: { on: today, by, evidence } }),
        outcomes: {
          ...convention.outcomes,
          [dutyIdOf('breach', id)]: { state: 'done', at: now, by, evidence },
        },
      },
      text: `Manquement n° ${id} réparé (${evidence}).`,
      news: [
        {
          to: bothParties,
          item: {
            kind: 'news',
            identity: `breach-cured/${id}`,
            subject: 'manquement réparé',
            lead: `Le manquement n° ${id} de ${partyName(document, 'delegator')} est réparé : l’accompagnement se poursuit.`,
            facts: [['Preuve', evidence]],
            ...citing(convention.document.breach?.article),
          },
        },
      ],
    };
  },
});

function toCure(subject: Subject): Options {
  return breachesThat(subject, ({ id }) =>
    isPossible(cureBreach, subject, { by: '', breach: id, evidence: '' }),
  );
}
