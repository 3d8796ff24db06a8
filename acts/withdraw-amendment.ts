import { amendmentOf } from '../convention/amendments/in-force.ts';
import { partyName } from '../convention/people/parties.ts';
import { abandoned, amendment, chosen, notProposed, onAmendments } from './about-amendments.ts';
import { defineFormedAct } from './formed-act.ts';
import { reason } from './questions.ts';

/** Whoever proposed an amendment takes it back. */
export const withdrawAmendment = defineFormedAct({
  verb: 'amend-withdraw',
  parties: ['delegator', 'delegatee'],
  form: {
    title: 'Retirer un avenant',
    says: 'Qui l’avait proposé y renonce ; les parties en sont informées.',
    button: 'Retirer l’avenant',
    ...onAmendments('Ce qui est proposé'),
    questions: { amendment, reason },
    example: '1 --reason "à revoir"',
    choices: (subject, can) =>
      chosen(
        subject,
        ({ id, from }) =>
          (subject.party === undefined || subject.party === from) &&
          can({ by: '', amendment: id, reason: '' }),
      ),
  },
  refuse: (convention, { amendment: id }, moment) => notProposed(convention, id, moment),
  apply(convention, { amendment: id, reason }, moment) {
    const from = amendmentOf(convention, id)?.from ?? 'delegator';
    const what = `${partyName(convention.document, from)} retire l’avenant n° ${id} : ${reason}`;
    return abandoned(convention, id, 'withdrawn', what, moment);
  },
});
