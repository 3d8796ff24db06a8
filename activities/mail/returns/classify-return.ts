import { type RecipientStatus, recipientStatuses } from './delivery-status.ts';
import { type OpenedReport, openReport } from './open-report.ts';
import { type Reference, referencesIn } from './references.ts';
import { wordedFailure } from './worded-failure.ts';

/** What comes back to the address from which letters leave. */
export type ReturnKind =
  /** A letter was not delivered, and will not be. */
  | 'failed'
  | 'delayed'
  | 'delivered'
  /** Somebody calls a letter unwanted (RFC 5965). */
  | 'complaint'
  /** Somebody is away. */
  | 'absence'
  /** Any other answer of a machine: a receipt, a ticket. */
  | 'auto-reply'
  | 'unknown';

/** A message that came back, understood. */
export interface ClassifiedReturn {
  readonly kind: ReturnKind;
  /** Which addressees failed, and why; of a failure only. */
  readonly failures: readonly Pick<RecipientStatus, 'recipients' | 'reply'>[];
  /** The letters that it may be about: not believed before their seals are looked at. */
  readonly references: readonly Reference[];
}

/**
 * Understands a raw message: a delivery report, by itself, forwarded, or within a report of abuse; an older report in words
 * alone; a machine's answer.
 * @throws Error when it is no message.
 */
export async function classifyReturn(raw: Buffer): Promise<ClassifiedReturn> {
  const report = await openReport(raw);
  const failures = failuresIn(report);
  const texts = [report.text, ...report.parts.map(({ content }) => content)];
  return {
    kind: kindOf(report, failures),
    failures: failures.filter(isFailed),
    references: referencesIn(texts.join('\n')),
  };
}

type Told = Pick<RecipientStatus, 'action' | 'recipients' | 'reply'>;

function failuresIn(report: OpenedReport): readonly Told[] {
  const statuses = report.parts
    .filter(({ type }) => /^message\/(global-)?delivery-status$/.test(type))
    .flatMap(({ content }) => recipientStatuses(content));
  if (statuses.length > 0) return statuses;
  const worded = wordedFailure(report);
  return worded ? [{ action: 'failed', ...worded }] : [];
}

function isFailed({ action }: Told): boolean {
  return action === 'failed';
}

function kindOf(report: OpenedReport, told: readonly Told[]): ReturnKind {
  // Of several addressees, what is worst.
  if (told.some(isFailed)) return 'failed';
  const [first] = told;
  if (first) return told.find(({ action }) => action === 'delayed')?.action ?? first.action;
  if (report.parts.some(({ type }) => type === 'message/feedback-report')) return 'complaint';
  if (!isAutomatic(report)) return 'unknown';
  return absent.test(`${report.subject} ${report.words.slice(0, 2000)}`) ? 'absence' : 'auto-reply';
}

/** RFC 3834 §5, and what was written before it. */
function isAutomatic({ headers, subject, parts }: OpenedReport): boolean {
  const submitted = headers.get('auto-submitted')?.toLowerCase() ?? 'no';
  return (
    !submitted.startsWith('no') ||
    ['x-autoreply', 'x-autorespond', 'x-autoresponder'].some((name) => headers.has(name)) ||
    /^auto.?reply$/i.test(headers.get('precedence') ?? '') ||
    parts.some(({ type }) => type === 'message/disposition-notification') ||
    automatic.test(subject)
  );
}

const automatic =
  /^(?:réponse automatique|message automatique|message d.absence|absence|absente?\b|auto(?:matic)?[ -]?(?:reply|response)|out of (?:the )?office)/i;
const absent =
  /absen[ct]|congés?\b|vacances|vacation|out of (?:the )?office|en déplacement|de retour le|on leave|away from/i;
