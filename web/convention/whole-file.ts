import { engagementTitle } from '../../acts/about-breaches.ts';
import { frenchAmendmentStates } from '../../convention/amendments/amendment.ts';
import { frenchDate, frenchInstant } from '../../convention/calendar/french.ts';
import { parisInstant } from '../../convention/calendar/paris.ts';
import { type Convention, frenchPhases } from '../../convention/convention.ts';
import { allContacts } from '../../convention/document/contacts.ts';
import { asLandmark } from '../../convention/duties/due-words.ts';
import { frenchDutyStates } from '../../convention/duties/duty.ts';
import { frenchNumber } from '../../convention/french-number.ts';
import { frenchKinds, orderOf } from '../../convention/ledger/entry.ts';
import { frenchEuros } from '../../convention/ledger/money.ts';
import { type Fact, factsOf } from '../../convention/mailing/facts.ts';
import { holderName, holderOf } from '../../convention/people/organisations.ts';
import { namesOf, partiesLine, partyName } from '../../convention/people/parties.ts';
import { withoutDigests } from '../../convention/proof/piece.ts';
import { piecesOf } from '../../convention/proof/pieces.ts';
import type { ConventionView, DutyView } from '../../convention/views/view.ts';
import type { Printed, PrintedSection } from '../../letters/printed.ts';
import { amendmentFacts } from './amendment-facts.ts';
import { landmarks } from './landmarks.ts';
import { moneyFacts } from './money-facts.ts';
import { meetingFacts, meetingsOf, meetingTitle, reportFacts, reportsOf } from './reports-read.tsx';
import { rolesOf } from './roles.ts';

/**
 * All that a convention is and has been, to be printed and kept: what its pages say, without anybody's address. It is as of a
 * day, and the same whenever it is printed that day, if nothing was done meanwhile.
 */
export function wholeFile(record: Convention, view: ConventionView): Printed {
  const { document } = record;
  const sections: readonly PrintedSection[] = [
    { title: 'Les personnes', facts: people(record) },
    { title: 'Les phases', facts: view.phases.map(({ phase, on }) => [frenchDate(on), frenchPhases[phase]]) },
    { title: 'Les obligations', facts: view.duties.map(dutyFact) },
    ...(document.budget ? [{ title: 'Le budget', facts: moneyFacts(view) }, ledger(record)] : []),
    ...reportsOf(record).map(({ period, title }) => ({ title, facts: reportFacts(record, period) })),
    ...meetingsOf(record).map((meeting) => ({
      title: meetingTitle(record, meeting),
      facts: meetingFacts(meeting),
    })),
    ...record.amendments.map((amendment) => ({
      title: `Avenant n° ${amendment.id}, ${frenchAmendmentStates[amendment.state]}`,
      facts: amendmentFacts(record, amendment),
    })),
    { title: 'Insuffisances de crédits', facts: shortfalls(record) },
    { title: 'Manquements', facts: breaches(record) },
    { title: 'Préavis et fin', facts: endings(record) },
    { title: 'Le solde', facts: settlement(record) },
    { title: 'Les pièces', facts: piecesOf(record).map(({ name, sha256 }) => [name, `SHA-256 ${sha256}`]) },
    { title: 'Le journal', facts: record.journal.map(journalFact) },
  ];
  return {
    title: `Dossier de la convention ${document.shortName}`,
    lead: [document.title, partiesLine(document), `État au ${frenchDate(view.today)}.`],
    facts: landmarks({ record, view }),
    sections: sections.filter(({ facts = [], table }) => facts.length > 0 || (table?.rows.length ?? 0) > 0),
    at: parisInstant(view.today, '00:00'),
  };
}

function people({ document }: Convention): readonly Fact[] {
  return allContacts(document).map(({ contact }) => {
    const holder = holderOf(document, contact.id);
    const whose =
      holder && (holder === 'manager' ? 'gestion de la convention' : holderName(document, holder));
    return [contact.name, [whose, contact.title, rolesOf(contact)].filter(Boolean).join(', ')];
  });
}

/** A duty, its day, who has it and what came of it. */
function dutyFact({ title, dueOn, indicative, holder, holderName, article, state, outcome }: DutyView): Fact {
  const who = holder === 'manager' ? 'gestionnaire' : holderName;
  const whose = [asLandmark(frenchDate(dueOn), indicative), who, article && `art. ${article}`];
  const stands = [
    frenchDutyStates[state],
    outcome?.state === 'done' ? outcome.evidence : outcome?.reason,
    outcome && outcome.state !== 'lapsed' && `par ${outcome.by}, le ${frenchInstant(outcome.at)}`,
  ];
  return [title, `${whose.filter(Boolean).join(', ')} : ${stands.filter(Boolean).join(', ')}`];
}

