import { amendmentOf } from '../amendments/in-force.ts';
import { changesInWords } from '../amendments/in-words.ts';
import { previewFacts, previewOf } from '../amendments/preview.ts';
import { frenchDate, frenchInstant } from '../calendar/french.ts';
import type { Moment } from '../calendar/moment.ts';
import type { PlainDate } from '../calendar/plain-date.ts';
import type { Convention } from '../convention.ts';
import { line } from '../document/fields.ts';
import type { Duty } from '../duties/duty.ts';
import { proposalChanged, type Refusal, refusal } from '../errors.ts';
import { ceilingIn, mostPaidAt } from '../ledger/ceiling.ts';
import { frenchCeiling, frenchEuros } from '../ledger/money.ts';
import { orderFacts, statementFacts } from '../ledger/statement.ts';
import { openOrders } from '../ledger/totals.ts';
import { type Fact, factsOf } from '../mailing/facts.ts';
import { partyName } from '../people/parties.ts';
import { renewed } from '../term/ended.ts';
import { comingRenewal } from '../term/renewal.ts';
import { periodOf, runningNotice, sealedEnd, spansOf } from '../term/term.ts';
import { digestOf } from './digest.ts';

/** What somebody is asked to agree to, as it stands. */
export interface Proposal {
  /**
   * Its number and the digest of all that it says: whoever agrees gives it, so that nobody agrees to what
   * they have not seen.
   */
  readonly mark: string;
  /** What it says, in a few words: `la proposition n° 2 de DINUM : 40 000,00 €, restitution`. */
  readonly summary: string;
  /** All that it says, and what it would bring, looked at on a day. */
  facts(today: PlainDate): readonly Fact[];
}

/** The key by which an act names what it agrees to; which acts need it, `notAgreed` says. */
export const agreesTo = line(40)
  .optional()
  .describe('Empreinte de ce qui est accepté, telle qu’elle est montrée avec son contenu');

/** Art. 5: the use of the balance that was proposed last. */
export function proposedBalance(convention: Convention): Proposal | undefined {
  const { document, proposals } = convention;
  const last = proposals.at(-1);
  if (!last) return undefined;
  const { amount, use, by, at, from } = last;
  const shortName = partyName(document, from);
  return {
    mark: markOf(proposals.length, { amount, use, from }),
    summary: `la proposition n° ${proposals.length} de ${shortName} : ${frenchEuros(amount)}, ${use}`,
    facts: () => [
      [`Proposition n° ${proposals.length}`, `de ${shortName}, par ${by}, le ${frenchInstant(at)}`],
      ['Solde', frenchEuros(amount)],
      ['Utilisation proposée', use],
      ...statementFacts(convention),
    ],
  };
}

/** Art. 6: an amendment, while it is proposed. */
export function proposedAmendment(convention: Convention, id: number): Proposal | undefined {
  const found = amendmentOf(convention, id);
  if (found?.state !== 'proposed') return undefined;
  const { from, changes, reason, effectiveOn, proposedOn } = found;
  const { document } = convention;
  const shortName = partyName(document, from);
  return {
    mark: markOf(id, { from, changes, reason, effectiveOn }),
    summary: `l’avenant n° ${id} de ${shortName}, d’effet au ${frenchDate(effectiveOn)} : ${reason}`,
    facts: (today) => [
      [`Avenant n° ${id}`, `proposé par ${shortName}, le ${frenchDate(proposedOn)}`],
      ['Prend effet le', frenchDate(effectiveOn)],
      ['Motif', reason],
      ...previewFacts(previewOf(convention, found, today)),
      ...changesInWords(document, changes),
    ],
  };
}

/** Art. 7: the end that one party has proposed. */
export function proposedEnd(convention: Convention): Proposal | undefined {
  const { agreedEnd, document, ledger } = convention;
  const [from] = agreedEnd?.agreedBy ?? [];
  if (!agreedEnd || !from || sealedEnd(convention)) return undefined;
  const { id, on, reason, decidedOn } = agreedEnd;
  const shortName = partyName(document, from);
  const endsOn = periodOf(convention)?.endsOn;
  return {
    mark: markOf(id, { from, on, reason }),
    summary: `la fin au ${frenchDate(on)}, proposée par ${shortName} : ${reason}`,
    facts: () => [
      ['Fin convenue', `proposée par ${shortName}, le ${frenchDate(decidedOn)}`],
      ['Dernier jour', endsOn ? `${frenchDate(endsOn)} → ${frenchDate(on)}` : frenchDate(on)],
      ['Motif', reason],
      ...orderFacts(openOrders(ledger)),
    ],
  };
}

