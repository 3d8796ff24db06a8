import { bothParties, type News } from './acts/act.ts';
import { frenchDate } from './calendar/french.ts';
import type { Convention, EndCause, MailFault } from './convention.ts';
import { legalWarnings } from './document/warnings.ts';
import { frenchEuros } from './money.ts';
import { controllersOf } from './organisations.ts';
import type { Period } from './term.ts';

// What is told when the calendar, not an act, brings something about.

/** The convention is followed from now on: the manager learns it, with the defects of the text; both controllers too. */
export function registeredNews({ document }: Convention): News[] {
  const { delegator, delegatee, budget, signedOn } = document;
  const facts = [
    ['Signée le', frenchDate(signedOn)],
    ['Délégant', delegator.name],
    ['Délégataire', delegatee.name],
    ['Montant maximal', frenchEuros(budget.ceiling)],
  ] as const;
  const warnings = legalWarnings(document);
  return [
    {
      to: [{ holder: 'manager' }],
      item: {
        kind: 'news',
        identity: 'registered/manager',
        subject: 'convention enregistrée',
        lead: `La convention entre ${delegator.shortName} et ${delegatee.shortName} est suivie : les parties sont prévenues de ce qui leur revient.`,
        facts,
        paragraphs: warnings.length > 0 ? ['Le texte signé appelle des vérifications :', ...warnings] : [],
      },
    },
    {
      to: controllersOf(document).map((holder) => ({ holder })),
      item: {
        kind: 'news',
        identity: 'registered/controllers',
        subject: 'convention de délégation de gestion signée',
        lead: `${delegator.shortName} et ${delegatee.shortName} ont signé une convention de délégation de gestion, dont ${delegatee.shortName} vous adresse copie.`,
        facts,
        article: 'art. 3 et 5',
      },
    },
  ];
}

/** Art. 7: the convention takes effect; art. 1: its ceiling. */
export function effectNews({ document }: Convention, { effectiveOn, lastDay }: Period): News {
  const { ceiling, operatingUnit } = document.budget;
  return {
    to: bothParties,
    item: {
      kind: 'news',
      identity: `effect/${effectiveOn}`,
      subject: 'la convention prend effet',
      lead: `La convention prend effet le ${frenchDate(effectiveOn)}, date de sa publication.`,
      facts: [
        ['Dernier jour', frenchDate(lastDay)],
        ['Plafond', `${frenchEuros(ceiling)} sur l’UO ${operatingUnit}`],
      ],
      article: 'art. 1 et 7',
    },
  };
}

const causes: Record<EndCause, string> = {
  term: 'à son terme',
  notice: 'à l’issue du préavis de résiliation',
  administrative: 'par décision administrative',
};

/** Art. 7: the convention has ended; art. 5: what remains is its settlement. */
export function endNews(endsOn: Period['endsOn'], cause: EndCause): News {
  return {
    to: bothParties,
    item: {
      kind: 'news',
      identity: `end/${endsOn}`,
      subject: 'la convention a pris fin',
      lead: `La convention a pris fin ${causes[cause]}, le ${frenchDate(endsOn)}.`,
      paragraphs: [
        'Restent dus : le compte rendu final, la remise des livrables et l’accord sur l’utilisation du solde.',
      ],
      article: 'art. 7',
    },
  };
}

/** Nothing more is owed. */
export function closedNews({ document, agreedBalance }: Convention, phase: 'closed' | 'withdrawn'): News {
  return {
    to: [...bothParties, ...controllersOf(document).map((holder) => ({ holder }))],
    item: {
      kind: 'news',
      identity: phase,
      subject: phase === 'closed' ? 'convention close' : 'convention retirée',
      lead:
        phase === 'closed'
          ? 'La convention est close : plus rien n’est attendu des parties.'
          : 'Le préavis s’est achevé avant toute prise d’effet : la convention est retirée.',
      facts: agreedBalance
        ? [['Solde convenu', `${frenchEuros(agreedBalance.amount)} : ${agreedBalance.use}`]]
        : [],
    },
  };
}

/** A letter could not be handed over: the manager finds the right address, then replaces the contact. */
export function faultNews({ document }: Convention, { contact, reason, at }: MailFault): News[] {
  if (contact === document.manager.id) return [];
  return [
    {
      to: [{ holder: 'manager' }],
      item: {
        kind: 'news',
        identity: `fault/${contact}/${at}`,
        subject: `courriel non remis à « ${contact} »`,
        lead: `Un courriel n’a pas pu être remis au contact « ${contact} » : vérifiez son adresse, ou remplacez-le.`,
        facts: [
          ['Réponse du serveur', reason],
          ['Pour le remplacer', `delegation contact ${document.id} ${contact} --name … --email …`],
        ],
      },
    },
  ];
}
