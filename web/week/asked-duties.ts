import { formsForDuty } from '../../acts/forms.ts';
import { type Standing, standingOfContact } from '../../acts/standing.ts';
import type { PlainDate } from '../../convention/calendar/plain-date.ts';
import type { Convention } from '../../convention/convention.ts';
import { citing } from '../../convention/document/articles.ts';
import type { Contact, ConventionDocument, Role } from '../../convention/document/schema.ts';
import { dutiesOf, dutyStateOf, outcomeOf } from '../../convention/duties/duties.ts';
import { type ClosingAct, type Duty, type DutyKind, isAlert } from '../../convention/duties/duty.ts';
import { deadlineSequence } from '../../convention/mailing/calendar-sequence.ts';
import { isEscalated } from '../../convention/mailing/reminders.ts';
import { contactsOf, eachOf, type Holder, holderName } from '../../convention/people/organisations.ts';
import { isParty, ofParty, partiesLine } from '../../convention/people/parties.ts';
import type { CalendarDeadline } from '../../letters/calendar/deadlines.ts';
import { actSlug } from '../acts/act-slug.ts';
import { mayFillIn } from '../acts/may-fill-in.ts';
import type { Person } from '../person.ts';

/**
 * A duty that is not over, or a date that is announced, with all that a list over many conventions says of it: some
 * hundred bytes, where the record that it comes from may be a megabyte.
 */
export interface AskedDuty extends CalendarDeadline {
  /** `DGEFP → DINUM`. */
  readonly parties: string;
  readonly kind: DutyKind;
  readonly closedBy: ClosingAct;
  readonly state: 'planned' | 'open' | 'overdue';
  /** On which a date is announced. */
  readonly alertsOn: readonly PlainDate[];
  readonly isOfManager: boolean;
  /** Whom it concerns: those who must act, and who represents them once that is long awaited; of a date, those to whom it is announced. */
  readonly concerns: readonly Concerned[];
  /** What names the form of the act, for whoever acts for all; absent where there is none, or it is for later. */
  readonly form?: string;
}

/** A contact whom something concerns. */
export interface Concerned {
  /** In small letters. */
  readonly email: string;
  /** Of the organisation for which the address speaks. */
  readonly siret?: string;
  /** Set for whoever is told because nothing came, as letters tell them: others were asked. */
  readonly represents?: true;
  /** What names the form of their act; absent where they have none, or it is for later. */
  readonly form?: string;
}

/**
 * What a convention asks of anybody, or announces, from a day on; nothing once it is closed.
 * @param formsUntil acts are looked for up to that day alone: each costs more than all else.
 */
export function askedDuties(
  record: Convention,
  today: PlainDate,
  formsUntil: PlainDate,
): readonly AskedDuty[] {
  if (record.closed) return [];
  const shared = sharedOf(record);
  return dutiesOf(record).flatMap((duty) => {
    if (outcomeOf(record, duty) || (isAlert(duty) && duty.dueOn < today)) return [];
    const state = dutyStateOf(record, duty, today);
    if (state !== 'planned' && state !== 'open' && state !== 'overdue') return [];
    const isFormSought = !isAlert(duty) && duty.dueOn <= formsUntil;
    const form = isFormSought ? formFor(record, duty, today, { role: 'admin' }) : undefined;
    return [
      {
        ...shared,
        duty: duty.id,
        kind: duty.kind,
        closedBy: duty.closedBy,
        state,
        ...citing(duty.article),
        title: duty.title,
        holder: holderName(record.document, duty.holder),
        isOfManager: duty.holder === 'manager',
        dueOn: duty.dueOn,
        ...(duty.indicative ? { indicative: duty.indicative } : {}),
        ...(duty.evidence ? { evidence: duty.evidence } : {}),
        alertsOn: duty.alertsOn ?? [],
        concerns: concernedBy(record.document, duty, today).map(({ contact, ...whose }): Concerned => {
          const standing = isFormSought ? standingOfContact(record.document, contact.id) : undefined;
          const own = standing && formFor(record, duty, today, standing);
          return {
            email: contact.email.toLowerCase(),
            ...whose,
            ...(own === undefined ? {} : { form: own }),
          };
        }),
        ...(form === undefined ? {} : { form }),
      },
    ];
  });
}

/** Whether it is a person whom something concerns: an address that another organisation vouches for is not theirs. */
export function isThem(
  { email, siret }: Pick<Concerned, 'email' | 'siret'>,
  person: Pick<Person, 'email' | 'siret'>,
): boolean {
  if (person.email?.toLowerCase() !== email) return false;
  return siret === undefined || person.siret === undefined || siret === person.siret;
}

/** What is the same of all that a convention asks. */
function sharedOf(record: Convention) {
  const { id, shortName, manager } = record.document;
  return {
    convention: { id, shortName },
    parties: partiesLine(record.document),
    manager: { name: manager.name, email: manager.email },
    sequence: deadlineSequence(record),
  };
}

interface Whose extends Pick<Concerned, 'siret' | 'represents'> {
  readonly contact: Contact;
}

function concernedBy(document: ConventionDocument, duty: Duty, today: PlainDate): readonly Whose[] {
  const { holder, role, alertsOn, copies } = duty;
  const of = (one: Holder, as: Role | undefined, how: Pick<Whose, 'represents'> = {}): Whose[] =>
    eachOf(document, one).flatMap((each) =>
      contactsOf(document, each, as).map((contact) => ({ contact, ...siretOf(document, each), ...how })),
    );
  const all = [
    ...[holder, ...(alertsOn ? copies : [])].flatMap((one) => of(one, role)),
    ...(isEscalated(document, duty, today) ? of(holder, 'representative', { represents: true }) : []),
  ];
  return all.filter(
    ({ contact }, rank) => all.findIndex((other) => other.contact.id === contact.id) === rank,
  );
}

function siretOf(document: ConventionDocument, holder: Holder): Pick<Whose, 'siret'> {
  const [party] = isParty(holder) ? ofParty(document, holder) : [];
  const siret = party?.organisation.siret;
  return siret === undefined ? {} : { siret };
}

/** What names the likeliest form by which somebody of that standing acts on a duty. */
function formFor(
  convention: Convention,
  duty: Duty,
  today: PlainDate,
  standing: Standing,
): string | undefined {
  const subject = { convention, today, duty, ...(standing.party ? { party: standing.party } : {}) };
  const form = formsForDuty(subject).find((one) => mayFillIn(standing, convention.document, one, duty));
  return form && actSlug(form.act);
}
