import type { ActName } from '../../acts/acts.ts';
import { asItStands } from '../../acts/agreeing.ts';
import { capitalised } from '../../convention/calendar/french.ts';
import { parisInstant } from '../../convention/calendar/paris.ts';
import { plainDateOf } from '../../convention/calendar/plain-date.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import { sha256 } from '../../convention/proof/digest.ts';
import { messageIdOf } from '../../letters/identity.ts';
import { type Answering, SimulatedLife } from '../convention/simulation.ts';
import { accepted, minimal, signauxFaibles } from '../convention/support.ts';
import { playOn, readExample } from '../examples/examples.ts';

// The lives that the gallery shows, by what is to be seen of them: each is what the acts and the calendar make of it.

type Chapter = (life: SimulatedLife) => void;

const by = 'Camille Durand';
const reason = 'décision du comité de direction';
const noon = (day: string) => parisInstant(plainDateOf(day), '12:00');

/** Nobody acts until that day. */
const until =
  (day: string): Chapter =>
  (life) =>
    life.passes(noon(day));

/** Everybody does in time what is asked, until that day. */
const inTime =
  (day: string): Chapter =>
  (life) =>
    playOn(life, noon(day));

/** Somebody acts, having what they agree to before their eyes. */
const does =
  (name: ActName, input: object): Chapter =>
  (life) =>
    void life.does(name, asItStands(life.convention, name, { by, ...input }));

/** The mail server of the gallery takes everything. */
export const allLeave: Answering = (letter, convention) => ({
  status: 'sent',
  response: '250 OK',
  messageId: messageIdOf(convention, letter, 'delegation.example'),
});

/** Nothing but the balance is left. */
const settled: Chapter = (life) => {
  for (const { id, state, evidence } of life.view.duties)
    if (evidence && (state === 'open' || state === 'overdue') && id !== 'balance')
      life.does('waiveDuty', { by, duty: id, reason: 'sans objet' });
};

function lived(document: ConventionDocument, ...chapters: Chapter[]): SimulatedLife {
  const life = new SimulatedLife(document, parisInstant(document.signedOn, '18:00'), allLeave);
  for (const chapter of chapters) chapter(life);
  return life;
}

const entry = { order: '1500000001', on: '2020-04-20', reference: 'Chorus' };
const money: readonly Chapter[] = [
  inTime('2020-04-20'),
  does('recordEntry', {
    entry: { kind: 'credits', amount: 100_000, on: '2020-04-20', reference: 'MAD 1' },
  }),
  does('recordEntry', {
    entry: { ...entry, kind: 'commitment', amount: 62_450.5, supplier: 'Octo', on: '2020-04-20' },
  }),
  does('recordEntry', { entry: { ...entry, kind: 'payment', amount: 12_000 } }),
];
const september: readonly Chapter[] = [...money, inTime('2020-09-14')];
const lacking = does('declareShortfall', { missing: 15_000, reason: 'hausse du coût des prestations' });
const breached = does('recordBreach', {
  engagement: 'information',
  facts: 'Aucune prévision reçue malgré deux demandes.',
  on: '2020-09-10',
  cureBy: '2020-10-12',
});
const proposed = does('proposeAmendment', {
  from: 'delegatee',
  changes: { budget: { ceiling: 120_000 } },
  reason: 'besoins nouveaux',
  effectiveOn: '2020-10-01',
});
const agreed = (party: string) => does('agreeAmendment', { amendment: 1, party });
const signature = { amendment: 1, on: '2020-09-14', reference: 'Avenant n° 1', sha256: 'ab'.repeat(32) };

const example = (...chapters: readonly Chapter[]) => lived(signauxFaibles(), ...chapters);
const express = signauxFaibles({ renewal: { mode: 'express' } });

const refusing =
  (status: 'refused' | 'held', response: string): Answering =>
  (letter, convention) => ({
    ...allLeave(letter, convention),
    ...(letter.to.contact === 'dgefp-budget' ? { status, response } : {}),
  });

function answered(answering: Answering): SimulatedLife {
  const document = signauxFaibles();
  const life = new SimulatedLife(document, parisInstant(document.signedOn, '18:00'), answering);
  inTime('2020-05-20')(life);
  return life;
}

/** What the file that a life cites holds. */
export const signedFile = '%PDF-1.7\nconvention';

