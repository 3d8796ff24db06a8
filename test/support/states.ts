import type { ActInput, ActName } from '../../acts/acts.ts';
import { parisDate } from '../../convention/calendar/paris.ts';
import { addDays } from '../../convention/calendar/plain-date.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import { seenAct } from '../../rehearsal/seen.ts';
import { testDocument } from './documents.ts';
import { by } from './scene.ts';
import type { Site } from './site.ts';

const reason = 'décision du comité de direction';
const today = parisDate(Date.now());
const inDays = (days: number) => addDays(today, days);

/** What a convention of each state is, as its pages show it today. */
export const states = ['signed', 'inForce', 'suspended', 'underNotice', 'settling', 'terminated'] as const;
export type State = (typeof states)[number];

/** A convention in each state, in real time: signed in the past, and taken over as from a spreadsheet. */
export async function startInEveryState(site: Site): Promise<Record<State, ConventionDocument>> {
  const [signed, inForce, suspended, underNotice, settling, terminated] = await Promise.all([
    start(site, -3, 'Convention signée'),
    startInForce(site),
    start(site, -120, 'Startup d’État en manque de crédits'),
    start(site, -200, 'Convention dénoncée'),
    start(site, -420, 'Convention échue'),
    start(site, -60, 'Convention arrêtée'),
  ]);
  await Promise.all([
    fallsShort(site, suspended),
    leaves(site, underNotice),
    act(site, settling, 'proposeBalance', { by, amount: 12_500, use: 'restitution au programme 103' }),
    act(site, terminated, 'terminate', { by, reason }),
  ]);
  return { signed, inForce, suspended, underNotice, settling, terminated };
}

/** The one in force alone. */
export async function startInForce(site: Site): Promise<ConventionDocument> {
  const document = await start(site, -150, 'Signaux Faibles');
  await live(site, document);
  return document;
}

/** Signed and, but for the latest, published ten days later. */
async function start(site: Site, signedIn: number, shortName: string): Promise<ConventionDocument> {
  const document = testDocument({
    signedOn: inDays(signedIn),
    shortName,
    title: `Convention de délégation de gestion « ${shortName} »`,
    renewal: { mode: 'express' },
    // The one that has not taken effect also waits for an approval.
    ...(signedIn > -10 ? { effect: { conditions: ['publication', 'approval'], approvedBy: 'dsaf' } } : {}),
  });
  const { conventions } = site.stage;
  await conventions.start(document, by);
  if (signedIn > -10) return document;
  for (const { id } of document.publications?.places ?? [])
    await conventions.act(document.id, 'recordPublication', {
      by,
      publication: id,
      on: inDays(signedIn + 10),
      evidence: 'https://www.data.gouv.fr/fr/datasets/convention-de-delegation-de-gestion',
    });
  return document;
}

/** Something of everything: money, a report, an amendment, a committee to come, a breach, a question. */
async function live(site: Site, document: ConventionDocument): Promise<void> {
  const entry = { order: '1500000001', on: inDays(-100), reference: 'Chorus' };
  await act(site, document, 'recordEntry', {
    by,
    entry: { kind: 'credits', amount: 100_000, on: inDays(-120), reference: 'MAD 1' },
  });
  await act(site, document, 'recordEntry', {
    by,
    entry: { ...entry, kind: 'commitment', amount: 82_450.5, supplier: 'Octo' },
  });
  await act(site, document, 'recordEntry', { by, entry: { ...entry, kind: 'payment', amount: 12_000 } });
  await act(site, document, 'submitReport', {
    by,
    period: inDays(-70).slice(0, 7),
    progress: 'Version 2 livrée aux départements pilotes',
    forecast: 'Une commande à l’automne',
    orders: [{ month: inDays(40).slice(0, 7), amount: 50_000 }],
    consumption: [{ month: inDays(10).slice(0, 7), amount: 10_000 }],
  });
  await act(site, document, 'markDone', {
    by,
    duties: [{ duty: 'chorus-access', evidence: 'https://aife.example/tickets/4512' }],
  });
  await act(site, document, 'proposeAmendment', {
    by,
    from: 'delegatee',
    changes: { budget: { ceiling: 120_000 } },
    reason: 'besoins nouveaux',
    effectiveOn: inDays(20),
  });
  await act(site, document, 'askHandover', {
    by,
    contact: 'dgefp-budget',
    name: 'Marie Martin',
    email: 'marie.martin@dgefp.example',
  });
  await act(site, document, 'scheduleCommittee', {
    by,
    on: inDays(25),
    time: '14:30',
    place: 'Ségur, salle 1',
  });
  await act(site, document, 'recordBreach', {
    by,
    engagement: 'information',
    facts: 'Aucune prévision reçue.',
    on: inDays(-20),
  });
  await act(site, document, 'requestInformation', {
    by,
    from: 'delegatee',
    subject: 'Prévisions de fin de gestion',
  });
}

async function fallsShort(site: Site, document: ConventionDocument): Promise<void> {
  await act(site, document, 'declareShortfall', {
    by,
    missing: 15_000,
    reason: 'hausse du coût des prestations',
  });
  await act(site, document, 'refuseAdjustment', { by, reason });
}

/** Gives notice while an amendment waits for its signature and a shortfall for its decision. */
async function leaves(site: Site, document: ConventionDocument): Promise<void> {
  await act(site, document, 'proposeAmendment', {
    by,
    from: 'delegator',
    changes: { notice: { months: 2 } },
    reason,
    effectiveOn: inDays(10),
  });
  for (const party of ['delegator', 'delegatee'] as const)
    await act(site, document, 'agreeAmendment', { by, amendment: 1, party });
  await act(site, document, 'declareShortfall', { by, missing: 5_000, reason });
  await act(site, document, 'giveNotice', { by, from: 'delegator', receivedOn: inDays(-30), reason });
}

/** Does an act on a convention of the site. */
async function act<Name extends ActName>(
  site: Site,
  { id }: ConventionDocument,
  name: Name,
  input: ActInput<Name>,
): Promise<string> {
  const { conventions } = site.stage;
  return conventions.perform(id, name, await seenAct(conventions, id, name, input));
}
