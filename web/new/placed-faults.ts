import type { FormFault } from '../../acts/form.ts';
import { describeFault, type Fault } from '../../convention/document/faults.ts';
import { readDocument } from '../../convention/document/read-document.ts';
import { type Draft, documentOf } from './draft.ts';
import { templateOf } from './kept.ts';
import { stepsOf } from './steps.ts';

/** A fault of a document in words, and the field where it is corrected, when a step asks for it. */
export interface PlacedFault {
  readonly path: string;
  readonly said: string;
  /** Rank of the step, from 0, its title, and the label of the field. */
  readonly at?: { readonly rank: number; readonly title: string; readonly label: string };
}

/**
 * The faults of the fields of one step, in their order; those of the steps to come are not its own, nor is that of an
 * identifier that a missing short name leaves without one.
 */
export function faultsOfStep(rank: number, draft: Draft): FormFault[] {
  const template = templateOf(draft);
  const { document, fieldOf } = documentOf(draft, template);
  const reading = readDocument(document);
  if (reading.ok) return [];
  const faults = new Map(reading.faults.map((fault) => [fieldOf(fault.path), fault]));
  if (!draft.id && faults.has('shortName')) faults.delete('id');
  return (stepsOf(template)[rank]?.fields ?? []).flatMap(({ name, label }) => {
    const fault = faults.get(name);
    // Several fields of a step expect the same: out of sight of the field, its name tells them apart.
    return fault ? [{ field: name, message: `${label} : ${saidOf(fault)}` }] : [];
  });
}

/** The faults of a whole document, each with the field of the draft that it comes from. */
export function placedFaults(draft: Draft, faults: readonly Fault[]): PlacedFault[] {
  const template = templateOf(draft);
  const { fieldOf } = documentOf(draft, template);
  const steps = stepsOf(template);
  return faults.map((fault) => {
    const { path } = fault;
    const name = fieldOf(path);
    for (const [rank, { title, fields }] of steps.entries()) {
      const label = fields.find((field) => field.name === name)?.label;
      if (label !== undefined) return { path, said: saidOf(fault), at: { rank, title, label } };
    }
    return { path, said: describeFault(fault) };
  });
}

function saidOf({ given, accepted }: Fault): string {
  return given === undefined ? `indiquez ${accepted}.` : `« ${given} » est refusé ; accepté : ${accepted}.`;
}
