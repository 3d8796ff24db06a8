import type { Convention, Handover, JournalEntry } from '../convention.ts';
import { allContacts } from '../document/contacts.ts';
import { email, line, slug, whole } from '../document/fields.ts';
import type { NewsItem } from '../letter.ts';
import { holderName, holderOf } from '../organisations.ts';
import { signedAct } from '../signatory.ts';
import { defineAct, refusal } from './act.ts';
import { replaceContact, replacing } from './contact.ts';

/** The handovers that nobody has answered, as long as the same person holds the contact. */
export function pendingHandovers({ handovers, document }: Convention): readonly Handover[] {
  const contacts = allContacts(document).map(({ contact }) => contact);
  return handovers.filter(
    ({ state, contact, from }) =>
      state === 'asked' && contacts.some((one) => one.id === contact && one.email === from.email),
  );
}

/**
 * « Ce n’est pas moi » : whoever has a mail names the right person. A mail that was forwarded may be in anybody's hands:
 * nothing changes before somebody who is known has confirmed it.
 */
export const askHandover = defineAct({
  schema: signedAct({ contact: slug(40), name: line(100), email }),
  refuse(convention, { contact: id }) {
    const { document } = convention;
    // Whoever asks may be anybody: the refusal does not say who the contacts are.
    if (allContacts(document).every(({ contact }) => contact.id !== id)) {
      return refusal('UNKNOWN_REFERENCE', `« ${id} » n’est pas, ou n’est plus, un contact de la convention.`);
    }
    if (id === document.manager.id) {
      return refusal(
        'NOT_NOW',
        'Qui gère la convention est remplacé par l’administration de ce service, non depuis un courriel.',
      );
    }
    const pending = pendingHandovers(convention).find(({ contact }) => contact === id);
    return (
      pending &&
      refusal('NOT_NOW', `Un relais vers ${pending.to.name} attend déjà d’être confirmé ou refusé.`)
    );
  },
  apply(convention, { contact: id, name, email }, { now }) {
    const from = allContacts(convention.document).find(({ contact }) => contact.id === id)?.contact;
    const handover: Handover = {
      id: convention.handovers.length + 1,
      contact: id,
      from: { name: from?.name ?? id, email: from?.email ?? '' },
      to: { name, email },
      askedAt: now,
      state: 'asked',
    };
    return {
      convention: { ...convention, handovers: [...convention.handovers, handover] },
      text: `Relais n° ${handover.id} demandé depuis un courriel : ${name} à la place de ${handover.from.name} (« ${id} »).`,
      news: [
        { to: [{ holder: 'manager' }], item: toConfirm(convention, handover) },
        { to: [{ contact: id }], item: wasAsked(convention, handover) },
      ],
    };
  },
});

/** The manager, or somebody of the same organisation, knows the person who was named: they take the contact over. */
export const confirmHandover = defineAct({
  schema: signedAct({ handover: whole(1, 9999) }),
  refuse: (convention, { handover }) => notPending(convention, handover),
  apply(convention, { handover: id }, moment) {
    const handover = convention.handovers.find((one) => one.id === id);
    if (!handover) return { convention, text: '', news: [] };
    const { contact, from, to } = handover;
    const effect = replacing(answered(convention, id, 'confirmed'), { contact, ...to }, moment);
    return {
      ...effect,
      news: [
        ...effect.news,
        {
          to: [{ holder: 'manager' }],
          item: {
            kind: 'news',
            identity: `handover/${id}/confirmed`,
            subject: `${to.name} prend le relais de ${from.name}`,
            lead: `Le relais est confirmé : les courriels de la convention sont désormais écrits à ${to.name}.`,
            facts: [
              ['Contact', contact],
              ['Nouvelle adresse', to.email],
            ],
          },
        },
      ],
    };
  },
});

/** The contact that somebody else took over by what a line of the journal tells, if it tells that. */
export function contactTakenOver(
  { handovers }: Convention,
  { act, input }: JournalEntry,
): string | undefined {
  if (act === 'replaceContact') return replaceContact.schema.safeParse(input).data?.contact;
  if (act !== 'confirmHandover') return undefined;
  const id = confirmHandover.schema.safeParse(input).data?.handover;
  return handovers.find((one) => one.id === id)?.contact;
}

/** The person who was named is not the right one. */
export const refuseHandover = defineAct({
  schema: signedAct({ handover: whole(1, 9999), reason: line(500) }),
  refuse: (convention, { handover }) => notPending(convention, handover),
  apply(convention, { handover: id, reason }) {
    const handover = convention.handovers.find((one) => one.id === id);
    const name = handover?.to.name ?? '';
    return {
      convention: answered(convention, id, 'refused'),
      text: `Relais n° ${id} refusé : ${name} ne prend pas le contact « ${handover?.contact ?? ''} ».`,
      news: handover
        ? [
            {
              to: [{ contact: handover.contact }],
              item: {
                kind: 'news',
                identity: `handover/${id}/refused`,
                subject: 'le relais demandé est refusé',
                lead: `${name} ne prend pas votre relais : ce qui concerne la convention continue de vous être écrit.`,
                paragraphs: [`Motif : ${reason}`],
              },
            },
          ]
        : [],
    };
  },
});

function notPending(convention: Convention, id: number) {
  const pending = pendingHandovers(convention);
  if (pending.some((one) => one.id === id)) return undefined;
  const accepted = pending.map((one) => `n° ${one.id}, ${one.to.name}`).join(' ; ') || 'aucun';
  return convention.handovers.some((one) => one.id === id)
    ? refusal('ALREADY_DONE', `Le relais n° ${id} n’attend plus de réponse ; en attente : ${accepted}.`)
    : refusal('UNKNOWN_REFERENCE', `Le relais n° ${id} n’a pas été demandé ; en attente : ${accepted}.`);
}

function answered(convention: Convention, id: number, state: Handover['state']): Convention {
  return {
    ...convention,
    handovers: convention.handovers.map((one) => (one.id === id ? { ...one, state } : one)),
  };
}

function toConfirm({ document }: Convention, { id, contact, from, to }: Handover): NewsItem {
  const holder = holderOf(document, contact);
  return {
    kind: 'news',
    identity: `handover/${id}/asked`,
    subject: `relais à confirmer : ${to.name}`,
    lead: `Depuis un courriel adressé à ${from.name}, quelqu’un a indiqué ne pas être la bonne personne et propose ${to.name}. Rien ne change tant que ce relais n’est pas confirmé.`,
    facts: [
      ['Contact', contact],
      ['Organisation', holder === undefined ? contact : holderName(document, holder)],
      ['Adresse proposée', to.email],
    ],
    paragraphs: [
      'Vérifiez que cette personne est bien la bonne et que cette adresse est la sienne, puis confirmez ou refusez.',
    ],
    about: `handover-${id}`,
  };
}

function wasAsked({ document }: Convention, { id, to }: Handover): NewsItem {
  return {
    kind: 'news',
    identity: `handover/${id}/asked`,
    subject: 'un relais a été demandé en votre nom',
    lead: `Depuis l’un de vos courriels, ${to.name} a été proposé pour prendre votre relais.`,
    paragraphs: [
      'Rien ne change tant que ce n’est pas confirmé par qui gère la convention, ou par quelqu’un de votre organisation.',
      `Si vous n’y êtes pour rien, répondez à ce courriel : ${document.manager.name} refusera ce relais.`,
    ],
  };
}
