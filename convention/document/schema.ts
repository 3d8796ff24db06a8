import { z } from 'zod';
import { email, euros, line, list, oneOf, plainDate, record, slug, text, whole } from './fields.ts';
import {
  standardCommunityItems,
  standardDeliverables,
  standardEngagements,
  standardServices,
} from './standard.ts';

const contact = record({
  id: slug(40).describe('Identifiant du contact, unique dans le document'),
  name: line(100),
  email,
  title: line(200).optional().describe('Fonction, telle qu’écrite dans la convention'),
  roles: list(
    oneOf('representative', 'budget', 'product', 'chair', 'programme').describe(
      'representative : signataire, destinataire des escalades ; budget : suivi des crédits ; product : équipe du service ; chair : préside le comité ; programme : équipe du programme (beta.gouv.fr)',
    ),
  ).default([]),
});

const organisation = record({
  name: line(),
  shortName: line(30),
  address: line().optional(),
  siret: z
    .string('14 chiffres')
    .regex(/^\d{14}$/, '14 chiffres, sans espace')
    .optional()
    .describe('SIRET de l’organisation, en 14 chiffres : reconnaît ses agents à leur connexion'),
  contacts: list(contact, 1, 30),
});

const policyShape = {
  before: list(whole(1, 365), 0, 10).describe('Rappels, en jours avant l’échéance'),
  onDeadline: z.boolean('true ou false').describe('Rappel le jour de l’échéance'),
  after: list(whole(1, 3650), 0, 20).describe('Relances, en jours après l’échéance'),
  thenEvery: whole(1, 365).nullable().describe('Puis tous les N jours ; jamais si null'),
  escalateAfter: whole(1, 365)
    .nullable()
    .describe('Jours après l’échéance au bout desquels le représentant est prévenu ; jamais si null'),
};

const span = record({
  from: oneOf('signature', 'effect', 'end').describe(
    'Origine : signature, prise d’effet, fin de la convention',
  ),
  months: whole(-120, 120).default(0),
  days: whole(-3650, 3650).default(0),
  workingDays: whole(0, 250).default(0),
});

const item = record({ id: slug(40), title: line() });

