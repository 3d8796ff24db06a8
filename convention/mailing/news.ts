import type { Amendment } from '../amendments/amendment.ts';
import { withState } from '../amendments/in-force.ts';
import { previewFacts, previewOf } from '../amendments/preview.ts';
import { clauseOrLast } from '../amendments/versions.ts';
import { frenchDate } from '../calendar/french.ts';
import { parisDate } from '../calendar/paris.ts';
import { addDays, type PlainDate } from '../calendar/plain-date.ts';
import type { Convention, EndCause, MailFault, Shortfall } from '../convention.ts';
import { contactName } from '../document/contacts.ts';
import { delayOf } from '../document/delays.ts';
import { legalWarnings, missingRoles, notCarried, unsaidCeilings } from '../document/legal-warnings.ts';
import type { ConventionDocument } from '../document/schema.ts';
import { whoseRule } from '../duties/due-words.ts';
import { ceilingFacts, creditFacts, onEachLine, unitOf } from '../ledger/budget-lines.ts';
import { ceilingAt, ceilingIn, mostPaidAt } from '../ledger/ceiling.ts';
import { frenchCeiling, frenchEuros } from '../ledger/money.ts';
import { isSuspended, ofLine } from '../ledger/shortfall.ts';
import { orderFacts, statementFacts } from '../ledger/statement.ts';
import { openOrders } from '../ledger/totals.ts';
import { copiedBodies } from '../people/organisations.ts';
import { everyPartyName, fullPartyName, ofAllParties, partyDoes } from '../people/parties.ts';
import { withConventionText } from '../proof/signed-text.ts';
import { frenchEffectRule } from '../term/effect.ts';
import type { ComingRenewal } from '../term/renewal.ts';
import { type Period, spansOf } from '../term/term.ts';
import { audienceOf, bothParties, type News, tell, tellParties } from './audience.ts';
import { factsOf } from './facts.ts';
import { standInOf } from './recipients.ts';
import { leftToDo, listOfOwed, stillOwed } from './still-owed.ts';

// What is told when the calendar, not an act, brings something about.

/** The convention is followed from now on: the manager learns it, with the defects of the text; both controllers too. */
export function registeredNews(convention: Convention): News[] {
  const { document } = convention;
  const { budget, signedOn } = document;
  const { takenOver } = convention;
  const parties = everyPartyName(document);
  const facts = factsOf([
    ['Signée le', frenchDate(signedOn)],
    ['Délégant', fullPartyName(document, 'delegator')],
    ['Délégataire', fullPartyName(document, 'delegatee')],
  ]).concat(
    budget ? creditFacts(budget, 'Montant maximal') : [],
    factsOf([
      ['Crédits délégués au délégant par', budget?.delegatedBy],
      ['Recettes', budget?.revenue && 'le délégataire peut aussi en ordonner'],
    ]),
  );
  const warnings = legalWarnings(document);
  return [
    tell([{ holder: 'manager' }], {
      identity: 'registered/manager',
      subject: 'convention enregistrée',
      lead: takenOver
        ? `La convention entre ${parties} courait déjà : elle est reprise au suivi. Ce qui était fait n’est plus demandé ; ce qui reste est attendu pour le ${frenchDate(takenOver.landmark)}.`
        : `La convention entre ${parties} est suivie : les parties sont prévenues de ce qui leur revient.`,
      facts,
      paragraphs: [
        ...(warnings.length > 0 ? ['Le texte signé appelle des vérifications :', ...warnings] : []),
        ...unsaidCeilings(document),
        ...missingRoles(document),
        ...notCarried(document),
      ],
    }),
    // Of one that runs, whoever has a copy knows.
    tell(takenOver ? [] : audienceOf(copiedBodies(document)), {
      identity: 'registered/controllers',
      subject: 'convention de délégation de gestion signée',
      lead: `${parties} ont signé une convention de délégation de gestion.`,
      ...withConventionText(convention, facts),
      cites: [document.copies?.article],
    }),
  ];
}

