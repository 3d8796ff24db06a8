import type { Moment } from '../convention/calendar/moment.ts';
import type { Convention } from '../convention/convention.ts';
import { inBrackets } from '../convention/document/articles.ts';
import { allContacts, contactOf, withContact } from '../convention/document/contacts.ts';
import type { Contact, ConventionDocument, Role } from '../convention/document/schema.ts';
import { frenchDue } from '../convention/duties/due-words.ts';
import { notNow, type Refusal } from '../convention/errors.ts';
import { tell } from '../convention/mailing/audience.ts';
import { dutiesAskedOf, takenOver } from '../convention/mailing/handover.ts';
import type { Person } from '../convention/mailing/letter.ts';
import { holderOf, isAskedOf } from '../convention/people/organisations.ts';
import { partiesOf } from '../convention/people/parties.ts';
import { present } from '../convention/plain-object.ts';
import type { Effect } from './act.ts';
import type { Options, Subject } from './form.ts';
import { notOne } from './refusals.ts';
import { answersFor, standingOfContact } from './standing.ts';

// What the acts about contacts have in common.

/** Who holds a contact from now on: both are told, and the newcomer is handed what is open. */
export function replacing(
  convention: Convention,
  { contact, name, email }: Person & { readonly contact: string },
  moment: Moment,
): Effect {
  const former = contactOf(convention.document, contact);
  const before = former?.name ?? contact;
  const takeover = { contact, from: former?.email ?? email, name, email };
  const after: Convention = {
    ...(before === name ? convention : asNewcomer(convention, contact)),
    document: withContact(convention.document, contact, { name, email }),
    faults: convention.faults.filter((fault) => fault.contact !== contact),
    amendments: convention.amendments.map((one) =>
      one.state === 'proposed' || one.state === 'signed'
        ? { ...one, takenOver: [...(one.takenOver ?? []), takeover] }
        : one,
    ),
  };
  const gone = { contact, name: before, email: takeover.from };
  // An address that refused its mail tells nobody anything.
  const hears = convention.faults.every((fault) => fault.contact !== contact);
  const isTold = hears && gone.email.toLowerCase() !== email.toLowerCase();
  return {
    convention: after,
    text:
      before === name
        ? `Contact : l’adresse de ${name} est à jour.`
        : `Contact : ${name} remplace ${before}.`,
    news: [
      tell([{ contact }], welcome(after, contact, before, name, moment)),
      ...(isTold ? [tell([{ former: gone }], farewell(after, contact, before, name, moment))] : []),
    ],
    handedOn: takenOver({ ...after, faults: convention.faults }, contact, moment),
  };
}

/** The convention without what a contact has said of itself, its absence and its rhythm: somebody else takes it over. */
function asNewcomer({ absences, rhythms, ...others }: Convention, contact: string): Convention {
  return {
    ...others,
    ...present({ absences: without(absences, contact), rhythms: without(rhythms, contact) }),
  };
}

/** What is known of other contacts; absent when that is nothing. */
export function without<Known>(
  all: Readonly<Record<string, Known>> | undefined,
  contact: string,
): Readonly<Record<string, Known>> | undefined {
  const { [contact]: _former, ...left } = all ?? {};
  return Object.keys(left).length > 0 ? left : undefined;
}

/** Who was written to until now must know why they are not any more, and whom to ask if it is not right. */
function farewell({ document }: Convention, contact: string, before: string, name: string, { now }: Moment) {
  return {
    identity: `contact/${contact}/${now}/former`,
    subject: before === name ? 'votre adresse a changé' : 'vous êtes remplacé',
    lead:
      before === name
        ? 'Ce qui concerne la convention vous est désormais écrit à une autre adresse ; rien ne sera plus envoyé à celle-ci.'
        : `${name} prend votre relais dans le suivi de la convention : plus rien ne vous sera demandé, et vos liens ne servent plus.`,
    paragraphs: [`Si c’est une erreur, répondez à ce courriel : il parvient à ${document.manager.name}.`],
  };
}

/** What the newcomer finds on the table; each duty also comes as itself, in the same letter. */
function welcome(convention: Convention, contact: string, before: string, name: string, moment: Moment) {
  const open = dutiesAskedOf(convention, contact, moment);
  const asked =
    open.length > 0 ? 'Voici ce qui est attendu de vous.' : 'Rien n’est attendu de vous pour l’instant.';
  const [subject, lead] =
    before === name
      ? ['votre adresse est à jour', 'Votre adresse est à jour dans le suivi de la convention.']
      : ['vous prenez le relais', `Vous remplacez ${before} dans le suivi de la convention.`];
  return {
    identity: `contact/${contact}/${moment.now}`,
    subject,
    lead: `${lead} ${asked}`,
    facts: open.map((duty) => [`${duty.title}${inBrackets(duty.article)}`, frenchDue(duty)] as const),
  };
}

/** Why somebody is no contact. Whoever asks from a mail may be anybody: the refusal does not say who the contacts are. */
export function unknownContact(document: ConventionDocument, id: string, isByLink: boolean): Refusal {
  if (isByLink) return notNow`« ${id} » n’est pas, ou n’est plus, un contact de la convention.`;
  const ids = allContacts(document).map(({ contact }) => contact.id);
  return notOne(id, 'un contact de la convention', `acceptés : ${ids.join(', ')}`);
}

/** Whether a contact is of the organisation of whoever acts; of whoever answers for no contact, any is. */
export function isOfOwn(
  { document }: Pick<Convention, 'document'>,
  id: string,
  as: string | undefined,
): boolean {
  if (as === undefined) return true;
  const [standing, holder] = [standingOfContact(document, as), holderOf(document, id)];
  return standing !== undefined && holder !== undefined && answersFor(standing, holder, document);
}

/** The contacts that a party, or whoever acts for any, may choose among. */
export function ownContacts({ convention, party }: Subject): Options {
  const { document } = convention;
  return contactOptions(document).filter(
    ([id]) => party === undefined || isAskedOf(holderOf(document, id) ?? 'manager', party),
  );
}

const roles: Record<Role, string> = {
  representative: 'représentant',
  budget: 'budget',
  product: 'équipe du service',
  chair: 'présidence du comité',
  programme: 'équipe du programme',
};

/** Every contact of a document, by name and organisation. */
export function contactOptions(document: ConventionDocument): Options {
  const { manager, bodies } = document;
  const of = (organisation: string, contacts: readonly Contact[]) =>
    contacts.map(({ id, name, roles: held }) => {
      const what = held.map((role) => roles[role]).join(', ');
      return [id, `${name} – ${organisation}${what ? ` (${what})` : ''}`] as const;
    });
  return [
    ...partiesOf(document).flatMap(({ organisation }) => of(organisation.shortName, organisation.contacts)),
    ...of('gestion de la convention', [manager]),
    ...bodies.flatMap(({ name, shortName, contacts }) => of(shortName ?? name, contacts)),
  ];
}
