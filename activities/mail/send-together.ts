import { Context } from '@temporalio/activity';
import { outcomesIn } from '../../contract/letter-outcomes.ts';
import { mailLimits } from '../../contract/mail-limits.ts';
import type { HandedLetter, MorningOutcome } from '../../contract/morning-mail.ts';
import type { LetterOutcome } from '../../convention/mailing/letter.ts';
import type { ComposedMail } from '../../letters/compose.ts';
import { composeTogether, idOfMany, type LetterOfMany } from '../../letters/together.ts';
import { composed, drawn, linksAt, returnOf, type Sending } from './composed.ts';
import { failureOf } from './failure.ts';
import { faultLabel } from './fault.ts';
import { Lease } from './lease.ts';
import { sendLetter } from './send-letter.ts';

/** See `MorningActivities`. */
export async function sendTogether(handed: readonly HandedLetter[], means: Sending): Promise<MorningOutcome> {
  const context = Context.current();
  const { info, log } = context;
  const [first] = handed;
  const [known] = outcomesIn(info.heartbeatDetails);
  if (!first || known) return known ? outcomeOf(handed, known) : {};
  const outcomes: LetterOutcome[] = [];
  const lease = new Lease(() => context.heartbeat(outcomes));
  const beating = setInterval(() => lease.beat(), mailLimits.beat);
  const about = { conventions: new Set(handed.map(({ convention }) => convention.id)).size };
  try {
    const mail = handed.length === 1 ? await alone(first, means) : await together(handed, means);
    // Another attempt has the letters: it tells what became of them.
    if (!lease.isHeld) throw failureOf(undefined, handed.length);
    const outcome = await sendLetter(means.transport, first.letter, mail);
    outcomes.push(outcome);
    lease.beat();
    if (outcome.status === 'sent')
      log.info('Letters sent together', { ...about, messageId: outcome.messageId });
    else log.warn('Letters refused together', { ...about, messageId: outcome.messageId });
    return outcomeOf(handed, outcome);
  } catch (error) {
    log.warn('Letters deferred together', { ...about, fault: faultLabel(error) });
    throw failureOf(error, handed.length);
  } finally {
    clearInterval(beating);
  }
}

function alone({ letter, messageId, ...writer }: HandedLetter, means: Sending): Promise<ComposedMail> {
  return composed(means, writer, letter, messageId);
}

async function together(handed: readonly HandedLetter[], means: Sending): Promise<ComposedMail> {
  const { from, returns } = means;
  const all = await Promise.all(
    handed.map(async ({ letter, ...writer }): Promise<LetterOfMany> => {
      const links = linksAt(means, writer, letter);
      return { writer, letter, ...(links && { links }), pictures: await drawn(writer, letter) };
    }),
  );
  const [first] = handed;
  const mark = first && returns && returnOf(returns, first.convention.id, idOfMany(all, from));
  return composeTogether(all, from, mark ? { returns: mark } : {});
}

/** One message was all of them. */
function outcomeOf(handed: readonly HandedLetter[], outcome: LetterOutcome): MorningOutcome {
  return Object.fromEntries(
    handed.map(({ messageId, convention, letter }) => [
      messageId,
      { ...outcome, contact: letter.to.contact, convention: convention.id, together: true as const },
    ]),
  );
}
