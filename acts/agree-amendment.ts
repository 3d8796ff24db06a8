import type { Amendment } from '../convention/amendments/amendment.ts';
import { amendmentOf, impossible } from '../convention/amendments/in-force.ts';
import { frenchInstant } from '../convention/calendar/french.ts';
import type { Party } from '../convention/document/schema.ts';
import { dutyIdOf } from '../convention/duties/duty.ts';
import { refusal } from '../convention/errors.ts';
import { namesOf, ofAllParties, partyName, partyWord, stillAwaited } from '../convention/people/parties.ts';
import { agreesTo, notAgreed, proposedAmendment } from '../convention/proof/agreement.ts';
import { signedAct } from '../convention/proof/signatory.ts';
import {
  amendment,
  amendmentIn,
  chosen,
  inWords,
  isAsked,
  notProposed,
  open,
  party as partyOf,
  told,
} from './about-amendments.ts';
import { defineFormedAct } from './act.ts';
import type { Subject } from './form.ts';
import {
  agreement,
  agreementTo,
  isPossible,
  partiesThat,
  party,
  partyIn,
  possibleParties,
  whole,
} from './questions.ts';

/** Art. 6: a party agrees to an amendment, each on its own. */
export const agreeAmendment = defineFormedAct({
  verb: 'amend-agree',
  parties: ['delegator', 'delegatee'],
  closes: 'amend',
  form: {
    title: 'Accepter un avenant',
    says: 'Une partie donne son accord ; avec l’accord de toutes, l’avenant est à signer.',
    button: 'Accepter l’avenant',
    articles: ({ amendments }) => [amendments.article],
    group: 'Avenants',
    questions: {
      amendment: whole('Avenant', 'le numéro de l’avenant'),
      party: party('Partie qui accepte'),
      agreesTo: agreement,
    },
    places: ['amendment'],
    example: '1 --party délégataire --agrees-to 1-9f3ac1d2e4b5a6f7',
    offered: (subject) => isAsked(subject) && open(subject, toAgree(subject)).length > 0,
    known: (subject) => ({
      // What is agreed to says it; the command line, which shows nothing, asks.
      amendment: null,
      party: partiesThat(subject, (party) =>
        subject.convention.amendments.some(({ id }) => canAgree(subject, id, party)),
      ),
      agreesTo: agreementTo(
        chosen(subject, toAgree(subject)).flatMap(
          ({ id }) => proposedAmendment(subject.convention, id) ?? [],
        ),
      ),
    }),
    toRead: (subject) => inWords(subject, toAgree(subject), 'Ce que vous acceptez'),
    input: (values, about, by) => ({
      by,
      // Its mark begins with its number.
      amendment: amendmentIn(about, { amendment: values.amendment ?? values.agreesTo?.split('-')[0] ?? '' }),
      party: partyIn(about, values),
      agreesTo: values.agreesTo,
    }),
  },
  schema: signedAct({ amendment, party: partyOf, agreesTo }),
  agreesTo: (convention, given) => proposedAmendment(convention, Number(given.amendment)),
  refuse(convention, { amendment: id, party, agreesTo }, moment) {
    const found = amendmentOf(convention, id);
    const refused = notProposed(convention, id, moment);
    if (refused || !found) return refused;
    const agreed = found.agreedBy.find((one) => one.party === party);
    return agreed
      ? refusal(
          'ALREADY_DONE',
          `${partyName(convention.document, party)} a déjà donné son accord, par ${agreed.by}, le ${frenchInstant(agreed.at)}.`,
        )
      : (impossible(convention, found.changes, found.effectiveOn, moment) ??
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
    const text = isAgreed
      ? `L’avenant n° ${id} a l’accord ${ofAllParties(document)} : il est à signer.`
      : `${partyName(document, party)} accepte l’avenant n° ${id} ; l’accord de ${namesOf(document, awaited)} est attendu.`;
    return {
      convention: {
        ...convention,
        amendments,
        outcomes: {
          ...convention.outcomes,
          [dutyIdOf('amendment', id, partyWord(party))]: { state: 'done', at: now, by, evidence: 'accord' },
        },
      },
      text,
      news: [
        told(
          convention,
          id,
          isAgreed ? 'agreed' : `agreed-${partyWord(party)}`,
          isAgreed ? 'convenu' : 'accepté par une partie',
          text,
        ),
      ],
    };
  },
});

function canAgree(subject: Subject, amendment: number, party: Party): boolean {
  const agreesTo = proposedAmendment(subject.convention, amendment)?.mark;
  return isPossible(agreeAmendment, subject, { by: '', amendment, party, agreesTo });
}

function toAgree(subject: Subject): (amendment: Amendment) => boolean {
  return ({ id }) => possibleParties(subject).some((party) => canAgree(subject, id, party));
}
