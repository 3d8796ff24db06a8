import type { Field, FieldKind } from '../../acts/form.ts';
import { frenchSections } from '../../convention/document/sections.ts';

/** One step of the form that builds a document. */
export interface Step {
  readonly title: string;
  readonly says: string;
  /** Named by the document's own paths, so that a fault of the document is shown at its field. */
  readonly fields: readonly Field[];
}

/** A document as people write it, before anything is known of it. */
export type Written = Readonly<Record<string, unknown>>;

/** What a list of the document is asked as: one line an element. */
export const lists = [
  'community.items',
  'deliverables.items',
  'breach.engagements',
  'breach.services',
] as const;

/** The clauses that a text may have or not, by the field of their article. */
export const optionalClauses = [
  'budget',
  'publications',
  'renewal',
  'chorusAccess',
  'credits',
  'codings',
  'copies',
  'community',
  'deliverables',
  'handOver',
  'reports',
  'committee',
  'yearEnd',
  'shortfall',
  'breach',
  'servicesEnd',
  'balance',
] as const;

/** The steps of a template, in order: what its text says is asked where it is, and starts from what the template has. */
export function stepsOf(template: Written): readonly Step[] {
  const has = (clause: string) => at(template, clause) !== undefined;
  return [
    conventionStep,
    party('delegator', 'Le délégant', 'L’administration qui confie.', template),
    party('delegatee', 'Le délégataire', 'L’administration qui agit pour elle.', template),
    followUp(template),
    ...(has('budget') ? [budget] : []),
    clauses(template),
    calendar(template),
  ];
}

const conventionStep: Step = {
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
};

const roles: Readonly<Record<string, readonly [label: string, hint: string]>> = {
  representative: ['Signataire', 'Reçoit les alertes quand une obligation tarde'],
  budget: ['Suivi du budget', 'Crédits, comptes rendus, prévisions'],
  chair: ['Présidence du comité', 'Convoque et préside le comité'],
  programme: ['Équipe qui accompagne le service', 'Participe au comité'],
  product: ['Équipe du service', 'Livrables et remise'],
};

function party(key: 'delegator' | 'delegatee', title: string, says: string, template: Written): Step {
  const other = key === 'delegator' ? 'coDelegators[0]' : 'coDelegatees[0]';
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
      ...contactsIn(template, `${key}.contacts`).flatMap(({ path, role }): Field[] => {
        const [label, hint] = roles[role] ?? ['Contact', ''];
        const optional = role !== 'representative';
        return [
          { name: `${path}.name`, label: `${label} : nom`, hint, kind: 'line', optional },
          { name: `${path}.email`, label: `${label} : adresse électronique`, kind: 'email', optional },
        ];
      }),
      ...otherParty(other, key === 'delegator' ? 'Un autre délégant' : 'Un autre délégataire'),
    ],
  };
}

/** A second party on the same side, for a text that has one. */
function otherParty(path: string, label: string): Field[] {
  const optional = true;
  const hint = 'Seulement si le texte en a plusieurs';
  return [
    { name: `${path}.name`, label: `${label} : nom complet`, hint, kind: 'line', optional },
    { name: `${path}.shortName`, label: `${label} : sigle`, kind: 'line', optional },
    { name: `${path}.contacts[0].name`, label: `${label} : signataire`, kind: 'line', optional },
    { name: `${path}.contacts[0].email`, label: `${label} : adresse du signataire`, kind: 'email', optional },
  ];
}

