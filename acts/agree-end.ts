import { capitalised, frenchDate } from '../convention/calendar/french.ts';
import type { PlainDate } from '../convention/calendar/plain-date.ts';
import type { Convention } from '../convention/convention.ts';
import { citing } from '../convention/document/articles.ts';
import { line, plainDate } from '../convention/document/fields.ts';
import { agreedEndDutyId } from '../convention/duties/agreed-end.ts';
import type { DutyOutcome } from '../convention/duties/duty.ts';
import type { Refusal } from '../convention/errors.ts';
import { refusal } from '../convention/errors.ts';
import { orderFacts } from '../convention/ledger/statement.ts';
import { openOrders } from '../convention/ledger/totals.ts';
import { bothParties } from '../convention/mailing/audience.ts';
import { copiedBodies } from '../convention/people/organisations.ts';
import { allParties, namesOf, partyKey, partyName, stillAwaited } from '../convention/people/parties.ts';
import { agreesTo, notAgreed, type Proposal, proposedEnd } from '../convention/proof/agreement.ts';
import { signedAct } from '../convention/proof/signatory.ts';
import { hasEffect } from '../convention/term/effect.ts';
import { comingRenewal } from '../convention/term/renewal.ts';
import { periodOf, sealedEnd } from '../convention/term/term.ts';
import { listed } from './about-ending.ts';
import { defineFormedAct } from './act.ts';
import type { Subject } from './form.ts';
import {
  agreement,
  agreementTo,
  date,
  given,
  inFull,
  isPossible,
  partiesThat,
  party,
  partyIn,
  possibleParties,
  reason,
} from './questions.ts';

