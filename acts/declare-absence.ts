import { capitalised, frenchDate, frenchDays } from '../convention/calendar/french.ts';
import type { Moment } from '../convention/calendar/moment.ts';
import { addDays, addMonths } from '../convention/calendar/plain-date.ts';
import type { Absence, Convention } from '../convention/convention.ts';
import { inBrackets } from '../convention/document/articles.ts';
import { allContacts, contactOf } from '../convention/document/contacts.ts';
import type { Contact } from '../convention/document/schema.ts';
import { frenchDue } from '../convention/duties/due-words.ts';
import { alreadyDone, badAct, notNow } from '../convention/errors.ts';
import { tell } from '../convention/mailing/audience.ts';
import { dutiesAskedOf } from '../convention/mailing/handover.ts';
import { isOfOwn, ownContacts, unknownContact } from './about-contacts.ts';
import { defineFormedAct } from './formed-act.ts';
import { among, choice, date, email, line } from './questions.ts';
import { notWithin } from './refusals.ts';

/** How far ahead it may begin, and how long it may last: whoever leaves for longer is replaced. */
const maxMonths = 12;

/** Somebody is away for a time: meanwhile what is written to them goes to another, who acts in their stead. */
export const declareAbsence = defineFormedAct({
  verb: 'absence',
  parties: ['delegator', 'delegatee'],
  form: {
    title: 'Déclarer une absence',
    says: 'Du premier au dernier jour, ce qui est écrit à la personne absente va à une autre, dont les liens permettent d’agir à sa place ; ensuite, tout lui revient. Toutes deux sont prévenues aussitôt.',
    button: 'Déclarer l’absence',
    group: 'Vie de la convention',
    questions: {
      contact: choice('Personne absente', 'la personne absente'),
      since: date('Premier jour d’absence', 'le premier jour d’absence', {
        optional: true,
        hint: 'Aujourd’hui, si rien n’est indiqué.',
      }),
      until: date('Dernier jour d’absence', 'le dernier jour d’absence', {
        hint: 'Pour mettre fin plus tôt à une absence, déclarez-la de nouveau, avec la date d’aujourd’hui.',
      }),
      name: line('Nom de la personne à qui écrire pendant ce temps', 'le nom de la personne à qui écrire', {
        most: 100,
      }),
      email: email('Son adresse électronique', 'son adresse électronique'),
    },
    places: ['contact'],
    example: 'dgefp-budget --until 2020-05-15 --name "Sacha Moreau" --email sacha.moreau@dgefp.example',
    known: (subject) => ({ contact: among(ownContacts(subject)) }),
  },
  refuse(convention, { contact: id, since, until, name, email, as, link }, { today }) {
    const contact = contactOf(convention.document, id);
    if (!contact) return unknownContact(convention.document, id, link !== undefined);
    // Whoever manages says it never from a mail; anybody else, of their own organisation only.
    if (link !== undefined && id === convention.document.manager.id)
      return notNow`L’absence de qui gère la convention se déclare après connexion, non depuis un courriel.`;
    if (!isOfOwn(convention, id, as))
      return notNow`« ${id} » n’est pas de votre organisation : son absence se déclare par quelqu’un de la sienne, ou par qui gère la convention.`;
    const first = since ?? today;
    const outOfBounds =
      notWithin(first, [today, 'aujourd’hui'], [addMonths(today, maxMonths)], 'un premier jour') ??
      notWithin(until, [first, 'premier jour d’absence'], [addMonths(first, maxMonths)], 'un dernier jour');
    if (outOfBounds) return outOfBounds;
    if (email.toLowerCase() === contact.email.toLowerCase())
      return badAct`« ${email} » refusé : c’est l’adresse du contact « ${id} » lui-même ; accepté : celle de la personne à qui écrire pendant son absence.`;
    if (link !== undefined && !isNear(convention, contact, email))
      return notNow`« ${email} » refusé depuis un courriel, que l’on peut vous avoir transmis ; accepté : une adresse du même domaine que la vôtre, ou celle d’un contact de la convention. Pour une autre, écrivez à ${convention.document.manager.name}, qui gère la convention.`;
    const known = convention.absences?.[id];
    const isKnown =
      known?.since === first && known.until === until && known.name === name && known.email === email;
    return isKnown
      ? alreadyDone`L’absence du contact « ${id} » ${frenchDays(first, until)} est déjà déclarée, et ses courriels vont à ${name}.`
      : undefined;
  },
  apply(convention, { by, contact: id, since, until, name, email }, moment) {
    const { now, today } = moment;
    const absence: Absence = { since: since ?? today, until, name, email, by, at: now };
    const contact = contactOf(convention.document, id);
    const before = convention.absences?.[id];
    const current = Object.entries(convention.absences ?? {}).filter(([, one]) => one.until >= today);
    return {
      convention: { ...convention, absences: { ...Object.fromEntries(current), [id]: absence } },
      text: `Absence de ${contact?.name ?? id} ${frenchDays(absence.since, until)} : ses courriels vont à ${name}.`,
      news: contact && [
        toldToAbsent(convention, contact, absence, before),
        toldToStandIn(convention, contact, absence, moment),
      ],
    };
  },
});

