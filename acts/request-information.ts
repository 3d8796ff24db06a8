import { line as lineOf, oneOf } from '../convention/document/fields.ts';
import type { Side } from '../convention/document/schema.ts';
import { refusal } from '../convention/errors.ts';
import { partyDoes, partyName, sideOf } from '../convention/people/parties.ts';
import { signedAct } from '../convention/proof/signatory.ts';
import { defineFormedAct } from './act.ts';
import type { Subject } from './form.ts';
import { isPossible, line, side, sideIn, sidesThat } from './questions.ts';

/** Arts 2 and 3: a party asks the other for forecasts or follow-up. */
export const requestInformation = defineFormedAct({
  verb: 'request',
  parties: ['delegator', 'delegatee'],
  needs: 'requests',
  form: {
    title: 'Demander des éléments à l’autre partie',
    says: 'L’autre partie reçoit la demande et a un délai pour répondre.',
    button: 'Demander',
    articles: ({ requests }) => [requests?.fromDelegatee, requests?.fromDelegator],
    group: 'Obligations',
    questions: {
      from: side('Qui demande'),
      subject: line('Ce qui est demandé', 'ce qui est demandé', {
        hint: 'Par exemple : prévision de fin de gestion.',
      }),
    },
    example: '--from délégataire --subject "Prévision de fin de gestion"',
    offered: (subject) => mayBeRequested(subject),
    known: (subject) => ({ from: sidesThat(subject, (from) => mayAsk(subject, from)) }),
    input: (values, about, by) => ({ by, from: sideIn(about, values), subject: values.subject }),
  },
  schema: signedAct({ from: oneOf('delegator', 'delegatee'), subject: lineOf() }),
  refuse({ document, requests }, { from, subject }, { today }) {
    const shortName = partyName(document, from);
    const asks = from === 'delegator' ? document.requests?.fromDelegator : document.requests?.fromDelegatee;
    if (asks === undefined)
      return refusal(
        'NOT_NOW',
        `La convention ne prévoit pas que ${partyDoes(document, from, 'demande', 'demandent')} des éléments.`,
      );
    return requests.some((one) => one.from === from && one.subject === subject && one.on === today)
      ? refusal('ALREADY_DONE', `« ${subject} » est déjà demandé aujourd’hui par ${shortName}.`)
      : undefined;
  },
  apply(convention, { from, subject }, { today }) {
    const request = { id: convention.requests.length + 1, from, subject, on: today };
    return {
      convention: { ...convention, requests: [...convention.requests, request] },
      text: `${partyDoes(convention.document, from, 'demande', 'demandent')} : ${subject}.`,
      news: [],
    };
  },
});

function mayBeRequested(subject: Subject): boolean {
  return subject.party
    ? mayAsk(subject, sideOf(subject.party))
    : mayAsk(subject, 'delegator') || mayAsk(subject, 'delegatee');
}

function mayAsk(subject: Subject, from: Side): boolean {
  return isPossible(requestInformation, subject, { by: '', from, subject: '' });
}