/** Who manages the convention, and whoever is no party but has a part in it. */
function followUp(template: Written): Step {
  const bodies = listIn(template, 'bodies');
  return {
    title: 'Le suivi et les services informés',
    says: 'Qui gère la convention, et qui en reçoit copie, l’approuve ou la publie sans être partie.',
    fields: [
      {
        name: 'manager.name',
        label: 'Gestionnaire de la convention',
        hint: 'Reçoit les réponses',
        kind: 'line',
      },
      { name: 'manager.email', label: 'Adresse du gestionnaire', kind: 'email' },
      ...bodies.flatMap((body, rank): Field[] => [
        valued(
          {
            name: `bodies[${rank}].name`,
            label: `Service n° ${rank + 1} : nom`,
            kind: 'line',
            optional: true,
          },
          at(body, 'name'),
        ),
        {
          name: `bodies[${rank}].contacts[0].email`,
          label: `Service n° ${rank + 1} : adresse électronique`,
          kind: 'email',
          optional: true,
        },
      ]),
      ...(bodies.length > 0
        ? [
            {
              name: 'accountingOfficer',
              label: 'Comptable assignataire',
              kind: 'choice' as const,
              optional: true,
              options: bodies.map(
                (body, rank) => [String(rank), `Service n° ${rank + 1} : ${at(body, 'name')}`] as const,
              ),
            },
          ]
        : []),
    ],
  };
}

const budget: Step = {
  title: 'Le budget',
  says: 'Les crédits délégués et leurs imputations ; une seconde ligne si le texte en a plusieurs.',
  fields: [
    ...budgetLine('budget', '', false),
    {
      name: 'budget.name',
      label: 'Nom de cette ligne',
      hint: 'S’il y en a plusieurs, ex. programme 159',
      kind: 'line',
      optional: true,
    },
    {
      name: 'budget.otherLines[0].name',
      label: 'Seconde ligne : nom',
      hint: 'Seulement si le texte a plusieurs lignes, ex. programme 143',
      kind: 'line',
      optional: true,
    },
    ...budgetLine('budget.otherLines[0]', 'Seconde ligne : ', true),
  ],
};

