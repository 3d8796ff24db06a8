import { requestInformation } from '../../../convention/acts/information.ts';
import { terminate } from '../../../convention/acts/terminate.ts';
import { frenchDate } from '../../../convention/calendar/french.ts';
import { yearOf } from '../../../convention/calendar/plain-date.ts';
import type { Contact, ConventionDocument, Role } from '../../../convention/document/schema.ts';
import {
  actForm,
  choice,
  date,
  dutyClosed,
  isPossible,
  numberIn,
  numberOf,
  type Options,
  partyField,
  partyIn,
  reason,
  words,
} from './asking.ts';
import type { ActForm, Subject } from './form.ts';

/** What keeps a convention going: information, year end, contacts, reminders, and its administrative stop. */
export const lifeForms = {
  requestInformation: actForm({
    act: 'requestInformation',
    title: 'Demander des éléments à l’autre partie',
    says: 'L’autre partie reçoit la demande et a un délai pour répondre.',
    button: 'Demander',
    article: 'art. 2 et 3',
    group: 'Obligations',
    parties: ['delegator', 'delegatee'],
    offered: (subject) => isPossible(requestInformation, subject, { by: '', from: 'delegator', subject: '' }),
    fields: (subject) => [
      ...partyField(subject, 'Qui demande', () => true, 'from'),
      words('line', 'subject', 'Ce qui est demandé', 'ce qui est demandé', {
        hint: 'Par exemple : prévision de fin de gestion.',
      }),
    ],
    input: (values, subject, by) => ({
      by,
      from: partyIn(subject, values, 'from'),
      subject: values.subject,
    }),
  }),
  recordYearEnd: actForm({
    act: 'recordYearEnd',
    title: 'Renseigner les dates de fin de gestion',
    says: 'Ce sont les derniers jours où Chorus prend des engagements et des paiements cette année-là ; les deux parties en sont averties à l’approche.',
    button: 'Renseigner les dates',
    article: 'art. 2 et 3',
    group: 'Obligations',
    parties: [],
    offered: () => true,
    fields(subject) {
      const asked = yearAsked(subject);
      return [
        ...(asked === undefined
          ? [
              {
                name: 'year',
                label: 'Année',
                called: 'l’année',
                kind: 'whole',
                value: String(yearOf(subject.today)),
              } as const,
            ]
          : []),
        date('commitments', 'Dernier jour pour engager (AE)', 'le dernier jour pour engager', {
          hint: 'Selon la circulaire de fin de gestion.',
        }),
        date('payments', 'Dernier jour pour payer (CP)', 'le dernier jour pour payer'),
      ];
    },
    input: ({ year, commitments, payments }, subject, by) => ({
      by,
      year: yearAsked(subject) ?? numberOf(year),
      commitments,
      payments,
    }),
  }),
  replaceContact: actForm({
    act: 'replaceContact',
    title: 'Remplacer un contact',
    says: 'La nouvelle personne reprend les rôles de l’ancienne et reçoit ce qui est attendu d’elle.',
    button: 'Remplacer le contact',
    group: 'Vie de la convention',
    parties: [],
    offered: () => true,
    fields: ({ convention }) => [
      choice('contact', 'Personne remplacée', 'la personne remplacée', contactOptions(convention.document)),
      words('line', 'name', 'Nom de la nouvelle personne', 'le nom de la nouvelle personne'),
      { name: 'email', label: 'Son adresse électronique', called: 'son adresse électronique', kind: 'email' },
      reason,
    ],
    input: ({ contact, name, email, reason }, _subject, by) => ({ by, contact, name, email, reason }),
  }),
  retryAddress: actForm({
    act: 'retryAddress',
    title: 'Essayer de nouveau une adresse',
    says: 'Un courriel part aussitôt vers l’adresse que son serveur refusait, avec ce qui n’avait pas pu lui être dit. D’elle-même, elle est essayée une fois par mois.',
    button: 'Essayer l’adresse',
    group: 'Vie de la convention',
    parties: [],
    offered: ({ convention }) => convention.faults.length > 0,
    fields: ({ convention }) => [
      choice(
        'contact',
        'Contact dont l’adresse est refusée',
        'le contact dont l’adresse est refusée',
        contactOptions(convention.document).filter(([id]) =>
          convention.faults.some(({ contact }) => contact === id),
        ),
      ),
    ],
    input: ({ contact }, _subject, by) => ({ by, contact }),
  }),
  pauseReminders: actForm({
    act: 'pauseReminders',
    title: 'Suspendre ou reprendre les rappels',
    says: 'Les rappels attendent le jour dit, à trois mois au plus ; ceux des échéances légales (terme, préavis, reconduction, mise en demeure, insuffisance de crédits) n’attendent jamais.',
    button: 'Enregistrer',
    group: 'Vie de la convention',
    parties: [],
    offered: () => true,
    fields(subject) {
      const until = pausedUntil(subject);
      const day = date('until', 'Jour où les rappels reprennent', 'le jour où les rappels reprennent');
      if (until === undefined) return [day, reason];
      return [
        { ...day, optional: true, hint: `Les rappels sont suspendus jusqu’au ${frenchDate(until)}.` },
        {
          name: 'resume',
          label: 'Reprendre les rappels dès maintenant',
          called: 'si les rappels reprennent',
          kind: 'check',
          optional: true,
        },
        reason,
      ];
    },
    check: ({ until, resume }) =>
      until !== undefined && resume !== undefined
        ? [
            {
              field: 'until',
              message: 'Indiquez un jour, ou reprenez les rappels dès maintenant : pas les deux.',
            },
          ]
        : [],
    input: ({ until, resume, reason }, _subject, by) => ({ by, until: resume ? null : until, reason }),
  }),
  terminate: actForm({
    act: 'terminate',
    title: 'Arrêter le suivi',
    says: 'Arrêt administratif : plus aucun rappel ne part, plus aucun acte n’est possible, les deux parties sont prévenues. C’est définitif.',
    button: 'Arrêter le suivi',
    group: 'Fin et reconduction',
    parties: [],
    offered: (subject) => isPossible(terminate, subject, { by: '', reason: '' }),
    fields: () => [reason],
    input: ({ reason }, _subject, by) => ({ by, reason }),
  }),
} as const satisfies Partial<Record<string, ActForm>>;

function yearAsked(subject: Subject): number | undefined {
  const duty = dutyClosed(subject, 'year-end');
  return duty && numberIn(duty);
}

/** The day until which reminders wait, when they do. */
function pausedUntil({ convention, today }: Subject) {
  const { pausedUntil } = convention;
  return pausedUntil && pausedUntil > today ? pausedUntil : undefined;
}

const roles: Record<Role, string> = {
  representative: 'représentant',
  budget: 'budget',
  product: 'équipe du service',
  chair: 'présidence du comité',
  programme: 'équipe du programme',
};

/** Every contact of a document, by name and organisation. */
export function contactOptions(document: ConventionDocument): Options {
  const { delegator, delegatee, manager, controllers, publishers } = document;
  const of = (organisation: string, contacts: readonly Contact[]) =>
    contacts.map(({ id, name, roles: held }) => {
      const what = held.map((role) => roles[role]).join(', ');
      return [id, `${name} – ${organisation}${what ? ` (${what})` : ''}`] as const;
    });
  return [
    ...of(delegator.shortName, delegator.contacts),
    ...of(delegatee.shortName, delegatee.contacts),
    ...of('gestion de la convention', [manager]),
    ...controllers.flatMap(({ name, contacts }) => of(name, contacts)),
    ...publishers.flatMap(({ shortName, contacts }) => of(shortName, contacts)),
  ];
}
