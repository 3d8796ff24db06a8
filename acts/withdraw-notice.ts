import { frenchDate } from '../convention/calendar/french.ts';
import { owedAnew } from '../convention/duties/owed-anew.ts';
import { alreadyDone, notNow } from '../convention/errors.ts';
import { tellParties } from '../convention/mailing/audience.ts';
import { copiedBodies } from '../convention/people/organisations.ts';
import { namesOf, partyName, partyWord, stillAwaited } from '../convention/people/parties.ts';
import { notAgreed, noticeToWithdraw } from '../convention/proof/agreement.ts';
import { periodOf, runningNotice } from '../convention/term/term.ts';
import { defineFormedAct } from './formed-act.ts';
import { agreement, partiesAmong, partyAsked, possibleParties, reason } from './questions.ts';

/** A party agrees to withdraw the notice; it is withdrawn when both have, before it ends. */
export const withdrawNotice = defineFormedAct({
  verb: 'notice-withdrawn',
  parties: ['delegator', 'delegatee'],
  form: {
    title: 'Accepter le retrait du préavis',
    says: 'Le préavis est retiré quand chaque partie l’a accepté ; la convention se poursuit alors.',
    button: 'Accepter le retrait',
    articles: ({ notice }) => [notice.article],
    group: 'Fin et reconduction',
    questions: { party: partyAsked('Partie qui accepte le retrait'), reason, agreesTo: agreement },
    example: '--party délégataire --reason "programme prolongé"',
    choices(subject, can) {
      const agreesTo = noticeToWithdraw(subject.convention)?.mark;
      return possibleParties(subject).filter((party) => can({ by: '', party, reason: '', agreesTo }));
    },
    agreement: {
      title: 'Ce que vous acceptez de retirer',
      to: ({ convention }) => [noticeToWithdraw(convention)],
    },
    known({ convention }, { choices }) {
      const running = runningNotice(convention);
      const hint = running ? `Le préavis s’achève le ${frenchDate(running.endsOn)}.` : '';
      return {
        party: partiesAmong(convention, choices),
        reason: { hint: `${hint} ${reason.hint ?? ''}`.trim() },
      };
    },
  },
  agreesTo: noticeToWithdraw,
  refuse(convention, { party, agreesTo }, { today }) {
    if (convention.ended)
      return notNow`Le préavis est allé à son terme : la convention a pris fin le ${frenchDate(convention.ended.on)}.`;
    const running = runningNotice(convention);
    if (!running) return notNow`Aucun préavis ne court : il n’y a rien à retirer.`;
    const lastDay = running.endsOn;
    if (today > lastDay)
      return notNow`Le préavis s’est achevé le ${frenchDate(lastDay)} : il ne peut plus être retiré.`;
    return running.withdrawnBy.includes(party)
      ? alreadyDone`${partyName(convention.document, party)} a déjà donné son accord au retrait du préavis.`
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
      : `${partyName(document, party)} accepte de retirer le préavis ; l’accord de ${namesOf(document, stillAwaited(document, runningNotice(after)?.withdrawnBy ?? []))} est attendu.`;
    const period = withdrawn ? periodOf(after) : undefined;
    return {
      convention: after,
      text,
      news: tellParties({
        copies: withdrawn ? copiedBodies(document) : [],
        identity: `notice-withdrawn/${notices.length}/${partyWord(party)}`,
        subject: withdrawn ? 'préavis retiré' : 'retrait du préavis proposé',
        lead: text,
        facts: [['Motif', reason], ...(period ? [['Dernier jour', frenchDate(period.endsOn)] as const] : [])],
        cites: [document.notice.article],
        urgent: true,
      }),
    };
  },
});