/** Both parties end the convention on a day they agree upon: the first proposes it, the other agrees to the same day. */
export const agreeEnd = defineFormedAct({
  verb: 'agreed-end',
  parties: ['delegator', 'delegatee'],
  closes: 'end',
  form: {
    title: 'Convenir d’une fin anticipée',
    says: 'Une partie propose un dernier jour, ou accepte celui qu’une autre a proposé ; la convention finit ce jour-là quand toutes en sont d’accord.',
    button: 'Convenir de la fin',
    articles: ({ notice }) => [notice.article],
    group: 'Fin et reconduction',
    questions: {
      party: party('Partie'),
      on: date('Dernier jour de la convention', 'le dernier jour'),
      reason,
      agreesTo: { ...agreement, optional: true },
    },
    example: '--party délégant --on 2020-12-31 --reason "service repris"',
    offered: (subject) => endIsOpen(subject),
    known(subject) {
      const { agreedEnd, document } = subject.convention;
      const [proposer] = agreedEnd?.agreedBy ?? [];
      const endsOn = periodOf(subject.convention)?.endsOn;
      const toAccept = endsToAccept(subject);
      return {
        party: partiesThat(subject, () => true),
        on: {
          ...(agreedEnd ? { value: agreedEnd.on } : {}),
          hint:
            agreedEnd && proposer
              ? `${partyName(document, proposer)} a proposé le ${frenchDate(agreedEnd.on)} (${agreedEnd.reason}).`
              : `Avant la fin prévue${endsOn ? `, le ${frenchDate(endsOn)}` : ''}.`,
        },
        agreesTo: toAccept.length > 0 ? agreementTo(toAccept) : null,
      };
    },
    toRead: (subject) => inFull(endsToAccept(subject), subject.today, 'Ce qui est proposé'),
    check({ on, agreesTo, ...values }, subject) {
      if (!subject) return [];
      const { agreedEnd } = subject.convention;
      const isOwn = agreedEnd?.agreedBy.some((party) => party === partyIn(subject, values));
      if (!agreedEnd || isOwn) return [];
      if (on === agreedEnd.on && agreesTo === undefined)
        return [{ field: 'agreesTo', message: 'Ce jour est déjà proposé : indiquez que vous l’acceptez.' }];
      return on !== agreedEnd.on && agreesTo !== undefined
        ? [
            {
              field: 'on',
              message: `Vous acceptez la fin au ${frenchDate(agreedEnd.on)} : donnez ce jour, ou décochez la case pour en proposer un autre.`,
            },
          ]
        : [];
    },
    input: (values, about, by) =>
      given({
        by,
        party: partyIn(about, values),
        on: values.on,
        reason: values.reason,
        agreesTo: values.agreesTo,
      }),
  },
  schema: signedAct({
    party: partyKey,
    on: plainDate.describe('Dernier jour de la convention'),
    reason: line(500),
    agreesTo,
  }),
  agreesTo(convention, { on, party }) {
    const { agreedEnd } = convention;
    const accepts = agreedEnd?.on === on && agreedEnd?.agreedBy.every((one) => one !== party);
    return accepts ? proposedEnd(convention) : undefined;
  },
  refuse(convention, { party, on, agreesTo }, { today }) {
    const { document, ended, agreedEnd } = convention;
    if (ended) return refusal('NOT_NOW', `La convention a déjà pris fin le ${frenchDate(ended.on)}.`);
    if (!hasEffect(convention, today))
      return refusal(
        'NOT_NOW',
        'La convention n’a pas encore pris effet : elle se retire par un préavis ou un arrêt administratif.',
      );
    const sealed = sealedEnd(convention);
    if (sealed)
      return refusal(
        'ALREADY_DONE',
        `La fin de la convention est déjà convenue pour le ${frenchDate(sealed.on)}.`,
      );
    if (agreedEnd?.on === on && agreedEnd.agreedBy.includes(party)) {
      return refusal(
        'ALREADY_DONE',
        `${partyName(document, party)} propose déjà le ${frenchDate(on)} ; l’accord de ${namesOf(document, stillAwaited(document, agreedEnd.agreedBy))} est attendu.`,
      );
    }
    const period = periodOf(convention);
    if (on < today || (period && on > period.endsOn)) {
      return refusal(
        'BAD_DATE',
        `« ${on} » refusé ; accepté : une date du ${today} (aujourd’hui) au ${period?.endsOn} (fin de la convention).`,
      );
    }
    // On the last day, an agreement only prevents the renewal.
    return on === period?.endsOn && !comingRenewal(convention)
      ? refusal('ALREADY_DONE', `La convention prend déjà fin le ${frenchDate(on)}.`)
      : notAccepted(convention, on, agreesTo, today);
  },
  apply(convention, { by, party, on, reason }, { now, today }) {
    const { document, agreedEnd } = convention;
    const before = agreedEnd?.on === on ? agreedEnd : undefined;
    const id = before?.id ?? (agreedEnd?.id ?? 0) + 1;
    const answered: DutyOutcome = { state: 'done', at: now, by, evidence: 'accord' };
    const after: Convention = {
      ...convention,
      outcomes: before
        ? { ...convention.outcomes, [agreedEndDutyId(document, before, party)]: answered }
        : convention.outcomes,
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
      news: [
        {
          to: sealed
            ? [...bothParties, ...copiedBodies(document).map((holder) => ({ holder }))]
            : bothParties,
          item: {
            kind: 'news',
            identity: `agreed-end/${on}/${party}/${now}`,
            subject: sealed ? 'fin convenue de la convention' : 'fin de la convention proposée',
            lead: text,
            facts: [['Motif', reason], ...(sealed ? orderFacts(openOrders(convention.ledger)) : [])],
            ...citing(convention.document.notice.article),
            urgent: true,
          },
        },
      ],
    };
  },
});

/** Whether some day may still be agreed upon: today, or that which is proposed already. */
function endIsOpen(subject: Subject): boolean {
  const { agreedEnd } = subject.convention;
  const days = agreedEnd ? [subject.today, agreedEnd.on] : [subject.today];
  return possibleParties(subject).some((party) =>
    days.some((on) => {
      const agreesTo = on === agreedEnd?.on ? proposedEnd(subject.convention)?.mark : undefined;
      return isPossible(agreeEnd, subject, { by: '', party, on, reason: '', agreesTo });
    }),
  );
}

/** The end that the other party has proposed, to whoever may accept it. */
function endsToAccept(subject: Subject): readonly Proposal[] {
  const { agreedEnd } = subject.convention;
  const mayAccept = possibleParties(subject).some((party) => !agreedEnd?.agreedBy.includes(party));
  return mayAccept ? listed(proposedEnd(subject.convention)) : [];
}

/** Whoever gives a mark agrees; whoever gives none proposes, unless that day is proposed already. */
function notAccepted(
  convention: Convention,
  on: PlainDate,
  agreesTo: string | undefined,
  today: PlainDate,
): Refusal | undefined {
  const accepts = convention.agreedEnd?.on === on;
  return accepts || agreesTo !== undefined
    ? notAgreed(accepts ? proposedEnd(convention) : undefined, agreesTo, { today })
    : undefined;
}
