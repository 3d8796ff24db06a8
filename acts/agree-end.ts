import { capitalised, frenchDate } from '../convention/calendar/french.ts';
import type { Convention } from '../convention/convention.ts';
import { agreedEndDutyId } from '../convention/duties/agreed-end.ts';
import { alreadyDone } from '../convention/errors.ts';
import { orderFacts } from '../convention/ledger/statement.ts';
import { openOrders } from '../convention/ledger/totals.ts';
import { tellParties } from '../convention/mailing/audience.ts';
import { listOfOwed, stillOwed } from '../convention/mailing/still-owed.ts';
import { copiedBodies } from '../convention/people/organisations.ts';
import { allParties, namesOf, partyName, stillAwaited } from '../convention/people/parties.ts';
import { notAgreed, type Proposal, proposedEnd } from '../convention/proof/agreement.ts';
import { comingRenewal } from '../convention/term/renewal.ts';
import { periodOf, sealedEnd } from '../convention/term/term.ts';
import { withDone } from './effects.ts';
import type { Subject } from './form.ts';
import { defineFormedAct } from './formed-act.ts';
import { actingParty, agreement, date, partyAsked, possibleParties, reason } from './questions.ts';
import { alreadyEnded, beforeEffect, notWithin } from './refusals.ts';

/** Both parties end the convention on a day they agree upon: the first proposes it, the other agrees to the same day. */
export const agreeEnd = defineFormedAct({
  verb: 'agreed-end',
  parties: ['delegator', 'delegatee'],
  closes: 'end',
  form: {
    title: 'Convenir d’une fin anticipée',
    says: 'Une partie propose un dernier jour, ou accepte celui qui est proposé ; la convention finit ce jour-là quand toutes les parties en sont d’accord.',
    button: 'Convenir de la fin',
    articles: ({ notice }) => [notice.article],
    group: 'Fin et reconduction',
    questions: {
      party: partyAsked('Partie'),
      on: date('Dernier jour de la convention', 'le dernier jour'),
      reason,
      agreesTo: { ...agreement, optional: true },
    },
    example: '--party délégant --on 2020-12-31 --reason "service repris"',
    // Some day may still be agreed upon: today, or that which is proposed already.
    offered: (subject, { can }) => {
      const { agreedEnd } = subject.convention;
      const days = agreedEnd ? [subject.today, agreedEnd.on] : [subject.today];
      const agreesTo = proposedEnd(subject.convention)?.mark;
      return possibleParties(subject).some((party) =>
        days.some((on) =>
          can({ by: '', party, on, reason: '', agreesTo: on === agreedEnd?.on ? agreesTo : undefined }),
        ),
      );
    },
    agreement: { title: 'Ce qui est proposé', to: endsToAccept },
    known(subject) {
      const { agreedEnd, document } = subject.convention;
      const [proposer] = agreedEnd?.agreedBy ?? [];
      const endsOn = periodOf(subject.convention)?.endsOn;
      return {
        on: {
          ...(agreedEnd ? { value: agreedEnd.on } : {}),
          hint:
            agreedEnd && proposer
              ? `${partyName(document, proposer)} a proposé le ${frenchDate(agreedEnd.on)} (${agreedEnd.reason}).`
              : `Avant la fin prévue${endsOn ? `, le ${frenchDate(endsOn)}` : ''}.`,
        },
        ...(endsToAccept(subject).length > 0 ? {} : { agreesTo: null }),
      };
    },
    check({ on, agreesTo, party }, subject) {
      const { agreedEnd } = subject?.convention ?? {};
      const isOwn = agreedEnd?.agreedBy.some((one) => one === (actingParty(subject ?? {}) ?? party));
      if (!agreedEnd || isOwn || (on === agreedEnd.on) === (agreesTo !== undefined)) return [];
      if (on === agreedEnd.on)
        return [{ field: 'agreesTo', message: 'Ce jour est déjà proposé : indiquez que vous l’acceptez.' }];
      const message = `Vous acceptez la fin au ${frenchDate(agreedEnd.on)} : donnez ce jour, ou décochez la case pour en proposer un autre.`;
      return [{ field: 'on', message }];
    },
  },
  agreesTo(convention, { on, party }) {
    const { agreedEnd } = convention;
    const accepts = agreedEnd?.on === on && agreedEnd?.agreedBy.every((one) => one !== party);
    return accepts ? proposedEnd(convention) : undefined;
  },
  refuse(convention, { party, on, agreesTo }, { today }) {
    const { document, agreedEnd } = convention;
    const when =
      alreadyEnded(convention) ??
      beforeEffect(convention, today, 'elle se retire par un préavis ou un arrêt administratif');
    if (when) return when;
    const sealed = sealedEnd(convention);
    if (sealed)
      return alreadyDone`La fin de la convention est déjà convenue pour le ${frenchDate(sealed.on)}.`;
    if (agreedEnd?.on === on && agreedEnd.agreedBy.includes(party))
      return alreadyDone`${partyName(document, party)} propose déjà le ${frenchDate(on)} ; l’accord de ${namesOf(document, stillAwaited(document, agreedEnd.agreedBy))} est attendu.`;
    const period = periodOf(convention);
    const last = period?.endsOn ?? on;
    const outside = notWithin(on, [today, 'aujourd’hui'], [last, 'fin de la convention']);
    if (outside) return outside;
    // On the last day, an agreement only prevents the renewal.
    if (on === period?.endsOn && !comingRenewal(convention))
      return alreadyDone`La convention prend déjà fin le ${frenchDate(on)}.`;
    // Whoever gives a mark agrees; whoever gives none proposes, unless that day is proposed already.
    if (agreedEnd?.on === on) return notAgreed(proposedEnd(convention), agreesTo, { today });
    return agreesTo === undefined ? undefined : notAgreed(undefined, agreesTo, { today });
  },
  apply(convention, { by, party, on, reason }, { now, today }) {
    const { document, agreedEnd } = convention;
    const before = agreedEnd?.on === on ? agreedEnd : undefined;
    const id = before?.id ?? (agreedEnd?.id ?? 0) + 1;
    const done = { by, now, evidence: 'accord' };
    const after: Convention = {
      ...(before ? withDone(convention, [agreedEndDutyId(document, before, party)], done) : convention),
      agreedEnd: {
        id,
        on,
        agreedBy: [...(before?.agreedBy ?? []), party],
        reason: before?.reason ?? reason,
        proposedOn: before?.proposedOn ?? today,
        decidedOn: today,
      },
    };
    const sealed = sealedEnd(after) !== undefined;
    const text = sealed
      ? `${capitalised(allParties(document))} conviennent de mettre fin à la convention le ${frenchDate(on)}.`
      : `${partyName(document, party)} ${before ? 'accepte' : 'propose'} de mettre fin à la convention le ${frenchDate(on)} ; l’accord de ${namesOf(document, stillAwaited(document, after.agreedEnd?.agreedBy ?? []))} est attendu.`;
    return {
      convention: after,
      text,
      news: tellParties({
        copies: sealed ? copiedBodies(document) : [],
        identity: `agreed-end/${on}/${party}/${now}`,
        subject: sealed ? 'fin convenue de la convention' : 'fin de la convention proposée',
        lead: text,
        facts: [['Motif', reason], ...(sealed ? orderFacts(openOrders(convention.ledger)) : [])],
        ...(sealed ? { paragraphs: listOfOwed(stillOwed(after, 'l’accord sur le solde')) } : {}),
        cites: [document.notice.article],
        urgent: true,
      }),
    };
  },
});

/** The end that the other party has proposed, to whoever may accept it. */
function endsToAccept(subject: Subject): readonly Proposal[] {
  const { agreedEnd } = subject.convention;
  const proposed = proposedEnd(subject.convention);
  const mayAccept = possibleParties(subject).some((party) => !agreedEnd?.agreedBy.includes(party));
  return mayAccept && proposed ? [proposed] : [];
}
