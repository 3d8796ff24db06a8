import { z } from 'zod';
import type { Convention } from '../convention/convention.ts';
import { inBrackets } from '../convention/document/articles.ts';
import { line, plainDate, record, signedEuros } from '../convention/document/fields.ts';
import { alreadyDone, badAct, notNow, type Refusal, unknownReference } from '../convention/errors.ts';
import { frenchNumber } from '../convention/french-number.ts';
import { lineOfEntry, linesOf, linesOfOrders } from '../convention/ledger/budget-lines.ts';
import { ledgerEntries } from '../convention/ledger/capacity.ts';
import { ceilingAt } from '../convention/ledger/ceiling.ts';
import { orderNumber } from '../convention/ledger/chorus-number.ts';
import { frenchKinds, totalOf } from '../convention/ledger/entry.ts';
import { lateSpending } from '../convention/ledger/late-spending.ts';
import { frenchCeiling, frenchEuros, subtract, sumOf, zero } from '../convention/ledger/money.ts';
import { withEntries } from '../convention/ledger/record.ts';
import { isSuspended } from '../convention/ledger/shortfall.ts';
import { spanTotals } from '../convention/ledger/sums.ts';
import { accountsOf, corrected, leftToPay, openOrders } from '../convention/ledger/totals.ts';
import { sideOf } from '../convention/people/parties.ts';
import { present } from '../convention/plain-object.ts';
import { hasEffect } from '../convention/term/effect.ts';
import { rankAt, spansOf } from '../convention/term/term.ts';
import { mostShown, typedSource, uncovered } from './about-ledger.ts';
import {
  budgetLine,
  budgetLineId,
  lineMissing,
  linesKnown,
  orderLineRefused,
  unknownLine,
  withOrder,
} from './about-lines.ts';
import type { Known, Options, Question, Subject, Values } from './form.ts';
import { defineFormedAct } from './formed-act.ts';
import { among, aside, dutyClosed, positive } from './questions.ts';
import { duringLife, recorded } from './recorded.ts';
import { signedEurosIn } from './typed.ts';

const common = { on: plainDate, reference: line(500) };
const ofOrder = { ...common, order: orderNumber, budgetLine: budgetLineId };

const entryKinds = z.discriminatedUnion(
  'kind',
  [
    record({ kind: z.literal('credits'), ...common, amount: positive, budgetLine: budgetLineId }),
    record({
      kind: z.literal('commitment'),
      ...common,
      order: orderNumber,
      amount: positive,
      supplier: line(200),
      budgetLine: budgetLineId,
      contract: line(100).optional(),
      deliveryEndsOn: plainDate.optional(),
    }),
    record({ kind: z.literal('change'), ...ofOrder, amount: signedEuros }),
    record({ kind: z.literal('acceptance'), ...ofOrder, amount: positive }),
    record({ kind: z.literal('payment'), ...ofOrder, amount: positive }),
  ],
  'l’une des natures « credits », « commitment », « change », « acceptance », « payment »',
);

type TypedEntry = z.output<typeof entryKinds>;

/** The kinds of entries, as they are asked. */
const allKinds = [
  ['credits', 'Mise à disposition de crédits'],
  ['commitment', 'Engagement (AE)'],
  ['change', 'Modification d’un engagement, en plus ou en moins (AE)'],
  ['acceptance', 'Service fait'],
  ['payment', 'Paiement (CP)'],
] as const satisfies Options;

const forCommitments = 'Pour un engagement.';

