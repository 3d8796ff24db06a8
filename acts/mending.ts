/** How an act that was a mistake is mended. */
export interface Mending {
  /**
   * By whom it is undone as long as nothing has followed: by those of its organisation, or only by the manager where it
   * binds the parties; absent where it never is.
   */
  readonly undoneBy?: 'side' | 'manager';
  /** The acts by which it is mended otherwise, the likeliest first. */
  readonly mendedBy: readonly string[];
}

const side = (...mendedBy: string[]): Mending => ({ undoneBy: 'side', mendedBy });
const manager = (...mendedBy: string[]): Mending => ({ undoneBy: 'manager', mendedBy });
/** Of what has a number that serves once, stands in the ledger, has left, or is over. */
const never = (...mendedBy: string[]): Mending => ({ mendedBy });

/** Of every act but the correction itself, by its name. */
const mendings: Readonly<Record<string, Mending>> = {
  markDone: side('reopenDuty'),
  waiveDuty: side('reopenDuty'),
  reopenDuty: side('markDone', 'waiveDuty'),
  extendDuty: side('extendDuty'),
  commentDuty: side('commentDuty'),
  recordPublication: side('confirmEffect', 'reopenDuty'),
  recordApproval: side('confirmEffect', 'reopenDuty'),
  recordSignedText: never('recordSignedText'),
  confirmEffect: side('confirmEffect'),
  submitReport: side('askCorrection', 'reopenDuty'),
  acceptReport: side('askCorrection'),
  askCorrection: never('acceptReport', 'waiveDuty'),
  scheduleCommittee: never('scheduleCommittee', 'cancelCommittee'),
  holdCommittee: never('reopenDuty'),
  cancelCommittee: never('scheduleCommittee'),
  answerInvitation: side('answerInvitation'),
  requestInformation: never('waiveDuty'),
  recordYearEnd: side('recordYearEnd'),
  replaceContact: side('replaceContact'),
  declareAbsence: side('declareAbsence'),
  chooseRhythm: side('chooseRhythm'),
  retryAddress: never('replaceContact'),
  askHandover: never('refuseHandover', 'replaceContact'),
  confirmHandover: side('replaceContact'),
  refuseHandover: side('replaceContact'),
  requestLink: never(),
  pauseReminders: side('pauseReminders'),
  recordEntry: never('correctEntry'),
  correctEntry: never('recordEntry'),
  importLedger: never('correctEntry'),
  proposeAmendment: never('withdrawAmendment'),
  agreeAmendment: manager('refuseAmendment', 'withdrawAmendment'),
  refuseAmendment: manager('proposeAmendment'),
  withdrawAmendment: manager('proposeAmendment'),
  signAmendment: manager('proposeAmendment'),
  declareShortfall: never('withdrawShortfall'),
  refuseAdjustment: manager('proposeAmendment', 'withdrawShortfall'),
  withdrawShortfall: manager('declareShortfall'),
  giveNotice: manager('withdrawNotice'),
  withdrawNotice: manager('giveNotice'),
  agreeEnd: manager('agreeEnd'),
  answerRenewal: manager('agreeEnd', 'proposeAmendment'),
  recordBreach: never('cureBreach'),
  cureBreach: side('recordBreach'),
  endSupport: manager('proposeAmendment'),
  agreeBalance: manager('reopenDuty'),
  proposeBalance: never('proposeBalance', 'counterBalance'),
  counterBalance: never('counterBalance'),
  terminate: never(),
  undoAct: never(),
};

/** How an act of that name is mended; what is unknown never is. */
export function mendingOf(name: string): Mending {
  return mendings[name] ?? never();
}
