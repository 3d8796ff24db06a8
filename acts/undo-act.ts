import { frenchDate } from '../convention/calendar/french.ts';
import { parisDate } from '../convention/calendar/paris.ts';
import type { Convention, JournalEntry } from '../convention/convention.ts';
import { alreadyDone, notNow, type Refusal } from '../convention/errors.ts';
import { tell } from '../convention/mailing/audience.ts';
import { holderOf } from '../convention/people/organisations.ts';
import { mostShown } from './about-ledger.ts';
import type { Options, Subject } from './form.ts';
import { defineFormedAct } from './formed-act.ts';
import { type Mending, mendingOf } from './mending.ts';
import { among, numbered, reason } from './questions.ts';
import { notOne } from './refusals.ts';
import { answersFor, standingOfContact } from './standing.ts';
import { type ActNamed, undoneLines, withoutLine } from './without-line.ts';

/** An act was a mistake: it is as if it had not been done, where nothing has followed from it; the journal keeps both. */
export const undoing = (actNamed: ActNamed) =>
  defineFormedAct({
    verb: 'undo',
    parties: ['delegator', 'delegatee'],
    form: {
      title: 'Corriger un acte',
      says: 'Un acte enregistré par erreur est annulé, tant que rien n’en a découlé ; le journal garde l’acte et son annulation, et ceux qui avaient été prévenus le sont de l’annulation.',
      button: 'Annuler cet acte',
      group: 'Vie de la convention',
      questions: {
        line: numbered('Acte à annuler', 'l’acte à annuler', {
          most: 100_000,
          hint: 'La plus récente d’abord.',
        }),
        reason,
      },
      places: ['line'],
      example: '12 --reason "mauvaise date"',
      choices: (subject) => undoable(subject, actNamed),
      known: (_subject, { choices }) => ({
        line: choices.length > mostShown ? { kind: 'whole', hint: 'Sa ligne au journal.' } : among(choices),
      }),
    },
    refuse(convention, { line, as }) {
      const entry = convention.journal[line - 1];
      const act = entry && actNamed(entry.act);
      if (!entry || !act)
        return notOne(
          line,
          'la ligne d’un acte au journal',
          'acceptée : l’une de celles que le journal donne à un acte',
        );
      if (undoneLines(convention).has(line))
        return alreadyDone`L’acte de la ligne ${line} (« ${entry.text} ») est déjà annulé.`;
      const mending = mendingOf(entry.act);
      if (mending.undoneBy === undefined)
        return notNow`« ${entry.text} » ne s’annule pas par une correction ; accepté : ${instead(mending, actNamed)}.`;
      const refused = notTheirs(convention, entry, mending, as);
      if (refused) return refused;
      const { followedBy } = withoutLine(convention, line, actNamed);
      return (
        followedBy &&
        notNow`« ${entry.text} » a eu une suite, le ${frenchDate(parisDate(followedBy.at))} (« ${followedBy.text} ») : cet acte ne s’annule plus ; accepté : ${instead(mending, actNamed)}.`
      );
    },
    apply(convention, { by, line, reason }) {
      const entry = convention.journal[line - 1];
      const { convention: before = convention, told } = withoutLine(convention, line, actNamed);
      const done = `« ${entry?.text ?? ''} » (${frenchDate(parisDate(entry?.at ?? 0))})`;
      const to = told.flatMap((news) => news.to);
      return {
        convention: before,
        text: `Annulé, comme si cela n’avait pas été fait : ${done}.`,
        news:
          to.length > 0 &&
          tell(to, {
            identity: `undone/${line}`,
            subject: `annulation – ${told[0]?.item.subject ?? ''}`,
            lead: `Cet acte, enregistré par erreur, est annulé : ${done}.`,
            paragraphs: ['Ce qui vous en avait été écrit n’est plus à retenir.'],
            facts: [
              ['Motif', reason],
              ['Annulé par', by],
            ],
            urgent: told.some(({ item }) => item.urgent === true),
          }),
      };
    },
    abridged: {
      keep: (given) => given,
      // The line is that of the whole journal, as it was when the act was undone.
      redo(before, kept, { now }, { journal }) {
        const past = journal.slice(
          0,
          journal.findIndex(({ act, at }) => act === 'undoAct' && at === now),
        );
        const line = Number(Reflect.get(Object(kept), 'line'));
        const { convention = before } = withoutLine({ ...before, journal: past }, line, actNamed);
        return { ...convention, journal: before.journal };
      },
    },
  });

/** The acts that may be undone, of those of a party when one asks. */
function undoable({ convention, party }: Subject, actNamed: ActNamed): Options {
  const undone = undoneLines(convention);
  return convention.journal
    .flatMap((entry, index): Options => {
      if (!actNamed(entry.act) || undone.has(index + 1)) return [];
      const { undoneBy } = mendingOf(entry.act);
      const isTheirs =
        party === undefined || (undoneBy === 'side' && standingOf(convention, entry)?.party === party);
      return undoneBy !== undefined && isTheirs
        ? [[String(index + 1), `N° ${index + 1}, ${frenchDate(parisDate(entry.at))} : ${entry.text}`]]
        : [];
    })
    .reverse();
}

/** What the contact who did an act is to the convention; undefined of what no contact did. */
function standingOf({ document }: Convention, { input }: JournalEntry) {
  const as = Reflect.get(Object(input), 'as');
  return typeof as === 'string' ? standingOfContact(document, as) : undefined;
}

/** Why it is not theirs to undo: what another organisation has done, or what binds the parties. */
function notTheirs(
  convention: Convention,
  entry: JournalEntry,
  { undoneBy }: Mending,
  as: string | undefined,
): Refusal | undefined {
  const { document } = convention;
  const own = as === undefined ? undefined : standingOfContact(document, as);
  if (as === undefined || own?.role === 'manager') return undefined;
  const author = standingOf(convention, entry)?.contact;
  const holder = author && holderOf(document, author.id);
  if (undoneBy === 'side' && own && holder && answersFor(own, holder, document)) return undefined;
  return notNow`« ${entry.text} » n’est pas à annuler par vous : ${undoneBy === 'side' ? 'un acte l’est par l’organisation qui l’a fait, ou' : 'ce qui engage les parties l’est'} par ${document.manager.name}, qui gère la convention.`;
}

/** The acts that mend what is not undone, by the titles of their forms. */
function instead({ mendedBy }: Mending, actNamed: ActNamed): string {
  const titles = mendedBy.flatMap((name) => actNamed(name)?.form?.title ?? []);
  return titles.map((title) => `« ${title} »`).join(' ou ') || 'rien, cet acte n’ayant plus d’effet';
}
