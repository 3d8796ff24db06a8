import { addDays, latest } from '../../convention/calendar/plain-date.ts';
import { onOrAfterWorkingDay } from '../../convention/calendar/working-days.ts';
import { register } from '../../convention/convention.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import { dutiesOf, outcomeOf } from '../../convention/duties/duties.ts';
import { dutyIdOf } from '../../convention/duties/duty.ts';
import { faultNews, registeredNews } from '../../convention/mailing/news.ts';
import { contactsOf } from '../../convention/people/organisations.ts';
import { effectiveOn } from '../../convention/term/effect.ts';
import { endsEarly, isSettled } from './endings.ts';
import { creditsFallShort, isAmended, isBreached, moneyIsSpent } from './incidents.ts';
import { mailMoment } from './sample.ts';
import { by, Story, somewhere } from './story.ts';

/** Everything that may be told of a convention, on the days of its own document. */
export function lifeOf(document: ConventionDocument): Story {
  const { signedOn } = document;
  const registered = register(document, 0);
  const registeredAt = mailMoment(registered, signedOn).now;
  const story = new Story({ ...registered, registeredAt }, signedOn, { samples: [], turns: [] });
  story.becomes({});
  story.tells('news-registered', registeredNews(story.convention));
  story.otherwise().does('recordSignedText', { by, evidence: somewhere }, 'news-signed-text');
  takesEffect(story);
  peopleChange(story);
  committeeMeets(story.otherwise());
  moneyIsSpent(story);
  creditsFallShort(story.otherwise());
  isAmended(story.otherwise());
  isBreached(story.otherwise());
  endsEarly(story.otherwise());
  isSettled(story);
  return story;
}

function takesEffect(story: Story): void {
  story.passes(10);
  for (const { id } of story.convention.document.publications?.places ?? []) {
    story.does('recordPublication', { by, publication: id, on: story.today, evidence: somewhere });
  }
  if (story.convention.document.effect.conditions.includes('approval'))
    story.does('recordApproval', { by, on: story.today, evidence: somewhere });
  // A text may fix the day of its effect, later than all this.
  story.today = latest(story.today, effectiveOn(story.convention) ?? story.today);
  story.brings('news-effect');
  const [asked] = story.convention.document.requests?.items ?? [];
  if (asked)
    story.does('requestInformation', { by, from: asked.from, item: asked.id, subject: 'première demande' });
}

/** An address does not answer any more: the manager learns it, and whoever takes over finds what is open. */
function peopleChange(story: Story): void {
  const { convention, moment } = story;
  const open = dutiesOf(convention).find(
    (duty) => !outcomeOf(convention, duty) && duty.opensOn <= story.today && duty.holder !== 'manager',
  );
  const [contact] = contactsOf(convention.document, open?.holder ?? 'delegatee', open?.role);
  if (!contact) return;
  const fault = { at: moment.now, contact: contact.id, reason: '550 5.1.1 utilisateur inconnu' };
  story.tells('news-mail-fault', [faultNews(convention, fault)].flat());
  const newcomer = { name: by, email: 'camille.exemple@delegation.example' };
  const asked = story.otherwise();
  asked.does('askHandover', { by: contact.name, contact: contact.id, ...newcomer }, 'news-handover');
  const unwanted = { by, handover: 1, reason: 'autre bureau' };
  asked.otherwise().does('refuseHandover', unwanted, 'news-handover-refused');
  asked.does('confirmHandover', { by, handover: 1 }, 'news-welcome');
  const refused = story.otherwise();
  refused.becomes({ ...refused.convention, faults: [fault] });
  refused.does('retryAddress', { by, contact: contact.id }, 'news-address-retried');
}

function committeeMeets(story: Story): void {
  const committee = dutiesOf(story.convention).find(({ id }) => id === dutyIdOf('committee', 1));
  if (!committee) return;
  const { holidays } = story.convention.document;
  story.today = onOrAfterWorkingDay(committee.opensOn, holidays);
  const on = onOrAfterWorkingDay(addDays(story.today, 21), holidays);
  const later = onOrAfterWorkingDay(addDays(on, 7), holidays);
  const place = 'Salle 4';
  story.does('scheduleCommittee', { by, on, time: '10:00', place }, 'committee-request');
  story.does('scheduleCommittee', { by, on: later, time: '14:30', place }, 'committee-moved');
  story.otherwise().does('cancelCommittee', { by, reason: 'trop peu de participants' }, 'committee-cancel');
  story.today = later;
  const held = { on: story.today, decision: 'la délégation se poursuit.', minutes: somewhere };
  story.does('holdCommittee', { by, ...held }, 'news-committee-held');
}