/** Entries that are printed: past them, the table is for a spreadsheet. */
const mostEntries = 1000;

function ledger({ ledger: all }: Convention): PrintedSection {
  const entries = all.slice(-mostEntries);
  return {
    title:
      entries.length < all.length
        ? `Le registre, ses ${frenchNumber(mostEntries)} dernières écritures sur ${frenchNumber(all.length)}`
        : 'Le registre',
    table: {
      columns: [
        { label: 'N°', width: 28 },
        { label: 'Date', width: 78 },
        { label: 'Nature', width: 80 },
        { label: 'N° EJ', width: 62 },
        { label: 'Fournisseur' },
        { label: 'Référence' },
        { label: 'Montant', width: 78, number: true },
      ],
      rows: entries.map((entry) => [
        String(entry.seq),
        frenchDate(entry.on),
        frenchKinds[entry.kind],
        orderOf(entry) ?? '',
        'supplier' in entry ? entry.supplier : '',
        withoutDigests(entry.reference),
        frenchEuros(entry.amount),
      ]),
    },
  };
}

function shortfalls({ shortfalls: some }: Convention): readonly Fact[] {
  return some.map(({ on, missing, reason, refused, closedOn }) => [
    frenchDate(on),
    [
      `il manquait ${frenchEuros(missing)} (${reason})`,
      refused && `ajustement refusé le ${frenchDate(refused.on)} par ${refused.by} (${refused.reason})`,
      closedOn && `levée le ${frenchDate(closedOn)}`,
    ]
      .filter(Boolean)
      .join(' ; '),
  ]);
}

function breaches(record: Convention): readonly Fact[] {
  return record.breaches.map(({ id, engagement, on, facts, cureBy, cured, ending }) => [
    `Manquement n° ${id} du ${frenchDate(on)}`,
    [
      `${engagementTitle(record, engagement)} : ${facts}`,
      cureBy && `à réparer pour le ${frenchDate(cureBy)}`,
      cured && `réparé le ${frenchDate(cured.on)} (${cured.evidence})`,
      ending && `fin de l’accompagnement le ${frenchDate(ending.on)} (${ending.reason})`,
    ]
      .filter(Boolean)
      .join(' ; '),
  ]);
}

function endings({ document, notices, agreedEnd, renewals, ended, closed }: Convention): readonly Fact[] {
  return [
    ...renewals.map(
      ({ rank, months, at }) =>
        [`Reconduction n° ${rank}`, `de ${months} mois, le ${frenchInstant(at)}`] as const,
    ),
    ...notices.map(
      ({ from, receivedOn, reason, endsOn, withdrawnBy }) =>
        [
          `Préavis donné par ${partyName(document, from)}`,
          `reçu le ${frenchDate(receivedOn)}, il s’achève le ${frenchDate(endsOn)} (${reason})${
            withdrawnBy.length > 0 ? ` ; retrait accepté par ${namesOf(document, withdrawnBy)}` : ''
          }`,
        ] as const,
    ),
    ...factsOf([
      [
        'Fin convenue entre les parties',
        agreedEnd &&
          `le ${frenchDate(agreedEnd.on)}, proposée le ${frenchDate(agreedEnd.proposedOn)}, acceptée par ${namesOf(document, agreedEnd.agreedBy)} (${agreedEnd.reason})`,
      ],
      ['Dernier jour', ended && frenchDate(ended.on)],
      ['Close', closed && `le ${frenchInstant(closed.at)}`],
    ]),
  ];
}

function settlement({ document, proposals, agreedBalance }: Convention): readonly Fact[] {
  return [
    ...proposals.map(
      ({ amount, use, from, by, at }, rank) =>
        [
          `Proposition n° ${rank + 1}`,
          `${frenchEuros(amount)}, ${use}, de ${partyName(document, from)}, par ${by}, le ${frenchInstant(at)}`,
        ] as const,
    ),
    ...factsOf([
      [
        'Solde convenu',
        agreedBalance &&
          `${frenchEuros(agreedBalance.amount)}, ${agreedBalance.use}, par ${agreedBalance.agreedBy}, le ${frenchInstant(agreedBalance.agreedAt)}`,
      ],
    ]),
  ];
}

/** Something that happened, as the journal has it. */
function journalFact({ at, by, text, reason }: Convention['journal'][number]): Fact {
  const who = by === 'delegation' ? 'le suivi' : by;
  return [`${frenchInstant(at)}, ${who}`, reason ? `${text} Motif : ${reason}` : text];
}