/** The convention takes effect, by the rule that gave the date; and its ceiling. */
export function effectNews(convention: Convention, { effectiveOn, endsOn }: Period): News {
  const { document, confirmedEffect } = convention;
  const { budget, effect } = document;
  return tell(bothParties, {
    identity: `effect/${effectiveOn}`,
    subject: 'la convention prend effet',
    lead: `La convention prend effet le ${frenchDate(effectiveOn)}, ${frenchEffectRule(convention)}.`,
    facts: [
      ...factsOf([
        ['Motif de la date', confirmedEffect?.reason],
        ['Dernier jour', frenchDate(endsOn)],
      ]),
      ...(budget ? creditFacts(budget, 'Plafond', onEachLine(budget, unitOf)) : []),
    ],
    cites: [budget?.article, effect.article],
  });
}

const causes: Record<EndCause, string> = {
  term: 'à son terme',
  notice: 'à l’issue du préavis de résiliation',
  agreement: 'd’un commun accord',
  breach: 'par la fin de l’accompagnement, pour manquement',
  administrative: 'par décision administrative',
};

/** The convention has ended; what remains is its settlement. */
export function endNews(convention: Convention, endsOn: PlainDate, cause: EndCause): News {
  const { document, ledger } = convention;
  const open = orderFacts(openOrders(ledger));
  return tell(bothParties, {
    identity: `end/${endsOn}`,
    subject: 'la convention a pris fin',
    lead: `La convention a pris fin ${causes[cause]}, le ${frenchDate(endsOn)}.`,
    paragraphs: listOfOwed([
      ...leftToDo(convention),
      ...stillOwed(convention, 'l’accord sur l’utilisation du solde'),
    ]),
    ...(open.length > 0 ? { facts: open } : {}),
    cites: [cause === 'notice' ? document.notice.article : document.term.article],
  });
}

/** Nothing more is owed. */
export function closedNews(convention: Convention, phase: 'closed' | 'withdrawn'): News {
  const { document, agreedBalance, ledger } = convention;
  const isClosed = phase === 'closed';
  const balance = agreedBalance && `${frenchEuros(agreedBalance.amount)} : ${agreedBalance.use}`;
  return tellParties({
    copies: copiedBodies(document),
    identity: phase,
    subject: isClosed ? 'convention close' : 'convention retirée',
    lead: isClosed
      ? 'La convention est close : plus rien n’est attendu des parties.'
      : 'Le préavis s’est achevé avant toute prise d’effet : la convention est retirée.',
    facts: [
      ...factsOf([['Solde convenu', balance]]),
      ...(isClosed && ledger.length > 0 ? statementFacts(convention) : []),
    ],
  });
}

/** The convention goes on for one more period, with its own ceiling, reports and committee. */
export function renewalNews(convention: Convention, { rank, mode, lastDay }: ComingRenewal): News {
  const { document } = convention;
  const span = spansOf(convention)[rank];
  const from = addDays(lastDay, 1);
  const ceiling = document.budget ? ceilingIn(document, rank) : null;
  return tellParties({
    copies: copiedBodies(document),
    identity: `renewed/${rank}`,
    subject: 'convention reconduite',
    lead: `La convention est reconduite ${mode === 'tacit' ? 'tacitement' : 'd’un commun accord'} à partir du ${frenchDate(from)}.`,
    facts: [
      ...factsOf([['Dernier jour', span && frenchDate(span.to)]]),
      ...ceilingFacts('Plafond de la période', ceiling ?? undefined, mostPaidAt(convention, from)),
    ],
    cites: [document.renewal?.article],
  });
}

/** an amendment counts from now on; what it moves is told to both. */
export function amendmentInForceNews(before: Convention, amendment: Amendment, today: PlainDate): News {
  const { id, effectiveOn } = amendment;
  const since = effectiveOn < today ? `, avec effet rétroactif au ${frenchDate(effectiveOn)}` : '';
  return tell(bothParties, {
    identity: `amendment/${id}/in-force`,
    subject: `avenant n° ${id} en vigueur`,
    lead: `L’avenant n° ${id} est en vigueur${since} : les échéances et les rappels sont recalculés.`,
    facts: previewFacts(previewOf(withState(before, amendment, 'proposed'), amendment, today)),
    cites: [before.document.amendments.article],
  });
}

