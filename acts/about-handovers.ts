import type { Convention, Handover } from '../convention/convention.ts';
import { allContacts } from '../convention/document/contacts.ts';
import { alreadyDone, unknownReference } from '../convention/errors.ts';
import { holderOf } from '../convention/people/organisations.ts';
import type { Subject } from './form.ts';
import { among, numbered } from './questions.ts';

// What the acts about a handover that was asked for from a mail have in common.

/** The handovers that nobody has answered, as long as the same person holds the contact. */
export function pendingHandovers({ handovers, document }: Convention): readonly Handover[] {
  const contacts = allContacts(document).map(({ contact }) => contact);
  return handovers.filter(
    ({ state, contact, from }) =>
      state === 'asked' && contacts.some((one) => one.id === contact && one.email === from.email),
  );
}

/** How an act that answers a handover is asked for. */
export const answeringHandover = {
  group: 'Vie de la convention',
  places: ['handover'],
  // Those of their organisation, or all for who acts for either.
  choices: ({ convention, party }: Subject) =>
    pendingHandovers(convention).filter(
      ({ contact }) => party === undefined || holderOf(convention.document, contact) === party,
    ),
  known: (_subject: Subject, { choices }: { readonly choices: readonly Handover[] }) => ({
    handover: among(
      choices.map(({ id, from, to }) => [String(id), `${to.name} (${to.email}) à la place de ${from.name}`]),
    ),
  }),
} as const;

/** Which handover. */
export const handover = numbered('Relais demandé', 'le relais demandé');

/** Why a handover cannot be answered: it was never asked for, or is over. */
export function notPending(convention: Convention, id: number) {
  const pending = pendingHandovers(convention);
  if (pending.some((one) => one.id === id)) return undefined;
  const accepted = pending.map((one) => `n° ${one.id}, ${one.to.name}`).join(' ; ') || 'aucun';
  return convention.handovers.some((one) => one.id === id)
    ? alreadyDone`Le relais n° ${id} n’attend plus de réponse ; en attente : ${accepted}.`
    : unknownReference`Le relais n° ${id} n’a pas été demandé ; en attente : ${accepted}.`;
}

/** The convention once a handover is answered. */
export function answered(convention: Convention, id: number, state: Handover['state']): Convention {
  const handovers = convention.handovers.map((one) => (one.id === id ? { ...one, state } : one));
  return { ...convention, handovers };
}
