import type { z } from 'zod';
import { frenchInstant } from '../calendar/french.ts';
import { type Convention, withEntry } from '../convention.ts';
import { describeFault } from '../document/faults.ts';
import { faultsOf } from '../document/read.ts';
import { Refused } from '../errors.ts';
import { servedBy } from '../signatory.ts';
import type { Act, Effect, Moment } from './act.ts';
import { agreeEnd } from './agreed-end.ts';
import {
  agreeAmendment,
  proposeAmendment,
  refuseAmendment,
  signAmendment,
  withdrawAmendment,
} from './amendment.ts';
import { cureBreach, endSupport, recordBreach } from './breach.ts';
import { cancelCommittee, holdCommittee, scheduleCommittee } from './committee.ts';
import { replaceContact } from './contact.ts';
import { markDone, reopenDuty, waiveDuty } from './duties.ts';
import { askHandover, confirmHandover, refuseHandover } from './handover.ts';
import { importLedger } from './import.ts';
import { recordYearEnd, requestInformation } from './information.ts';
import { doneBefore, remembering, toldOf } from './intention.ts';
import { answerInvitation } from './invitation.ts';
import { correctEntry, recordEntry } from './ledger.ts';
import { requestLink } from './link.ts';
import { giveNotice, withdrawNotice } from './notice.ts';
import { pauseReminders } from './pause.ts';
import { confirmEffect, recordPublication } from './publication.ts';
import { answerRenewal } from './renewal.ts';
import { submitReport } from './report.ts';
import { retryAddress } from './retry-address.ts';
import { agreeBalance, counterBalance, proposeBalance } from './settlement.ts';
import { declareShortfall, refuseAdjustment, withdrawShortfall } from './shortfall.ts';
import { recordSignedText } from './signed-text.ts';
import { terminate } from './terminate.ts';

/** Every act, by the name of its Update. */
export const acts = {
  markDone,
  waiveDuty,
  reopenDuty,
  recordSignedText,
  recordPublication,
  confirmEffect,
  submitReport,
  scheduleCommittee,
  holdCommittee,
  cancelCommittee,
  answerInvitation,
  giveNotice,
  withdrawNotice,
  replaceContact,
  retryAddress,
  askHandover,
  confirmHandover,
  refuseHandover,
  requestLink,
  pauseReminders,
  requestInformation,
  recordYearEnd,
  recordEntry,
  correctEntry,
  importLedger,
  declareShortfall,
  refuseAdjustment,
  withdrawShortfall,
  proposeAmendment,
  agreeAmendment,
  refuseAmendment,
  withdrawAmendment,
  signAmendment,
  recordBreach,
  cureBreach,
  endSupport,
  agreeEnd,
  answerRenewal,
  proposeBalance,
  counterBalance,
  agreeBalance,
  terminate,
};

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
    const { refusal } = before;
    return { convention, text: toldOf(convention, before), news: [], ...(refusal ? { refusal } : {}) };
  }
  const act: Act = acts[name];
  const given = read(convention, name, input, moment);
  const effect = act.apply(convention, given, moment);
  const { by, mark, link, reason } = signatureOf(given);
  const doneWith = act.abridged ? act.abridged.keep(given, convention, effect.convention) : given;
  const written = withEntry(effect.convention, {
    at: moment.now,
    by,
    ...(mark ? { mark } : {}),
    ...(link ? { link } : {}),
    act: name,
    text: effect.text,
    ...(reason ? { reason } : {}),
    input: doneWith,
  });
  if (intention === undefined) return { ...effect, convention: written };
  const { refusal } = effect;
  const kept = { id: intention, name, input, ...(refusal ? { refusal } : {}) };
  return { ...effect, convention: remembering(written, kept) };
}

/** An act as read, with its defaults, when it is not refused. */
function read(convention: Convention, name: ActName, input: unknown, moment: Moment): unknown {
  const act: Act = acts[name];
  const read = act.schema.safeParse(input);
  if (!read.success)
    throw new Refused('BAD_ACT', faultsOf(input, [], read.error).map(describeFault).join('\n'));
  if (convention.closed) {
    throw new Refused(
      'CLOSED',
      `La convention est close depuis le ${frenchInstant(convention.closed.at)} : plus aucun acte n’est possible.`,
    );
  }
  const { link } = signatureOf(read.data);
  const served = link === undefined ? undefined : servedBy(convention, link);
  if (served) {
    throw new Refused(
      'ALREADY_DONE',
      `Ce lien a déjà servi, le ${frenchInstant(served.at)} (« ${served.text} ») ; accepté : un nouveau lien.`,
    );
  }
  const refused = act.refuse(convention, read.data, moment);
  if (refused) throw new Refused(refused.code, refused.message);
  return read.data;
}

/** The convention after an act of its journal, done once more as it was then: nobody is told, nothing is refused. */
export function redoAct(
  convention: Convention,
  name: ActName,
  kept: unknown,
  moment: Moment,
  record: Convention,
): Convention {
  const act: Act = acts[name];
  return act.abridged
    ? act.abridged.redo(convention, kept, moment, record)
    : act.apply(convention, kept, moment).convention;
}

/** Whether a line of the journal is about an act. */
export function isActName(name: string): name is ActName {
  return Object.hasOwn(acts, name);
}

function signatureOf(act: unknown): { by: string; mark?: string; link?: string; reason?: string } {
  const word = (key: string) => {
    const value: unknown = typeof act === 'object' && act !== null ? Reflect.get(act, key) : undefined;
    return typeof value === 'string' ? value : undefined;
  };
  const reason = word('reason');
  const [mark, link] = [word('mark'), word('link')];
  return {
    by: word('by') ?? '',
    ...(mark ? { mark } : {}),
    ...(link ? { link } : {}),
    ...(reason ? { reason } : {}),
  };
}
