import { partyName } from '../convention/people/parties.ts';
import { abandoned, amendment, chosen, notProposed, onAmendments } from './about-amendments.ts';
import { defineFormedAct } from './formed-act.ts';
import { partyAsked, possibleParties, reason } from './questions.ts';

/** A party will not have an amendment. */
export const refuseAmendment = defineFormedAct({
  verb: 'amend-refuse',
  parties: ['delegator', 'delegatee'],
  closes: 'amend',
  form: {
    title: 'Refuser un avenant',
    says: 'L’avenant est sans suite ; les parties en sont informées.',
    button: 'Refuser l’avenant',
    ...onAmendments('Ce qui est proposé'),
    questions: { amendment, party: partyAsked('Partie qui refuse'), reason },
    example: '1 --party délégataire --reason "sans objet"',
    choices: (subject, can) =>
      chosen(subject, ({ id, agreedBy }) =>
        possibleParties(subject).some(
          (party) =>
            // A party that agreed goes back on it through the page of all acts, not from the duty it has fulfilled.
            !(subject.duty && agreedBy.some((one) => one.party === party)) &&
            can({ by: '', amendment: id, party, reason: '' }),
        ),
      ),
  },
  refuse: (convention, { amendment: id }, moment) => notProposed(convention, id, moment),
  apply(convention, { amendment: id, party, reason }, moment) {
    const shortName = partyName(convention.document, party);
    return abandoned(convention, id, 'refused', `${shortName} refuse l’avenant n° ${id} : ${reason}`, moment);
  },
});
