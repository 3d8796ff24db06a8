import { agreesTo, notAgreed, noticeToWithdraw } from '../agreement.ts';
import { frenchDate } from '../calendar/french.ts';
import type { Convention } from '../convention.ts';
import { line, oneOf, plainDate } from '../document/fields.ts';
import type { Party } from '../document/schema.ts';
import { orderFacts } from '../ledger/statement.ts';
import { openOrders } from '../ledger/totals.ts';
import { controllersOf } from '../organisations.ts';
import { owedAnew } from '../owed-anew.ts';
import { isRenewed } from '../renewal.ts';
import { signedAct } from '../signatory.ts';
import { effectiveOn, noticeEndsOn, periodOf, runningNotice, spansOf } from '../term.ts';
import { bothParties, defineAct, type News, otherParty, refusal } from './act.ts';

const party = oneOf('delegator', 'delegatee');

/** Art. 7 and decree art. 5: a party gave notice, which the other received that day; three months run from there. */
export const giveNotice = defineAct({
  schema: signedAct({ from: party, receivedOn: plainDate, reason: line(500) }),
  refuse(convention, { receivedOn }, { today }) {
    if (convention.ended)
      return refusal('NOT_NOW', `La convention a déjà pris fin le ${frenchDate(convention.ended.on)}.`);
    const running = runningNotice(convention);
    if (running) {
      const { document } = convention;
      return refusal(
        'ALREADY_DONE',
        `Un préavis court déjà : donné par ${document[running.from].shortName}, reçu le ${frenchDate(running.receivedOn)}, il s’achève le ${frenchDate(running.endsOn)}.`,
      );
    }
    const { document } = convention;
    const { signedOn } = document;
    const effect = effectiveOn(convention);
    if (effect && noticeEndsOn(document, receivedOn) < effect) {
      return refusal(
        'BAD_DATE',
        `« ${receivedOn} » refusé : ce préavis se serait achevé avant la prise d’effet du ${effect}.`,
      );
    }
    const span = spansOf(convention).findLast(({ from }) => from <= today);
    if (span && noticeEndsOn(document, receivedOn) < span.from) {
      return refusal(
        'BAD_DATE',
        `« ${receivedOn} » refusé : ce préavis se serait achevé avant la reconduction du ${span.from}, qui a eu lieu.`,
      );
    }
    return receivedOn > today || receivedOn < signedOn
      ? refusal(
          'BAD_DATE',
          `« ${receivedOn} » refusé ; accepté : une date de réception du ${signedOn} (signature) au ${today} (aujourd’hui).`,
        )
      : undefined;
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
    return {
      convention: after,
      text: `Préavis de résiliation donné par ${document[from].shortName}, reçu le ${frenchDate(receivedOn)}. ${ending}`,
      news: [
        {
          to: [...bothParties, ...controllersOf(document).map((holder) => ({ holder }))],
          item: {
            kind: 'news',
            identity: `notice-given/${receivedOn}/${convention.notices.length}`,
            subject: 'préavis de résiliation',
            lead: `${document[from].shortName} met fin à la convention, sous préavis de ${document.notice.months} mois. ${ending}`,
            facts: [
              ['Préavis reçu le', frenchDate(receivedOn)],
              ['Motif', reason],
              ...orderFacts(openOrders(convention.ledger)),
            ],
            paragraphs: [
              'La fin de la convention entraîne de plein droit celle des services associés. Le compte rendu final, la remise des livrables et l’accord sur le solde restent dus.',
            ],
            article: 'art. 7',
            urgent: true,
          },
        },
      ],
    };
  },
});

/** A party agrees to withdraw the notice; it is withdrawn when both have, before it ends. */
export const withdrawNotice = defineAct({
  schema: signedAct({ party, reason: line(500), agreesTo }),
  refuse(convention, { party, agreesTo }, { today }) {
    if (convention.ended)
      return refusal(
        'NOT_NOW',
        `Le préavis est allé à son terme : la convention a pris fin le ${frenchDate(convention.ended.on)}.`,
      );
    const running = runningNotice(convention);
    if (!running) return refusal('NOT_NOW', 'Aucun préavis ne court : il n’y a rien à retirer.');
    const lastDay = running.endsOn;
    if (today > lastDay)
      return refusal(
        'NOT_NOW',
        `Le préavis s’est achevé le ${frenchDate(lastDay)} : il ne peut plus être retiré.`,
      );
    return running.withdrawnBy.includes(party)
      ? refusal(
          'ALREADY_DONE',
          `${convention.document[party].shortName} a déjà donné son accord au retrait du préavis.`,
        )
      : notAgreed(noticeToWithdraw(convention), agreesTo, { today });
  },
  apply(convention, { party, reason }) {
    const { document } = convention;
    const notices = convention.notices.map((notice) =>
      notice === runningNotice(convention)
        ? { ...notice, withdrawnBy: [...notice.withdrawnBy, party] }
        : notice,
    );
    const after = owedAnew(convention, { ...convention, notices });
    const withdrawn = !runningNotice(after);
    const text = withdrawn
      ? 'Le préavis est retiré d’un commun accord : la convention se poursuit.'
      : `${document[party].shortName} accepte de retirer le préavis ; l’accord de ${document[otherParty(party)].shortName} est attendu.`;
    return { convention: after, text, news: [withdrawal(after, party, reason, text, withdrawn)] };
  },
});

function withdrawal(after: Convention, party: Party, reason: string, lead: string, withdrawn: boolean): News {
  const period = periodOf(after);
  const copies = withdrawn ? controllersOf(after.document).map((holder) => ({ holder })) : [];
  return {
    to: [...bothParties, ...copies],
    item: {
      kind: 'news',
      identity: `notice-withdrawn/${after.notices.length}/${party}`,
      subject: withdrawn ? 'préavis retiré' : 'retrait du préavis proposé',
      lead,
      facts: [
        ['Motif', reason],
        ...(withdrawn && period ? [['Dernier jour', frenchDate(period.endsOn)] as const] : []),
      ],
      article: 'art. 7',
      urgent: true,
    },
  };
}
