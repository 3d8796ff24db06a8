import { acts } from '../../acts/acts.ts';
import { fillUnseen } from '../../acts/fill-form.ts';
import type { Field, FormFault, Question, Values } from '../../acts/form.ts';
import type { Raw } from '../../acts/read-answer.ts';
import { standings } from '../../acts/standing.ts';
import { isOpen, type Outcome } from '../../client/on-many.ts';
import {
  type AskedOfMany,
  type Foreseen,
  foreseeOnMany,
  type OwnAct,
  performOnMany,
  type Sign,
} from '../../client/shared-act.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import type { Refusal } from '../../convention/errors.ts';
import { Alert, Facts } from '../page/parts.tsx';
import { wordsOf } from '../page/show.tsx';
import { journalName, type Signature } from '../person.ts';
import type { Web } from '../web.ts';
import type { Followed } from './followed.ts';

// What whoever has a mail says of themselves, for all conventions in which they have that address.

/**
 * The questions of such an act, but for whom it is about: whose the link is.
 * @param values what fields start with.
 */
export function ownFields(act: OwnAct, values: Values): readonly Field[] {
  const { contact: _theirs, ...questions }: Readonly<Record<string, Question>> = acts[act].form.questions;
  return Object.entries(questions).map(([name, { key: _key, ...question }]) => {
    const value = values[name];
    return { name, ...question, ...(value === undefined ? {} : { value }) };
  });
}

/** What was filled in, or what is wrong with it, at its field. */
export function readOwn(
  act: OwnAct,
  { contact, person }: Pick<Followed, 'contact' | 'person'>,
  raw: Raw,
):
  | { readonly ok: true; readonly asked: AskedOfMany }
  | { readonly ok: false; readonly faults: readonly FormFault[] } {
  const filled = fillUnseen(acts[act], { ...raw, contact: contact.id }, journalName(person.name));
  if (!filled.ok) return filled;
  const former = contact.email.toLowerCase();
  return { ok: true, asked: { act, input: { ...Object(filled.input) }, former } };
}

/** Who says so, as each convention knows them: the contact there who has the address of the link. */
export function signedEverywhere({ contact }: Pick<Followed, 'contact'>, signature: Signature): Sign {
  const email = contact.email.toLowerCase();
  return ({ document }) => {
    const own = standings(document).find((one) => one.contact.email.toLowerCase() === email);
    return own && { ...signature, as: own.contact.id };
  };
}

/** What came of it, convention by convention. */
export interface DoneEverywhere {
  readonly outcomes: readonly Outcome[];
  readonly foreseen: readonly Foreseen[];
}

/**
 * Does it in the convention of the link, and in the others. What the first refuses is to be mended before anything is
 * done; what is done there already is asked of the others again.
 * @param isAlone whether it is for that convention only.
 */
export async function performEverywhere(
  web: Pick<Web, 'conventions' | 'portfolio' | 'now'>,
  { contact, record }: Pick<Followed, 'contact' | 'record'>,
  asked: AskedOfMany,
  { sign, batch, isAlone }: { readonly sign: Sign; readonly batch: string; readonly isAlone: boolean },
): Promise<DoneEverywhere | { readonly refused: Refusal }> {
  const { id } = record.document;
  const now = web.now();
  const marked = isAlone ? [] : await web.portfolio.marked(contact.email);
  const others = marked.filter((one) => one.id !== id && isOpen(one));
  const ids = [id, ...others.map((one) => one.id)];
  const foreseen = await foreseeOnMany(web.conventions, ids, asked, sign, { now, today: parisDate(now) });
  const [own] = foreseen;
  if (own && 'refused' in own && own.refused.code !== 'ALREADY_DONE') return { refused: own.refused };
  const outcomes = await performOnMany(web.conventions, foreseen, asked, { batch, sign });
  const changed = new Set(outcomes.flatMap((one) => (one.state === 'done' ? [one.id] : [])));
  await Promise.all([...changed].map((one) => web.portfolio.renew(one)));
  return { foreseen, outcomes };
}

/** In which conventions it is done, and in which not, and why. */
export function OutcomesPage({ outcomes, foreseen }: DoneEverywhere) {
  const names = new Map(foreseen.map(({ id, shortName }) => [id, shortName]));
  const told = (...states: Outcome['state'][]) =>
    outcomes
      .filter(({ state }) => states.includes(state))
      .map(
        ({ id, text, code }) =>
          [names.get(id) ?? id, code ? wordsOf({ code, message: text }) : text] as const,
      );
  const [done, refused, unanswered] = [told('done'), told('refused', 'known'), told('unanswered', 'left')];
  return (
    <>
      {done.length > 0 && (
        <>
          <h2>Conventions où c’est noté</h2>
          <Facts facts={done} />
        </>
      )}
      {refused.length > 0 && (
        <>
          <h2>Conventions où rien n’a changé</h2>
          <Facts facts={refused} />
        </>
      )}
      {unanswered.length > 0 && (
        <>
          <Alert tone="warning" title="Toutes n’ont pas répondu">
            Demandez ce qu’il en est depuis cette page : rien ne sera fait deux fois.
          </Alert>
          <h2>Sans réponse</h2>
          <Facts facts={unanswered} />
        </>
      )}
    </>
  );
}
