import { periodOf } from '../../acts/about-reports.ts';
import { acts, isActName } from '../../acts/acts.ts';
import type { Subject } from '../../acts/form.ts';
import type { ActForm } from '../../acts/forms.ts';
import { actForms, formsForDuty } from '../../acts/forms.ts';
import { findDuty } from '../../acts/known-duty.ts';
import { mayDo, type Standing } from '../../acts/standing.ts';
import type { LinkClaims } from '../../contract/signed-links.ts';
import { parisInstant } from '../../convention/calendar/paris.ts';
import type { PlainDate } from '../../convention/calendar/plain-date.ts';
import type { JournalEntry } from '../../convention/convention.ts';
import { outcomeOf } from '../../convention/duties/duties.ts';
import type { Duty } from '../../convention/duties/duty.ts';
import { reportsOf } from '../convention/reports-read.tsx';
import { type Followed, isOfStandIn } from './followed.ts';
import { answerForm, formsForHandover, undoForm } from './mail-forms.ts';

/** What a link lets its person do. */
export interface Offered {
  readonly subject: Subject;
  /** The duty that it is about; absent for a meeting, or for what the convention does not have. */
  readonly duty?: Duty;
  /** What the link has served for, when something is left to do that it serves no more. */
  readonly served?: JournalEntry;
  /** The likeliest first; none when there is nothing to do, or nothing more. */
  readonly forms: readonly ActForm[];
  /** By which the act that has closed the duty is undone; only shown to whoever asks for it. */
  readonly undo?: ActForm;
}

/** The forms by which the person of a link acts on what it is about; a link that has served has none. */
export function formsOf(followed: Followed, today: PlainDate): Offered {
  const offered = formsOfMatter(followed, today);
  const { served, claims } = followed;
  if (!served) return offered;
  const { undo, ...others } = offered;
  const isOpen = offered.forms.length > 0 || undo !== undefined || opensPreferences(claims);
  return { ...others, forms: [], ...(isOpen ? { served } : {}) };
}

function formsOfMatter({ record, claims, standing, contact }: Followed, today: PlainDate): Offered {
  const base = { convention: record, today, ...(standing.party ? { party: standing.party } : {}) };
  const [, meeting] = /^meeting-(\d+)$/.exec(claims.about) ?? [];
  if (meeting !== undefined) {
    const form = answerForm(record, Number(meeting), contact.id);
    return { subject: base, forms: form && !record.closed ? [form] : [] };
  }
  const [, handover] = /^handover-(\d+)$/.exec(claims.about) ?? [];
  if (handover !== undefined) {
    const answers = standing.role === 'manager' && !record.closed;
    return { subject: base, forms: answers ? formsForHandover(record, Number(handover)) : [] };
  }
  const duty = findDuty(record, claims.about);
  if (!duty) return { subject: base, forms: [] };
  const subject = { ...base, duty };
  const isOpen = !record.closed && !outcomeOf(record, duty) && duty.opensOn <= today;
  const may = (form: ActForm) => mayDo(standing, form, record.document, duty);
  const received = outcomeOf(record, duty) ? formsOnReceipt(subject, standing) : [];
  const undo = isOpen ? undefined : undoingForm({ record, contact }, duty, today);
  return {
    subject,
    duty,
    forms: isOpen ? formsForDuty(subject).filter(may) : received,
    ...(undo ? { undo } : {}),
  };
}

/** The form that undoes the act by which a duty was done, while this person may and nothing has followed. */
function undoingForm(
  { record, contact }: Pick<Followed, 'record' | 'contact'>,
  duty: Duty,
  today: PlainDate,
): ActForm | undefined {
  const outcome = outcomeOf(record, duty);
  if (outcome?.state !== 'done' || record.closed) return undefined;
  const line = record.journal.findLastIndex(({ at, act }) => at === outcome.at && isActName(act)) + 1;
  const asked = { by: '', line, reason: '', as: contact.id };
  const refused = acts.undoAct.refuse(record, asked, { now: parisInstant(today, '12:00'), today });
  return refused ? undefined : undoForm(line);
}

/** What the party that a duty was done for may answer: nothing where it stands for none. */
function formsOnReceipt(subject: Subject, { party }: Standing): readonly ActForm[] {
  return party ? onReceipt.filter((form) => form.offered(subject)) : [];
}

/** By which what was handed over is found good, or is to be mended. */
export const onReceipt: readonly ActForm[] = [actForms.acceptReport, actForms.askCorrection];

/** The reports that a link lets its person read: all by that of a party's mail that opens nothing else, else its own. */
export function reportsFor({ record, claims, standing }: Followed) {
  if (!standing.party && standing.role !== 'manager') return [];
  const all = reportsOf(record);
  return claims.about === 'follow'
    ? all
    : all.filter(({ period }) => period === periodOf({ id: claims.about }));
}

/**
 * Whether somebody of that standing may name another in their place. The manager acts for either party: whoever has one
 * of their mails does not name the next one.
 */
export function mayHandOver({ role }: Standing): boolean {
  return role !== 'manager';
}

/** Whether a link opens the preferences of its person; those of letters of before said `handover`. */
export function opensPreferences({ about }: Pick<LinkClaims, 'about'>): boolean {
  return about === 'preferences' || about === 'handover';
}

/** Whether a link lets its person say that they are away: whoever stands in for somebody else says nothing of the kind. */
export function maySayAway(followed: Followed): boolean {
  return mayHandOver(followed.standing) && !isOfStandIn(followed);
}
