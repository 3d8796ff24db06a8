import { correctEntry } from '../../../convention/acts/ledger.ts';
import { frenchDate } from '../../../convention/calendar/french.ts';
import { type CorrectionEntry, type Entry, frenchKind } from '../../../convention/ledger/entry.ts';
import { accountsOf, corrected, leftToPay, openOrders } from '../../../convention/ledger/totals.ts';
import { frenchEuros } from '../../../convention/money.ts';
import { isSuspended } from '../../../convention/shortfall.ts';
import { hasEffect } from '../../../convention/term.ts';
import {
  actForm,
  amountIn,
  choice,
  date,
  dutyClosed,
  euros,
  given,
  isPossible,
  numberOf,
  type Options,
  reason,
  words,
} from './asking.ts';
import type { ActForm, Field, Subject, Values } from './form.ts';

/** How many entries or orders may be chosen among; past that, they are named by their number. */
const shown = 200;

/** Articles 3 and 5: the ledger is written, and corrected; nothing in it is erased. */
export const ledgerForms = {
  recordEntry: actForm({
    act: 'recordEntry',
    title: 'Écrire au registre du budget',
    says: 'L’écriture compte dans la situation du budget ; un engagement au-delà du plafond est refusé et signale une insuffisance de crédits.',
    button: 'Écrire au registre',
    article: 'art. 3 et 5',
    group: 'Budget',
    parties: ['delegator', 'delegatee'],
    offered: (subject) => kindsOf(subject).length > 0,
    fields(subject) {
      const kinds = kindsOf(subject);
      const has = (...some: string[]) => kinds.some(([kind]) => some.includes(kind));
      return [
        choice('kind', 'Nature de l’écriture', 'la nature de l’écriture', kinds),
        euros('amount', 'Montant', 'le montant', {
          hint: has('change')
            ? 'En euros ; une modification qui réduit un engagement s’écrit avec un signe moins (ex. -1 200).'
            : 'En euros.',
        }),
        date('on', 'Date', 'la date de l’écriture', { value: subject.today }),
        words('line', 'reference', 'Référence', 'la référence', {
          hint: 'Référence Chorus, ou de la pièce.',
        }),
        ...(has('commitment', 'change', 'acceptance', 'payment')
          ? [orderField(subject, has('credits'))]
          : []),
        ...(has('commitment') ? commitmentFields : []),
      ];
    },
    input: (values, _subject, by) => ({ by, entry: entryOf(values) }),
  }),
  correctEntry: actForm({
    act: 'correctEntry',
    title: 'Annuler une écriture du registre',
    says: 'Une autre écriture annule celle qui était fausse, et la nomme ; rien n’est effacé.',
    button: 'Annuler l’écriture',
    article: 'art. 5',
    group: 'Budget',
    parties: [],
    offered: (subject) => {
      const entries = correctable(subject);
      return entries.length > shown || reversible(subject, entries).length > 0;
    },
    fields(subject) {
      const entries = correctable(subject);
      const label = 'Écriture à annuler';
      const called = 'l’écriture à annuler';
      const which: Field =
        entries.length > shown
          ? { name: 'seq', label, called, kind: 'whole', hint: 'Son numéro au registre.' }
          : choice('seq', label, called, reversible(subject, entries).map(entryOption));
      return [
        which,
        date('on', 'Date de la correction', 'la date de la correction', {
          optional: true,
          hint: 'Laissez vide pour reprendre celle de l’écriture.',
        }),
        reason,
      ];
    },
    input: ({ seq, on, reason }, _subject, by) => given({ by, seq: numberOf(seq), on, reason }),
  }),
} as const satisfies Partial<Record<string, ActForm>>;

/** The entries that may be written now, by the party whose they are. */
function kindsOf(subject: Subject): Options {
  const { convention, today, party, duty } = subject;
  const settles = dutyClosed(subject, 'ledger') !== undefined;
  const funds = duty?.kind === 'credits';
  if (duty && !settles && !funds) return [];
  const spends = party !== 'delegator' && !funds && hasEffect(convention, today);
  const knows = spends && accountsOf(convention.ledger).size > 0;
  const all: readonly (readonly [kind: string, label: string, offered: boolean])[] = [
    ['credits', 'Mise à disposition de crédits', party !== 'delegatee' && !settles],
    ['commitment', 'Engagement (AE)', spends && !settles && !isSuspended(convention)],
    ['change', 'Modification d’un engagement, en plus ou en moins (AE)', knows],
    ['acceptance', 'Service fait', knows],
    ['payment', 'Paiement (CP)', knows],
  ];
  return all.filter(([, , offered]) => offered).map(([kind, label]) => [kind, label]);
}

function orderField({ convention }: Subject, isOptional: boolean): Field {
  const open = openOrders(convention.ledger);
  return words('line', 'order', 'Numéro de l’engagement juridique (N° EJ)', 'le numéro de l’engagement', {
    optional: isOptional,
    ...(isOptional ? { hint: 'Sans objet pour une mise à disposition de crédits.' } : {}),
    ...(open.length > 0 && open.length <= shown
      ? {
          options: open.map((account) => [
            account.order,
            `${account.supplier}, reste ${frenchEuros(leftToPay(account))}`,
          ]),
        }
      : {}),
  });
}

const forCommitments = 'Pour un engagement.';
const commitmentFields: readonly Field[] = [
  words('line', 'supplier', 'Fournisseur', 'le fournisseur', { optional: true, hint: forCommitments }),
  words('line', 'contract', 'Marché utilisé', 'le marché utilisé', {
    optional: true,
    hint: `${forCommitments} Facultatif.`,
  }),
  date('deliveryEndsOn', 'Fin des livraisons', 'la fin des livraisons', {
    optional: true,
    hint: `${forCommitments} Facultatif.`,
  }),
];

/** What an entry of that kind says; what is asked of other kinds is left out. */
function entryOf({ kind, on, amount, reference, order, supplier, contract, deliveryEndsOn }: Values) {
  return given({
    kind,
    on,
    amount: amountIn(amount),
    reference,
    ...(kind === 'credits' ? {} : { order }),
    ...(kind === 'commitment' ? { supplier, contract, deliveryEndsOn } : {}),
  });
}

type Correctable = Exclude<Entry, CorrectionEntry>;

/** The entries that no correction has reversed, the latest first. */
function correctable({ convention: { ledger } }: Subject): readonly Correctable[] {
  const reversed = corrected(ledger);
  return ledger
    .flatMap((entry) => (entry.kind === 'correction' || reversed.has(entry.seq) ? [] : entry))
    .reverse();
}

function reversible(subject: Subject, entries: readonly Correctable[]): readonly Correctable[] {
  return entries.filter(({ seq }) => isPossible(correctEntry, subject, { by: '', seq, reason: '' }));
}

function entryOption({ seq, on, kind, amount, reference, ...entry }: Correctable): Options[number] {
  const about = 'order' in entry ? `, EJ ${entry.order}` : '';
  return [
    String(seq),
    `N° ${seq}, ${frenchDate(on)} : ${frenchKind(kind)}${about}, ${frenchEuros(amount)} (${reference})`,
  ];
}
