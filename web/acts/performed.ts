import type { FastifyReply } from 'fastify';
import type { ActName } from '../../acts/acts.ts';
import { intentionOf } from '../../acts/intention.ts';
import type { Intention } from '../../convention/convention.ts';
import { Refused } from '../../convention/errors.ts';
import { piecesOf } from '../../convention/proof/pieces.ts';
import type { Opened } from '../convention/opened.ts';
import { seeOther } from '../request.ts';
import type { Web } from '../web.ts';
import { citedBy } from './submitted.ts';

/**
 * Does an act for real, once, with the files that it cites; its author sees it at once in every list.
 * @param who what tells apart those who bring files.
 */
export async function performed(
  { conventions, evidence, portfolio }: Pick<Web, 'conventions' | 'evidence' | 'portfolio'>,
  id: string,
  who: string,
  act: ActName,
  input: unknown,
  intention: string,
): Promise<string> {
  const text = await evidence.proving(
    id,
    who,
    citedBy(input),
    () => conventions.perform(id, act, input, intention),
    async (sha256) => piecesOf(await conventions.record(id)).some((piece) => piece.sha256 === sha256),
  );
  await portfolio.renew(id);
  return text;
}

/** What came of an intention; that the convention does not answer now is no reason to doubt what is done. */
export async function knownNow(
  { conventions }: Pick<Web, 'conventions'>,
  id: string,
  intention: string,
): Promise<Intention | undefined> {
  const record = await conventions.record(id).catch(() => undefined);
  return record && intentionOf(record, intention);
}

/** Leads to what was done, or says why it was refused. */
export function told(
  reply: FastifyReply,
  { id }: Pick<Opened, 'id'>,
  done: Intention | undefined,
): FastifyReply {
  if (done?.refusal) throw new Refused(done.refusal.code, done.refusal.message);
  return seeOther(reply, `/conventions/${id}${done ? `?fait=${done.line}` : ''}`);
}