/** The keys of a document, each with its own rules; what crosses keys is in `coherence.ts`. */
export const sections = {
  $schema: z.string('une adresse de schéma').optional(),
  id: slug(60).describe('Identifiant de la convention, jamais une donnée personnelle'),
  title: line(),
  shortName: line(40).describe('Nom court, premier mot de chaque objet de courriel'),
  signedOn: plainDate
    .refine((date) => date >= '1990-01-01' && date <= '2099-12-31', 'une date réelle, de 1990 à 2099')
    .describe('Date de signature'),
  public: z.boolean('true ou false').default(false).describe('Inscrite au registre public'),
  delegator: organisation.describe('Le délégant'),
  delegatee: organisation.describe('Le délégataire'),
  manager: contact.describe('Gestionnaire de la convention : reçoit les réponses et les anomalies'),
  controllers: list(
    record({
      id: slug(40),
      name: line(),
      of: oneOf('delegator', 'delegatee'),
      accountingOfficer: z.boolean('true ou false').default(false).describe('Comptable assignataire'),
      contacts: list(contact, 1, 10),
    }),
    1,
    4,
  ).describe('Les contrôleurs budgétaires et comptables ministériels'),
  publishers: list(
    record({ id: slug(40), name: line(), shortName: line(30), contacts: list(contact, 1, 10) }),
  )
    .default([])
    .describe('Services qui publient sans être partie (ex. la DSAF)'),
  publications: list(
    record({
      id: slug(40),
      place: line(100),
      url: z.url({ protocol: /^https?$/, error: 'une adresse http:// ou https://' }).optional(),
      publisher: line(40).describe('« delegator », « delegatee » ou l’identifiant d’un publisher'),
      dueWorkingDays: whole(1, 250).default(10).describe('Délai après signature, en jours ouvrés'),
    }),
    1,
    10,
  ).default([{ id: 'data-gouv', place: 'data.gouv.fr', publisher: 'delegatee', dueWorkingDays: 10 }]),
  effect: line(40)
    .default('all')
    .describe('Publication qui donne effet : « all », « first » ou l’identifiant d’une publication'),
  budget: record({
    ceiling: euros
      .nullable()
      .describe(
        'Montant maximal de la délégation, en euros ; null quand seuls les actes de gestion sont délégués, sans plafond propre',
      ),
    operatingUnit: line(40).describe('Unité opérationnelle (UO)'),
    exceptTitle2: z.boolean('true ou false').default(true).describe('Crédits hors titre 2'),
    codes: record({
      ministerialAxis1: line(40).describe('Axe ministériel 1'),
      functionalDomain: line(40).describe('Domaine fonctionnel'),
      fundsCentre: line(40).describe('Centre financier'),
      activities: list(line(40), 1, 20).describe('Activité(s)'),
      costCentre: line(40).describe('Centre de coût'),
    }),
  }),
  term: record({
    months: whole(1, 120).default(12),
    lastDay: oneOf('eve', 'anniversary')
      .default('eve')
      .describe('Dernier jour : veille de la date anniversaire, ou cette date'),
    until: plainDate
      .refine((date) => date <= '2149-12-31', 'une date réelle, jusqu’en 2149')
      .optional()
      .describe('Dernier jour fixé par une date, au lieu d’une durée'),
  }).prefault({}),
  renewal: record({
    mode: oneOf('none', 'express', 'tacit')
      .default('none')
      .describe('none : pas de reconduction ; express : accord des deux parties ; tacit : sauf préavis'),
    months: whole(1, 120).default(12).describe('Durée de chaque reconduction, en mois'),
    maximum: whole(1, 50).nullable().default(1).describe('Combien de fois au plus ; sans limite si null'),
    ceiling: euros
      .optional()
      .describe('Plafond de chaque période reconduite ; celui de la première si absent'),
    askedMonthsBefore: whole(1, 24)
      .default(3)
      .describe('express : l’accord est demandé tant de mois avant le terme'),
  }).prefault({}),
  notice: record({ months: whole(1, 24).default(3) }).prefault({}),
  reporting: record({
    dueWorkingDay: whole(1, 20).default(5).describe('Échéance : Nᵉ jour ouvré du mois suivant'),
    finalOpensDaysBefore: whole(0, 180).default(15),
  }).prefault({}),
  committee: record({
    convenedMonthsBefore: whole(0, 24).default(3),
    everyMonths: whole(1, 60).optional().describe('Rythme, en mois ; un seul comité si absent'),
  }).prefault({}),
  yearEnd: list(
    record({
      year: whole(2000, 2199),
      commitments: plainDate.describe('Dernier jour pour engager (AE) dans Chorus cette année-là'),
      payments: plainDate.describe('Dernier jour pour payer (CP) dans Chorus cette année-là'),
    }),
  )
    .default([])
    .describe('Dates de fin de gestion, par année'),
  settlement: record({ dueMonths: whole(1, 24).default(1) }).prefault({}),
  shortfall: record({
    decisionWorkingDays: whole(1, 60)
      .default(10)
      .describe(
        'Jours ouvrés laissés au délégant pour ajuster la dotation ; l’exécution est ensuite suspendue',
      ),
    reminderDays: whole(1, 90).default(14).describe('Rappel de la suspension, tous les N jours'),
  }).prefault({}),
  amendments: record({
    answerDays: whole(1, 365)
      .default(60)
      .describe('Jours au bout desquels une proposition sans accord expire'),
  }).prefault({}),
  requests: record({ dueWorkingDays: whole(1, 60).default(5) }).prefault({}),
  onSignature: record({ dueWorkingDays: whole(1, 60).default(5) }).prefault({}),
  reminders: record({
    hour: z
      .string('une heure HH:MM')
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'une heure HH:MM, de 00:00 à 23:59')
      .default('09:00')
      .describe('Heure de Paris à laquelle partent les courriels qui peuvent attendre'),
    spreadMinutes: whole(0, 240).default(30).describe('Étalement des envois, en minutes'),
    lateAfterSeconds: whole(1, 86_400)
      .default(900)
      .describe('Au-delà, un courriel parti après l’heure prévue le signale'),
    policy: record({
      before: policyShape.before.default([2]),
      onDeadline: policyShape.onDeadline.default(true),
      after: policyShape.after.default([3, 7, 14, 28]),
      thenEvery: policyShape.thenEvery.default(30),
      escalateAfter: policyShape.escalateAfter.default(14),
    }).prefault({}),
    duties: z
      .record(z.string(), record(policyShape).partial(), 'un objet { obligation: politique }')
      .default({})
      .describe('Exceptions, par identifiant ou par sorte d’obligation (ex. « monthly-report »)'),
  }).prefault({}),
  holidays: oneOf('metropole', 'alsaceMoselle').default('metropole'),
  communityItems: list(item, 0, 50)
    .default(standardCommunityItems)
    .describe('Article 3 : intégration à la communauté'),
  deliverables: list(item, 0, 50)
    .default(standardDeliverables)
    .describe('Article 4 : livrables et engagements'),
  services: list(item, 0, 50)
    .default(standardServices)
    .describe('Article 7 : services auxquels il peut être mis fin, outre ceux de la communauté'),
  engagements: list(item, 1, 50)
    .default(standardEngagements)
    .describe('Article 2 : engagements du délégant, dont le manquement peut être constaté'),
  duties: list(
    record({
      id: slug(40),
      article: line(20),
      title: line(),
      holder: oneOf('delegator', 'delegatee', 'manager'),
      evidence: line().describe('Ce qui prouve que c’est fait'),
      opens: span,
      due: span,
    }),
  )
    .default([])
    .describe('Obligations propres à cette convention'),
  legalText: record({
    cites: list(line()).default([]).describe('Textes visés, comme la convention les cite'),
    delegatorCalled: line(60)
      .default('délégant')
      .describe('Mot par lequel la convention désigne le délégant'),
    annexes: list(record({ title: line(), attached: z.boolean('true ou false') })).default([]),
    remarks: text().optional(),
  }).prefault({}),
} as const;

/** The whole document. */
export const documentSchema = record(sections);

/** A validated document: every default filled in, amounts in cents. */
export type ConventionDocument = z.output<typeof documentSchema>;
/** The keys of a document. */
export type Section = keyof typeof sections;
/** A document as people write it. */
export type WrittenDocument = z.input<typeof documentSchema>;

export type Contact = ConventionDocument['manager'];
export type Role = Contact['roles'][number];
export type Organisation = ConventionDocument['delegator'];
/** When letters about a duty leave; days are calendar days from the deadline. */
export type ReminderPolicy = ConventionDocument['reminders']['policy'];
/** One of the two parties. */
export type Party = 'delegator' | 'delegatee';
