import { z } from 'zod';
import type { Amendment } from '../convention/amendments/amendment.ts';
import { impossible } from '../convention/amendments/in-force.ts';
import { changesBetween } from '../convention/amendments/merge.ts';
import { previewFacts, previewOf } from '../convention/amendments/preview.ts';
import { frenchDate } from '../convention/calendar/french.ts';
import { addDays, addYears } from '../convention/calendar/plain-date.ts';
import { onOrAfterWorkingDay } from '../convention/calendar/working-days.ts';
import { delayOf } from '../convention/document/delays.ts';
import { describeFault } from '../convention/document/faults.ts';
import { readDocument } from '../convention/document/read-document.ts';
import type { ConventionDocument } from '../convention/document/schema.ts';
import { whoseRule } from '../convention/duties/due-words.ts';
import { alreadyDone, Refused } from '../convention/errors.ts';
import { linesOf } from '../convention/ledger/budget-lines.ts';
import { frenchCeiling } from '../convention/ledger/money.ts';
import { shortfallUnderWay } from '../convention/ledger/shortfall.ts';
import { partyName } from '../convention/people/parties.ts';
import { periodOf } from '../convention/term/term.ts';
import { noMoreAmended, told } from './about-amendments.ts';
import { changesIn, faultsOfChanges } from './amendment-changes.ts';
import type { Question, Subject } from './form.ts';
import { defineFormedAct } from './formed-act.ts';
import { aside, date, dutyClosed, partyAsked, text, typedEuros } from './questions.ts';
import { notWithin } from './refusals.ts';

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
      from: partyAsked('Qui propose'),
      ceiling: aside('euros', 'Nouveau plafond', 'le plafond', { optional: true, hint: 'En euros.' }),
      until: aside('date', 'Nouveau dernier jour', 'le dernier jour', { optional: true }),
      months: aside('whole', 'Nouvelle durée, en mois', 'un nombre entier', { optional: true }),
      dueWorkingDay: aside('whole', 'Échéance des comptes rendus', 'un nombre entier', {
        optional: true,
        hint: 'En jours ouvrés du mois suivant.',
      }),
      everyMonths: aside('whole', 'Rythme du comité, en mois', 'un nombre entier', { optional: true }),
      noticeMonths: aside('whole', 'Durée du préavis, en mois', 'un nombre entier', { optional: true }),
      changes: aside('json', 'Autres changements', 'les autres changements', {
        optional: true,
        hint: 'Les clés du document qui changent, par exemple { "reminders": { "hour": "08:00" } }.',
      }),
      reason: text('Motif', 'le motif', { most: 1000 }),
      effectiveOn: date('Date d’effet', 'la date d’effet', { hint: 'Elle peut être passée.' }),
    },
    example: '--from délégant --ceiling 120000 --effective-on 2020-09-01 --reason "renfort"',
    offered: ({ convention, today }, { can }) =>
      can({
        by: '',
        from: 'delegator',
        // What changes nothing is possible as soon as anything is.
        changes: { title: convention.document.title },
        reason: '',
        effectiveOn: today,
      }),
    known(subject) {
      const { budget, term, notice, reports, committee } = subject.convention.document;
      const end = periodOf(subject.convention)?.lastDay ?? term.until;
      const rhythm = committee?.everyMonths;
      return {
        ceiling: budget
          ? { ...now(frenchCeiling(budget.ceiling), 'En euros. '), ...ceilingAsked(subject) }
          : null,
        until: end ? now(frenchDate(end)) : {},
        // A term that a date fixes has no other length.
        months: term.until ? null : now(`${term.months} mois`),
        // Nor have reports that are due after days or months another delay.
        dueWorkingDay:
          reports && reports.dueDays === undefined && reports.dueMonths === undefined
            ? now(`${reports.dueWorkingDay ?? 'le texte n’en fixe pas'}`, 'En jours ouvrés du mois suivant. ')
            : null,
        everyMonths: committee
          ? now(rhythm ? `tous les ${rhythm} mois` : 'un seul comité, avant la fin')
          : null,
        // A notice in days has no other length in months.
        noticeMonths: notice.days ? null : now(`${notice.months} mois`),
        changes: wholeText(subject.convention.document),
        effectiveOn: { value: subject.today },
      };
    },
    check: (values, subject) => faultsOfChanges(values, subject?.convention.document),
    input: (values) => ({ changes: changesIn(values) }),
  },
  keys: { changes: z.record(z.string(), z.unknown(), 'un objet { clé du document: nouvelle valeur }') },
  refuse(convention, changing, moment) {
    const { from, changes, effectiveOn } = changing;
    const last = addYears(moment.today, 10);
    const refused =
      noMoreAmended(convention) ??
      notWithin(effectiveOn, [convention.document.signedOn, 'signature'], [last], 'une date d’effet');
    if (refused) return refused;
    const same = convention.amendments.find(
      (one) =>
        one.state === 'proposed' &&
        one.from === from &&
        one.effectiveOn === effectiveOn &&
        JSON.stringify(one.changes) === JSON.stringify(changes),
    );
    if (same) return alreadyDone`Cet avenant est déjà proposé, sous le numéro ${same.id}.`;
    return impossible(convention, changing, moment);
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
      expiresOn: onOrAfterWorkingDay(addDays(today, answer.count), convention.document.holidays),
      effectiveOn,
      agreedBy: [],
      state: 'proposed',
    };
    const lead = `${partyName(document, from)} propose un avenant (n° ${id}), d’effet au ${frenchDate(effectiveOn)} : l’accord de chacune des parties est attendu avant le ${frenchDate(proposed.expiresOn)} inclus${whoseRule(answer.indicative)}.`;
    return {
      convention: { ...convention, amendments: [...convention.amendments, proposed] },
      text: `Avenant n° ${id} proposé par ${partyName(document, from)}, d’effet au ${frenchDate(effectiveOn)}.`,
      news: told(convention, id, 'proposed', 'proposé', lead, [
        ['Motif', reason],
        ...previewFacts(previewOf(convention, proposed, today)),
      ]),
    };
  },
});

