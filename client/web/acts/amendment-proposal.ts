import { proposeAmendment } from '../../../convention/acts/amendment.ts';
import { frenchDate } from '../../../convention/calendar/french.ts';
import { frenchCeiling } from '../../../convention/money.ts';
import { openShortfall } from '../../../convention/shortfall.ts';
import { periodOf } from '../../../convention/term.ts';
import { changesIn, faultsOfChanges } from './amendment-changes.ts';
import {
  actForm,
  date,
  dutyClosed,
  euros,
  isPossible,
  partyField,
  partyIn,
  typedEuros,
  words,
} from './asking.ts';
import type { ActForm, Field, Subject } from './form.ts';

/** Article 6: a party proposes an amendment; what is left blank stays as it is. */
export const amendmentProposal: ActForm = actForm({
  act: 'proposeAmendment',
  title: 'Proposer un avenant',
  says: 'L’avenant est proposé aux deux parties ; il compte une fois accepté par chacune et signé. Ce que vous laissez vide reste comme aujourd’hui.',
  button: 'Proposer l’avenant',
  article: 'art. 6',
  group: 'Avenants',
  parties: ['delegator', 'delegatee'],
  offered: (subject) =>
    isPossible(proposeAmendment, subject, {
      by: '',
      from: 'delegator',
      // What changes nothing is possible as soon as anything is.
      changes: { title: subject.convention.document.title },
      reason: '',
      effectiveOn: subject.today,
    }),
  fields: (subject) => [
    ...partyField(subject, 'Qui propose', () => true, 'from'),
    ...changeFields(subject),
    {
      name: 'changes',
      label: 'Autres changements (JSON)',
      called: 'les autres changements',
      kind: 'json',
      optional: true,
      hint: 'Pour tout le reste : les clés du document qui changent, par exemple { "reminders": { "hour": "08:00" } }. Les dates de fin de gestion et les contacts ont leurs propres formulaires.',
    },
    words('text', 'reason', 'Motif', 'le motif'),
    date('effectiveOn', 'Date d’effet', 'la date d’effet', {
      value: subject.today,
      hint: 'Elle peut être passée.',
    }),
  ],
  check: (values, { convention }) => faultsOfChanges(convention.document, values),
  input: (values, subject, by) => ({
    by,
    from: partyIn(subject, values, 'from'),
    changes: changesIn(values),
    reason: values.reason,
    effectiveOn: values.effectiveOn,
  }),
});

function changeFields(subject: Subject): readonly Field[] {
  const { document } = subject.convention;
  const { budget, term, notice, reporting, committee } = document;
  const end = periodOf(subject.convention)?.lastDay ?? term.until;
  const rhythm = committee.everyMonths;
  return [
    euros('ceiling', 'Nouveau plafond', 'le plafond', {
      optional: true,
      hint: `En euros. Aujourd’hui : ${frenchCeiling(budget.ceiling)}.`,
      ...ceilingAsked(subject),
    }),
    date('until', 'Nouveau dernier jour', 'le dernier jour', {
      optional: true,
      ...(end ? { hint: `Aujourd’hui : ${frenchDate(end)}.` } : {}),
    }),
    // A term that a date fixes has no other length.
    ...(term.until ? [] : [whole('months', 'Nouvelle durée, en mois', `Aujourd’hui : ${term.months} mois.`)]),
    whole(
      'dueWorkingDay',
      'Échéance des comptes rendus',
      `En jours ouvrés du mois suivant. Aujourd’hui : ${reporting.dueWorkingDay}.`,
    ),
    whole(
      'everyMonths',
      'Rythme du comité, en mois',
      rhythm ? `Aujourd’hui : tous les ${rhythm} mois.` : 'Aujourd’hui : un seul comité, avant la fin.',
    ),
    whole('noticeMonths', 'Durée du préavis, en mois', `Aujourd’hui : ${notice.months} mois.`),
  ];
}

function whole(name: string, label: string, hint: string): Field {
  return { name, label, called: 'un nombre entier', kind: 'whole', optional: true, hint };
}

/** From the decision on a shortfall, the ceiling starts at what would have sufficed. */
function ceilingAsked(subject: Subject): Partial<Field> {
  const shortfall = dutyClosed(subject, 'shortfall') && openShortfall(subject.convention);
  return shortfall && shortfall.period === 0 ? { value: typedEuros(shortfall.target) } : {};
}