/** Art. 7: the express renewal that is to come. */
export function proposedRenewal(convention: Convention): Proposal | undefined {
  const coming = comingRenewal(convention);
  if (coming?.mode !== 'express') return undefined;
  const { rank, months } = coming;
  const after = renewed(convention, coming, 0);
  const span = spansOf(after)[rank];
  if (!span) return undefined;
  const mostPaid = mostPaidAt(after, span.from);
  const ceiling = ceilingIn(convention.document, rank);
  const most = convention.document.budget && frenchCeiling(ceiling);
  const period = `du ${frenchDate(span.from)} au ${frenchDate(span.to)}`;
  return {
    mark: markOf(rank, { from: span.from, to: span.to, ceiling }),
    summary: `la reconduction n° ${rank}, ${period}${most ? `, plafond : ${most}` : ''}`,
    facts: () =>
      factsOf([
        ['Reconduction', `n° ${rank}, de ${months} mois`],
        ['Période', period],
        [`Plafond de la période${mostPaid === undefined ? '' : ' (AE)'}`, most],
        ['Paiements (CP), au plus', mostPaid !== undefined && frenchEuros(mostPaid)],
      ]),
  };
}

/** Art. 7: the notice that runs, for whoever would have it withdrawn. */
export function noticeToWithdraw(convention: Convention): Proposal | undefined {
  const running = runningNotice(convention);
  if (!running) return undefined;
  const { from, receivedOn, endsOn, reason, withdrawnBy } = running;
  const { document, notices } = convention;
  const shortName = partyName(document, from);
  const withdrawn = withdrawnBy.map((party) => partyName(document, party)).join(', ');
  return {
    mark: markOf(notices.indexOf(running) + 1, { from, receivedOn, endsOn, reason }),
    summary: `le retrait du préavis donné par ${shortName}, reçu le ${frenchDate(receivedOn)} : ${reason}`,
    facts: () => [
      ['Préavis', `donné par ${shortName}, reçu le ${frenchDate(receivedOn)}`],
      ['Il s’achève le', frenchDate(endsOn)],
      ['Motif', reason],
      ['Retrait déjà accepté par', withdrawn || 'personne'],
    ],
  };
}

/** Why an agreement is refused: it does not name what stands, or names what stood before. */
export function notAgreed(
  proposal: Proposal | undefined,
  given: string | undefined,
  { today }: Pick<Moment, 'today'>,
): Refusal | undefined {
  if (proposal?.mark === given) return undefined;
  if (!proposal) return proposalChanged`« ${given ?? ''} » refusé : ce que vous acceptez n’est plus proposé.`;
  const { mark, summary } = proposal;
  if (given !== undefined)
    return proposalChanged`« ${given} » refusé : ce que vous acceptez a changé depuis que vous l’avez lu ; accepté : « ${mark} », ${summary}.`;
  const lines = proposal.facts(today).map(([label, value]) => `  ${label} : ${value}`);
  const asked = `agreesTo : absent ; attendu : « ${mark} », une fois lu ce qu’il désigne :`;
  return refusal('BAD_ACT', [asked, ...lines].join('\n'));
}

/** What a duty asks a party to agree to, if it does. */
export function proposalOfDuty(convention: Convention, { id, closedBy }: Duty): Proposal | undefined {
  const [, amendment, rank] = /^(?:amendment-(\d+)|renewal-(\d+))-deleg/.exec(id) ?? [];
  if (closedBy === 'settle') return proposedBalance(convention);
  if (closedBy === 'end') return proposedEnd(convention);
  if (amendment !== undefined) return proposedAmendment(convention, Number(amendment));
  return rank === undefined ? undefined : proposedRenewal(convention);
}

function markOf(number: number, content: unknown): string {
  return `${number}-${digestOf(content)}`;
}
