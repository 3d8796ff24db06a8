import type { Amendment } from '../convention/amendments/amendment.ts';
import { amendmentOf } from '../convention/amendments/in-force.ts';
import { line } from '../convention/document/fields.ts';
import { partyName } from '../convention/people/parties.ts';
import { signedAct } from '../convention/proof/signatory.ts';
import {
  abandoned,
  amendment,
  amendmentAmong,
  amendmentIn,
  amendmentQuestion,
  inWords,
  isAsked,
  notProposed,
  open,
} from './about-amendments.ts';
import { defineFormedAct } from './act.ts';
import type { Subject } from './form.ts';
import { isPossible, reason } from './questions.ts';

/** Whoever proposed an amendment takes it back. */
export const withdrawAmendment = defineFormedAct({
  verb: 'amend-withdraw',
  parties: ['delegator', 'delegatee'],
  form: {
    title: 'Retirer un avenant',
    says: 'Qui l’avait proposé y renonce ; les parties en sont informées.',
    button: 'Retirer l’avenant',
    articles: ({ amendments }) => [amendments.article],
    group: 'Avenants',
    questions: { amendment: amendmentQuestion, reason },
    places: ['amendment'],
    example: '1 --reason "à revoir"',
    offered: (subject) => isAsked(subject) && open(subject, toWithdraw(subject)).length > 0,
    known: (subject) => ({ amendment: amendmentAmong(subject, toWithdraw(subject)) }),
    toRead: (subject) => inWords(subject, toWithdraw(subject), 'Ce qui est proposé'),
    input: (values, about, by) => ({
      by,
      amendment: amendmentIn(about, values),
      reason: values.reason,
    }),
  },
  schema: signedAct({ amendment, reason: line(500) }),
  refuse: (convention, { amendment: id }, moment) => notProposed(convention, id, moment),
  apply(convention, { amendment: id, reason }, moment) {
    const from = amendmentOf(convention, id)?.from ?? 'delegator';
    const shortName = partyName(convention.document, from);
    return abandoned(
      convention,
      id,
      'withdrawn',
      `${shortName} retire l’avenant n° ${id} : ${reason}`,
      moment,
    );
  },
});

function toWithdraw(subject: Subject): (amendment: Amendment) => boolean {
  return ({ id, from }) =>
    (subject.party === undefined || subject.party === from) &&
    isPossible(withdrawAmendment, subject, { by: '', amendment: id, reason: '' });
}
