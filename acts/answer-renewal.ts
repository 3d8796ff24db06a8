import { z } from 'zod';
import { frenchDate } from '../convention/calendar/french.ts';
import { addDays, type PlainDate } from '../convention/calendar/plain-date.ts';
import { reckon } from '../convention/calendar/reckoning.ts';
import type { Convention } from '../convention/convention.ts';
import { line } from '../convention/document/fields.ts';
import type { ConventionDocument } from '../convention/document/schema.ts';
import { withLapsed } from '../convention/duties/duties.ts';
import { dutyIdOf } from '../convention/duties/duty.ts';
import { alreadyDone, notNow, type Refusal } from '../convention/errors.ts';
import { tellParties } from '../convention/mailing/audience.ts';
import { renewalNews } from '../convention/mailing/news.ts';
import { namesOf, othersThan, partyName, partyWord, stillAwaited } from '../convention/people/parties.ts';
import { notAgreed, proposedRenewal } from '../convention/proof/agreement.ts';
import { renewed } from '../convention/term/ended.ts';
import {
  type ComingRenewal,
  comingRenewal,
  isRenewed,
  lastOppositionDay,
} from '../convention/term/renewal.ts';
import { spansOf } from '../convention/term/term.ts';
import { withDone } from './effects.ts';
import type { Subject } from './form.ts';
import { defineFormedAct } from './formed-act.ts';
import {
  agreement,
  choice,
  dutyClosed,
  partiesAmong,
  partyAsked,
  possibleParties,
  reason,
} from './questions.ts';

