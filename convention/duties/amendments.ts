import type { Amendment } from '../amendments/amendment.ts';
import { parisDate } from '../calendar/paris.ts';
import { reckon } from '../calendar/reckoning.ts';
import type { Convention } from '../convention.ts';
import { delayOf } from '../document/delays.ts';
import { bodyNames } from '../people/organisations.ts';
import { isAgreedByAll, partiesOf, partyWord } from '../people/parties.ts';
import { askedOf, type Duty, dueBy, dueWithin, dutyIdOf } from './duty.ts';

/** All parties agree to an amendment, it is signed, and those whom the text names receive a copy. */
export function amendmentDuties(convention: Convention): Duty[] {
  return convention.amendments.flatMap((amendment) =>
    [agreements, signature, copies].flatMap((laid) => laid(convention, amendment) ?? []),
  );
}

function agreements({ document, outcomes }: Convention, { id, proposedOn, expiresOn, state }: Amendment) {
  const { indicative } = delayOf('amendments', document.amendments.answerDays);
  return partiesOf(document).flatMap(({ party }): Duty | [] => {
    const duty = dutyIdOf('amendment', id, partyWord(party));
    if (state !== 'proposed' && !outcomes[duty]) return [];
    return {
      id: duty,
      kind: 'amendment',
      article: document.amendments.article ?? '',
      title: `Accord sur l’avenant n° ${id}`,
      holder: party,
      copies: [],
      opensOn: proposedOn,
      ...dueBy(reckon('amendmentAnswer', expiresOn)),
      ...(indicative ? { indicative, afterwards: expiry } : {}),
      evidence: 'l’accord ou le refus de la partie',
      closedBy: 'amend',
    };
  });
}

const expiry =
  'Sans l’accord de toutes les parties à cette date, la proposition expire : c’est une règle du suivi.';

function signature({ outcomes, document }: Convention, { id, agreedBy, state }: Amendment): Duty | undefined {
  const agreed = agreedBy.map(({ party }) => party);
  const duty = dutyIdOf('amendment', id, 'signature');
  if (!isAgreedByAll(document, agreed) || (state !== 'proposed' && !outcomes[duty])) return undefined;
  const agreedOn = parisDate(Math.max(...agreedBy.map(({ at }) => at)));
  return {
    id: duty,
    kind: 'amendment',
    article: document.amendments.article ?? '',
    title: `Signature de l’avenant n° ${id}`,
    holder: 'manager',
    copies: ['delegator', 'delegatee'],
    ...dueWithin(document, reckon('amendmentAgreed', agreedOn), 'signature'),
    evidence: 'la référence du texte signé, et son fichier',
    closedBy: 'amend',
  };
}

function copies({ document }: Convention, { id, signature, state }: Amendment): Duty | undefined {
  const { article = '', copies: to, copiesTitle } = document.amendments;
  if (to.length === 0 || !signature || !['signed', 'inForce'].includes(state)) return undefined;
  const signed = reckon('amendmentSigned', signature.on);
  const names = bodyNames(document, to);
  return {
    id: dutyIdOf('amendment', id, 'copies'),
    kind: 'controller-copies',
    article,
    title: `Copie de l’avenant n° ${id}${copiesTitle ? ` ${copiesTitle}` : ` : ${names}`}`,
    ...askedOf('delegatee', 'done', 'budget'),
    ...dueWithin(document, signed, 'copies', document.copies),
    evidence: `la preuve d’envoi ou l’accusé de réception de chacun : ${names}`,
  };
}
