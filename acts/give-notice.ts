import { frenchDate } from '../convention/calendar/french.ts';
import type { Convention } from '../convention/convention.ts';
import { alreadyDone, badDate } from '../convention/errors.ts';
import { orderFacts } from '../convention/ledger/statement.ts';
import { openOrders } from '../convention/ledger/totals.ts';
import { tellParties } from '../convention/mailing/audience.ts';
import { sentenceOfOwed, stillOwed } from '../convention/mailing/still-owed.ts';
import { copiedBodies } from '../convention/people/organisations.ts';
import { partyName } from '../convention/people/parties.ts';
import { effectiveOn } from '../convention/term/effect.ts';
import { isRenewed } from '../convention/term/renewal.ts';
import { frenchNotice, noticeEndsOn, periodOf, runningNotice, spansOf } from '../convention/term/term.ts';
import { defineFormedAct } from './formed-act.ts';
import { date, partyAsked, reason } from './questions.ts';
import { alreadyEnded, notWithin } from './refusals.ts';

/** Art. 7 and decree art. 5: a party gave notice, which the other received that day; three months run from there. */
export const giveNotice = defineFormedAct({
  verb: 'notice',
  parties: ['delegator', 'delegatee'],
  form: {
    title: 'Donner un préavis de résiliation',
    says: 'Une partie met fin à la convention ; le préavis se compte depuis sa réception.',
    button: 'Donner le préavis',
    articles: ({ notice }) => [notice.article],
    group: 'Fin et reconduction',
    questions: {
      from: partyAsked('Qui donne le préavis'),
      receivedOn: date('Jour de réception du préavis', 'le jour de réception'),
      reason,
    },
    example: '--from délégant --received-on 2020-11-30 --reason "fin du programme"',
    offered: ({ today }, { can }) => can({ by: '', from: 'delegator', receivedOn: today, reason: '' }),
    known(subject) {
      const { document } = subject.convention;
      const runsTo = frenchDate(noticeEndsOn(document, subject.today));
      return {
        receivedOn: {
          value: subject.today,
          hint: `Le préavis est de ${frenchNotice(document)}${document.notice.registered ? ', par lettre recommandée' : ''} : reçu aujourd’hui, il s’achève le ${runsTo}.`,
        },
      };
    },
  },
  refuse(convention, { receivedOn }, { today }) {
    const ended = alreadyEnded(convention);
    if (ended) return ended;
    const { document } = convention;
    const running = runningNotice(convention);
    if (running)
      return alreadyDone`Un préavis court déjà : donné par ${partyName(document, running.from)}, reçu le ${frenchDate(running.receivedOn)}, il s’achève le ${frenchDate(running.endsOn)}.`;
    const effect = effectiveOn(convention);
    if (effect && noticeEndsOn(document, receivedOn) < effect)
      return badDate`« ${receivedOn} » refusé : ce préavis se serait achevé avant la prise d’effet du ${effect}.`;
    const span = spansOf(convention).findLast(({ from }) => from <= today);
    if (span && noticeEndsOn(document, receivedOn) < span.from)
      return badDate`« ${receivedOn} » refusé : ce préavis se serait achevé avant la reconduction du ${span.from}, qui a eu lieu.`;
    const [first, last] = [document.signedOn, today];
    return notWithin(receivedOn, [first, 'signature'], [last, 'aujourd’hui'], 'une date de réception');
  },
  apply(convention, { from, receivedOn, reason }) {
    const { document } = convention;
    const runsTo = noticeEndsOn(document, receivedOn);
    const after: Convention = {
      ...convention,
      notices: [...convention.notices, { from, receivedOn, reason, withdrawnBy: [], endsOn: runsTo }],
    };
    const period = periodOf(after);
    const ending =
      period && runsTo > period.lastDay && !isRenewed(after)
        ? `Le préavis dépasserait le terme : la convention prend fin à son terme, le ${frenchDate(period.lastDay)}.`
        : `La convention prend fin le ${frenchDate(runsTo)}.`;
    // What the end brings with it, and what it leaves to be done.
    const consequences = [
      ...(document.servicesEnd
        ? ['La fin de la convention entraîne de plein droit celle des services associés.']
        : []),
      ...sentenceOfOwed(stillOwed(after, 'l’accord sur le solde')),
    ];
    return {
      convention: after,
      text: `Préavis de résiliation donné par ${partyName(document, from)}, reçu le ${frenchDate(receivedOn)}. ${ending}`,
      news: tellParties({
        copies: copiedBodies(document),
        identity: `notice-given/${receivedOn}/${convention.notices.length}`,
        subject: 'préavis de résiliation',
        lead: `${partyName(document, from)} met fin à la convention, sous préavis de ${frenchNotice(document)}${document.notice.registered ? ', par lettre recommandée' : ''}. ${ending}`,
        facts: [
          ['Préavis reçu le', frenchDate(receivedOn)],
          ['Motif', reason],
          ...orderFacts(openOrders(convention.ledger)),
        ],
        paragraphs: consequences.length === 0 ? [] : [consequences.join(' ')],
        cites: [document.notice.article],
        urgent: true,
      }),
    };
  },
});
