import type { z } from 'zod';
import { parisInstant } from '../convention/calendar/paris.ts';
import type { PlainDate } from '../convention/calendar/plain-date.ts';
import type { Party, Side } from '../convention/document/schema.ts';
import type { ClosingAct, Duty } from '../convention/duties/duty.ts';
import { type Cents, eurosOf } from '../convention/ledger/money.ts';
import { isParty, partiesOf, partyName, sideOf } from '../convention/people/parties.ts';
import type { Proposal } from '../convention/proof/agreement.ts';
import type { Act } from './act.ts';
import type { About, FieldKind, Known, Options, Question, Subject, ToRead, Values } from './form.ts';
import { signedEurosIn } from './typed.ts';

// What the forms of the acts have in common: how they ask, and how they know what makes sense.

/** Whether an act with those words would be accepted now; what does not decide may be left blank. */
export function isPossible<Schema extends z.ZodType>(
  act: Pick<Act<Schema>, 'refuse'>,
  { convention, today }: Subject,
  words: z.output<Schema>,
): boolean {
  return act.refuse(convention, words, { now: parisInstant(today, '12:00'), today }) === undefined;
}

/** The duty that the form closes, when it was reached from one of that sort. */
export function dutyClosed({ duty }: About, by: ClosingAct): Duty | undefined {
  return duty?.closedBy === by ? duty : undefined;
}

/** The number that a duty's id carries: 2 in `amendment-2-delegator`. */
export function numberIn(duty: Duty): number {
  return Number(/-(\d+)/.exec(duty.id)?.[1] ?? 0);
}

/** The party that acts, when it is known: that of the person, else that of whom the duty asks for an answer. */
export function actingParty({ party, duty }: About): Party | undefined {
  if (party) return party;
  const answers = duty !== undefined && ['amend', 'renew', 'end'].includes(duty.closedBy);
  return answers && isParty(duty.holder) ? duty.holder : undefined;
}

/** The parties in whose name the act may be done. */
export function possibleParties(subject: Subject): readonly Party[] {
  const party = actingParty(subject);
  return party ? [party] : partiesOf(subject.convention.document).map((one) => one.party);
}

/** Which party acts: one of a convention. */
export function party(label: string): Question {
  return choice(label, 'la partie', sideOptions, { isOpen: true });
}

/** The same by their names, asked of those only who act for any, among the parties that can. */
export function partiesThat(subject: Subject, can: (party: Party) => boolean): Known {
  if (actingParty(subject)) return null;
  const options = partiesOf(subject.convention.document).map(
    ({ party, side, organisation }) => [party, `${organisation.shortName} (${sideNames[side]})`] as const,
  );
  return among(
    options.filter(([party]) => can(party)),
    { isOpen: false },
  );
}

/** The party of an act: that of the person, or the one that was chosen. */
export function partyIn(about: About, values: Values, name = 'party'): string | undefined {
  return actingParty(about) ?? values[name];
}

const sideNames: Readonly<Record<Side, string>> = { delegator: 'délégant', delegatee: 'délégataire' };
const sideOptions = [
  ['delegator', sideNames.delegator],
  ['delegatee', sideNames.delegatee],
] as const;

/** Which side acts. */
export function side(label: string): Question {
  return choice(label, 'le côté', sideOptions);
}

/** The same by their names, asked of those only who act for either, among the sides that can. */
export function sidesThat({ convention, party }: Subject, can: (side: Side) => boolean): Known {
  if (party) return null;
  const options = sideOptions.map(
    ([side, name]) => [side, `${partyName(convention.document, side)} (${name})`] as const,
  );
  return among(options.filter(([side]) => can(side)));
}

/** The side of an act: that of the person, or the one that was chosen. */
export function sideIn({ party }: About, values: Values, name = 'from'): string | undefined {
  return party ? sideOf(party) : values[name];
}

/** What may be chosen; the only one there is, is chosen. */
export function among(options: Options, more: Partial<Question> = {}): Partial<Question> {
  const [only] = options.length === 1 && !more.optional ? options : [];
  return { options, ...(only ? { value: only[0] } : {}), ...more };
}

type More = Partial<Question>;

const asked =
  (kind: FieldKind) =>
  (label: string, called?: string, more: More = {}): Question => ({
    label,
    kind,
    ...(called === undefined ? {} : { called }),
    ...more,
  });

/** One line of text. */
export const line = asked('line');
/** Several lines of text. */
export const text = asked('text');
/** What proves something: a text, a file, or both. */
export const evidence = asked('evidence');
/** A day. */
export const date = asked('date');
/** An hour of Paris. */
export const time = asked('time');
/** An amount in euros. */
export const euros = asked('euros');
/** A whole number. */
export const whole = asked('whole');
/** Euros month by month. */
export const amounts = asked('amounts');
/** An e-mail address. */
export const email = asked('email');
/** A box to tick. */
export const check = (label: string, called?: string, more: More = {}): Question =>
  asked('check')(label, called, { optional: true, ...more });
/** A file. */
export const file = asked('file');
/** A JSON object. */
export const json = asked('json');

/** One answer among some, which the convention has or which are always those. */
export function choice(label: string, called: string, options: Options = [], more: More = {}): Question {
  return asked('choice')(label, called, { ...(options.length > 0 ? { options } : {}), ...more });
}

/** Several answers among some. */
export const choices = asked('choices');

/** A box to tick, or a choice when there are several: by it somebody agrees to what the page shows, and to nothing else. */
export const agreement: Question = asked('agreement')('Ce que vous acceptez', 'ce que vous acceptez');

/** What may be agreed to. */
export function agreementTo(proposals: readonly Proposal[]): Partial<Question> {
  return { options: proposals.map(({ mark, summary }) => [mark, `J’ai lu et j’accepte ${summary}`]) };
}

/** Proposals to be read in full. */
export function inFull(proposals: readonly Proposal[], today: PlainDate, title: string): readonly ToRead[] {
  return proposals.map((proposal) => ({ title, facts: proposal.facts(today) }));
}

/** Why it is done: written in the journal for ever. */
export const reason = line('Motif', 'le motif', { hint: 'Il est écrit au journal de la convention.' });

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
