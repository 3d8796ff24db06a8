import { z } from 'zod';
import type { Amendment } from '../convention/amendments/amendment.ts';
import { impossible } from '../convention/amendments/in-force.ts';
import { previewFacts, previewOf } from '../convention/amendments/preview.ts';
import { frenchDate } from '../convention/calendar/french.ts';
import { addDays, addYears } from '../convention/calendar/plain-date.ts';
import { citing } from '../convention/document/articles.ts';
import { delayOf } from '../convention/document/delays.ts';
import { plainDate, text as textOf } from '../convention/document/fields.ts';
import { whoseRule } from '../convention/duties/due-words.ts';
import { refusal } from '../convention/errors.ts';
import { linesOf } from '../convention/ledger/budget-lines.ts';
import { frenchCeiling } from '../convention/ledger/money.ts';
import { shortfallUnderWay } from '../convention/ledger/shortfall.ts';
import { bothParties } from '../convention/mailing/audience.ts';
import { partyName } from '../convention/people/parties.ts';
import { signedAct } from '../convention/proof/signatory.ts';
import { periodOf } from '../convention/term/term.ts';
import { afterTheEnd, party as partyOf } from './about-amendments.ts';
import { defineFormedAct } from './act.ts';
import { changesIn, faultsOfChanges } from './amendment-changes.ts';
import type { Question, Subject } from './form.ts';
import {
  date,
  dutyClosed,
  euros,
  isPossible,
  json,
  partiesThat,
  party,
  partyIn,
  text,
  typedEuros,
  whole,
} from './questions.ts';

