import { type Amendment, frenchAmendmentStates } from '../convention/amendments/amendment.ts';
import { isExpired, lapsedDuties } from '../convention/amendments/due.ts';
import { amendmentOf, withState } from '../convention/amendments/in-force.ts';
import { frenchDate } from '../convention/calendar/french.ts';
import type { Moment } from '../convention/calendar/moment.ts';
import type { Convention } from '../convention/convention.ts';
import { delayOf } from '../convention/document/delays.ts';
import type { ConventionDocument } from '../convention/document/schema.ts';
import { whoseRule } from '../convention/duties/due-words.ts';
import { alreadyDone, notNow, type Refusal } from '../convention/errors.ts';
import { type News, tellParties } from '../convention/mailing/audience.ts';
import { isAskedOf } from '../convention/people/organisations.ts';
import { ofAllParties } from '../convention/people/parties.ts';
import { proposedAmendment } from '../convention/proof/agreement.ts';
import type { Done } from './act.ts';
import { frenchChanges } from './amendment-changes.ts';
import type { Options, Subject } from './form.ts';
import { among, dutyClosed, numbered, numberIn, numberSaid } from './questions.ts';
import { afterTheEnd, notOne } from './refusals.ts';

// Art. 6: what the acts about amendments have in common.

/** The amendment that the duty says which brought here. */
export const amendmentSaid = numberSaid('amend');

/** Which amendment, asked when no duty says it. */
export const amendment = numbered('Avenant', 'l’avenant', { most: 1000, said: amendmentSaid });

/** Whether the duty that brought here, if one did, asks a party for its answer, not for a signature. */
function isAsked(subject: Subject): boolean {
  const duty = dutyClosed(subject, 'amend');
  if (!duty) return true;
  return duty.holder !== 'manager' && (subject.party === undefined || isAskedOf(duty.holder, subject.party));
}

/** What is asked about an amendment, of those that may be chosen, which are to be read under a title. */
export function onAmendments(title: string) {
  type Chosen = { readonly choices: readonly Amendment[] };
  return {
    articles: ({ amendments }: ConventionDocument) => [amendments.article],
    group: 'Avenants',
    places: ['amendment'],
    offered: (subject: Subject, { choices }: Chosen) => isAsked(subject) && choices.length > 0,
    known: (_subject: Subject, { choices }: Chosen) => ({ amendment: among(optionsOf(choices)) }),
    // What they change in a few words, then all of it, and what it would bring.
    toRead: ({ convention, today }: Subject, { choices }: Chosen) =>
      choices.map(({ id, changes }) => {
        const [number, ...facts] = proposedAmendment(convention, id)?.facts(today) ?? [];
        const change = ['Ce qu’il change', frenchChanges(changes)] as const;
        return { title, facts: [...(number ? [number] : []), change, ...facts] };
      }),
  } as const;
}

/** The amendments of that sort; that of the duty only, when one brought here. */
export function chosen(subject: Subject, isOpen: (amendment: Amendment) => boolean): readonly Amendment[] {
  const duty = dutyClosed(subject, 'amend');
  return subject.convention.amendments.filter((one) => (!duty || one.id === numberIn(duty)) && isOpen(one));
}

/** The same with what they change, to choose among. */
export function optionsOf(amendments: readonly Amendment[]): Options {
  return amendments.map(({ id, changes, effectiveOn }) => [
    String(id),
    `Avenant n° ${id}, d’effet au ${frenchDate(effectiveOn)} : ${frenchChanges(changes)}`,
  ]);
}

/** A proposal goes no further, by the will of a party. */
export function abandoned(
  convention: Convention,
  id: number,
  state: 'refused' | 'withdrawn',
  what: string,
  { now }: Moment,
): Done {
  const found = amendmentOf(convention, id);
  if (!found) return { convention, text: '' };
  const text = `${what}.`;
  return {
    convention: withState(lapsedDuties(convention, id, now, what), found, state),
    text,
    news: [told(convention, id, state, frenchAmendmentStates[state], text)],
  };
}

/** What the parties are told of an amendment. */
export function told(
  { document }: Convention,
  id: number,
  what: string,
  state: string,
  lead: string,
  facts: readonly (readonly [string, string])[] = [],
): News {
  return tellParties({
    identity: `amendment/${id}/${what}`,
    subject: `avenant n° ${id} ${state}`,
    lead,
    facts,
    cites: [document.amendments.article],
  });
}

/** Why nothing is amended any more: the convention is over. */
export function noMoreAmended(convention: Convention): Refusal | undefined {
  return afterTheEnd(convention, 'elle ne se modifie plus');
}

/** Why an amendment is neither answered nor signed: it is not proposed, or no longer. */
export function notProposed(convention: Convention, id: number, { today }: Moment): Refusal | undefined {
  const over = noMoreAmended(convention);
  if (over) return over;
  const found = amendmentOf(convention, id);
  if (found?.state === 'proposed' && isExpired(convention, found, today)) {
    const { indicative } = delayOf('amendments', convention.document.amendments.answerDays);
    return notNow`L’avenant n° ${id} a expiré le ${frenchDate(found.expiresOn)}${whoseRule(indicative)}, sans l’accord ${ofAllParties(convention.document)} ; il peut être proposé de nouveau.`;
  }
  if (found?.state === 'proposed') return undefined;
  if (found) {
    const isAgreed = found.state === 'signed' || found.state === 'inForce';
    const state = `${isAgreed ? 'déjà ' : ''}${frenchAmendmentStates[found.state]}`;
    return alreadyDone`L’avenant n° ${id} est ${state}.`;
  }
  const open = convention.amendments.filter(({ state }) => state === 'proposed').map((one) => one.id);
  return notOne(id, 'un avenant proposé', `ouverts : ${open.join(', ') || 'aucun'}`);
}
