import { agreeEnd } from '../../../convention/acts/agreed-end.ts';
import { giveNotice, withdrawNotice } from '../../../convention/acts/notice.ts';
import { answerRenewal } from '../../../convention/acts/renewal.ts';
import {
  noticeToWithdraw,
  type Proposal,
  proposedEnd,
  proposedRenewal,
} from '../../../convention/agreement.ts';
import { frenchDate } from '../../../convention/calendar/french.ts';
import type { Party } from '../../../convention/document/schema.ts';
import { comingRenewal } from '../../../convention/renewal.ts';
import { noticeEndsOn, periodOf, runningNotice } from '../../../convention/term.ts';
import {
  actForm,
  agreement,
  choice,
  date,
  dutyClosed,
  given,
  inFull,
  isPossible,
  partyField,
  partyIn,
  possibleParties,
  reason,
} from './asking.ts';
import type { ActForm, Subject } from './form.ts';

/** Article 7: notice, agreed end, renewal. */
export const endingForms = {
  giveNotice: actForm({
    act: 'giveNotice',
    title: 'Donner un préavis de résiliation',
    says: 'Une partie met fin à la convention ; le préavis court du jour où l’autre l’a reçu.',
    button: 'Donner le préavis',
    article: 'art. 7',
    group: 'Fin et reconduction',
    parties: ['delegator', 'delegatee'],
    offered: (subject) =>
      isPossible(giveNotice, subject, {
        by: '',
        from: 'delegator',
        receivedOn: subject.today,
        reason: '',
      }),
    fields(subject) {
      const { document } = subject.convention;
      const runsTo = frenchDate(noticeEndsOn(document, subject.today));
      return [
        ...partyField(subject, 'Qui donne le préavis', () => true, 'from'),
        date('receivedOn', 'Jour où l’autre partie l’a reçu', 'le jour de réception', {
          value: subject.today,
          hint: `Le préavis est de ${document.notice.months} mois : reçu aujourd’hui, il s’achève le ${runsTo}.`,
        }),
        reason,
      ];
    },
    input: (values, subject, by) => ({
      by,
      from: partyIn(subject, values, 'from'),
      receivedOn: values.receivedOn,
      reason: values.reason,
    }),
  }),
  withdrawNotice: actForm({
    act: 'withdrawNotice',
    title: 'Accepter le retrait du préavis',
    says: 'Le préavis est retiré quand les deux parties l’ont accepté ; la convention se poursuit alors.',
    button: 'Accepter le retrait',
    article: 'art. 7',
    group: 'Fin et reconduction',
    parties: ['delegator', 'delegatee'],
    offered: (subject) => possibleParties(subject).some((party) => canWithdraw(subject, party)),
    fields(subject) {
      const running = runningNotice(subject.convention);
      const hint = running ? `Le préavis s’achève le ${frenchDate(running.endsOn)}.` : '';
      return [
        ...partyField(subject, 'Partie qui accepte le retrait', (party) => canWithdraw(subject, party)),
        { ...reason, hint: `${hint} ${reason.hint ?? ''}`.trim() },
        agreement(listed(noticeToWithdraw(subject.convention))),
      ];
    },
    toRead: ({ convention, today }) =>
      inFull(listed(noticeToWithdraw(convention)), today, 'Ce que vous acceptez de retirer'),
    input: (values, subject, by) => ({
      by,
      party: partyIn(subject, values),
      reason: values.reason,
      agreesTo: values.agreesTo,
    }),
  }),
  agreeEnd: actForm({
    act: 'agreeEnd',
    title: 'Convenir d’une fin anticipée',
    says: 'Une partie propose un dernier jour, ou accepte celui que l’autre a proposé ; la convention finit ce jour-là quand les deux en sont d’accord.',
    button: 'Convenir de la fin',
    article: 'art. 7',
    group: 'Fin et reconduction',
    parties: ['delegator', 'delegatee'],
    offered: (subject) => endIsOpen(subject),
    fields(subject) {
      const { agreedEnd, document } = subject.convention;
      const [proposer] = agreedEnd?.agreedBy ?? [];
      const endsOn = periodOf(subject.convention)?.endsOn;
      return [
        ...partyField(subject, 'Partie', () => true),
        date('on', 'Dernier jour de la convention', 'le dernier jour', {
          ...(agreedEnd ? { value: agreedEnd.on } : {}),
          hint:
            agreedEnd && proposer
              ? `${document[proposer].shortName} a proposé le ${frenchDate(agreedEnd.on)} (${agreedEnd.reason}).`
              : `Avant la fin prévue${endsOn ? `, le ${frenchDate(endsOn)}` : ''}.`,
        }),
        reason,
        ...endsToAccept(subject).map((proposal) => agreement([proposal], { optional: true })),
      ];
    },
    toRead: (subject) => inFull(endsToAccept(subject), subject.today, 'Ce qui est proposé'),
    check({ on, agreesTo, ...values }, subject) {
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
    input: (values, subject, by) =>
      given({
        by,
        party: partyIn(subject, values),
        on: values.on,
        reason: values.reason,
        agreesTo: values.agreesTo,
      }),
  }),
  answerRenewal: actForm({
    act: 'answerRenewal',
    title: 'Répondre sur la reconduction',
    says: 'La convention est reconduite si les deux parties l’acceptent ; sinon elle finit à son terme.',
    button: 'Répondre',
    article: 'art. 7',
    group: 'Fin et reconduction',
    parties: ['delegator', 'delegatee'],
    offered: (subject) => isAsked(subject) && possibleParties(subject).some((one) => canAnswer(subject, one)),
    fields(subject) {
      const coming = comingRenewal(subject.convention);
      return [
        ...partyField(subject, 'Partie qui répond', (party) => canAnswer(subject, party)),
        choice(
          'agrees',
          'Réponse',
          'la réponse',
          [
            ['oui', 'Accepter la reconduction'],
            ['non', 'La décliner'],
          ],
          coming ? { hint: `${coming.months} mois de plus, après le ${frenchDate(coming.lastDay)}.` } : {},
        ),
        { ...reason, optional: true },
        agreement(listed(proposedRenewal(subject.convention)), { optional: true }),
      ];
    },
    toRead: ({ convention, today }) =>
      inFull(listed(proposedRenewal(convention)), today, 'La reconduction proposée'),
    check: ({ agrees, agreesTo }) =>
      agrees === 'oui' && agreesTo === undefined
        ? [{ field: 'agreesTo', message: 'Indiquez que vous acceptez la reconduction, après l’avoir lue.' }]
        : [],
    input: (values, subject, by) =>
      given({
        by,
        party: partyIn(subject, values),
        agrees: values.agrees === 'oui',
        reason: values.reason,
        agreesTo: values.agrees === 'oui' ? values.agreesTo : undefined,
      }),
  }),
} as const satisfies Partial<Record<string, ActForm>>;

function canWithdraw(subject: Subject, party: Party): boolean {
  const agreesTo = noticeToWithdraw(subject.convention)?.mark;
  return isPossible(withdrawNotice, subject, { by: '', party, reason: '', agreesTo });
}

/** Whether the party that the duty asks, when one brought here, is the person's. */
function isAsked(subject: Subject): boolean {
  const duty = dutyClosed(subject, 'renew');
  return !duty || subject.party === undefined || subject.party === duty.holder;
}

function canAnswer(subject: Subject, party: Party): boolean {
  const agreesTo = proposedRenewal(subject.convention)?.mark;
  return isPossible(answerRenewal, subject, { by: '', party, agrees: true, agreesTo });
}

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

function listed(proposal: Proposal | undefined): readonly Proposal[] {
  return proposal ? [proposal] : [];
}
