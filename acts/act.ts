import type { z } from 'zod';
import type { Moment } from '../convention/calendar/moment.ts';
import type { Convention } from '../convention/convention.ts';
import type { ClauseName, Side } from '../convention/document/schema.ts';
import type { ClosingAct } from '../convention/duties/duty.ts';
import { stillOwedUnder } from '../convention/duties/left-owed.ts';
import type { Refusal } from '../convention/errors.ts';
import type { News } from '../convention/mailing/audience.ts';
import type { HandedOn } from '../convention/mailing/letter.ts';
import type { Proposal } from '../convention/proof/agreement.ts';
import type { Form } from './form.ts';

/** What an act changes: the convention after it, its line in the journal, and what people are told. */
export interface Effect {
  readonly convention: Convention;
  /** What was done, one French sentence. */
  readonly text: string;
  readonly news: readonly News[];
  /** What somebody takes over with it. */
  readonly handedOn?: readonly HandedOn[];
  /**
   * Set when what was asked is refused, and the refusal itself is kept: an order above the ceiling is not recorded,
   * but opens the shortfall of art. 5. The caller is told no.
   */
  readonly refusal?: Refusal;
}

/** Something to tell; in some cases only, it is `false` or absent in the others. */
type Told = News | false | undefined;

/** What doing an act gives: its effect, where there may be one thing to tell, several, or none. */
export interface Done extends Omit<Effect, 'news'> {
  readonly news?: Told | readonly Told[];
}

/** All that there is to tell of it. */
export function newsOf({ news }: Pick<Done, 'news'>): readonly News[] {
  return [news].flat().flatMap((one) => one || []);
}

/**
 * Something that somebody does to a convention, and all that is known of it: the command line, the pages, the links of
 * mails, rehearsal scripts and the API are made of what stands here. Pure: the workflow runs it.
 */
export interface Act<Schema extends z.ZodType = z.ZodType> {
  /** The word by which the command line and scripts ask for it: `committee-held`. */
  readonly verb: string;
  /** Which parties may do it, besides admins and the manager. */
  readonly parties: readonly Side[];
  /**
   * The clause without which it has no object: refused, and not offered, where the document does not name it and nothing
   * that it asked, before an amendment took it out, is still owed.
   */
  readonly needs?: ClauseName;
  /** Whether it asks for something new: what is still owed of a clause that is there no more does not do. */
  readonly begins?: boolean;
  /** The sort of duties that it closes, or brings nearer to their end. */
  readonly closes?: ClosingAct;
  /** How it is asked for; absent when only a mail, or a file, does. */
  readonly form?: Form;
  /** What is written: names who does it (`by`) and, where it must be justified, why (`reason`). */
  readonly schema: Schema;
  /** Why it is refused now, if it is: read-only, so that the caller learns it at once. */
  refuse(convention: Convention, act: z.output<Schema>, moment: Moment): ActRefusal | undefined;
  /** Does it; only called when it is not refused. */
  apply(convention: Convention, act: z.output<Schema>, moment: Moment): Done;
  /** What it agrees to, as it stands, when it agrees to something: whoever does it gives its mark. */
  agreesTo?(convention: Convention, given: Partial<z.input<Schema>>): Proposal | undefined;
  /** What the journal keeps of it when what is written is too long to be kept whole there, or does not suffice. */
  readonly abridged?: {
    keep(given: z.output<Schema>, before: Convention, after: Convention): unknown;
    /** The convention after it once more, from what was kept and the whole record of what it left. */
    redo(before: Convention, kept: unknown, moment: Moment, record: Convention): Convention;
  };
}

/** Whether an act has an object in a convention: its clause is there, or was, and leaves something to do. */
export function hasObject(convention: Convention, { needs, begins }: Pick<Act, 'needs' | 'begins'>): boolean {
  if (needs === undefined || convention.document[needs] !== undefined) return true;
  return !begins && stillOwedUnder(convention, needs).length > 0;
}

/** Why an act is refused. */
export interface ActRefusal extends Refusal {
  /** The acts to do instead, by what they close: their commands end the message. */
  readonly closedBy?: ClosingAct;
}

/** An act that a form asks for. */
export interface FormedAct<Schema extends z.ZodType = z.ZodType, Name extends string = string>
  extends Act<Schema> {
  readonly form: Form<Name>;
}

/** Declares an act that no form asks for, its types inferred from its schema. */
export function defineAct<Schema extends z.ZodType>(act: Act<Schema>): Act<Schema> {
  return Object.freeze(act);
}