/** Art. 6: a party proposes an amendment; what is left blank stays as it is. Several may be open at once. */
export const proposeAmendment = defineFormedAct({
  verb: 'amend',
  parties: ['delegator', 'delegatee'],
  closes: 'shortfall',
  form: {
    title: 'Proposer un avenant',
    says: 'L’avenant est proposé aux parties ; il compte une fois accepté par chacune et signé. Ce que vous laissez vide reste comme aujourd’hui.',
    button: 'Proposer l’avenant',
    articles: ({ amendments }) => [amendments.article],
    group: 'Avenants',
    questions: {
      from: party('Qui propose'),
      ceiling: euros('Nouveau plafond', 'le plafond', { optional: true, hint: 'En euros.' }),
      until: date('Nouveau dernier jour', 'le dernier jour', { optional: true }),
      months: whole('Nouvelle durée, en mois', 'un nombre entier', { optional: true }),
      dueWorkingDay: whole('Échéance des comptes rendus', 'un nombre entier', {
        optional: true,
        hint: 'En jours ouvrés du mois suivant.',
      }),
      everyMonths: whole('Rythme du comité, en mois', 'un nombre entier', { optional: true }),
      noticeMonths: whole('Durée du préavis, en mois', 'un nombre entier', { optional: true }),
      changes: json('Autres changements (JSON)', 'les autres changements', {
        optional: true,
        hint: 'Pour tout le reste : les clés du document qui changent, par exemple { "reminders": { "hour": "08:00" } }. Les dates de fin de gestion et les contacts ont leurs propres formulaires.',
      }),
      reason: text('Motif', 'le motif'),
      effectiveOn: date('Date d’effet', 'la date d’effet', { hint: 'Elle peut être passée.' }),
    },
    example: '--from délégant --ceiling 120000 --effective-on 2020-09-01 --reason "renfort"',
    offered: (subject) => mayBeProposed(subject),
    known(subject) {
      const { budget, term, notice, reports, committee } = subject.convention.document;
      const end = periodOf(subject.convention)?.lastDay ?? term.until;
      const rhythm = committee?.everyMonths;
      return {
        from: partiesThat(subject, () => true),
        ceiling: budget
          ? { hint: `En euros. Aujourd’hui : ${frenchCeiling(budget.ceiling)}.`, ...ceilingAsked(subject) }
          : null,
        until: end ? { hint: `Aujourd’hui : ${frenchDate(end)}.` } : {},
        // A term that a date fixes has no other length.
        months: term.until ? null : { hint: `Aujourd’hui : ${term.months} mois.` },
        dueWorkingDay: reports
          ? {
              hint: `En jours ouvrés du mois suivant. Aujourd’hui : ${reports.dueWorkingDay ?? 'le texte n’en fixe pas'}.`,
            }
          : null,
        everyMonths: committee
          ? {
              hint: rhythm
                ? `Aujourd’hui : tous les ${rhythm} mois.`
                : 'Aujourd’hui : un seul comité, avant la fin.',
            }
          : null,
        // A notice in days has no other length in months.
        noticeMonths: notice.days ? null : { hint: `Aujourd’hui : ${notice.months} mois.` },
        effectiveOn: { value: subject.today },
      };
    },
    check: (values, subject) => faultsOfChanges(subject?.convention.document, values),
    input: (values, about, by) => ({
      by,
      from: partyIn(about, values, 'from'),
      changes: changesIn(values),
      reason: values.reason,
      effectiveOn: values.effectiveOn,
    }),
  },
  schema: signedAct({
    from: partyOf,
    changes: z
      .record(z.string(), z.unknown(), 'un objet { clé du document: nouvelle valeur }')
      .describe('Clés du document qui changent'),
    reason: textOf(1000),
    effectiveOn: plainDate.describe('Date d’effet ; peut être passée'),
  }),
  refuse(convention, { from, changes, effectiveOn }, moment) {
    const over = afterTheEnd(convention);
    if (over) return over;
    const { signedOn } = convention.document;
    const last = addYears(moment.today, 10);
    if (effectiveOn < signedOn || effectiveOn > last) {
      return refusal(
        'BAD_DATE',
        `« ${effectiveOn} » refusé ; accepté : une date d’effet du ${signedOn} (signature) au ${last}.`,
      );
    }
    const same = convention.amendments.find(
      (one) =>
        one.state === 'proposed' &&
        one.from === from &&
        one.effectiveOn === effectiveOn &&
        JSON.stringify(one.changes) === JSON.stringify(changes),
    );
    if (same) return refusal('ALREADY_DONE', `Cet avenant est déjà proposé, sous le numéro ${same.id}.`);
    return impossible(convention, changes, effectiveOn, moment);
  },
  apply(convention, { from, changes, reason, effectiveOn }, { today }) {
    const { document } = convention;
    const id = convention.amendments.length + 1;
    const answer = delayOf('amendments', document.amendments.answerDays);
    const proposed: Amendment = {
      id,
      from,
      changes,
      reason,
      proposedOn: today,
      expiresOn: addDays(today, answer.count),
      effectiveOn,
      agreedBy: [],
      state: 'proposed',
    };
    const lead = `${partyName(document, from)} propose un avenant (n° ${id}), d’effet au ${frenchDate(effectiveOn)} : l’accord de chacune des parties est attendu avant le ${frenchDate(proposed.expiresOn)} inclus${whoseRule(answer.indicative)}.`;
    return {
      convention: { ...convention, amendments: [...convention.amendments, proposed] },
      text: `Avenant n° ${id} proposé par ${partyName(document, from)}, d’effet au ${frenchDate(effectiveOn)}.`,
      news: [
        {
          to: bothParties,
          item: {
            kind: 'news',
            identity: `amendment/${id}/proposed`,
            subject: `avenant n° ${id} proposé`,
            lead,
            facts: [['Motif', reason], ...previewFacts(previewOf(convention, changes, effectiveOn, today))],
            ...citing(convention.document.amendments.article),
          },
        },
      ],
    };
  },
});

function mayBeProposed(subject: Subject): boolean {
  return isPossible(proposeAmendment, subject, {
    by: '',
    from: 'delegator',
    // What changes nothing is possible as soon as anything is.
    changes: { title: subject.convention.document.title },
    reason: '',
    effectiveOn: subject.today,
  });
}

/** From the decision on a shortfall, the ceiling starts at what would have sufficed. */
function ceilingAsked(subject: Subject): Partial<Question> {
  const shortfall = dutyClosed(subject, 'shortfall') && shortfallUnderWay(subject.convention);
  // What a line lacks, or what several do, is no ceiling of the first.
  const isAlone = linesOf(subject.convention.document.budget).length === 1;
  return shortfall && shortfall.period === 0 && isAlone ? { value: typedEuros(shortfall.target) } : {};
}
