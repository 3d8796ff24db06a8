import { type ActInput, type ActName, doAct } from '../../acts/acts.ts';
import { asItStands } from '../../acts/agreeing.ts';
import type { Moment } from '../../convention/calendar/moment.ts';
import { addDays, type PlainDate } from '../../convention/calendar/plain-date.ts';
import { nextOccurrence } from '../../convention/clauses/calendar.ts';
import type { Convention } from '../../convention/convention.ts';
import type { Party } from '../../convention/document/schema.ts';
import { dutiesOf } from '../../convention/duties/duties.ts';
import type { Duty } from '../../convention/duties/duty.ts';
import { Refused } from '../../convention/errors.ts';
import type { News } from '../../convention/mailing/audience.ts';
import { partiesOf } from '../../convention/people/parties.ts';
import { mailMoment, newsSamples, type Sample } from './sample.ts';

/** Whoever acts in the mails to look at. */
export const by = 'Camille Exemple';
/** What they show as evidence. */
export const somewhere = 'https://www.exemple.gouv.fr';
/** Reference of what they enter in the ledger. */
export const reference = 'Exemple 1';

/** A convention that lives by the pure core alone, and keeps what people would be told. */
export class Story {
  convention: Convention;
  today: PlainDate;
  readonly samples: Sample[];
  /** The convention at each turn of its life: each brings duties of its own. */
  readonly turns: Convention[];

  constructor(convention: Convention, today: PlainDate, kept: Pick<Story, 'samples' | 'turns'>) {
    this.convention = convention;
    this.today = today;
    this.samples = kept.samples;
    this.turns = kept.turns;
  }

  /** The parties, delegators first: each agrees for itself. */
  get parties(): readonly Party[] {
    return partiesOf(this.convention.document).map(({ party }) => party);
  }

  /** The mail moment of the day that it is. */
  get moment(): Moment {
    return mailMoment(this.convention, this.today);
  }

  /** Another course that things may take from here; what people are told is kept together. */
  otherwise(): Story {
    return new Story(this.convention, this.today, this);
  }

  /** So many days go by. */
  passes(days: number): void {
    this.today = addDays(this.today, days);
  }

  /** Somebody does something, unless this document has no room for it: without a ceiling, nothing falls short. */
  does<Name extends ActName>(act: Name, input: ActInput<Name>, told = ''): void {
    try {
      const known = new Set(dutiesOf(this.convention).map(({ id }) => id));
      const { convention, news } = doAct(
        this.convention,
        act,
        asItStands(this.convention, act, input),
        this.moment,
      );
      this.becomes(convention);
      const opened = dutiesOf(convention).filter(({ id }) => !known.has(id));
      if (told) this.tells(told, news, opened);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }

  /** The calendar brings the next thing about, if the day has come for any. */
  brings(name: string): void {
    const occurred = nextOccurrence(this.convention, this.moment);
    if (!occurred) return;
    this.becomes(occurred.convention);
    this.tells(name, occurred.news);
  }

  /** The convention is another from here on. */
  becomes(change: Partial<Convention>): void {
    this.convention = { ...this.convention, ...change };
    this.turns.push(this.convention);
  }

  /** People are told, and of the duties that come with it. */
  tells(name: string, news: readonly News[], opened: readonly Duty[] = []): void {
    this.samples.push(...newsSamples(name, this.convention, { news, opened }, this.moment));
  }
}
