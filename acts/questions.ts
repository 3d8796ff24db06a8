import { z } from 'zod';
import type { Convention } from '../convention/convention.ts';
import * as fields from '../convention/document/fields.ts';
import type { Party, Side } from '../convention/document/schema.ts';
import type { ClosingAct, Duty } from '../convention/duties/duty.ts';
import { type Cents, eurosOf } from '../convention/ledger/money.ts';
import { isParty, partiesOf, partyKey, partyName, sideOf } from '../convention/people/parties.ts';
import { present } from '../convention/plain-object.ts';
import { agreesTo, type Proposal } from '../convention/proof/agreement.ts';
import type { About, FieldKind, Key, Known, Options, Question, Subject } from './form.ts';
import { monthAmountsIn, signedEurosIn } from './typed.ts';

// What the forms of the acts have in common: how they ask, what acts take for it, and how they know what makes sense.

/** The duty that the form closes, when it was reached from one of that sort. */
export function dutyClosed({ duty }: About, by: ClosingAct): Duty | undefined {
  return duty?.closedBy === by ? duty : undefined;
}

/** The number that a duty's id carries: 2 in `amendment-2-delegator`. */
export function numberIn(duty: Duty): number {
  return Number(/-(\d+)/.exec(duty.id)?.[1] ?? 0);
}

/** The number of what the form is about, when it was reached from a duty of that sort. */
export function numberSaid(by: ClosingAct): (about: About) => string | undefined {
  return (about) => {
    const duty = dutyClosed(about, by);
    return duty && String(numberIn(duty));
  };
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

/** Some parties by their names, to choose among. */
export function partiesAmong({ document }: Convention, parties: readonly Party[]): Partial<Question> {
  const options = partiesOf(document).map(
    ({ party, side, organisation }) => [party, `${organisation.shortName} (${sideNames[side]})`] as const,
  );
  return among(
    options.filter(([party]) => parties.includes(party)),
    { isOpen: false },
  );
}

const sideNames: Readonly<Record<Side, string>> = { delegator: 'délégant', delegatee: 'délégataire' };
const sideOptions = [
  ['delegator', sideNames.delegator],
  ['delegatee', sideNames.delegatee],
] as const;

/** The same by their names, asked of those only who act for either, among the sides that can. */
export function sidesThat({ convention }: Subject, can: (side: Side) => boolean): Known {
  const options = sideOptions.map(
    ([side, name]) => [side, `${partyName(convention.document, side)} (${name})`] as const,
  );
  return among(options.filter(([side]) => can(side)));
}

/** What may be chosen; the only one there is, is chosen. */
export function among(options: Options, more: Partial<Question> = {}): Partial<Question> {
  const [only] = options.length === 1 && !more.optional ? options : [];
  return { options, ...(only ? { value: only[0] } : {}), ...more };
}

const ofLine = fields.slug(40).optional();
const ofMonth = fields.record({ month: fields.month, amount: fields.euros, budgetLine: ofLine });
const amountsByMonth = fields.list(ofMonth, 0, 200).default([]);

/** What a question may say besides: of what is asked, and of what the act takes for it, at most so long or so many. */
type More = Partial<Omit<Question, 'key'> & Pick<Key, 'as' | 'said' | 'known'> & { readonly most: number }>;

/** What an act takes for a question that says so much. */
type As<Schema extends z.ZodType, Said> = Said extends { readonly as: infer Own extends z.ZodType }
  ? As<Own, Omit<Said, 'as'>>
  : Said extends { readonly optional: true }
    ? z.ZodOptional<Schema>
    : Schema;

type Asked<Schema extends z.ZodType> = Question & { readonly key: { readonly as: Schema } };

const asked =
  <Schema extends z.ZodType>(kind: FieldKind, usual: (most?: number) => Schema, read?: Key['read']) =>
  <const Said extends More>(label: string, called?: string, more?: Said): Asked<As<Schema, Said>> => {
    const { most, as = usual(most), said, known, ...others }: More = more ?? {};
    const key = { as: others.optional ? as.optional() : as, ...present({ read, said, known }) };
    const question = { label, kind, ...present({ called }), ...others };
    // Ours: what it takes is what was said of it.
    return Object.freeze({ ...question, key }) as Asked<As<Schema, Said>>;
  };

/** One line of text. */
export const line = asked('line', fields.line);
/** Several lines of text. */
export const text = asked('text', fields.text);
/** What proves something: a text, a file, or both. */
export const evidence = asked('evidence', () => fields.line(500));
/** A day. */
export const date = asked('date', () => fields.plainDate);
/** An hour of Paris. */
export const time = asked('time', () =>
  z.string('une heure HH:MM').regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'une heure HH:MM'),
);
/** An amount in euros, more than nothing. */
export const positive = fields.euros.refine((amount) => amount > 0, 'un montant en euros, supérieur à 0');

/** An amount in euros. */
export const euros = asked('euros', () => fields.euros, signedEurosIn);
/** Euros month by month, which need not be said. */
export const amounts = (label: string, called: string) => ({
  ...aside('amounts', label, called, { optional: true }),
  key: { as: amountsByMonth, read: monthsIn },
});

const upTo = (most = 9999) => fields.whole(1, most);

/** A whole number, from 1. */
export const whole = asked('whole', upTo, Number);
/** An e-mail address. */
export const email = asked('email', () => fields.email);
/** One answer among some, which the convention has or which are always those. */
export const choice = asked('choice', (most = 40) => fields.slug(most));
/** The same among what has a number. */
export const numbered = asked('choice', upTo, Number);
/** Several answers among some. */
export const choices = asked('choices', () => fields.list(fields.slug(40)), listIn);

/** Which party acts: one of a convention. */
export const partyAsked = (label: string) =>
  choice(label, 'la partie', {
    as: partyKey,
    options: sideOptions,
    isOpen: true,
    said: actingParty,
    known: (subject) => partiesAmong(subject.convention, possibleParties(subject)),
  });

/** Which side acts. */
export const side = (label: string) =>
  choice(label, 'le côté', {
    as: fields.oneOf('delegator', 'delegatee'),
    options: sideOptions,
    said: ({ party }) => party && sideOf(party),
  });

/** A question of whose answer the act makes something else. */
export function aside(
  kind: FieldKind,
  label: string,
  called: string,
  more: Partial<Question> = {},
): Question {
  return { label, called, kind, ...more };
}

/** A box to tick, or a choice when there are several: by it somebody agrees to what the page shows, and to nothing else. */
export const agreement = asked('agreement', () => agreesTo)('Ce que vous acceptez', 'ce que vous acceptez');

/** What may be agreed to. */
export function agreementTo(proposals: readonly Proposal[]): Partial<Question> {
  return { options: proposals.map(({ mark, summary }) => [mark, `J’ai lu et j’accepte ${summary}`]) };
}

/** Why it is done: written in the journal for ever. */
export const reason = line('Motif', 'le motif', {
  most: 500,
  hint: 'Il est écrit au journal de la convention.',
});

/** The euros of months, one a line. */
function monthsIn(text: string | undefined) {
  const read = monthAmountsIn(text ?? '');
  return read.ok ? read.amounts : undefined;
}

/** What a list of answers says. */
export function listIn(text: string | undefined): readonly string[] {
  return text === undefined ? [] : text.split(',');
}

/** Cents as people type them: `8250,40`. */
export function typedEuros(amount: Cents): string {
  return eurosOf(amount).toFixed(2).replace('.', ',');
}