/** Whether an address is of the domain of a contact, or that of another contact: a mail may be anybody's to forward. */
function isNear({ document }: Convention, contact: Contact, email: string): boolean {
  const domainOf = (address: string) => address.slice(address.lastIndexOf('@')).toLowerCase();
  return (
    domainOf(email) === domainOf(contact.email) ||
    allContacts(document).some((one) => one.contact.email.toLowerCase() === email.toLowerCase())
  );
}

/** Told where they read their own mail, wherever they are written to meanwhile; not where it is refused. */
function toldToAbsent(
  { document, faults }: Convention,
  { id, name: own, email: address }: Contact,
  { since, until, name, email, at }: Absence,
  before: Absence | undefined,
) {
  if (faults.some((fault) => fault.contact === id && fault.standInEmail === undefined)) return undefined;
  const replaced = before && before.until >= since ? before : undefined;
  return tell([{ outside: { mark: `absence:${id}`, name: own, email: address } }], {
    identity: `absence/${id}/${at}`,
    subject: 'votre absence est notée',
    awaited: true,
    lead: `${capitalised(frenchDays(since, until))}, ce qui vous est écrit pour cette convention va à ${name} ; à partir du ${frenchDate(addDays(until, 1))}, tout vous revient.`,
    facts: [
      ['À qui l’on écrit', `${name}, ${email}`],
      ['Premier jour', frenchDate(since)],
      ['Dernier jour', frenchDate(until)],
    ],
    paragraphs: [
      ...(replaced
        ? [`Elle remplace celle qui était déclarée ${frenchDays(replaced.since, replaced.until)}.`]
        : []),
      `Les liens de vos courriels servent aussi. Si vous n’y êtes pour rien, ou pour y mettre fin plus tôt, répondez à ce courriel : il parvient à ${document.manager.name}.`,
    ],
  });
}

/** Whoever stands in is no contact by that: what is asked meanwhile comes with its links. */
function toldToStandIn(
  convention: Convention,
  { id, name: absent }: Contact,
  { since, until, name, email, at }: Absence,
  moment: Moment,
) {
  const open = dutiesAskedOf(convention, id, moment);
  return tell([{ outside: { mark: `remplacant:${id}`, name, email } }], {
    identity: `absence/${id}/${at}/stand-in`,
    awaited: true,
    subject: `à votre attention pendant l’absence de ${absent}`,
    lead: `${capitalised(frenchDays(since, until))}, ce qui est écrit à ${absent} pour cette convention vous est écrit.`,
    facts: [
      ['Premier jour', frenchDate(since)],
      ['Dernier jour', frenchDate(until)],
      ...open.map((duty) => [`${duty.title}${inBrackets(duty.article)}`, frenchDue(duty)] as const),
    ],
    paragraphs: [
      `Pendant ce temps, les liens de ces courriels vous permettent d’agir à sa place, en votre nom ; ils ne servent plus après le ${frenchDate(until)}.`,
      `Si ce n’est pas à vous de le faire, répondez à ce courriel : il parvient à ${convention.document.manager.name}.`,
    ],
  });
}