/** A party agrees to the express renewal, or declines it; with both agreements, the convention is renewed. */
export const answerRenewal = defineFormedAct({
  verb: 'renew',
  parties: ['delegator', 'delegatee'],
  needs: 'renewal',
  closes: 'renew',
  form: {
    title: 'Répondre sur la reconduction',
    says: 'La convention est reconduite si chaque partie l’accepte ou, tacitement, si aucune ne s’y oppose ; sinon elle finit à son terme.',
    button: 'Répondre',
    group: 'Fin et reconduction',
    questions: {
      party: partyAsked('Partie qui répond'),
      agrees: choice('Réponse', 'la réponse', {
        options: [
          ['oui', 'Accepter la reconduction'],
          ['non', 'La décliner'],
        ],
      }),
      reason: { ...reason, optional: true },
      agreesTo: { ...agreement, optional: true },
    },
    example: '--party délégant --agrees oui',
    choices(subject, can) {
      const agreesTo = proposedRenewal(subject.convention)?.mark;
      const agrees = comingRenewal(subject.convention)?.mode !== 'tacit';
      return possibleParties(subject).filter((party) => can({ by: '', party, agrees, agreesTo }));
    },
    offered: (subject, { choices }) => isAsked(subject) && choices.length > 0,
    agreement: { title: 'La reconduction proposée', to: ({ convention }) => [proposedRenewal(convention)] },
    known({ convention }, { choices }) {
      const coming = comingRenewal(convention);
      return {
        party: partiesAmong(convention, choices),
        agrees: coming
          ? {
              hint: `${coming.months} mois de plus, après le ${frenchDate(coming.lastDay)}.`,
              ...(coming.mode === 'tacit' ? { options: [['non', 'S’y opposer']] } : {}),
            }
          : {},
      };
    },
    // Where nothing is shown, the act itself says what is to be read.
    check: ({ agrees, agreesTo }, subject) =>
      subject && agrees === 'oui' && agreesTo === undefined
        ? [{ field: 'agreesTo', message: 'Indiquez que vous acceptez la reconduction, après l’avoir lue.' }]
        : [],
    input: ({ agrees, agreesTo }) => ({
      agrees: agrees === 'oui',
      agreesTo: agrees === 'oui' ? agreesTo : undefined,
    }),
  },
  keys: { agrees: z.boolean('true ou false'), reason: line(500).optional() },
  agreesTo: (convention, { agrees }) => (agrees === true ? proposedRenewal(convention) : undefined),
  refuse(convention, { party, agrees, agreesTo }, { today }) {
    const coming = comingRenewal(convention);
    const { document } = convention;
    if (!coming)
      return notNow`Aucune reconduction n’est à venir : le document n’en prévoit pas, ou plus, ou la fin est décidée.`;
    if (coming.mode === 'tacit') return notOpposable(document, coming, agrees, today);
    const current = spansOf(convention)[coming.rank - 1];
    if (current && coming.rank > 1 && today < current.from)
      return alreadyDone`La convention est déjà reconduite jusqu’au ${frenchDate(current.to)} ; la reconduction suivante se décide à partir du ${frenchDate(current.from)}.`;
    const answers = convention.renewalAnswers.filter(({ rank }) => rank === coming.rank);
    const answer = answers.find((one) => one.party === party);
    if (answer)
      return alreadyDone`${partyName(document, party)} a déjà répondu « ${answer.agrees ? 'oui' : 'non'} », par ${answer.by}.`;
    const decliner = answers.find((one) => !one.agrees);
    return decliner
      ? notNow`${partyName(document, decliner.party)} a décliné : la convention ne sera pas reconduite.`
      : agrees
        ? notAgreed(proposedRenewal(convention), agreesTo, { today })
        : undefined;
  },
  apply(convention, { by, party, agrees, reason }, { now }) {
    const coming = comingRenewal(convention);
    if (!coming) return { convention, text: '' };
    const { mode, rank, lastDay } = coming;
    const { document } = convention;
    const shortName = partyName(document, party);
    const evidence = agrees ? 'accord' : `refus${reason ? ` : ${reason}` : ''}`;
    const declines = `${shortName} ${mode === 'tacit' ? 's’oppose à' : 'décline'} la reconduction`;
    // Once one declines, the others are asked no more; nobody was asked for what comes tacitly.
    const others = agrees ? [] : othersThan(document, party);
    const notAsked = others.map((other) => ({ id: dutyIdOf('renewal', rank, partyWord(other)) }));
    const answered: Convention = {
      ...convention,
      ...(mode === 'express' && {
        outcomes: withLapsed(
          withDone(convention, ['renewal', rank, partyWord(party)], { by, now, evidence }),
          notAsked,
          now,
          declines,
        ),
      }),
      renewalAnswers: [...convention.renewalAnswers, { rank, party, agrees, by, at: now }],
    };
    if (isRenewed(answered)) {
      const after = renewed(answered, coming, now);
      return {
        convention: after,
        text: `${shortName} accepte la reconduction : la convention est reconduite à partir du ${frenchDate(addDays(lastDay, 1))}.`,
        news: renewalNews(after, coming),
      };
    }
    const awaited = stillAwaited(
      document,
      answered.renewalAnswers.filter((one) => one.rank === rank).map((one) => one.party),
    );
    const text = agrees
      ? `${shortName} accepte la reconduction ; l’accord de ${namesOf(document, awaited)} est attendu.`
      : `${declines} : la convention prend fin à son terme, le ${frenchDate(lastDay)}.`;
    return {
      convention: answered,
      text,
      news: tellParties({
        identity: `renewal/${rank}/${partyWord(party)}`,
        subject: agrees
          ? 'accord sur la reconduction'
          : mode === 'tacit'
            ? 'opposition à la reconduction'
            : 'reconduction déclinée',
        lead: text,
        ...(reason ? { facts: [['Motif', reason]] as const } : {}),
        cites: [document.renewal?.article],
      }),
    };
  },
});

/** Why nobody answers on a tacit renewal, if they may not: where the text gives a last day, a party opposes it until then. */
function notOpposable(
  document: ConventionDocument,
  { lastDay }: ComingRenewal,
  agrees: boolean,
  today: PlainDate,
): Refusal | undefined {
  const last = lastOppositionDay(document, reckon('end', lastDay))?.on;
  if (last === undefined)
    return notNow`La reconduction est tacite : seul un préavis l’empêche, « delegation notice ».`;
  if (agrees)
    return notNow`La reconduction est tacite : elle n’attend aucun accord ; accepté : non, pour s’y opposer.`;
  return today > last
    ? notNow`La convention sera reconduite : le dernier jour pour s’y opposer était le ${frenchDate(last)}.`
    : undefined;
}

/** Whether the party that the duty asks, when one brought here, is the person's. */
function isAsked(subject: Subject): boolean {
  const duty = dutyClosed(subject, 'renew');
  return !duty || subject.party === undefined || subject.party === duty.holder;
}