const made: Readonly<Record<string, () => SimulatedLife>> = {
  'signée, pas encore en vigueur': () => example(until('2020-03-27')),
  'signée, avec des pièces': () =>
    example(
      until('2020-03-27'),
      does('recordSignedText', {
        evidence: `(pièce « convention-signee.pdf », SHA-256 ${sha256(signedFile)})`,
      }),
      does('markDone', {
        duties: [{ duty: 'chorus-access', evidence: 'https://aife.example/tickets/4512' }],
      }),
    ),
  'à approuver': () =>
    lived(
      signauxFaibles({
        effect: { conditions: ['publication', 'approval'], publication: 'all', approvedBy: 'dsaf' },
      }),
      until('2020-03-27'),
    ),
  'en vigueur': () =>
    example(
      ...september,
      does('askHandover', {
        contact: 'dgefp-budget',
        name: 'Marie Martin',
        email: 'marie.martin@dgefp.example',
      }),
      does('scheduleCommittee', { on: '2020-10-09', time: '14:30', place: 'Ségur, salle 1' }),
      does('requestInformation', { from: 'delegatee', subject: 'Prévisions de fin de gestion' }),
    ),
  'en vigueur, rappels en pause': () =>
    example(...september, does('pauseReminders', { until: '2020-10-01', reason: 'congés' })),
  'en vigueur, au registre public': () => lived(signauxFaibles({ public: true }), ...september),
  'en retard sur tout': () => example(...money, until('2020-09-14')),
  'insuffisance de crédits ouverte': () => example(...september, lacking),
  suspendue: () =>
    example(...september, lacking, does('refuseAdjustment', { reason: 'aucun crédit disponible' })),
  'mise en demeure en cours': () => example(...september, breached, until('2020-09-21')),
  'accompagnement arrêté': () =>
    example(
      ...september,
      breached,
      until('2020-10-20'),
      does('endSupport', { breach: 1, services: ['website', 'support'], on: '2020-11-30', reason }),
    ),
  'avenant proposé': () => example(...september, proposed),
  'avenant accepté, à signer': () =>
    example(...september, proposed, agreed('delegator'), agreed('delegatee')),
  'avenant signé, pas encore en vigueur': () =>
    example(
      ...september,
      proposed,
      agreed('delegator'),
      agreed('delegatee'),
      does('signAmendment', signature),
    ),
  'avenant en vigueur': () =>
    example(
      ...september,
      proposed,
      agreed('delegator'),
      agreed('delegatee'),
      does('signAmendment', signature),
      until('2020-10-02'),
    ),
  'préavis en cours': () =>
    example(...september, does('giveNotice', { from: 'delegator', receivedOn: '2020-09-10', reason })),
  'fin anticipée proposée': () =>
    example(...september, does('agreeEnd', { party: 'delegator', on: '2020-12-31', reason })),
  'reconduction demandée': () => lived(express, ...money, inTime('2021-01-04'), until('2021-01-12')),
  'courriels refusés': () => answered(refusing('refused', '550 5.1.1 utilisateur inconnu')),
  'courriels en attente': () => answered(refusing('held', '451 4.3.0 service momentanément indisponible')),
  'terminée, comptes à rendre': () => example(...money, inTime('2021-03-20'), until('2021-04-20')),
  'en solde, solde proposé': () =>
    example(
      ...money,
      inTime('2021-04-20'),
      settled,
      does('proposeBalance', { amount: 37_549.5, use: 'restitution au programme 103' }),
    ),
  close: () => example(inTime('2021-06-01')),
  'retirée avant effet': () =>
    example(
      until('2020-03-26'),
      does('giveNotice', { from: 'delegatee', receivedOn: '2020-03-26', reason }),
      until('2020-07-15'),
    ),
  'arrêtée par décision': () => example(...september, does('terminate', { reason })),
  'sans aucune clause': () => lived(accepted(minimal()).document, until('2026-03-02')),
  'plusieurs délégataires': () => lived(readExample('co-delegataires').document, inTime('2016-10-03')),
  'plusieurs délégants et programmes': () =>
    lived(readExample('deux-mandants').document, inTime('2009-09-01')),
};

/** What is to be seen of the lives: `suspendue`. */
export const lifeNames: readonly string[] = Object.keys(made);

const kept = new Map<string, SimulatedLife>();

/** The life of that name, lived once; whoever goes on with it takes a copy. */
export function lifeNamed(name: string): SimulatedLife {
  const life = kept.get(name) ?? made[name]?.();
  if (!life) throw new Error(`no life « ${name} »`);
  kept.set(name, life);
  return life;
}

/** The life of the convention of that rank among those that were registered on a day, nobody having done anything yet; lived once. */
export function registeredOn(signedOn: string, rank: number): SimulatedLife {
  const shortName = `Équipe n° ${rank}`;
  const name = `${shortName}, ${signedOn}`;
  const title = `Convention de délégation de gestion « ${shortName} »`;
  const life = kept.get(name) ?? lived(signauxFaibles({ id: `equipe-${rank}`, shortName, title, signedOn }));
  kept.set(name, life);
  return life;
}

/** The same life under another name, to stand beside it in a list. */
export function besides(life: SimulatedLife, name: string, rank: number): SimulatedLife {
  const shortName = capitalised(name);
  const { document } = life.convention;
  const title = `Convention de délégation de gestion « ${shortName} »`;
  const named = { ...document, id: `${document.id}-${rank}`, shortName, title };
  return SimulatedLife.from({ ...life.convention, document: named }, life.moment.now, allLeave);
}
