import type { Field, FormFault } from '../../acts/form.ts';
import { describeFault, type Fault } from '../../convention/document/faults.ts';
import { readDocument } from '../../convention/document/read-document.ts';
import { documentOf } from './draft.ts';
import { templateOf } from './kept.ts';
import { stepsOf } from './steps.ts';
import type { Draft } from './written.ts';

/** A fault of a document in words, and the field where it is corrected, when a step asks for it. */
export interface PlacedFault {
  readonly path: string;
  readonly said: string;
  readonly at?: Place;
}

interface Place {
  /** Rank of the step, from 0. */
  readonly rank: number;
  readonly title: string;
  readonly field: Field;
}

/** The faults of the fields of one step, in their order; those of the steps to come are not its own. */
export function faultsOfStep(rank: number, draft: Draft): FormFault[] {
  const reading = readDocument(documentOf(draft, templateOf(draft)).document);
  if (reading.ok) return [];
  const placed = placedFaults(draft, reading.faults);
  return (stepsOf(templateOf(draft), draft)[rank]?.fields ?? []).flatMap(({ name, label }) => {
    const fault = placed.find(({ at }) => at?.rank === rank && at.field.name === name);
    // Several fields of a step expect the same: out of sight of the field, its name tells them apart.
    return fault ? [{ field: name, message: `${label} : ${fault.said}` }] : [];
  });
}

/** The faults of a whole document, each with the field of the draft that it comes from; the first of each field. */
export function placedFaults(draft: Draft, faults: readonly Fault[]): PlacedFault[] {
  const template = templateOf(draft);
  const { fieldOf } = documentOf(draft, template);
  const steps = stepsOf(template, draft);
  const placed = new Map<string, PlacedFault>();
  for (const fault of faults) {
    const { path } = fault;
    // Made of the short name where nobody gave one: what is wrong with that is said of that.
    const isMade = path === 'id' && !draft.id;
    const name = isMade ? 'shortName' : fieldOf(path);
    if (placed.has(name) || (isMade && faults.some((one) => one.path === 'shortName'))) continue;
    const at = steps
      .flatMap(({ title, fields }, rank) => fields.map((field) => ({ rank, title, field })))
      .find(({ field }) => field.name === name);
    placed.set(name, at ? { path, said: saidOf(fault, at.field), at } : { path, said: describeFault(fault) });
  }
  return [...placed.values()];
}

/** What is wrong with the answer to a question; of one that is chosen among several, they are before one's eyes. */
function saidOf({ given, accepted }: Fault, { kind, options = [] }: Field): string {
  const isMissing = given === undefined || given === 'null' || given === '[]';
  if (kind === 'choice') {
    const chosen = options.find(([value]) => value === given)?.[1];
    return chosen === undefined
      ? 'choisissez l’une des réponses.'
      : `« ${chosen} » n’est pas renseigné : renseignez-le, ou choisissez une autre réponse.`;
  }
  const wanted = kind === 'euros' ? 'un montant en euros (ex. 1250,50)' : accepted;
  if (isMissing) return `indiquez ${wanted}.`;
  // A clause as a whole is no answer that anybody typed.
  return given.startsWith('{') ? `accepté : ${wanted}.` : `« ${given} » est refusé ; accepté : ${wanted}.`;
}