/** What a clause says as it stands. */
function now(said: string, before = ''): Partial<Question> {
  return { hint: `${before}Aujourd’hui : ${said}.` };
}

/** All else that changes is found in a whole text, as it would be. */
function wholeText(document: ConventionDocument): Partial<Question> {
  return {
    label: 'Texte modifié, pour tout le reste',
    hint: 'Le document de la convention, téléchargé depuis la page « Documents », puis modifié : ce qui y diffère est proposé. Identifiant, signature et prise d’effet ne changent pas par avenant. Les dates de fin de gestion et les contacts ont leurs propres formulaires.',
    takes(file) {
      const reading = readDocument(file);
      if (!reading.ok) {
        const [first] = reading.faults;
        const others = reading.faults.length - 1;
        const also =
          others > 0 ? ` (et ${others} autre${others > 1 ? 's' : ''} défaut${others > 1 ? 's' : ''})` : '';
        throw new Refused(
          'BAD_ACT',
          `Ce n’est pas le texte d’une convention : ${first ? describeFault(first) : ''}${also}.`,
        );
      }
      const changes = changesBetween(document, reading.document);
      if (Object.keys(changes).length > 0) return JSON.stringify(changes);
      throw new Refused(
        'BAD_ACT',
        'Ce texte ne change rien de ce qu’un avenant peut changer ; accepté : celui de la convention, modifié.',
      );
    },
  };
}

/** From the decision on a shortfall, the ceiling starts at what would have sufficed. */
function ceilingAsked(subject: Subject): Partial<Question> {
  const shortfall = dutyClosed(subject, 'shortfall') && shortfallUnderWay(subject.convention);
  // What a line lacks, or what several do, is no ceiling of the first.
  const isAlone = linesOf(subject.convention.document.budget).length === 1;
  return shortfall && shortfall.period === 0 && isAlone ? { value: typedEuros(shortfall.target) } : {};
}