/** Art. 3 and 5: one entry is written in the ledger. Above the ceiling, it is not, and the shortfall opens. */
export const recordEntry = defineFormedAct({
  verb: 'entry',
  parties: ['delegator', 'delegatee'],
  needs: 'budget',
  closes: 'ledger',
  form: {
    title: 'Écrire au registre du budget',
    says: 'L’écriture compte dans la situation du budget ; un engagement au-delà du plafond est refusé, et signalé là où la convention le prévoit.',
    button: 'Écrire au registre',
    articles: ({ codings, reports }) => [codings?.article, reports?.article],
    group: 'Budget',
    questions: {
      kind: aside('choice', 'Nature de l’écriture', 'la nature de l’écriture', { options: allKinds }),
      amount: aside('euros', 'Montant', 'le montant', { hint: 'En euros.' }),
      on: aside('date', 'Date', 'la date de l’écriture'),
      reference: aside('evidence', 'Référence', 'la référence', {
        hint: 'Référence Chorus, ou de la pièce.',
      }),
      order: aside('line', 'Numéro de l’engagement juridique (N° EJ)', 'le numéro de l’engagement', {
        optional: true,
      }),
      budgetLine,
      supplier: aside('line', 'Fournisseur', 'le fournisseur', { optional: true, hint: forCommitments }),
      contract: aside('line', 'Marché utilisé', 'le marché utilisé', {
        optional: true,
        hint: forCommitments,
      }),
      deliveryEndsOn: aside('date', 'Fin des livraisons', 'la fin des livraisons', {
        optional: true,
        hint: forCommitments,
      }),
    },
    places: ['kind'],
    example:
      'commitment --order 1500012345 --amount 12000 --on 2020-05-04 --supplier "Octo" --reference "BC 12"',
    choices: kindsOf,
    known(subject, { choices: kinds }) {
      const has = (...some: string[]) => kinds.some(([kind]) => some.includes(kind));
      const forCommitment = has('commitment') ? {} : null;
      return {
        kind: among(kinds),
        amount: has('change')
          ? {
              hint: 'En euros ; une modification qui réduit un engagement s’écrit avec un signe moins (ex. -1 200).',
            }
          : {},
        on: { value: subject.today },
        order: has('commitment', 'change', 'acceptance', 'payment')
          ? orderKnown(subject, has('credits'))
          : null,
        budgetLine: linesAsked(subject, has('credits', 'commitment')),
        supplier: forCommitment,
        contract: forCommitment,
        deliveryEndsOn: forCommitment,
      };
    },
    input: (values) => ({ entry: entryOf(values) }),
  },
  keys: { entry: entryKinds },
  refuse: (convention, { entry }, moment) =>
    duringLife(convention, entry, moment) ??
    full(convention) ??
    lineRefused(convention, entry) ??
    unknownOrder(convention, entry) ??
    orderLineRefused(convention, entry) ??
    tooMuchCredit(convention, entry) ??
    uncovered(convention, { ...entry, source: typedSource }),
  apply(convention, { by, entry: given }, moment) {
    const entry = { ...given, ...withOrder(convention, given) };
    const ledger = withEntries(convention.ledger, [{ ...entry, source: typedSource }], by, moment);
    const about = 'order' in entry ? `, EJ ${entry.order}` : '';
    const text = `Écriture n° ${ledger.length} : ${frenchKinds[entry.kind]}${about}, ${frenchEuros(entry.amount)} (${entry.reference}).`;
    const warnings = entry.kind === 'commitment' ? lateSpending(convention, entry) : [];
    const reason = `${frenchKinds[entry.kind]} de ${frenchEuros(entry.amount)}${about}`;
    return recorded(convention, ledger, { by, text, warnings, reason }, moment);
  },
});

/** The entries that may be written now, by the party whose they are. */
function kindsOf(subject: Subject): Options {
  const { convention, today, duty } = subject;
  const side = subject.party && sideOf(subject.party);
  const settles = dutyClosed(subject, 'ledger') !== undefined;
  const funds = duty?.kind === 'credits';
  if (duty && !settles && !funds) return [];
  const spends = side !== 'delegator' && !funds && hasEffect(convention, today);
  const knows = spends && accountsOf(convention.ledger).size > 0;
  const offered: Readonly<Record<TypedEntry['kind'], boolean>> = {
    credits: side !== 'delegatee' && !settles,
    commitment: spends && !settles && !isSuspended(convention),
    change: knows,
    acceptance: knows,
    payment: knows,
  };
  return allKinds.filter(([kind]) => offered[kind]);
}

/** The lines of the budget, when there are several. */
function linesAsked({ convention }: Subject, isCharged: boolean): Known {
  const orders = linesOfOrders(convention.document, convention.ledger);
  const isAsked = isCharged || [...orders.values()].some((lines) => lines.length > 1);
  return isAsked
    ? linesKnown(convention, { hint: 'Celle de l’engagement, quand il n’en a qu’une, va sans dire.' })
    : null;
}

