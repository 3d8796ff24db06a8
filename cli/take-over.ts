import { registered } from '../acts/course.ts';
import { quoted } from '../acts/typed.ts';
import type { Conventions } from '../client/conventions.ts';
import type { Outcome } from '../client/on-many.ts';
import { parisDate } from '../convention/calendar/paris.ts';
import type { Convention } from '../convention/convention.ts';
import { asLandmark } from '../convention/duties/due-words.ts';
import { outcomeOf, owedDuties } from '../convention/duties/duties.ts';
import { Refused } from '../convention/errors.ts';
import { frenchNumber } from '../convention/french-number.ts';
import { digestOf } from '../convention/proof/digest.ts';
import { effectiveOn } from '../convention/term/effect.ts';
import { defineCommand, withConventions } from './command.ts';
import { by, flag, needed } from './doing.ts';
import { countedOutcomes, refuseUnlessDone, withProgress } from './on-many.ts';
import { print, table } from './print.ts';
import { type RefusedOfFolder, readTakeOver, type ToTakeOver } from './take-over-folder.ts';

/** Conventions that already run, registered together. */
export const takeOverCommand = defineCommand({
  usage: 'take-over <folder>',
  says: 'Reprend au suivi les conventions d’un dossier, qui courent déjà : montre ce qui serait noté et demandé, puis le fait avec --yes',
  more:
    'Le dossier a un document JSON par convention. Ce qui est déjà fait se dit dans « reprise.csv » : id ; prise d’effet ; obligation ; preuve, ' +
    'une obligation par ligne, ou « tout », ou « rien » ; sans ligne, rien n’est noté comme fait. Celles qui commencent sont annoncées au prochain matin ouvré, ensemble. Ce qui n’est pas fait est demandé au prochain matin ouvré, par un repère et sans retard. ' +
    'Relancée après une interruption, la commande ne fait que ce qui reste à faire.',
  options: {
    folder: needed('Dossier des documents'),
    yes: flag('Enregistre chacune ; sans lui, rien ne change'),
    by: { ...by, describe: 'Qui les enregistre' },
  },
  example: ['take-over conventions/', 'ce qui serait noté comme fait, et demandé'],
  run: async ({ folder, yes = false, by, json }) => {
    const now = Date.now();
    const { conventions: all, refused } = await readTakeOver(folder, parisDate(now));
    const { doOnMany, forEach } = await import('../client/on-many.ts');
    await withConventions(async (conventions) => {
      const before = new Map<string, Outcome>();
      await forEach(all, async ({ id, document }) => {
        const known = await knownAs(conventions, id, digestOf(document));
        if (known) before.set(id, known);
      });
      const fresh = all.filter(({ id }) => !before.has(id));
      const done = yes
        ? await withProgress('Reprise', fresh.length, (told) =>
            doOnMany(fresh, (one) => takeOver(conventions, one, by), told),
          )
        : undefined;
      const known = [...before.values()];
      const outcomes = done && [...done, ...known, ...refused.map(asOutcome)];
      const foreseen = all.map((one) => ({ ...foreseenOf(one, by, now), ...before.get(one.id) }));
      const told = done
        ? foreseen.map((one) => ({ ...one, ...done.find(({ id }) => id === one.id) }))
        : foreseen;
      print(json, { conventions: told, refused, done: yes }, () => [
        ...describe(told, yes),
        ...describeRefused([...refused, ...told.filter(({ state }) => state === 'refused')]),
        ...(outcomes
          ? countedOutcomes(outcomes, { done: 'reprises', known: 'déjà suivies' })
          : ['Rien n’est enregistré : ajoutez --yes pour les reprendre.']),
      ]);
      refuseUnlessDone(outcomes);
    });
  },
});

/** What registering a convention would note as done, and ask for. */
interface Foreseen {
  readonly id: string;
  readonly file: string;
  /** Absent when it has none yet. */
  readonly effectiveOn?: string;
  /** How many duties are noted as done. */
  readonly noted: number;
  /** How many are asked for because they were due before, and by when. */
  readonly asked: number;
  readonly landmark?: string;
  /** Of one that is registered already, or has been now. */
  readonly state?: Outcome['state'];
  readonly text?: string;
}

function foreseenOf({ id, file, document, alreadyDone }: ToTakeOver, by: string, now: number): Foreseen {
  const { convention } = registered(document, by, now, undefined, alreadyDone);
  const effect = effectiveOn(convention);
  const landmark = convention.takenOver?.landmark;
  return {
    id,
    file,
    ...(effect ? { effectiveOn: effect } : {}),
    noted: Object.keys(alreadyDone?.done ?? {}).length,
    asked: owedDuties(convention).filter((duty) => duty.takenOverOn && !outcomeOf(convention, duty)).length,
    ...(landmark ? { landmark } : {}),
  };
}

/** Registers one, once. */
async function takeOver(
  conventions: Conventions,
  { id, document, alreadyDone }: ToTakeOver,
  by: string,
): Promise<Omit<Outcome, 'id'>> {
  const name = `reprise-${digestOf({ document, alreadyDone })}`;
  try {
    await conventions.start(document, by, alreadyDone ? { alreadyDone } : { together: true }, name);
    return { state: 'done', text: 'Reprise au suivi.' };
  } catch (error) {
    // Somebody else has registered it meanwhile.
    const isThere = error instanceof Refused && ['ALREADY_DONE', 'REQUEST_REUSED'].includes(error.code);
    const known = isThere ? await knownAs(conventions, id, digestOf(document)) : undefined;
    if (!known) throw error;
    return known;
  }
}

/** What becomes of a convention whose id is followed already, by the same document or another; undefined when it is free. */
async function knownAs(
  conventions: Pick<Conventions, 'record'>,
  id: string,
  document: string,
): Promise<Outcome | undefined> {
  let record: Convention;
  try {
    record = await conventions.record(id);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { code, message: text } = error;
    if (code === 'UNKNOWN_CONVENTION') return undefined;
    if (code === 'CLOSED' || code === 'STOPPED') return { id, state: 'refused', code, text };
    throw error;
  }
  if (digestOf(record.registeredAs) === document)
    return { id, state: 'known', text: 'Déjà suivie, avec ce même document : rien ne change.' };
  const text = `La convention ${quoted(id)} est déjà suivie, avec un autre document : rien ne change ; accepté : un identifiant libre, ou un avenant.`;
  return { id, state: 'refused', code: 'ALREADY_DONE', text };
}

function asOutcome({ id, code, text }: RefusedOfFolder): Outcome {
  return { id, state: 'refused', code, text };
}

function describe(told: readonly Foreseen[], isDone: boolean): string[] {
  if (told.length === 0) return [];
  const rows = told.map((one) => [
    one.id,
    one.file,
    one.effectiveOn ?? 'pas encore',
    frenchNumber(one.noted),
    frenchNumber(one.asked),
    one.text ?? (one.landmark ? asLandmark(one.landmark, true) : 'commence : ses délais courent'),
  ]);
  const heading = ['Convention', 'Fichier', 'Effet', 'Faites', 'Demandées', isDone ? 'Issue' : 'Pour le'];
  return [...table(heading, rows), ''];
}

/** Each refusal in full: what is to be mended. */
function describeRefused(refused: readonly { readonly text?: string }[]): string[] {
  if (refused.length === 0) return [];
  return [
    'Refusés :',
    ...refused.flatMap(({ text = '' }) => text.split('\n').map((line) => `  ${line}`)),
    '',
  ];
}
