import type { Field } from '../../acts/form.ts';

/** One step of the form that builds a document. */
export interface Step {
  readonly title: string;
  readonly says: string;
  /** Named by the document's own paths, so that a fault of the document is shown at its field. */
  readonly fields: readonly Field[];
}

/** People of a party that the form asks for, by the role that they have. */
export const askedRoles = {
  delegator: [
    ['representative', 'Signataire', 'Reçoit les alertes quand une obligation tarde'],
    ['budget', 'Suivi du budget', 'Crédits, comptes rendus, insuffisance'],
    ['chair', 'Présidence du comité d’investissement', 'Convoque et préside le comité'],
  ],
  delegatee: [
    ['representative', 'Signataire', 'Reçoit les alertes quand une obligation tarde'],
    ['budget', 'Suivi du budget', 'Imputations, comptes rendus, prévisions'],
    ['programme', 'Équipe du programme', 'Participe au comité, intègre l’équipe à la communauté'],
  ],
} as const;

/** The steps, in order: what a convention cannot do without; the rest has defaults that an uploaded file may change. */
export const steps: readonly Step[] = [
  {
    title: 'La convention',
    says: 'Ce que dit sa première page.',
    fields: [
      { name: 'title', label: 'Titre de la convention', kind: 'line' },
      {
        name: 'shortName',
        label: 'Nom court',
        hint: 'Premier mot de chaque courriel, ex. Signaux Faibles',
        kind: 'line',
      },
      {
        name: 'id',
        label: 'Identifiant',
        hint: 'Minuscules, chiffres et tirets ; tiré du nom court si vous ne dites rien',
        kind: 'line',
        optional: true,
      },
      { name: 'signedOn', label: 'Date de signature', kind: 'date' },
      {
        name: 'public',
        label: 'L’inscrire au registre public de ce service',
        hint: 'Titre, parties, dates et montant ; jamais les personnes',
        kind: 'check',
        optional: true,
      },
    ],
  },
  party('delegator', 'Le délégant', 'L’administration qui confie ses crédits.'),
  party('delegatee', 'Le délégataire', 'L’administration qui les dépense pour elle.'),
  {
    title: 'Le suivi et le contrôle',
    says: 'Qui gère la convention, et les deux contrôleurs budgétaires et comptables ministériels (CBCM).',
    fields: [
      {
        name: 'manager.name',
        label: 'Gestionnaire de la convention',
        hint: 'Reçoit les réponses',
        kind: 'line',
      },
      { name: 'manager.email', label: 'Adresse du gestionnaire', kind: 'email' },
      { name: 'controllers[0].name', label: 'CBCM du délégant', kind: 'line' },
      { name: 'controllers[0].contacts[0].email', label: 'Adresse du CBCM du délégant', kind: 'email' },
      { name: 'controllers[1].name', label: 'CBCM du délégataire', kind: 'line' },
      { name: 'controllers[1].contacts[0].email', label: 'Adresse du CBCM du délégataire', kind: 'email' },
      {
        name: 'accountingOfficer',
        label: 'Comptable assignataire',
        kind: 'choice',
        options: [
          ['1', 'Le CBCM du délégataire'],
          ['0', 'Le CBCM du délégant'],
        ],
        value: '1',
      },
    ],
  },
  {
    title: 'Le budget',
    says: 'L’article 1 et les codes de Chorus.',
    fields: [
      {
        name: 'budget.ceiling',
        label: 'Montant maximal',
        hint: 'Rien, si seuls des actes de gestion sont délégués',
        kind: 'euros',
        optional: true,
      },
      {
        name: 'budget.operatingUnit',
        label: 'Unité opérationnelle (UO)',
        hint: 'Ex. 0103-CEFP-C003',
        kind: 'line',
      },
      { name: 'budget.codes.fundsCentre', label: 'Centre financier', kind: 'line' },
      { name: 'budget.codes.functionalDomain', label: 'Domaine fonctionnel', kind: 'line' },
      { name: 'budget.codes.activities[0]', label: 'Activité', kind: 'line' },
      { name: 'budget.codes.costCentre', label: 'Centre de coût', kind: 'line' },
      { name: 'budget.codes.ministerialAxis1', label: 'Axe ministériel 1', kind: 'line' },
    ],
  },
  {
    title: 'Le calendrier',
    says: 'Durée, reconduction, comptes rendus, comité, publication.',
    fields: [
      { name: 'term.months', label: 'Durée, en mois', kind: 'whole', value: '12' },
      {
        name: 'renewal.mode',
        label: 'Reconduction',
        kind: 'choice',
        options: [
          ['none', 'Aucune'],
          ['express', 'Par accord des deux parties'],
          ['tacit', 'Tacite, sauf préavis'],
        ],
        value: 'none',
      },
      { name: 'notice.months', label: 'Préavis de résiliation, en mois', kind: 'whole', value: '3' },
      {
        name: 'reporting.dueWorkingDay',
        label: 'Compte rendu mensuel : jour ouvré du mois suivant',
        kind: 'whole',
        value: '5',
      },
      {
        name: 'committee.everyMonths',
        label: 'Comité d’investissement : tous les … mois',
        hint: 'Un seul, avant le terme, si vous ne dites rien',
        kind: 'whole',
        optional: true,
      },
      {
        name: 'publications[1].place',
        label: 'Publication, en plus de data.gouv.fr',
        hint: 'Ex. l’intranet Maignon Infos Services ; la convention prend effet quand tout est publié',
        kind: 'line',
        optional: true,
      },
      {
        name: 'publications[1].publisher',
        label: 'Qui publie à cet endroit',
        kind: 'choice',
        options: [
          ['delegator', 'Le délégant'],
          ['delegatee', 'Le délégataire'],
        ],
        value: 'delegatee',
      },
    ],
  },
];

function party(key: 'delegator' | 'delegatee', title: string, says: string): Step {
  return {
    title,
    says,
    fields: [
      { name: `${key}.name`, label: 'Nom complet', kind: 'line' },
      {
        name: `${key}.shortName`,
        label: 'Sigle',
        hint: key === 'delegator' ? 'Ex. DGEFP' : 'Ex. DINUM',
        kind: 'line',
      },
      { name: `${key}.siret`, label: 'SIRET', hint: '14 chiffres', kind: 'line', optional: true },
      ...askedRoles[key].flatMap(([role, label, hint], rank): Field[] => {
        const isAsked = role === 'representative' || role === 'programme';
        const optional = !isAsked;
        return [
          { name: `${key}.contacts[${rank}].name`, label: `${label} : nom`, hint, kind: 'line', optional },
          {
            name: `${key}.contacts[${rank}].email`,
            label: `${label} : adresse électronique`,
            kind: 'email',
            optional,
          },
        ];
      }),
    ],
  };
}
