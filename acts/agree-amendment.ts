import { amendmentOf, impossible } from '../convention/amendments/in-force.ts';
import { frenchInstant } from '../convention/calendar/french.ts';
import type { Party } from '../convention/document/schema.ts';
import { alreadyDone } from '../convention/errors.ts';
import { namesOf, ofAllParties, partyName, partyWord, stillAwaited } from '../convention/people/parties.ts';
import { notAgreed, proposedAmendment } from '../convention/proof/agreement.ts';
import { amendmentSaid, chosen, notProposed, onAmendments, told } from './about-amendments.ts';
import { withDone } from './effects.ts';
import type { Subject } from './form.ts';
import { defineFormedAct } from './formed-act.ts';
import { agreement, partiesAmong, partyAsked, possibleParties, whole } from './questions.ts';

/** Art. 6: a party agrees to an amendment, each on its own. */
export const agreeAmendment = defineFormedAct({
  verb: 'amend-agree',
  parties: ['delegator', 'delegatee'],
  closes: 'amend',
  form: {
    title: 'Accepter un avenant',
    says: 'Une partie donne son accord ; avec l’accord de toutes, l’avenant est à signer.',
    button: 'Accepter l’avenant',
    ...onAmendments('Ce que vous acceptez'),
    questions: {
      amendment: whole('Avenant', 'le numéro de l’avenant', { most: 1000, said: amendmentSaid }),
      party: partyAsked('Partie qui accepte'),
      agreesTo: agreement,
    },
    example: '1 --party délégataire --agrees-to 1-9f3ac1d2e4b5a6f7',
    choices: (subject, can) =>
      chosen(subject, ({ id: amendment }) =>
        possibleParties(subject).some((party) => can(agreeing(subject, amendment, party))),
      ),
    agreement: {
      title: 'Ce que vous acceptez',
      to: ({ convention }, { choices }) => choices.map(({ id }) => proposedAmendment(convention, id)),
    },
    known: (subject, { can }) => ({
      // What is agreed to says it; the command line, which shows nothing, asks.
      amendment: null,
      party: partiesAmong(
        subject.convention,
        possibleParties(subject).filter((party) =>
          subject.convention.amendments.some(({ id }) => can(agreeing(subject, id, party))),
        ),
      ),
    }),
    // The mark begins with the number.
    input: ({ amendment, agreesTo = '' }, about) => ({
      amendment: Number(amendmentSaid(about) ?? amendment ?? agreesTo.split('-')[0]),
    }),
  },
  agreesTo: (convention, given) => proposedAmendment(convention, Number(given.amendment)),
  refuse(convention, { amendment: id, party, agreesTo }, moment) {
    const found = amendmentOf(convention, id);
    const refused = notProposed(convention, id, moment);
    if (refused || !found) return refused;
    const agreed = found.agreedBy.find((one) => one.party === party);
    return agreed
      ? alreadyDone`${partyName(convention.document, party)} a déjà donné son accord, par ${agreed.by}, le ${frenchInstant(agreed.at)}.`
      : (impossible(convention, found, moment) ??
          notAgreed(proposedAmendment(convention, id), agreesTo, moment));
  },
  apply(convention, { by, amendment: id, party }, { now }) {
    const { document } = convention;
    const amendments = convention.amendments.map((one) =>
      one.id === id ? { ...one, agreedBy: [...one.agreedBy, { party, by, at: now }] } : one,
    );
    const agreed = amendments.find((one) => one.id === id)?.agreedBy.map((one) => one.party) ?? [];
    const awaited = stillAwaited(document, agreed);
    const isAgreed = awaited.length === 0;
    const [what, state] = isAgreed
      ? ['agreed', 'convenu']
      : [`agreed-${partyWord(party)}`, 'accepté par une partie'];
    const done = { by, now, evidence: 'accord' };
    const text = isAgreed
      ? `L’avenant n° ${id} a l’accord ${ofAllParties(document)} : il est à signer.`
      : `${partyName(document, party)} accepte l’avenant n° ${id} ; l’accord de ${namesOf(document, awaited)} est attendu.`;
    return {
      convention: withDone({ ...convention, amendments }, ['amendment', id, partyWord(party)], done),
      text,
      news: told(convention, id, what, state, text),
    };
  },
});

/** A party agrees to an amendment as it stands. */
function agreeing({ convention }: Subject, amendment: number, party: Party) {
  return { by: '', amendment, party, agreesTo: proposedAmendment(convention, amendment)?.mark };
}
