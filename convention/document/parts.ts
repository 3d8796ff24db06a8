import { z } from 'zod';
import { otherwise } from './delays.ts';
import {
  email,
  euros,
  flag,
  line,
  list,
  oneOf,
  plainDate,
  record,
  records,
  slug,
  text,
  whole,
} from './fields.ts';

// What the keys of a document are made of.

export const contact = record({
  id: slug(40).describe('Identifiant du contact, unique dans le document'),
  name: line(100),
  email,
  title: line(200).optional().describe('Fonction, telle qu’écrite dans la convention'),
  roles: list(
    oneOf('representative', 'budget', 'product', 'chair', 'programme').describe(
      'representative : signataire, destinataire des escalades ; budget : suivi des crédits ; product : équipe du service ; chair : du délégant, préside le comité ; programme : équipe du délégataire qui accompagne le service',
    ),
  ).default([]),
});

const organisationShape = {
  name: line(),
  shortName: line(30),
  address: line().optional(),
  siret: z
    .string('14 chiffres')
    .regex(/^\d{14}$/, '14 chiffres, sans espace')
    .optional()
    .describe('SIRET de l’organisation, en 14 chiffres : reconnaît ses agents à leur connexion'),
  contacts: list(contact, 1, 30),
};

const partyId = slug(40).describe('Identifiant de la partie, quand il y en a plusieurs du même côté');
export const organisation = record({ id: partyId.optional(), ...organisationShape });
export const others = records(0, 9, { id: partyId, ...organisationShape }).default([]);

export const policyShape = {
  before: list(whole(1, 365), 0, 10).describe(
    'Rappels, en jours avant l’échéance ; aucun dans la semaine de l’annonce',
  ),
  onDeadline: flag().describe('Rappel le jour de l’échéance'),
  after: list(whole(1, 3650), 0, 20).describe(
    'Relances, en jours après l’échéance : elles partent ensemble, le premier jour ouvré de la semaine qui suit ; ce qui est dit d’une seule obligation, ou d’une sorte, part ce jour-là',
  ),
  thenEvery: whole(1, 365)
    .nullable()
    .describe('Puis tous les N jours, en semaines entières ; jamais si null'),
  escalateAfter: whole(1, 365)
    .nullable()
    .describe('Jours après l’échéance au bout desquels le représentant est prévenu ; jamais si null'),
};

export const span = record({
  from: oneOf('signature', 'effect', 'end', 'date').describe(
    'Origine : signature, prise d’effet, fin de la convention ; date : celle de « date »',
  ),
  date: plainDate.optional().describe('Date fixée par le texte, avec « from »: « date »'),
  months: whole(-120, 120).default(0),
  days: whole(-3650, 3650).default(0),
  workingDays: whole(0, 250).default(0),
});

export const item = record({ id: slug(40), title: line() });

export const article = line(40).describe('Numéro de l’article dans le texte (ex. « 7 », « 2 et 3 »)');

const own = { article: article.optional(), text: text(8000).optional().describe('L’article, mot pour mot') };

/** A clause that a convention has or has not: nothing of one that the document does not name is owed or waited for. */
export function clause<Shape extends z.ZodRawShape>(description: string, shape: Shape) {
  return record({ ...own, article, ...shape })
    .optional()
    .describe(description);
}

/** What the law gives to every convention; its own text may say more of it. */
export function always<Shape extends z.ZodRawShape>(shape: Shape) {
  return record({ ...own, ...shape });
}

export const title = line().optional().describe('Ce qui est à faire, dans les mots du texte');

/** Which party of a side does what a clause asks of it. */
export const holder = line(40)
  .optional()
  .describe('Laquelle des parties de ce côté, par son identifiant ; toutes ensemble si absent');

/** A delay of a clause, in working days after something. */
export function dueWorkingDays(what: Parameters<typeof otherwise>[0], after = 'après signature', most = 250) {
  return whole(1, most)
    .optional()
    .describe(`Délai ${after}, en jours ouvrés ; ${otherwise(what)}`);
}

/** The same in days or months, where the text counts so. */
export const dueLater = {
  dueDays: whole(1, 730)
    .optional()
    .describe('Ou le délai en jours ; un jour non ouvré passe au jour ouvré suivant'),
  dueMonths: whole(1, 24)
    .optional()
    .describe('Ou le délai en mois, de date à date ; un jour non ouvré passe au jour ouvré suivant'),
};

/** A delay of a clause, in working days, days or months after something. */
export function dueIn(what: Parameters<typeof otherwise>[0], after?: string) {
  return { dueWorkingDays: dueWorkingDays(what, after), ...dueLater };
}

/** A line of the budget: what it is charged to, and how much. */
export const budgetLine = {
  ceiling: euros
    .nullable()
    .describe(
      'Montant maximal des engagements (AE), en euros ; null quand des crédits sont délégués sans plafond propre',
    ),
  paymentCeiling: euros.optional().describe('Montant maximal des paiements (CP), s’il est autre'),
  years: records(0, 20, {
    year: whole(2000, 2199),
    commitments: euros.describe('AE de l’année'),
    payments: euros.describe('CP de l’année'),
  })
    .default([])
    .describe(
      'Montants de chaque année ou tranche, s’il y en a : aucun au-delà du montant maximal, sauf reconduction',
    ),
  operatingUnit: line(40).optional().describe('Unité opérationnelle (UO), si le texte la donne'),
  codes: record({
    ministerialAxis1: line(40).optional().describe('Axe ministériel 1'),
    functionalDomain: line(40).optional().describe('Domaine fonctionnel'),
    fundsCentre: line(40).optional().describe('Centre financier'),
    activities: list(line(40), 1, 20).optional().describe('Activité(s)'),
    costCentre: line(40).optional().describe('Centre de coût'),
  })
    .optional()
    .describe('Imputations dans Chorus, celles que le texte donne'),
};
