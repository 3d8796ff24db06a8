import { z } from 'zod';
import { otherwise } from './delays.ts';
import { euros, flag, line, list, oneOf, plainDate, record, records, slug, text, whole } from './fields.ts';
import {
  always,
  article,
  budgetLine,
  clause,
  contact,
  dueIn,
  dueLater,
  dueWorkingDays,
  holder,
  item,
  organisation,
  others,
  policyShape,
  span,
  title,
} from './parts.ts';

/** The keys of a document, each with its own rules; what crosses keys is in `coherence.ts`. */
export const sections = {
  $schema: z.string('une adresse de schéma').optional(),
  id: slug(60).describe('Identifiant de la convention, jamais une donnée personnelle'),
  title: line(),
  shortName: line(40).describe('Nom court, premier mot de chaque objet de courriel'),
  signedOn: plainDate
    .refine((date) => date >= '1990-01-01' && date <= '2099-12-31', 'une date réelle, de 1990 à 2099')
    .describe('Date de signature'),
  public: flag().default(false).describe('Inscrite au registre public'),
  delegator: organisation.describe('Le délégant'),
  delegatee: organisation.describe('Le délégataire'),
  coDelegators: others.describe('Les autres délégants, quand il y en a plusieurs'),
  coDelegatees: others.describe('Les autres délégataires, quand il y en a plusieurs'),
  manager: contact.describe('Gestionnaire de la convention : reçoit les réponses et les anomalies'),
  bodies: records(0, 20, {
    id: slug(40),
    name: line(),
    shortName: line(30).optional(),
    accountingOfficer: flag().default(false).describe('Comptable assignataire'),
    contacts: list(contact, 1, 10),
  })
    .default([])
    .describe(
      'Les services qui ne sont pas parties : contrôleurs budgétaires, comptables, préfet, services qui publient',
    ),

  budget: clause('Les crédits délégués ; absent quand seuls des actes de gestion le sont', {
    id: slug(40).optional().describe('Identifiant de la ligne, quand il y en a plusieurs'),
    name: line(100).optional().describe('Nom de la ligne (ex. « programme 159 »)'),
    ...budgetLine,
    exceptTitle2: flag()
      .optional()
      .describe('true : hors titre 2 ; false : titre 2 compris ; rien n’en est dit si absent'),
    revenue: flag()
      .default(false)
      .describe('Le délégataire peut aussi ordonner des recettes (décret n° 2004-1085, art. 4)'),
    delegatedBy: line()
      .optional()
      .describe('Qui a lui-même délégué ces crédits au délégant, et par quel acte'),
    otherLines: records(0, 19, { id: slug(40), name: line(100), ...budgetLine })
      .default([])
      .describe(
        'Les autres lignes, chacune avec ses codes et son plafond ; de plusieurs délégants, son nom dit à qui elle est',
      ),
  }),
  publications: clause('Où la convention est publiée, et par qui', {
    places: records(1, 10, {
      id: slug(40),
      place: line(100).describe(
        'Où : « data.gouv.fr » ; avec sa préposition quand ce n’est pas « sur » : « au Bulletin officiel »',
      ),
      url: z.url({ protocol: /^https?$/, error: 'une adresse http:// ou https://' }).optional(),
      publisher: line(40).describe(
        '« delegator », « delegatee » ou l’identifiant d’un service de « bodies »',
      ),
      ...dueIn('publications'),
    }),
  }),
  effect: always({
    conditions: list(
      oneOf('signature', 'publication', 'date', 'approval').describe(
        'signature ; publication ; date : celle de « date » ; approval : l’approbation de « approvedBy »',
      ),
      1,
      4,
    ).describe('Ce qui donne effet ; de plusieurs conditions, la dernière remplie'),
    publication: line(40)
      .default('all')
      .describe('La publication qui compte : « all », « first » ou son identifiant'),
    date: plainDate.optional().describe('Date fixée par le texte, avant ou après la signature'),
    days: whole(1, 366).optional().describe('Tant de jours après ces conditions ; 1 : le lendemain'),
    approvedBy: slug(40)
      .optional()
      .describe('Service de « bodies » qui approuve (ex. le préfet), avec « approval » dans « conditions »'),
    approvalWorkingDays: dueWorkingDays('approval', 'de l’approbation après signature'),
  }).describe('Prise d’effet'),
  term: always({
    months: whole(1, 120).optional().describe('Durée, en mois depuis la prise d’effet ; ou « until »'),
    lastDay: oneOf('eve', 'anniversary')
      .default('eve')
      .describe(
        'Dernier jour : veille de la date anniversaire, ou cette date ; il ne bouge pas s’il n’est pas ouvré',
      ),
    until: plainDate
      .refine((date) => date <= '2149-12-31', 'une date réelle, jusqu’en 2149')
      .optional()
      .describe(
        'Dernier jour fixé par une date, au lieu de « months » ; il ne bouge pas s’il n’est pas ouvré',
      ),
    parts: records(0, 20, {
      id: slug(40),
      title: line().describe('Ce qui prend fin (ex. « volet formation »)'),
      until: plainDate.optional().describe('Son dernier jour'),
      months: whole(1, 120).optional().describe('Ou sa durée, en mois depuis la prise d’effet'),
    })
      .default([])
      .describe('Les parties de la délégation qui prennent fin avant elle, ou avec elle, chacune à son jour'),
  }).describe('Durée : « months » ou « until »'),
  renewal: clause('Reconduction', {
    mode: oneOf('express', 'tacit').describe('express : accord des parties ; tacit : sauf préavis'),
    months: whole(1, 120).describe('Durée de chaque reconduction, en mois'),
    maximum: whole(1, 50).nullable().describe('Combien de fois au plus ; sans limite si null'),
    ceiling: euros
      .optional()
      .describe('Plafond de chaque période reconduite ; celui de la première si absent'),
    askedMonthsBefore: whole(1, 24)
      .optional()
      .describe(
        'express : l’accord est demandé tant de mois avant le terme, ou avant le jour où il est dû ; trois mois avant si absent',
      ),
    decidedMonthsBefore: whole(1, 24)
      .optional()
      .describe(
        'Tant de mois avant le terme : express, l’accord est dû ce jour-là au plus tard, le dernier jour ouvré si absent ; tacit, c’est le dernier jour pour s’opposer à la reconduction, la convention finissant alors à son terme, seul un préavis l’empêchant si absent',
      ),
  }),
  notice: always({
    months: whole(1, 24)
      .default(3)
      .describe('Durée du préavis, en mois ; si rien ne le dit, trois, ceux du décret'),
    days: whole(1, 730)
      .optional()
      .describe('Préavis en jours, au lieu de « months » ; sa fin ne bouge pas si elle n’est pas ouvrée'),
    from: oneOf('receipt', 'endOfMonth', 'endOfYear')
      .default('receipt')
      .describe(
        'D’où court le préavis : de sa réception, ou de la fin du mois ou de l’année de réception (reçu le 15 mars, endOfYear et 6 mois : 30 juin de l’année suivante)',
      ),
    until: oneOf('endOfMonth', 'endOfYear')
      .optional()
      .describe(
        'Ce que la fin attend : la fin de son mois ou de son année (reçu le 15 mars, 6 mois, endOfYear : 31 décembre)',
      ),
    registered: flag().default(false).describe('Par lettre recommandée'),
  })
    .prefault({})
    .describe('Préavis (décret n° 2004-1085, art. 5 : à tout moment, par l’une des parties)'),
  amendments: always({
    answerDays: whole(1, 365)
      .optional()
      .describe(`Jours au bout desquels une proposition sans accord expire ; ${otherwise('amendments')}`),
    copies: list(slug(40), 0, 20)
      .default([])
      .describe('Services de « bodies » à qui copie de chaque avenant est transmise'),
    copiesTitle: line(100).optional().describe('Comment le texte nomme ces services'),
  })
    .prefault({})
    .describe('Avenants'),

  chorusAccess: clause('Le délégant demande les habilitations Chorus du délégataire', {
    title,
    holder,
    ...dueIn('chorusAccess'),
  }),
  credits: clause('Le délégant met les crédits à disposition', {
    holder,
    ...dueIn('credits'),
  }),
  codings: clause('Le délégataire saisit les imputations dans Chorus', {
    title,
    holder,
    ...dueIn('codings'),
  }),
  copies: clause('Copie de la convention, par le délégataire (décret n° 2004-1085, art. 4)', {
    to: list(slug(40), 1, 20).describe('Services de « bodies » à qui copie est adressée'),
    title,
    holder,
    ...dueIn('copies'),
  }),
  requests: record({
    items: records(1, 20, {
      id: slug(40),
      title: line().describe(
        'Ce qui est fourni, dans les mots du texte (ex. « Avis du délégant sur le projet de marché »)',
      ),
      article,
      from: oneOf('delegator', 'delegatee').describe('Le côté qui peut le demander ; l’autre répond'),
      ...dueIn('requests', 'de réponse'),
    }),
  })
    .optional()
    .describe(
      'Ce qu’un côté fournit chaque fois que l’autre le demande : prévisions, suivi, compte rendu, avis',
    ),
  community: clause('Ce que le délégataire apporte à l’équipe du délégant', {
    name: line(40).default('Communauté'),
    holder,
    items: list(item, 1, 50),
  }),
  deliverables: clause('Livrables', { holder, items: list(item, 1, 50) }),
  handOver: clause(
    'Remise, au plus tard le dernier jour ouvré de la convention, de ce qui permet de poursuivre',
    {
      title,
      holder,
      opensMonthsBefore: whole(0, 24).default(1),
    },
  ),
  reports: clause('Comptes rendus du délégataire', {
    holder,
    everyMonths: whole(1, 12)
      .refine((months) => 12 % months === 0, 'l’un des nombres 1, 2, 3, 4, 6 ou 12')
      .optional()
      .describe(
        'Un compte rendu tous les 1, 2, 3, 4, 6 ou 12 mois de l’année civile ; aucun, hors celui de « final », si absent',
      ),
    dueWorkingDay: whole(0, 60)
      .optional()
      .describe(
        `Échéance : Nᵉ jour ouvré après la période ; 0 : son dernier jour ouvré ; ${otherwise('reports')}`,
      ),
    ...dueLater,
    final: flag()
      .default(false)
      .describe('Un compte rendu au terme ; un jour non ouvré passe au jour ouvré suivant'),
    finalOpensDaysBefore: whole(0, 180)
      .default(15)
      .describe('Jours avant le terme à partir desquels le compte rendu final est demandé'),
    contents: line(300)
      .optional()
      .describe(
        'Ce qu’un compte rendu contient, dans les mots du texte ; « le compte rendu », sans plus, si absent',
      ),
    copies: list(slug(40), 0, 20).default([]).describe('Services de « bodies » qui en reçoivent copie'),
  }),
  committee: clause(
    'Comité que le délégant convoque et préside : celui de ses contacts qui a le rôle « chair »',
    {
      title: line()
        .optional()
        .describe('Sa tenue, dans les mots du texte (ex. « Comité de pilotage, présidé par le préfet »)'),
      name: line(60)
        .regex(/^comité/, 'un nom qui commence par « comité », sans majuscule')
        .default('comité de suivi')
        .describe('Son nom, sans majuscule (ex. « comité d’investissement »)'),
      convenedMonthsBefore: whole(0, 24)
        .default(3)
        .describe('Mois avant l’échéance à partir desquels le délégant est invité à le convoquer'),
      everyMonths: whole(1, 60)
        .optional()
        .describe(
          'Rythme, en mois ; un seul, avant la fin, si absent ; un jour non ouvré passe au jour ouvré précédent',
        ),
    },
  ),
  yearEnd: clause('Fin de gestion : dates limites de chaque année, annoncées aux parties', {
    dates: records(0, 200, {
      year: whole(2000, 2199),
      commitments: plainDate.describe('Dernier jour pour engager (AE) cette année-là'),
      payments: plainDate.describe('Dernier jour pour payer (CP) cette année-là'),
    }).default([]),
  }),
  shortfall: clause('Insuffisance de crédits : information sans délai, décision, suspension', {
    decisionWorkingDays: whole(1, 60)
      .optional()
      .describe(
        `Jours ouvrés laissés au délégant pour ajuster la dotation, l’exécution étant ensuite suspendue ; ${otherwise('shortfall')}`,
      ),
    reminderDays: whole(1, 90).default(14).describe('Rappel de la suspension, tous les N jours'),
  }),
  breach: clause('Manquement du délégant : mise en demeure, fin de l’accompagnement', {
    engagementsArticle: article.describe('Article des engagements dont le manquement peut être constaté'),
    engagements: list(item, 1, 50).describe('Engagements du délégant'),
    services: list(item, 0, 50)
      .default([])
      .describe('Services auxquels il peut être mis fin, outre ceux de « community »'),
  }),
  servicesEnd: clause('Une résiliation met fin aux services associés', {
    title,
    holder,
    ...dueIn('servicesEnd', 'après la fin'),
  }),
  balance: clause('Accord, après la fin, sur l’utilisation du solde', {
    dueDays: dueLater.dueDays,
    dueMonths: whole(1, 24)
      .optional()
      .describe(
        `Délai après la fin, en mois ; un jour non ouvré passe au jour ouvré suivant ; ${otherwise('balance')}`,
      ),
  }),
  duties: records(0, 200, {
    id: slug(40),
    article,
    text: text(8000).optional().describe('L’article, mot pour mot'),
    title: line(),
    holder: line(40).describe(
      '« delegator » ou « delegatee » (toutes les parties de ce côté, par un seul acte), « manager », ou l’identifiant d’une partie ou d’un service de « bodies »',
    ),
    copies: list(line(40), 0, 20).default([]).describe('Qui en est informé, comme « holder »'),
    evidence: line().describe('Ce qui prouve que c’est fait'),
    opens: span.describe('Quand elle est demandée ; un jour non ouvré reste ce jour'),
    due: span.describe(
      'Échéance, pas avant « opens » ; un jour non ouvré passe au jour ouvré suivant, ou ce que dit « nonWorkingDay »',
    ),
    nonWorkingDay: oneOf('next', 'previous', 'stays')
      .optional()
      .describe(
        'Ce que devient une échéance qui tombe un jour non ouvré : next, le jour ouvré suivant (CPC art. 642) ; previous, le précédent, pour « avant le » ; stays, le jour même ; next si absent',
      ),
    everyMonths: whole(1, 60)
      .optional()
      .describe(
        'Revient tous les N mois, tant qu’elle s’ouvre au plus tard le dernier jour, ou après lui quand elle porte sur une période qui l’a précédé ; une seule fois si absent',
      ),
    lookingBack: flag()
      .optional()
      .describe(
        'Avec « everyMonths » : elle porte sur la période écoulée depuis qu’elle a été demandée, et l’est aussi de la dernière, même entamée ; si absent, quand elle n’est d’abord demandée qu’au bout de N mois',
      ),
  })
    .default([])
    .describe('Obligations propres à cette convention'),

  reminders: record({
    hour: z
      .string('une heure HH:MM')
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'une heure HH:MM, de 00:00 à 23:59')
      .default('09:00')
      .describe('Heure de Paris à laquelle partent les courriels qui peuvent attendre'),
    spreadMinutes: whole(0, 240).default(30).describe('Étalement des envois, en minutes'),
    answers: oneOf('atOnce', 'morning')
      .optional()
      .describe(
        'Quand est dit ce qu’un acte apprend ou ouvre, hors de ce qui est sans délai : aussitôt (« atOnce », ou si absent), ou avec les courriels du prochain matin (« morning »)',
      ),
    lateAfterSeconds: whole(1, 86_400)
      .default(900)
      .describe('Au-delà, un courriel parti après l’heure prévue le signale'),
    policy: record({
      before: policyShape.before.default([2]),
      onDeadline: policyShape.onDeadline.default(true),
      after: policyShape.after.default([7, 14]),
      thenEvery: policyShape.thenEvery.default(28),
      escalateAfter: policyShape.escalateAfter.default(14),
    }).prefault({}),
    duties: z
      .record(z.string(), record(policyShape).partial(), 'un objet { obligation: politique }')
      .default({})
      .describe('Exceptions, par identifiant ou par sorte d’obligation (ex. « monthly-report »)'),
  })
    .prefault({})
    .describe(
      'Rappels : quand partent les courriels sur une obligation ; ce sont les règles du suivi, non celles du texte',
    ),
  holidays: oneOf('metropole', 'alsaceMoselle')
    .default('metropole')
    .describe(
      'Jours fériés : une échéance qui y tombe passe au jour ouvré suivant (CPC art. 642) ; celles qui précèdent la fin (comité, remise, reconduction, compte rendu du dernier jour ouvré), au jour ouvré précédent',
    ),
  legalText: record({
    cites: list(line()).default([]).describe('Textes visés, comme la convention les cite'),
    delegatorCalled: line(60)
      .default('délégant')
      .describe('Mot par lequel la convention désigne le délégant'),
    delegateeCalled: line(60)
      .optional()
      .describe('Mot par lequel la convention désigne le délégataire, s’il est autre'),
    annexes: records(0, 200, { title: line(), attached: flag() }).default([]),
    notCarried: list(line(300))
      .default([])
      .describe(
        'Ce que le texte dit et que ce document ne sait pas porter : dit au gestionnaire, jamais suivi',
      ),
    remarks: text().optional(),
  })
    .prefault({})
    .describe('Le texte lui-même : ce qu’il vise, ses annexes, ce que rien ici ne porte'),
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
/** The side of those who delegate, or of those who act for them. */
export type Side = 'delegator' | 'delegatee';
/** A party: its side, where it stands there alone; else the side and its own id. */
export type Party = Side | `${Side}:${string}`;
/** A clause that a document may have or not. */
export type ClauseName = Exclude<
  { [Name in Section]: undefined extends ConventionDocument[Name] ? Name : never }[Section],
  '$schema'
>;
/** Every clause that a document may have or not, in the order of its form. */
export const clauseNames = (Object.keys(sections) as Section[]).filter(
  (name): name is ClauseName => name !== '$schema' && sections[name] instanceof z.ZodOptional,
);
/** What is delegated in money. */
export type Budget = NonNullable<ConventionDocument['budget']>;
