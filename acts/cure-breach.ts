import { clauseOrLast } from '../convention/amendments/versions.ts';
import { tellParties } from '../convention/mailing/audience.ts';
import { partyName } from '../convention/people/parties.ts';
import { breach, breachesThat, notOpen, withBreach } from './about-breaches.ts';
import { withDone } from './effects.ts';
import { defineFormedAct } from './formed-act.ts';
import { among, evidence } from './questions.ts';

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
    group: 'Fin et reconduction',
    questions: {
      breach,
      evidence: evidence('Preuve', 'ce qui le prouve', {
        hint: 'Ce qui montre que le manquement est réparé.',
      }),
    },
    places: ['breach'],
    example: '1 --evidence "décision du 12 octobre"',
    choices: (subject, can) => breachesThat(subject, ({ id }) => can({ by: '', breach: id, evidence: '' })),
    known: (_subject, { choices }) => ({ breach: among(choices) }),
  },
  refuse: (convention, { breach: id }) => notOpen(convention, id),
  apply(convention, { by, breach: id, evidence }, { now, today }) {
    const cured = withBreach(convention, id, { cured: { on: today, by, evidence } });
    return {
      convention: withDone(cured, ['breach', id], { by, now, evidence }),
      text: `Manquement n° ${id} réparé (${evidence}).`,
      news: tellParties({
        identity: `breach-cured/${id}`,
        subject: 'manquement réparé',
        lead: `Le manquement n° ${id} de ${partyName(convention.document, 'delegator')} est réparé : l’accompagnement se poursuit.`,
        facts: [['Preuve', evidence]],
        cites: [clauseOrLast(convention, 'breach')?.article],
      }),
    };
  },
});
