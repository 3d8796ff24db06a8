import { frenchDate } from '../convention/calendar/french.ts';
import { line, plainDate, whole } from '../convention/document/fields.ts';
import { refusal } from '../convention/errors.ts';
import { type CorrectionEntry, type Entry, frenchKind, totalOf } from '../convention/ledger/entry.ts';
import { frenchEuros } from '../convention/ledger/money.ts';
import { reversalOf, withEntries } from '../convention/ledger/record.ts';
import { isSuspended } from '../convention/ledger/shortfall.ts';
import { corrected } from '../convention/ledger/totals.ts';
import { signedAct } from '../convention/proof/signatory.ts';
import { mostShown, typedSource, uncovered } from './about-ledger.ts';
import { defineFormedAct } from './act.ts';
import type { Options, Subject } from './form.ts';
import { among, choice, date, isPossible, numberOf, reason, given as said } from './questions.ts';
import { duringLife, recorded } from './recorded.ts';

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
      seq: choice('Écriture à annuler', 'l’écriture à annuler'),
      on: date('Date de la correction', 'la date de la correction', {
        optional: true,
        hint: 'Laissez vide pour reprendre celle de l’écriture.',
      }),
      reason,
    },
    places: ['seq'],
    example: '12 --reason "montant erroné"',
    offered(subject) {
      const entries = correctable(subject);
      return entries.length > mostShown || reversible(subject, entries).length > 0;
    },
    known(subject) {
      const entries = correctable(subject);
      return {
        seq:
          entries.length > mostShown
            ? { kind: 'whole', hint: 'Son numéro au registre.' }
            : among(reversible(subject, entries).map(entryOption)),
      };
    },
    input: ({ seq, on, reason }, _about, by) => said({ by, seq: numberOf(seq), on, reason }),
  },
  schema: signedAct({
    seq: whole(1, 1_000_000).describe('Numéro de l’écriture à annuler'),
    on: plainDate.optional().describe('Date de la correction ; celle de l’écriture par défaut'),
    reason: line(500),
  }),
  refuse(convention, { seq, on }, moment) {
    const { today } = moment;
    const { ledger } = convention;
    const entry = ledger[seq - 1];
    if (!entry) {
      const known = ledger.length === 0 ? 'le registre est vide' : `de 1 à ${ledger.length}`;
      return refusal(
        'UNKNOWN_REFERENCE',
        `« ${seq} » n’est pas une écriture du registre ; acceptées : ${known}.`,
      );
    }
    if (entry.kind === 'correction') {
      return refusal(
        'NOT_NOW',
        `L’écriture n° ${seq} est elle-même une correction (de la n° ${entry.corrects}) : enregistrez de nouveau ce qu’elle annulait.`,
      );
    }
    if (corrected(ledger).has(seq)) return refusal('ALREADY_DONE', `L’écriture n° ${seq} est déjà annulée.`);
    if (on && (on < entry.on || on > today)) {
      return refusal(
        'BAD_DATE',
        `« ${on} » refusé ; accepté : une date du ${entry.on} au ${today} (aujourd’hui).`,
      );
    }
    const reversal = reversalOf(entry, on ?? entry.on, '-', typedSource);
    // To undo a release is to commit.
    const commits = totalOf(reversal) === 'committed' && reversal.amount > 0;
    return (
      (commits && isSuspended(convention)
        ? duringLife(convention, { ...reversal, kind: 'change' }, moment)
        : undefined) ?? uncovered(convention, reversal)
    );
  },
  apply(convention, { by, seq, on, reason }, moment) {
    const entry = convention.ledger[seq - 1];
    if (!entry || entry.kind === 'correction') return { convention, text: '', news: [] };
    const reversal = reversalOf(entry, on ?? entry.on, reason.slice(0, 200), typedSource);
    const ledger = withEntries(convention.ledger, [reversal], by, moment);
    const text = `Écriture n° ${ledger.length} : correction de la n° ${seq} (${frenchKind(entry.kind)}, ${frenchEuros(entry.amount)}).`;
    return recorded(
      convention,
      ledger,
      { by, text, warnings: [], reason: `correction de la n° ${seq}` },
      moment,
    );
  },
});

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
