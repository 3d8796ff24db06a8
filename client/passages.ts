import { forecastFacts } from '../acts/about-forecasts.ts';
import { nameOf } from '../acts/about-reports.ts';
import { frenchChanges } from '../acts/amendment-changes.ts';
import { frenchDate } from '../convention/calendar/french.ts';
import { parisDate } from '../convention/calendar/paris.ts';
import type { PlainDate } from '../convention/calendar/plain-date.ts';
import type { Convention } from '../convention/convention.ts';
import { allContacts } from '../convention/document/contacts.ts';
import { committeeName } from '../convention/duties/committee-meetings.ts';
import { dutiesOf, outcomeOf } from '../convention/duties/duties.ts';
import { linesOf } from '../convention/ledger/budget-lines.ts';
import { frenchKinds, orderOf } from '../convention/ledger/entry.ts';
import { frenchCeiling, frenchEuros } from '../convention/ledger/money.ts';
import { holderName } from '../convention/people/organisations.ts';
import { partiesOf } from '../convention/people/parties.ts';
import { piecesIn } from '../convention/proof/piece.ts';

/** What of a convention is found by its words, as people call it. */
export const frenchPassages = {
  convention: 'Convention',
  credits: 'Crédits',
  contact: 'Contact',
  duty: 'Obligation',
  evidence: 'Preuve',
  comment: 'Commentaire',
  report: 'Compte rendu',
  meeting: 'Réunion',
  amendment: 'Avenant',
  entry: 'Écriture',
  journal: 'Journal',
} as const;

export type PassageKind = keyof typeof frenchPassages;

/** Something of a convention that is found by its words. */
export interface Passage {
  readonly kind: PassageKind;
  /**
   * What names it among those of its kind: the id of a contact or of a duty (also of what proves it, or is said of it), the
   * period of a report, the number of a meeting, of an amendment, of an entry, of a line of the journal from 1.
   */
  readonly of?: string;
  /** The day that it is of, where there is one. */
  readonly on?: PlainDate;
  /** On one line; amounts as they are printed. */
  readonly text: string;
}

const numbers: Partial<Readonly<Record<PassageKind, string>>> = {
  amendment: ' n° ',
  entry: ' n° ',
  journal: ', ligne ',
};

/** Whether the name of a passage tells it from all others of its convention. */
export function isNumbered({ kind }: Pick<Passage, 'kind'>): boolean {
  return kind in numbers;
}

/** What a passage is called: `Écriture n° 12`. */
export function passageName({ kind, of }: Pick<Passage, 'kind' | 'of'>): string {
  const number = numbers[kind];
  return frenchPassages[kind] + (number === undefined ? '' : number + of);
}

/** All of a convention that is found by its words: what it is, what it asks, what was recorded, what happened. */
export function passagesOf(record: Convention): readonly Passage[] {
  return [
    ...documentOf(record),
    ...dutiesIn(record),
    ...reportsIn(record),
    ...decisionsIn(record),
    ...entriesIn(record),
    ...record.journal.map(({ at, text, reason }, rank) =>
      passage('journal', [text, reason], { of: String(rank + 1), on: parisDate(at) }),
    ),
  ];
}

function passage(
  kind: PassageKind,
  parts: readonly (string | false | undefined)[],
  which: Pick<Passage, 'of' | 'on'> = {},
): Passage {
  return { kind, ...which, text: oneLine(parts.filter(Boolean).join(', ')) };
}

/** A text on one line, files by their names alone. */
function oneLine(text: string): string {
  const cited = piecesIn(text).reduce((said, { sha256 }) => said.replace(`, SHA-256 ${sha256}`, ''), text);
  return cited.replace(/\s*[\r\n]+\s*/g, ' ').trim();
}

function documentOf({ document }: Convention): readonly Passage[] {
  const { id, title, shortName, signedOn, budget } = document;
  const names = partiesOf(document).map(
    ({ organisation }) => `${organisation.name} (${organisation.shortName})`,
  );
  return [
    passage('convention', [title, shortName, id, ...names], { on: signedOn }),
    ...linesOf(budget).map(({ name, ceiling, paymentCeiling, operatingUnit, codes, years }) =>
      passage('credits', [
        name,
        `plafond : ${frenchCeiling(ceiling)}`,
        paymentCeiling !== undefined && `paiements : ${frenchEuros(paymentCeiling)}`,
        ...years.map(
          ({ year, commitments, payments }) =>
            `en ${year} : ${frenchEuros(commitments)} (AE), ${frenchEuros(payments)} (CP)`,
        ),
        operatingUnit,
        ...Object.values(codes ?? {}).flat(),
      ]),
    ),
    ...allContacts(document).map(({ contact }) =>
      passage('contact', [contact.name, contact.title, contact.email], { of: contact.id }),
    ),
  ];
}

function dutiesIn(record: Convention): readonly Passage[] {
  const duties = dutiesOf(record);
  const comments = record.comments ?? [];
  return duties.flatMap((duty) => {
    const { id: of, dueOn } = duty;
    // What both sides owe has one title.
    const title = `${duty.title} (${holderName(record.document, duty.holder)})`;
    const outcome = outcomeOf(record, duty);
    const said = outcome && (outcome.state === 'done' ? outcome.evidence : outcome.reason);
    return [
      passage('duty', [title], { of, on: dueOn }),
      ...(outcome && said
        ? [passage('evidence', [`${title} : ${said}`], { of, on: parisDate(outcome.at) })]
        : []),
      ...comments
        .filter((one) => one.duty === of)
        .map(({ text, on, by }) => passage('comment', [`${title} : ${text}`, `par ${by}`], { of, on })),
    ];
  });
}

function reportsIn(record: Convention): readonly Passage[] {
  return Object.entries(record.reports).map(([period, report]) => {
    const { at, spent, progress, forecast, orders = [], consumption = [] } = report;
    const money = record.document.budget
      ? [
          ['dépenses', frenchEuros(spent)] as const,
          ...forecastFacts(record, 'commandes prévues', orders),
          ...forecastFacts(record, 'consommation prévue', consumption),
        ]
      : [];
    const amounts = money.map(([label, value]) => `${label} : ${value}`);
    return passage('report', [nameOf(record, period), progress, forecast, ...amounts], {
      of: period,
      on: parisDate(at),
    });
  });
}

function decisionsIn(record: Convention): readonly Passage[] {
  return [
    ...record.meetings
      .filter(({ state }) => state !== 'cancelled')
      .map(({ id, on, time, place, decision, minutes }) =>
        passage(
          'meeting',
          [`${committeeName(record)} du ${frenchDate(on)} à ${time}`, place, decision, minutes],
          {
            of: String(id),
            on,
          },
        ),
      ),
    ...record.amendments.map(({ id, changes, reason, proposedOn, signature }) =>
      passage('amendment', [frenchChanges(changes), reason, signature?.reference], {
        of: String(id),
        on: proposedOn,
      }),
    ),
  ];
}

/** What the ledger has, where a budget shows it. */
function entriesIn({ ledger, document }: Convention): readonly Passage[] {
  if (!document.budget) return [];
  return ledger.map((entry) => {
    const { kind, seq, on, reference, source, amount } = entry;
    const order = 'supplier' in entry ? [entry.supplier, entry.contract] : [];
    return passage(
      'entry',
      [frenchKinds[kind], orderOf(entry), ...order, reference, source, frenchEuros(amount)],
      { of: String(seq), on },
    );
  });
}
