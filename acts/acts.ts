import type { z } from 'zod';
import { frenchInstant } from '../convention/calendar/french.ts';
import type { Moment } from '../convention/calendar/moment.ts';
import { type Convention, withEntry } from '../convention/convention.ts';
import { describeFault } from '../convention/document/faults.ts';
import { faultsOf } from '../convention/document/read-document.ts';
import { frenchSections } from '../convention/document/sections.ts';
import { alreadyDone, noLonger, notNow, type Refusal, Refused } from '../convention/errors.ts';
import type { News } from '../convention/mailing/audience.ts';
import { isParty, partiesOf } from '../convention/people/parties.ts';
import { present } from '../convention/plain-object.ts';
import { servedBy, signatureKeys } from '../convention/proof/signatory.ts';
import { acceptReport } from './accept-report.ts';
import { type Act, type ActRefusal, type Effect, hasObject, newsOf } from './act.ts';
import { agreeAmendment } from './agree-amendment.ts';
import { agreeBalance } from './agree-balance.ts';
import { agreeEnd } from './agree-end.ts';
import { answerInvitation } from './answer-invitation.ts';
import { answerRenewal } from './answer-renewal.ts';
import { askCorrection } from './ask-correction.ts';
import { askHandover } from './ask-handover.ts';
import { cancelCommittee } from './cancel-committee.ts';
import { chooseRhythm } from './choose-rhythm.ts';
import { commentDuty } from './comment-duty.ts';
import { confirmEffect } from './confirm-effect.ts';
import { confirmHandover } from './confirm-handover.ts';
import { correctEntry } from './correct-entry.ts';
import { counterBalance } from './counter-balance.ts';
import { cureBreach } from './cure-breach.ts';
import { declareAbsence } from './declare-absence.ts';
import { declareShortfall } from './declare-shortfall.ts';
import { endSupport } from './end-support.ts';
import { extendDuty } from './extend-duty.ts';
import { giveNotice } from './give-notice.ts';
import { holdCommittee } from './hold-committee.ts';
import { importLedger } from './import-ledger.ts';
import { doneBefore, remembering, toldOf } from './intention.ts';
import { markDone } from './mark-done.ts';
import { pauseReminders } from './pause-reminders.ts';
import { proposeAmendment } from './propose-amendment.ts';
import { proposeBalance } from './propose-balance.ts';
import { recordApproval } from './record-approval.ts';
import { recordBreach } from './record-breach.ts';
import { recordEntry } from './record-entry.ts';
import { recordPublication } from './record-publication.ts';
import { recordSignedText } from './record-signed-text.ts';
import { recordYearEnd } from './record-year-end.ts';
import { notOne } from './refusals.ts';
import { refuseAdjustment } from './refuse-adjustment.ts';
import { refuseAmendment } from './refuse-amendment.ts';
import { refuseHandover } from './refuse-handover.ts';
import { reopenDuty } from './reopen-duty.ts';
import { replaceContact } from './replace-contact.ts';
import { requestInformation } from './request-information.ts';
import { requestLink } from './request-link.ts';
import { retryAddress } from './retry-address.ts';
import { scheduleCommittee } from './schedule-committee.ts';
import { signAmendment } from './sign-amendment.ts';
import { submitReport } from './submit-report.ts';
import { terminate } from './terminate.ts';
import { undoing } from './undo-act.ts';
import { waiveDuty } from './waive-duty.ts';
import { withdrawAmendment } from './withdraw-amendment.ts';
import { withdrawNotice } from './withdraw-notice.ts';
import { withdrawShortfall } from './withdraw-shortfall.ts';
import { undoneLines } from './without-line.ts';

/** Every act, by the name of its Update; of those that close a duty, the likeliest first. */
export const acts = {
  markDone,
  waiveDuty,
  reopenDuty,
  extendDuty,
  commentDuty,
  recordPublication,
  recordApproval,
  recordSignedText,
  confirmEffect,
  submitReport,
  acceptReport,
  askCorrection,
  scheduleCommittee,
  holdCommittee,
  cancelCommittee,
  answerInvitation,
  requestInformation,
  recordYearEnd,
  replaceContact,
  declareAbsence,
  chooseRhythm,
  retryAddress,
  askHandover,
  confirmHandover,
  refuseHandover,
  requestLink,
  pauseReminders,
  recordEntry,
  correctEntry,
  importLedger,
  proposeAmendment,
  agreeAmendment,
  refuseAmendment,
  withdrawAmendment,
  signAmendment,
  declareShortfall,
  refuseAdjustment,
  withdrawShortfall,
  giveNotice,
  withdrawNotice,
  agreeEnd,
  answerRenewal,
  recordBreach,
  cureBreach,
  endSupport,
  agreeBalance,
  proposeBalance,
  counterBalance,
  undoAct: undoing(actNamed),
  terminate,
};

/** The act of that name, if there is one. */
export function actNamed(name: string): Act | undefined {
  return isActName(name) ? acts[name] : undefined;
}

/** The name of an act. */
export type ActName = keyof typeof acts;
/** What is written to do an act. */
export type ActInput<Name extends ActName> = z.input<(typeof acts)[Name]['schema']>;

/** The names of all acts. */
export const actNames = Object.keys(acts).filter((name): name is ActName => Object.hasOwn(acts, name));

