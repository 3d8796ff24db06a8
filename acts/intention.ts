import type { Convention, Intention } from '../convention/convention.ts';
import { Refused } from '../convention/errors.ts';
import { digestOf } from '../convention/proof/digest.ts';

/** How many a convention remembers: whoever did not learn what came of an act asks again long before. */
export const mostRemembered = 200;

/** What the name of an intention is made of. */
const isName = /^[\w.:-]{1,100}$/;

/** Whether a text may name what somebody means to do once. */
export function isIntention(text: string | undefined): text is string {
  return text !== undefined && isName.test(text);
}

/**
 * The identity of the Update by which an intention is carried out: its name and the digest of what is asked. The server
 * does what bears one identity once in a run, whatever it asks: another act under the same name must not be taken for it.
 */
export function updateIdOf(intention: string, name: string, input: unknown): string {
  return `${intention}/${digestOf({ name, input })}`;
}

/** The name that the identity of an Update begins with; that of one that was sent by hand has no more. */
export function intentionIn(updateId: string): string {
  return updateId.split('/')[0] ?? '';
}

/** What came of an intention, as long as the convention remembers it. */
export function intentionOf({ intentions }: Convention, id: string): Intention | undefined {
  return intentions.find((one) => one.id === id);
}

/**
 * What came of an act that was asked for before under the same name.
 * @throws Refused `REQUEST_REUSED` when that name has served for something else.
 */
export function doneBefore(
  convention: Convention,
  name: string,
  input: unknown,
  id: string | undefined,
): Intention | undefined {
  const known = id === undefined ? undefined : intentionOf(convention, id);
  if (known && known.mark !== digestOf({ name, input })) {
    throw new Refused(
      'REQUEST_REUSED',
      `« ${known.id} » refusé : cette demande a déjà servi, pour un autre acte (« ${toldOf(convention, known)} ») ; accepté : une demande nouvelle.`,
    );
  }
  return known;
}

/** What came of an intention, in the words of the journal. */
export function toldOf({ journal }: Convention, { line, refusal }: Intention): string {
  return refusal?.message ?? journal[line]?.text ?? '';
}

/** The convention that remembers an intention, with what came of it: the last line of its journal. */
export function remembering(
  convention: Convention,
  { id, name, input, refusal }: Pick<Intention, 'id' | 'refusal'> & { name: string; input: unknown },
): Convention {
  const mark = digestOf({ name, input });
  const line = convention.journal.length - 1;
  const intention: Intention = { id, mark, line, ...(refusal ? { refusal } : {}) };
  return { ...convention, intentions: [...convention.intentions, intention].slice(-mostRemembered) };
}
