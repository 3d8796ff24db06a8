import type { Amendment } from '../convention/amendments/amendment.ts';
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
  party as partyOf,
} from './about-amendments.ts';
import { defineFormedAct } from './act.ts';
import type { Subject } from './form.ts';
import { isPossible, partiesThat, party, partyIn, possibleParties, reason } from './questions.ts';

/** A party will not have an amendment. */
export const refuseAmendment = defineFormedAct({
  verb: 'amend-refuse',
  parties: ['delegator', 'delegatee'],
  closes: 'amend',
  form: {
    title: 'Refuser un avenant',
    says: 'L’avenant est sans suite ; les parties en sont informées.',
    button: 'Refuser l’avenant',
    articles: ({ amendments }) => [amendments.article],
    group: 'Avenants',
    questions: { amendment: amendmentQuestion, party: party('Partie qui refuse'), reason },
    places: ['amendment'],
    example: '1 --party délégataire --reason "sans objet"',
    offered: (subject) => isAsked(subject) && open(subject, toRefuse(subject)).length > 0,
    known: (subject) => ({
      amendment: amendmentAmong(subject, toRefuse(subject)),
      party: partiesThat(subject, () => true),
    }),
    toRead: (subject) => inWords(subject, toRefuse(subject), 'Ce qui est proposé'),
    input: (values, about, by) => ({
      by,
      amendment: amendmentIn(about, values),
      party: partyIn(about, values),
      reason: values.reason,
    }),
  },
  schema: signedAct({ amendment, party: partyOf, reason: line(500) }),
  refuse: (convention, { amendment: id }, moment) => notProposed(convention, id, moment),
  apply(convention, { amendment: id, party, reason }, moment) {
    const shortName = partyName(convention.document, party);
    return abandoned(convention, id, 'refused', `${shortName} refuse l’avenant n° ${id} : ${reason}`, moment);
  },
});

function toRefuse(subject: Subject): (amendment: Amendment) => boolean {
  return ({ id, agreedBy }) =>
    possibleParties(subject).some(
      (party) =>
        // A party that agreed goes back on it through the page of all acts, not from the duty it has fulfilled.
        !(subject.duty && agreedBy.some((one) => one.party === party)) &&
        isPossible(refuseAmendment, subject, { by: '', amendment: id, party, reason: '' }),
    );
}
