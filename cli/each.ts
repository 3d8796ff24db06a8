import { acts } from '../acts/acts.ts';
import { inShort, writtenTo } from '../client/foreseen-words.ts';
import type { Outcome } from '../client/on-many.ts';
import { userMark } from '../client/operator.ts';
import {
  type Foreseen,
  foreseeOnMany,
  performOnMany,
  readForMany,
  type SharedAct,
  sharedActs,
  sharedForm,
} from '../client/shared-act.ts';
import { parisDate } from '../convention/calendar/paris.ts';
import { frenchNumber } from '../convention/french-number.ts';
import { answersIn, optionsOf, refuseAll } from './acts.ts';
import { type Command, defineCommand, type Option, withConventions } from './command.ts';
import { by, flag, requestId, requestOf } from './doing.ts';
import { filterOf, filterOptions } from './list-filter.ts';
import { countedOutcomes, refuseUnlessDone, withProgress } from './on-many.ts';
import { print, table } from './print.ts';
import { kebab } from './usage.ts';

const verbs: ReadonlyMap<string, SharedAct> = new Map(sharedActs.map((act) => [acts[act].verb, act]));

/** One act in many conventions. */
export const eachCommand: Command = defineCommand({
  usage: 'each <act>',
  says: 'Un acte dans beaucoup de conventions : montre ce qu’il ferait dans chacune, puis le fait avec --yes',
  more:
    `${[...verbs].map(([verb, act]) => `${verb} : ${sharedForm(act).title.toLowerCase()} (${namesOf(act).join(', ')})`).join(' ; ')}. ` +
    'Celles où l’acte serait refusé sont listées avant, avec leur raison ; une personne est remplacée partout où elle a l’adresse dite. ' +
    'Relancée après une interruption, la commande ne fait que ce qui reste à faire.',
  options: {
    act: {
      type: 'string',
      demanded: true,
      describe: `L’acte : ${[...verbs.keys()].join(', ')}`,
      choices: [...verbs.keys()],
    },
    ...answerOptions(),
    ...filterOptions,
    yes: flag('Le fait, convention par convention ; sans lui, rien ne change'),
    by,
    'request-id': requestId,
  },
  example: [
    'each year-end --year 2020 --commitments 2020-11-30 --payments 2020-12-11',
    'ce que ferait la circulaire de fin de gestion',
  ],
  run: async (given) => {
    const { json, yes = false, by } = given;
    const act = verbs.get(given.act);
    if (!act) return;
    const batch = requestOf(given.requestId);
    const { answers, refused: unread } = await answersIn(sharedForm(act), given);
    const read = readForMany(act, answers, by);
    refuseAll(unread, read.ok ? [] : read.faults);
    if (!read.ok) return;
    const { asked } = read;
    const sign = () => ({ mark: userMark() });
    const { allConventions } = await import('../client/on-many.ts');
    await withConventions(async (conventions) => {
      const now = Date.now();
      const ids = await allConventions(conventions, filterOf(given));
      const foreseen = await foreseeOnMany(conventions, ids, asked, sign, { now, today: parisDate(now) });
      const refused = foreseen.flatMap(refusalIn);
      const targets = foreseen.filter((one) => 'consequences' in one);
      const done = yes
        ? await withProgress('Actes', targets.length, (told) =>
            performOnMany(conventions, targets, asked, { batch, sign }, told),
          )
        : undefined;
      const outcomes = done && [...done, ...refused];
      print(json, { act: given.act, of: ids.length, conventions: foreseen.map(summaryOf), outcomes }, () => [
        ...describe(foreseen, done),
        `Conventions regardées : ${frenchNumber(ids.length)}.`,
        ...(outcomes
          ? countedOutcomes(outcomes, { done: 'faites', known: 'déjà ainsi' })
          : ['Rien n’est fait : ajoutez --yes pour le faire.']),
      ]);
      refuseUnlessDone(outcomes);
    });
  },
});

/** Every answer that one of the acts takes; which are needed, each act says when it is asked for. */
function answerOptions(): Readonly<Record<string, Option>> {
  const all = sharedActs.flatMap((act) => Object.entries(optionsOf(sharedForm(act).questions)));
  return Object.fromEntries(
    all.map(([name, { demanded: _demanded, ...option }]): [string, Option] => [name, option]),
  );
}

function namesOf(act: SharedAct): string[] {
  return Object.keys(sharedForm(act).questions).map((name) => `--${kebab(name)}`);
}

/** What will not be tried, as an outcome. */
function refusalIn(one: Foreseen): Outcome[] {
  if ('consequences' in one) return [];
  const { code, message: text } = one.refused;
  return [
    { id: one.id, text, ...(code === 'ALREADY_DONE' ? { state: 'known' } : { state: 'refused', code }) },
  ];
}

/** What `each --json` says of a convention. */
function summaryOf(one: Foreseen) {
  const { id, contact } = one;
  const of = contact === undefined ? { id } : { id, contact };
  if (!('consequences' in one)) return { ...of, refused: one.refused };
  const { text, letters } = one.consequences;
  return { ...of, text, letters, changes: inShort(one.consequences) };
}

function describe(foreseen: readonly Foreseen[], done: readonly Outcome[] | undefined): string[] {
  const targets = foreseen.flatMap((one) => ('consequences' in one ? [one] : []));
  const refused = foreseen.flatMap((one) => ('refused' in one ? [one] : []));
  const ahead = targets.map(({ id, consequences }) => [
    id,
    writtenTo(consequences),
    `${consequences.text} ${inShort(consequences)}`,
  ]);
  return [
    ...(done
      ? table(
          ['Convention', 'Issue'],
          done.map(({ id, text }) => [id, text]),
        )
      : table(['Convention', 'Écrit à', 'Ce que cela change'], ahead)),
    '',
    ...(refused.length > 0
      ? [
          ...table(
            ['Rien n’y est fait', 'Raison'],
            refused.map((one) => [one.id, one.refused.message]),
          ),
          '',
        ]
      : []),
  ];
}