/** a proposal has waited long enough. */
export function amendmentExpiredNews({ document }: Convention, { id, expiresOn }: Amendment): News {
  const { indicative } = delayOf('amendments', document.amendments.answerDays);
  return tell(bothParties, {
    identity: `amendment/${id}/expired`,
    subject: `avenant n° ${id} expiré`,
    lead: `L’avenant n° ${id} n’a pas eu l’accord ${ofAllParties(document)} au ${frenchDate(expiresOn)}${whoseRule(indicative)} : il est sans suite. Il peut être proposé de nouveau.`,
    cites: [document.amendments.article],
  });
}

/** "à défaut d’ajustement de la dotation, le délégataire suspend l’exécution de la délégation". */
export function suspensionNews(convention: Convention, shortfall: Shortfall): News {
  const { document } = convention;
  const { id, missing, refused } = shortfall;
  const { indicative } = delayOf('shortfall', clauseOrLast(convention, 'shortfall')?.decisionWorkingDays);
  const why = refused
    ? `${partyDoes(document, 'delegator', 'n’ajuste', 'n’ajustent')} pas la dotation (${refused.reason})`
    : `le délai de décision s’est écoulé${whoseRule(indicative)} sans ajustement de la dotation`;
  return tell(bothParties, {
    identity: `suspended/${id}`,
    subject: 'exécution suspendue',
    lead: `L’exécution de la délégation est suspendue : ${why}.`,
    facts: [['Manque', `${frenchEuros(missing)}${ofLine(convention, shortfall)}`]],
    paragraphs: [
      `Plus rien ne s’engage ; ce qui est engagé se paie ; ${running(document)}. Un avenant qui ajuste la dotation fait reprendre l’exécution.`,
    ],
    cites: [document.shortfall?.article],
    urgent: true,
  });
}

/** what lacked is there. */
export function shortfallOverNews(
  convention: Convention,
  shortfall: Shortfall,
  resumes: boolean,
  today: PlainDate,
): News {
  const { id, line } = shortfall;
  const { document } = convention;
  const suffice = `Les crédits suffisent de nouveau${ofLine(convention, shortfall)}`;
  const ceiling = line === undefined ? ceilingAt(convention, today) : ceilingIn(document, 0, line);
  return tell(bothParties, {
    identity: `shortfall-over/${id}`,
    subject: resumes ? 'exécution reprise' : 'insuffisance de crédits levée',
    lead: resumes
      ? `${suffice} : l’exécution de la délégation reprend.`
      : `${suffice} : l’insuffisance est levée.${isSuspended(convention) ? ' L’exécution reste suspendue pour une autre insuffisance.' : ''}`,
    facts:
      ceiling === null
        ? [[`Plafond${ofLine(convention, shortfall)}`, frenchCeiling(null)]]
        : ceilingFacts(
            `Plafond${ofLine(convention, shortfall)}`,
            ceiling,
            mostPaidAt(convention, today, undefined, line),
          ),
    cites: [document.shortfall?.article],
    urgent: true,
  });
}

/**
 * A letter could not be handed over: the manager learns who is written to meanwhile, finds the right address, then
 * replaces the contact.
 */
export function faultNews(
  convention: Convention,
  { contact, reason, at, standInEmail }: MailFault,
): News | [] {
  const { document } = convention;
  if (contact === document.manager.id) return [];
  const name = contactName(document, contact);
  const standIn = standInOf(convention, contact, parisDate(at));
  return tell([{ holder: 'manager' }], {
    identity: `fault/${contact}/${at}`,
    subject: `courriel non remis à « ${name} »`,
    lead:
      standInEmail === undefined
        ? `Un courriel n’a pas pu être remis à « ${name} » : vérifiez son adresse, ou remplacez ce contact.`
        : `Un courriel n’a pas pu être remis à ${standInEmail}, à qui l’on écrit pendant l’absence de « ${name} » : vérifiez cette adresse, puis déclarez l’absence de nouveau.`,
    paragraphs: [
      'Sans rien faire, son adresse est essayée de nouveau une fois par mois ; elle l’est aussitôt par « Essayer de nouveau une adresse ».',
    ],
    facts: [
      ['Réponse du serveur', reason],
      ['Écrit à sa place', standIn?.name ?? 'personne : aucun autre contact'],
    ],
  });
}

function running({ reports }: ConventionDocument): string {
  if (!reports?.everyMonths) return 'le terme court';
  return `les comptes rendus${reports.everyMonths === 1 ? ' mensuels' : ''} et le terme courent`;
}