function budgetLine(path: string, before: string, optional: boolean): Field[] {
  const label = (text: string) =>
    before ? `${before}${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
  return [
    {
      name: `${path}.ceiling`,
      label: label('Montant maximal'),
      hint: 'Rien, si la délégation n’a pas de plafond propre',
      kind: 'euros',
      optional: true,
    },
    {
      name: `${path}.operatingUnit`,
      label: label('Unité opérationnelle (UO)'),
      hint: 'Ex. 0103-CEFP-C003',
      kind: 'line',
      optional,
    },
    { name: `${path}.codes.fundsCentre`, label: label('Centre financier'), kind: 'line', optional },
    { name: `${path}.codes.functionalDomain`, label: label('Domaine fonctionnel'), kind: 'line', optional },
    { name: `${path}.codes.activities[0]`, label: label('Activité'), kind: 'line', optional },
    { name: `${path}.codes.costCentre`, label: label('Centre de coût'), kind: 'line', optional },
    {
      name: `${path}.codes.ministerialAxis1`,
      label: label('Axe ministériel 1'),
      kind: 'line',
      optional: true,
    },
  ];
}

/** What the text provides for: each clause by its article, and what its lists hold. */
function clauses(template: Written): Step {
  const isThere = (clause: string) => at(template, clause) !== undefined;
  return {
    title: 'Ce que le texte prévoit',
    says: 'L’article de chaque clause. Laissez vide ce que le texte ne prévoit pas : rien n’en sera demandé ni écrit à personne.',
    fields: [
      ...optionalClauses.filter(isThere).map((clause) =>
        valued(
          {
            name: `${clause}.article`,
            label: `${capital(frenchSections[clause])} : article`,
            kind: 'line',
            optional: true,
          },
          at(template, `${clause}.article`),
        ),
      ),
      ...lists
        .filter((path) => isThere(path))
        .map((path) =>
          valued(
            { name: path, label: listLabels[path], hint: 'Un par ligne', kind: 'text', optional: true },
            listIn(template, path)
              .map((item) => at(item, 'title'))
              .join('\n'),
          ),
        ),
    ],
  };
}

const listLabels: Readonly<Record<(typeof lists)[number], string>> = {
  'community.items': 'Ce que le délégataire apporte à l’équipe',
  'deliverables.items': 'Les livrables',
  'breach.engagements': 'Les engagements du délégant',
  'breach.services': 'Les services auxquels il peut être mis fin',
};

function calendar(template: Written): Step {
  const has = (clause: string) => at(template, clause) !== undefined;
  const from = (name: string, label: string, kind: FieldKind, more: Partial<Field> = {}): Field =>
    valued({ name, label, kind, ...more }, at(template, name));
  const places = listIn(template, 'publications.places');
  return {
    title: 'Le calendrier',
    says: 'Prise d’effet, durée, reconduction, préavis, comptes rendus, publication.',
    fields: [
      valued(
        {
          name: 'effect.conditions[0]',
          label: 'La convention prend effet',
          kind: 'choice',
          options: [
            ['signature', 'à sa signature'],
            ['publication', 'à sa publication'],
            ['date', 'à une date fixée'],
            ...(listIn(template, 'bodies').length > 0 ? [['approval', 'à son approbation'] as const] : []),
          ],
        },
        at(listIn(template, 'effect.conditions'), '0') ?? 'signature',
      ),
      from('effect.date', 'Date fixée', 'date', { optional: true, hint: 'Si elle prend effet à une date' }),
      from('term.months', 'Durée, en mois', 'whole'),
      from('term.until', 'Ou dernier jour', 'date', { optional: true, hint: 'S’il est fixé par une date' }),
      ...(has('renewal')
        ? [
            from('renewal.mode', 'Reconduction', 'choice', {
              options: [
                ['express', 'Par accord des parties'],
                ['tacit', 'Tacite, sauf préavis'],
              ],
            }),
            from('renewal.months', 'Durée de chaque reconduction, en mois', 'whole'),
          ]
        : []),
      from('notice.months', 'Préavis de résiliation, en mois', 'whole'),
      ...(has('reports')
        ? [
            from('reports.everyMonths', 'Un compte rendu', 'choice', {
              optional: true,
              options: [
                ['1', 'chaque mois'],
                ['3', 'chaque trimestre'],
                ['6', 'chaque semestre'],
                ['12', 'chaque année'],
              ],
              hint: 'Aucun, hors celui de la fin, si vous ne dites rien',
            }),
            from('reports.dueWorkingDay', 'Compte rendu : jour ouvré qui suit la période', 'whole'),
          ]
        : []),
      ...(has('committee')
        ? [
            from('committee.name', 'Nom du comité', 'line'),
            from('committee.everyMonths', 'Comité : tous les … mois', 'whole', {
              hint: 'Un seul, avant le terme, si vous ne dites rien',
              optional: true,
            }),
          ]
        : []),
      ...(has('publications')
        ? [...places.keys(), places.length].flatMap((rank): Field[] => {
            const path = `publications.places[${rank}]`;
            return [
              from(`${path}.place`, `Publication n° ${rank + 1} : lieu`, 'line', { optional: true }),
              {
                ...from(`${path}.publisher`, `Publication n° ${rank + 1} : qui publie`, 'choice', {
                  options: publishers(template),
                }),
                ...(rank === places.length ? { value: 'delegatee' } : {}),
              },
            ];
          })
        : []),
    ],
  };
}

function publishers(template: Written): readonly (readonly [string, string])[] {
  const bodies = listIn(template, 'bodies').map(
    (body, rank) => [String(at(body, 'id')), `Service n° ${rank + 1} : ${at(body, 'name')}`] as const,
  );
  return [['delegator', 'Le délégant'], ['delegatee', 'Le délégataire'], ...bodies];
}

/** The contacts of an organisation, with the role for which each is asked. */
function contactsIn(template: Written, path: string): { path: string; role: string }[] {
  return listIn(template, path).map((contact, rank) => ({
    path: `${path}[${rank}]`,
    role: String(at(contact, 'roles[0]')),
  }));
}

/** The value at a path of a document, `bodies[0].name`. */
export function at(value: unknown, path: string): unknown {
  return path
    .split(/[.[\]]+/)
    .filter(Boolean)
    .reduce<unknown>((found, key) => (isObject(found) ? Reflect.get(found, key) : undefined), value);
}

/** The list at a path; empty when there is none. */
export function listIn(value: unknown, path: string): readonly unknown[] {
  const found = at(value, path);
  return Array.isArray(found) ? found : [];
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function valued(field: Field, value: unknown): Field {
  return value === undefined || value === '' || value === null ? field : { ...field, value: String(value) };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
