import type { z } from 'zod';
import type { Act } from '../../../convention/acts/act.ts';
import type { Proposal } from '../../../convention/agreement.ts';
import { parisInstant } from '../../../convention/calendar/paris.ts';
import type { PlainDate } from '../../../convention/calendar/plain-date.ts';
import type { Party } from '../../../convention/document/schema.ts';
import type { ClosingAct, Duty } from '../../../convention/duty.ts';
import { type Cents, eurosOf } from '../../../convention/money.ts';
import { signedEurosIn } from '../../words.ts';
import type { ActForm, Field, Subject, ToRead, Values } from './form.ts';

// What the forms of the acts have in common: how they ask, and how they know what makes sense.

/** Value and label of what may be chosen. */
export type Options = readonly (readonly [value: string, label: string])[];

/** Declares a form: nothing is offered once the convention is closed, nor to a party whose act it is not. */
export function actForm(form: ActForm): ActForm {
  return {
    ...form,
    offered: (subject) =>
      !subject.convention.closed &&
      (subject.party === undefined || form.parties.includes(subject.party)) &&
      form.offered(subject),
  };
}

/** Whether an act with those words would be accepted now; what does not decide may be left blank. */
export function isPossible<Schema extends z.ZodType>(
  act: Act<Schema>,
  { convention, today }: Subject,
  words: z.output<Schema>,
): boolean {
  return act.refuse(convention, words, { now: parisInstant(today, '12:00'), today }) === undefined;
}

/** The duty that the form closes, when it was reached from one of that sort. */
export function dutyClosed({ duty }: Subject, by: ClosingAct): Duty | undefined {
  return duty?.closedBy === by ? duty : undefined;
}

/** The number that a duty's id carries: 2 in `amendment-2-delegator`. */
export function numberIn(duty: Duty): number {
  return Number(/-(\d+)/.exec(duty.id)?.[1] ?? 0);
}

/** The party that acts, when it is known: that of the person, else that of whom the duty asks for an answer. */
export function actingParty({ party, duty }: Subject): Party | undefined {
  if (party) return party;
  const answers = duty !== undefined && ['amend', 'renew', 'end'].includes(duty.closedBy);
  return answers && (duty.holder === 'delegator' || duty.holder === 'delegatee') ? duty.holder : undefined;
}

/** The parties in whose name the act may be done. */
export function possibleParties(subject: Subject): readonly Party[] {
  const party = actingParty(subject);
  return party ? [party] : ['delegator', 'delegatee'];
}

/** The question of which party acts, asked of those only who act for either, among the parties that can. */
export function partyField(
  subject: Subject,
  label: string,
  can: (party: Party) => boolean,
  name = 'party',
): readonly Field[] {
  if (actingParty(subject)) return [];
  const { delegator, delegatee } = subject.convention.document;
  const options = [
    ['delegator', `${delegator.shortName} (délégant)`],
    ['delegatee', `${delegatee.shortName} (délégataire)`],
  ] as const;
  return [
    choice(
      name,
      label,
      'la partie',
      options.filter(([party]) => can(party)),
    ),
  ];
}

/** The party of an act: that of the person, or the one that was chosen. */
export function partyIn(subject: Subject, values: Values, name = 'party'): string | undefined {
  return actingParty(subject) ?? values[name];
}

/** One answer among some; the only one there is, is chosen. */
export function choice(
  name: string,
  label: string,
  called: string,
  options: Options,
  more: Partial<Field> = {},
): Field {
  const [only] = options.length === 1 && !more.optional ? options : [];
  return { name, label, called, kind: 'choice', options, ...(only ? { value: only[0] } : {}), ...more };
}

/** A day. */
export function date(name: string, label: string, called: string, more: Partial<Field> = {}): Field {
  return { name, label, called, kind: 'date', ...more };
}

/** One line of text, or several. */
export function words(
  kind: 'line' | 'text' | 'evidence',
  name: string,
  label: string,
  called: string,
  more: Partial<Field> = {},
): Field {
  return { name, label, called, kind, ...more };
}

/** An amount in euros. */
export function euros(name: string, label: string, called: string, more: Partial<Field> = {}): Field {
  return { name, label, called, kind: 'euros', ...more };
}

/** A box to tick, or a choice when there are several: by it somebody agrees to what the page shows, and to nothing else. */
export function agreement(proposals: readonly Proposal[], more: Partial<Field> = {}): Field {
  return {
    name: 'agreesTo',
    label: 'Ce que vous acceptez',
    called: 'ce que vous acceptez',
    kind: 'agreement',
    options: proposals.map(({ mark, summary }) => [mark, `J’ai lu et j’accepte ${summary}`]),
    ...more,
  };
}

/** Proposals to be read in full. */
export function inFull(proposals: readonly Proposal[], today: PlainDate, title: string): readonly ToRead[] {
  return proposals.map((proposal) => ({ title, facts: proposal.facts(today) }));
}

/** Why it is done: written in the journal for ever. */
export const reason = words('line', 'reason', 'Motif', 'le motif', {
  hint: 'Il est écrit au journal de la convention.',
});

/** What was given, without what was not. */
export function given(keys: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(keys).filter(([, value]) => value !== undefined));
}

/** The euros of a field, if any were given. */
export function amountIn(text: string | undefined): number | undefined {
  return text === undefined ? undefined : signedEurosIn(text);
}

/** The number of a field, if one was given. */
export function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

/** What a list of answers says. */
export function listIn(text: string | undefined): readonly string[] {
  return text === undefined ? [] : text.split(',');
}

/** Cents as people type them: `8250,40`. */
export function typedEuros(amount: Cents): string {
  return eurosOf(amount).toFixed(2).replace('.', ',');
}
