import { dutyKinds, isKindOrId } from '../duties/duty.ts';
import { allContacts } from './contacts.ts';
import type { ConventionDocument } from './schema.ts';

/** What two keys of a document, each right on its own, say against one another. */
export interface Incoherence {
  readonly path: readonly PropertyKey[];
  /** What would be accepted, in French. */
  readonly accepted: string;
}

/** Contradictions between the keys of a document; keys that are themselves faulty are left out. */
export function incoherences(document: Partial<ConventionDocument>): Incoherence[] {
  return [
    ...repeatedContacts(document),
    ...repeatedIds(document),
    ...unknownPublishers(document),
    ...unknownEffect(document),
    ...missingRepresentatives(document),
    ...accountingOfficers(document),
    ...programmes(document),
    ...yearEnds(document),
    ...fixedTerm(document),
    ...sharedServices(document),
    ...reminders(document),
  ];
}

function repeatedContacts(document: Partial<ConventionDocument>): Incoherence[] {
  const seen = new Set<string>();
  return allContacts(document).flatMap(({ path, contact }) => {
    const known = seen.has(contact.id);
    seen.add(contact.id);
    return known
      ? [{ path: [...path, 'id'], accepted: 'un identifiant de contact unique dans le document' }]
      : [];
  });
}

function repeatedIds(document: Partial<ConventionDocument>): Incoherence[] {
  const lists = {
    controllers: document.controllers,
    publishers: document.publishers,
    publications: document.publications,
    communityItems: document.communityItems,
    deliverables: document.deliverables,
    services: document.services,
    engagements: document.engagements,
    duties: document.duties,
  };
  return Object.entries(lists).flatMap(([key, items]) =>
    (items ?? []).flatMap(({ id }, index) =>
      (items ?? []).findIndex((other) => other.id === id) < index
        ? [{ path: [key, index, 'id'], accepted: 'un identifiant unique dans cette liste' }]
        : [],
    ),
  );
}

function unknownPublishers(document: Partial<ConventionDocument>): Incoherence[] {
  const known = ['delegator', 'delegatee', ...(document.publishers ?? []).map(({ id }) => id)];
  return (document.publications ?? []).flatMap(({ publisher }, index) =>
    known.includes(publisher)
      ? []
      : [{ path: ['publications', index, 'publisher'], accepted: `l’une des valeurs ${quoted(known)}` }],
  );
}

function unknownEffect({ effect, publications }: Partial<ConventionDocument>): Incoherence[] {
  const known = ['all', 'first', ...(publications ?? []).map(({ id }) => id)];
  return effect === undefined || known.includes(effect)
    ? []
    : [{ path: ['effect'], accepted: `l’une des valeurs ${quoted(known)}` }];
}

function missingRepresentatives(document: Partial<ConventionDocument>): Incoherence[] {
  return (['delegator', 'delegatee'] as const).flatMap((party) =>
    document[party]?.contacts.every(({ roles }) => !roles.includes('representative'))
      ? [{ path: [party, 'contacts'], accepted: 'au moins un contact de rôle « representative »' }]
      : [],
  );
}

function accountingOfficers({ controllers }: Partial<ConventionDocument>): Incoherence[] {
  const officers = (controllers ?? []).filter(({ accountingOfficer }) => accountingOfficer);
  return controllers === undefined || officers.length === 1
    ? []
    : [{ path: ['controllers'], accepted: 'un contrôleur, et un seul, avec « accountingOfficer »: true' }];
}

/** The first four digits of functional domain, funds centre and activities name one budget programme. */
function programmes({ budget }: Partial<ConventionDocument>): Incoherence[] {
  if (!budget) return [];
  const { functionalDomain, fundsCentre, activities } = budget.codes;
  const programme = functionalDomain.slice(0, 4);
  const others = [
    { path: ['budget', 'codes', 'fundsCentre'], code: fundsCentre },
    ...activities.map((code, index) => ({ path: ['budget', 'codes', 'activities', index], code })),
  ];
  return others.flatMap(({ path, code }) =>
    code.slice(0, 4) === programme
      ? []
      : [
          {
            path,
            accepted: `un code du programme ${programme}, comme le domaine fonctionnel ${functionalDomain}`,
          },
        ],
  );
}

function yearEnds({ yearEnd }: Partial<ConventionDocument>): Incoherence[] {
  return (yearEnd ?? []).flatMap(({ year, commitments, payments }, index) => [
    ...(['commitments', 'payments'] as const).flatMap((key) =>
      (key === 'commitments' ? commitments : payments).startsWith(`${year}-`)
        ? []
        : [{ path: ['yearEnd', index, key], accepted: `une date de l’année ${year}` }],
    ),
    ...((yearEnd ?? []).findIndex((other) => other.year === year) < index
      ? [{ path: ['yearEnd', index, 'year'], accepted: 'une seule entrée par année' }]
      : []),
    ...(payments < commitments
      ? [{ path: ['yearEnd', index, 'payments'], accepted: `une date au plus tôt le ${commitments}` }]
      : []),
  ]);
}

function fixedTerm({ term, signedOn }: Partial<ConventionDocument>): Incoherence[] {
  return term?.until === undefined || signedOn === undefined || term.until > signedOn
    ? []
    : [{ path: ['term', 'until'], accepted: `une date après la signature, le ${signedOn}` }];
}

/** A service that is withdrawn is named by its id, whichever list it stands in. */
function sharedServices({ services, communityItems }: Partial<ConventionDocument>): Incoherence[] {
  const taken = (communityItems ?? []).map(({ id }) => id);
  return (services ?? []).flatMap(({ id }, index) =>
    taken.includes(id)
      ? [{ path: ['services', index, 'id'], accepted: 'un identifiant absent de « communityItems »' }]
      : [],
  );
}

function reminders({ reminders }: Partial<ConventionDocument>): Incoherence[] {
  if (!reminders) return [];
  const unknown = Object.keys(reminders.duties)
    .filter((key) => !isKindOrId(key))
    .map((key) => ({
      path: ['reminders', 'duties', key],
      accepted: `une sorte d’obligation (${dutyKinds.join(', ')}) ou l’identifiant d’une obligation`,
    }));
  const [hours = 0, minutes = 0] = reminders.hour.split(':').map(Number);
  const left = 24 * 60 - (hours * 60 + minutes) - 1;
  // Mail of a day leaves that day.
  return reminders.spreadMinutes <= left
    ? unknown
    : [
        ...unknown,
        { path: ['reminders', 'spreadMinutes'], accepted: `au plus ${left} minutes après ${reminders.hour}` },
      ];
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `« ${word} »`).join(', ');
}
