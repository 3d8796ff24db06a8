import { frenchDate } from '../convention/calendar/french.ts';
import { alreadyDone, notNow } from '../convention/errors.ts';
import { frenchKinds, type Original, totalOf } from '../convention/ledger/entry.ts';
import { frenchEuros } from '../convention/ledger/money.ts';
import { reversalOf, withEntries } from '../convention/ledger/record.ts';
import { isSuspended } from '../convention/ledger/shortfall.ts';
import { corrected } from '../convention/ledger/totals.ts';
import { withoutDigests } from '../convention/proof/piece.ts';
import { mostShown, typedSource, uncovered } from './about-ledger.ts';
import type { Options, Subject } from './form.ts';
import { defineFormedAct } from './formed-act.ts';
import { among, date, evidence, numbered, reason } from './questions.ts';
import { duringLife, recorded } from './recorded.ts';
import { notOne, notWithin } from './refusals.ts';

/** An entry was wrong: another reverses it, and names it. Nothing is edited or deleted. */
export const correctEntry = defineFormedAct({
  verb: 'correct',
  parties: [],
  needs: 'budget',
  form: {
    title: 'Annuler une écriture du registre',
    says: 'Une autre écriture annule celle qui était fausse, et la nomme ; rien n’est effacé.',
    button: 'Annuler l’écriture',
    articles: ({ reports }) => [reports?.article],
    group: 'Budget',
    questions: {
      seq: numbered('Écriture à annuler', 'l’écriture à annuler', { most: 1_000_000 }),
      on: date('Date de la correction', 'la date de la correction', {
        optional: true,
        hint: 'Laissez vide pour reprendre celle de l’écriture.',
      }),
      reason,
      reference: evidence('Référence', 'la référence', {
        optional: true,
        hint: 'De la pièce qui justifie la correction.',
      }),
    },
    places: ['seq'],
    example: '12 --reason "montant erroné"',
    choices(subject, can) {
      const all = correctable(subject);
      return all.length > mostShown ? all : all.filter(({ seq }) => can({ by: '', seq, reason: '' }));
    },
    known: (_subject, { choices }) => ({
      seq:
        choices.length > mostShown
          ? { kind: 'whole', hint: 'Son numéro au registre.' }
          : among(choices.map(entryOption)),
    }),
  },
  refuse(convention, { seq, on }, moment) {
    const { ledger } = convention;
    const entry = ledger[seq - 1];
    if (!entry) {
      const known = ledger.length === 0 ? 'le registre est vide' : `de 1 à ${ledger.length}`;
      return notOne(seq, 'une écriture du registre', `acceptées : ${known}`);
    }
    if (entry.kind === 'correction')
      return notNow`L’écriture n° ${seq} est elle-même une correction (de la n° ${entry.corrects}) : enregistrez de nouveau ce qu’elle annulait.`;
    if (corrected(ledger).has(seq)) return alreadyDone`L’écriture n° ${seq} est déjà annulée.`;
    const outside = on && notWithin(on, [entry.on], [moment.today, 'aujourd’hui']);
    if (outside) return outside;
    const reversal = reversalOf(entry, on ?? entry.on, '-', typedSource);
    // To undo a release is to commit.
    const commits = totalOf(reversal) === 'committed' && reversal.amount > 0;
    return (
      (commits && isSuspended(convention)
        ? duringLife(convention, { ...reversal, kind: 'change' }, moment)
        : undefined) ?? uncovered(convention, reversal)
    );
  },
  apply(convention, { by, seq, on, reason, reference }, moment) {
    const entry = convention.ledger[seq - 1];
    if (!entry || entry.kind === 'correction') return { convention, text: '' };
    const why = [reason.slice(0, 200), reference && `(${reference})`].filter(Boolean).join(' ');
    const reversal = reversalOf(entry, on ?? entry.on, why, typedSource);
    const ledger = withEntries(convention.ledger, [reversal], by, moment);
    const text = `Écriture n° ${ledger.length} : correction de la n° ${seq} (${frenchKinds[entry.kind]}, ${frenchEuros(entry.amount)}).`;
    const writing = { by, text, warnings: [], reason: `correction de la n° ${seq}` };
    return recorded(convention, ledger, writing, moment);
  },
});

/** The entries that no correction has reversed, the latest first. */
function correctable({ convention: { ledger } }: Subject): readonly Original[] {
  const reversed = corrected(ledger);
  return ledger
    .flatMap((entry) => (entry.kind === 'correction' || reversed.has(entry.seq) ? [] : entry))
    .reverse();
}

function entryOption({ seq, on, kind, amount, reference, ...entry }: Original): Options[number] {
  const about = 'order' in entry ? `, EJ ${entry.order}` : '';
  return [
    String(seq),
    `N° ${seq}, ${frenchDate(on)} : ${frenchKinds[kind]}${about}, ${frenchEuros(amount)} (${withoutDigests(reference)})`,
  ];
}