/**
 * Why an act is refused, thrown as `Refused`: badly written, out of its time, or already done. Changes nothing.
 * @param intention the name under which it is asked for: what was done under that name is not refused.
 */
export function checkAct(
  convention: Convention,
  name: ActName,
  input: unknown,
  moment: Moment,
  intention?: string,
): void {
  if (!doneBefore(convention, name, input, intention)) read(convention, name, input, moment);
}

/**
 * Does an act: the convention after it, with its line in the journal. What was done under the same name is told again,
 * and changes nothing.
 * @throws Refused as `checkAct`.
 */
export function doAct(
  convention: Convention,
  name: ActName,
  input: unknown,
  moment: Moment,
  intention?: string,
): Effect {
  const before = doneBefore(convention, name, input, intention);
  if (before) {
    const text = toldOf(convention, before);
    return { convention, text, news: [], ...present({ refusal: before.refusal }) };
  }
  const act: Act = acts[name];
  const given = read(convention, name, input, moment);
  const done = act.apply(convention, given, moment);
  const effect: Effect = { ...done, news: newsOf(done).map((one) => toldAnew(convention, one)) };
  const { reason, as: _contact, ...who } = signatureOf(given);
  const written = withEntry(effect.convention, {
    at: moment.now,
    ...who,
    act: name,
    text: effect.text,
    ...(reason ? { reason } : {}),
    input: act.abridged ? act.abridged.keep(given, convention, effect.convention) : given,
  });
  if (intention === undefined) return { ...effect, convention: written };
  const kept = { id: intention, name, input, ...present({ refusal: effect.refusal }) };
  return { ...effect, convention: remembering(written, kept) };
}

/** What bears a number may bear that of something undone: it is told as something else. */
function toldAnew(convention: Convention, { item, ...news }: News): News {
  const undone = undoneLines(convention).size;
  return { ...news, item: undone === 0 ? item : { ...item, identity: `${item.identity}/after-${undone}` } };
}

/** An act as read, with its defaults, when it is not refused. */
function read(convention: Convention, name: ActName, input: unknown, moment: Moment): unknown {
  const act: Act = acts[name];
  const read = act.schema.safeParse(input);
  if (!read.success)
    throw new Refused('BAD_ACT', faultsOf(input, [], read.error).map(describeFault).join('\n'));
  const { closed } = convention;
  const { link } = signatureOf(read.data);
  const served = link === undefined ? undefined : servedBy(convention, link);
  const refused =
    (closed &&
      noLonger`La convention est close depuis le ${frenchInstant(closed.at)} : plus aucun acte n’est possible.`) ??
    (served &&
      alreadyDone`Ce lien a déjà servi, le ${frenchInstant(served.at)} (« ${served.text} ») ; accepté : un nouveau lien.`) ??
    notForeseen(convention, act) ??
    notAParty(convention, act, read.data) ??
    act.refuse(convention, read.data, moment);
  if (refused) throw new Refused(refused.code, `${refused.message}${instead(refused)}`);
  return read.data;
}

/** Why an act has no object here: the document does not name the clause that it is about. */
function notForeseen(convention: Convention, act: Act): Refusal | undefined {
  const { needs } = act;
  if (needs === undefined || hasObject(convention, act)) return undefined;
  return notNow`La convention ne prévoit rien de tel : son document n’a pas de clause « ${needs} » (${frenchSections[needs]}) ; un avenant peut l’ajouter.`;
}

/** Why somebody cannot act: the convention has no such party. Each agrees for itself, but to the balance. */
function notAParty({ document }: Convention, { closes, needs }: Act, given: unknown): Refusal | undefined {
  const parties: readonly string[] = partiesOf(document).map(({ party }) => party);
  const orSides = [...parties, 'delegator', 'delegatee'];
  const named = typeof given === 'object' && given !== null ? { ...given } : {};
  const words = [
    [Reflect.get(named, 'party'), closes === 'settle' ? orSides : parties],
    // Elements are asked of one side by the other; a notice and an amendment come from a party.
    [Reflect.get(named, 'from'), needs === 'requests' ? orSides : parties],
  ] as const;
  for (const [party, known] of words) {
    if (typeof party === 'string' && isParty(party) && !known.includes(party))
      return notOne(party, 'une partie de la convention', `acceptées : ${parties.join(', ')}`);
  }
  return undefined;
}

function instead({ closedBy }: ActRefusal): string {
  if (closedBy === undefined) return '';
  const closing = Object.values<Act>(acts).filter(({ closes }) => closes === closedBy);
  return ` : « ${closing.map(({ verb }) => `delegation ${verb}`).join(' » ou « ')} ».`;
}

/** Whether a line of the journal is about an act. */
export function isActName(name: string): name is ActName {
  return Object.hasOwn(acts, name);
}

/** Who does an act, as it says, and why. */
export function signatureOf(act: unknown) {
  const keys = [...signatureKeys, 'reason'];
  const said = Object.entries(Object(act)).filter(
    ([key, value]) => keys.includes(key) && typeof value === 'string',
  );
  const words: Partial<Record<'mark' | 'link' | 'as' | 'reason', string>> = Object.fromEntries(said);
  return { by: '', ...words };
}
