import type { ListedConvention } from '../client/list.ts';
import { comparable, demandedIn, extractOf, isFoundIn, type Sought } from '../client/matching.ts';
import type { Outcome } from '../client/on-many.ts';
import { type Passage, passageName, passagesOf } from '../client/passages.ts';
import { frenchDate } from '../convention/calendar/french.ts';
import { frenchNumber } from '../convention/french-number.ts';
import { defineCommand, withConventions } from './command.ts';
import { needed } from './doing.ts';
import { filterOf, filterOptions } from './list-filter.ts';
import { countedOutcomes, refuseUnlessDone, withProgress } from './on-many.ts';
import { print, table } from './print.ts';

/** A passage that was found. */
interface Found {
  readonly one: ListedConvention;
  readonly passage: Passage;
}

/** What conventions hold of what is looked for. */
export const searchCommand = defineCommand({
  usage: 'search <text>',
  says: 'Cherche un mot, une référence ou un montant dans les conventions',
  more: 'Titres, obligations, preuves, commentaires, comptes rendus, avenants, registre et journal sont lus. Accents et majuscules ne comptent pas ; de plusieurs mots, tous sont attendus au même endroit ; un montant est cherché au centime près (1 234,56).',
  options: {
    text: needed('Ce que l’on cherche ; de plusieurs mots, entre guillemets'),
    ...filterOptions,
  },
  example: ['search 4500012345', 'où ce numéro d’engagement est cité'],
  run: async ({ text, json, ...given }) => {
    const sought = demandedIn(text);
    const { doOnMany, everyListed } = await import('../client/on-many.ts');
    await withConventions(async (conventions) => {
      const all = await everyListed(conventions, filterOf(given));
      const foundIn = new Map<string, readonly Passage[]>();
      const outcomes = await withProgress('Recherche', all.length, (told) =>
        doOnMany(
          all,
          async ({ id }) => {
            const passages = passagesOf(await conventions.record(id));
            foundIn.set(
              id,
              passages.filter((one) => isFoundIn(comparable(one.text), sought)),
            );
            return { state: 'done', text: '' };
          },
          told,
        ),
      );
      const found = all.flatMap((one) => (foundIn.get(one.id) ?? []).map((passage) => ({ one, passage })));
      const unread = outcomes.filter(({ state }) => state !== 'done');
      print(
        json,
        { text, conventions: all.length - unread.length, found: found.map(summaryOf), unread },
        () => describe(found, sought, outcomes),
      );
      refuseUnlessDone(outcomes);
    });
  },
});

/** What `search --json` says of a passage. */
function summaryOf({ one: { id, shortName }, passage }: Found) {
  return { id, shortName, ...passage };
}

function describe(found: readonly Found[], sought: Sought, outcomes: readonly Outcome[]): string[] {
  const rows = found.map(({ one, passage }) => [
    one.id,
    passageName(passage),
    passage.on ? frenchDate(passage.on) : '–',
    extractOf(passage.text, sought, { before: 20, all: 50 })
      .map(({ text, isFound }) => (isFound ? `[${text}]` : text))
      .join(''),
  ]);
  return [
    ...(rows.length === 0 ? ['Rien n’est trouvé.'] : table(['Convention', 'Où', 'Date', 'Passage'], rows)),
    '',
    ...(rows.length === 0 ? [] : [`Passages trouvés : ${frenchNumber(rows.length)}.`]),
    // To ask again does nothing twice here, nor once.
    ...countedOutcomes(outcomes, { done: 'lues', known: 'lues' }).slice(0, 1),
  ];
}