function orderKnown({ convention }: Subject, isOptional: boolean): Partial<Question> {
  const open = openOrders(convention.ledger);
  const options = open.map(
    (account) => [account.order, `${account.supplier}, reste ${frenchEuros(leftToPay(account))}`] as const,
  );
  return {
    optional: isOptional,
    ...(isOptional ? { hint: 'Sans objet pour une mise à disposition de crédits.' } : {}),
    ...(options.length > 0 && options.length <= mostShown ? { options } : {}),
  };
}

/** What an entry of that kind says; what is asked of other kinds is left out. */
function entryOf(values: Values) {
  const { kind, on, amount, reference, order, supplier, contract, deliveryEndsOn, budgetLine } = values;
  return present({
    kind,
    on,
    amount: amount === undefined ? undefined : signedEurosIn(amount),
    reference,
    ...(kind === 'credits' ? {} : { order }),
    budgetLine,
    ...(kind === 'commitment' ? { supplier, contract, deliveryEndsOn } : {}),
  });
}

/** Of several lines, an order and credits name theirs. */
function lineRefused(convention: Convention, { kind, budgetLine }: TypedEntry): Refusal | undefined {
  const isCharged = kind === 'credits' || kind === 'commitment';
  return isCharged && budgetLine === undefined
    ? lineMissing(convention)
    : unknownLine(convention, budgetLine);
}

function full({ ledger }: Convention): Refusal | undefined {
  return ledger.length >= ledgerEntries
    ? notNow`Le registre a ${frenchNumber(ledger.length)} écritures ; accepté : ${frenchNumber(ledgerEntries)} au plus.`
    : undefined;
}

function unknownOrder({ ledger }: Convention, entry: TypedEntry): Refusal | undefined {
  if (entry.kind === 'credits') return undefined;
  const account = accountsOf(ledger).get(entry.order);
  if (entry.kind === 'commitment') {
    const reversed = corrected(ledger);
    // One that was reversed is recorded anew.
    const stands = ledger.some(
      (one) => one.kind === 'commitment' && one.order === entry.order && !reversed.has(one.seq),
    );
    return account && stands
      ? alreadyDone`L’engagement « ${entry.order} » est déjà au registre, pour ${frenchEuros(account.committed)} : modifiez-le par une modification d’un engagement (« change » en ligne de commande).`
      : undefined;
  }
  if (account) return undefined;
  const open = openOrders(ledger).map((one) => one.order);
  const shown = open.slice(0, 10).join(', ');
  return unknownReference`« ${entry.order} » n’est pas un engagement du registre ; ouverts : ${shown || 'aucun'}${open.length > 10 ? '…' : ''}.`;
}

/** Art. 2: the credits are made available "pour un montant maximal", on the line that they are charged to and in all. */
function tooMuchCredit(convention: Convention, entry: TypedEntry): Refusal | undefined {
  if (entry.kind !== 'credits') return undefined;
  const { amount, budgetLine: charged, on } = entry;
  const { document, ledger } = convention;
  const spans = spansOf(convention);
  const rank = rankAt(spans, on);
  const lineOf = lineOfEntry(document, ledger);
  const line = linesOf(document.budget).find(({ id }) => id === charged);
  const onLine = ledger.filter(
    (one) => totalOf(one) === 'available' && lineOf(one) === charged && rankAt(spans, one.on) === rank,
  );
  const ceiling = ceilingAt(convention, on, spans);
  const limits = [
    {
      limit: line?.ceiling ?? null,
      given: sumOf(onLine.map((one) => one.amount)),
      said: ` sur la ligne « ${line?.name} »`,
    },
    {
      limit: ceiling,
      given: spanTotals(ledger, spans, rank).available,
      said: `, le plafond étant de ${frenchCeiling(ceiling)}`,
    },
  ];
  const passed = limits.find(({ limit, given }) => limit !== null && given + amount > limit);
  if (!passed) return undefined;
  const left = frenchEuros(subtract(passed.limit ?? zero, passed.given));
  return badAct`« ${frenchEuros(amount)} » refusé ; accepté : au plus ${left}${passed.said}${inBrackets(document.credits?.article)}.`;
}
