/**
 * Every way in which the software says no: what the French message begins with, the HTTP status and the exit code
 * of the command line (1 refused, 2 bad usage or document, 3 engine unreachable, 4 sent, what came of it unknown).
 */
export const errors = {
  BAD_USAGE: { title: 'Commande incorrecte', http: 400, exit: 2 },
  BAD_DOCUMENT: { title: 'Document refusé', http: 422, exit: 2 },
  BAD_PACKAGE: { title: 'Paquet d’archive refusé', http: 422, exit: 1 },
  BAD_BACKUP: { title: 'Sauvegarde refusée', http: 422, exit: 1 },
  BAD_ACT: { title: 'Acte mal formé', http: 422, exit: 2 },
  UNKNOWN_CONVENTION: { title: 'Convention inconnue', http: 404, exit: 1 },
  UNKNOWN_DUTY: { title: 'Obligation inconnue', http: 404, exit: 1 },
  UNKNOWN_REFERENCE: { title: 'Référence inconnue', http: 404, exit: 1 },
  ALREADY_DONE: { title: 'Déjà fait', http: 409, exit: 1 },
  PROPOSAL_CHANGED: { title: 'La proposition a changé', http: 409, exit: 1 },
  NOT_NOW: { title: 'Acte impossible à ce stade', http: 409, exit: 1 },
  BAD_DATE: { title: 'Date refusée', http: 422, exit: 1 },
  SHORTFALL: { title: 'Crédits insuffisants', http: 409, exit: 1 },
  STOPPED: { title: 'Convention arrêtée hors de l’application', http: 409, exit: 1 },
  CLOSED: { title: 'Convention close', http: 410, exit: 1 },
  ALREADY_RUNNING: { title: 'Déjà en cours', http: 409, exit: 1 },
  UNFORESEEN: { title: 'Erreur imprévue', http: 500, exit: 1 },
  REQUEST_REUSED: { title: 'Demande déjà servie', http: 409, exit: 1 },
  STORAGE_UNREACHABLE: { title: 'Stockage injoignable', http: 503, exit: 3 },
  ENGINE_UNREACHABLE: { title: 'Moteur injoignable', http: 503, exit: 3 },
  OUTCOME_UNKNOWN: { title: 'Envoyé, issue inconnue', http: 202, exit: 4 },
} as const satisfies Record<string, { title: string; http: number; exit: 1 | 2 | 3 | 4 }>;

/** A code of the table of errors. */
export type ErrorCode = keyof typeof errors;

/** Whether a text is a code of the table. */
export function isErrorCode(text: string | null | undefined): text is ErrorCode {
  return typeof text === 'string' && Object.hasOwn(errors, text);
}

/** Why an act or a document is refused: nothing has changed. */
export interface Refusal {
  readonly code: ErrorCode;
  /** One French sentence that quotes what was given and says what would be accepted. */
  readonly message: string;
}

/** A refusal: a code of the table and the French sentence. */
export function refusal(code: ErrorCode, message: string): Refusal {
  return { code, message };
}

function refusing(code: ErrorCode) {
  return (words: TemplateStringsArray, ...said: readonly (string | number)[]): Refusal =>
    refusal(code, String.raw({ raw: words }, ...said));
}

/** Refusals by their code, each written before its sentence: notNow`La convention a pris fin le ${day}.` */
export const alreadyDone = refusing('ALREADY_DONE');
export const badAct = refusing('BAD_ACT');
export const badDate = refusing('BAD_DATE');
export const noLonger = refusing('CLOSED');
export const notNow = refusing('NOT_NOW');
export const proposalChanged = refusing('PROPOSAL_CHANGED');
export const shortOfCredits = refusing('SHORTFALL');
export const unknownReference = refusing('UNKNOWN_REFERENCE');

/** A refusal thrown to whoever asked. */
export class Refused extends Error implements Refusal {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string) {
    super(message);
    this.name = 'Refused';
    this.code = code;
  }
}

/** What was asked has left, and nobody has answered: it may be done, or be done later. Asked again, it is told. */
export class OutcomeUnknown extends Refused {
  /** The name under which to ask again. */
  readonly intention: string;

  constructor(intention: string, message: string) {
    super('OUTCOME_UNKNOWN', message);
    this.intention = intention;
  }
}
