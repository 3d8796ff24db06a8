import type { Field, FieldKind } from '../../acts/form.ts';
import { capitalised } from '../../convention/calendar/french.ts';
import { clauseNames } from '../../convention/document/schema.ts';
import { frenchSections } from '../../convention/document/sections.ts';
import { at, bodyCalled, type Draft, listIn, type Step, valued, type Written } from './written.ts';

/** What a list of the document is asked as: one line an element. */
export const lists = [
  'community.items',
  'deliverables.items',
  'breach.engagements',
  'breach.services',
] as const;

/** What one side may ask of the other, in a list of the document. */
export const asked = 'requests.items';

/** What is told to the manager and followed by nobody, one line each. */
export const notCarried = 'legalText.notCarried';

/** The clauses that a text may have or not, but what may be asked for: each of these has its article. */
export const optionalClauses = clauseNames.filter((name) => name !== 'requests');

/** The clauses that every text has: its articles are cited, where it numbers them. */
const everyText = ['effect', 'term', 'notice', 'amendments'] as const;

/** What the text provides for: each clause by its article, and what its lists hold. */
export function clauses(template: Written, draft: Draft): Step {
  const isThere = (path: string) => at(template, path) !== undefined;
  const article = (path: string, label: string): Field =>
    valued(
      { name: path, label: `${capitalised(label)} : article`, kind: 'line', optional: true },
      at(template, path),
    );
  return {
    title: 'Ce que le texte prévoit',
    says: 'L’article de chaque clause. Laissez vide ce que le texte ne prévoit pas : rien n’en sera demandé ni écrit à personne.',
    fields: [
      ...everyText.map((clause) => article(`${clause}.article`, frenchSections[clause])),
      ...optionalClauses
        .filter(isThere)
        .map((clause) => article(`${clause}.article`, frenchSections[clause])),
      ...Object.entries(otherArticles)
        .filter(([path]) => isThere(path))
        .map(([path, label]) => article(path, label)),
      ...listIn(template, 'duties').map((duty, rank) =>
        article(`duties[${rank}].article`, String(at(duty, 'title'))),
      ),
      ...lists.filter(isThere).map((path) =>
        valued(
          { name: path, label: listLabels[path], hint: 'Un par ligne', kind: 'text', optional: true },
          listIn(template, path)
            .map((item) => at(item, 'title'))
            .join('\n'),
        ),
      ),
      ...requests(template, draft),
      {
        name: notCarried,
        label: 'Ce que le texte dit et que rien ici ne demande',
        hint: 'Un par ligne. Le gestionnaire le verra ; rien ne le suit à votre place.',
        kind: 'text',
        optional: true,
      },
    ],
  };
}

/** What one side may ask of the other: what the template has and what was filled in, and one more. */
function requests(template: Written, draft: Draft): Field[] {
  const known = listIn(template, asked).length;
  let filled = known;
  while (draft[`${asked}[${filled}].title`] || draft[`${asked}[${filled}].article`]) filled += 1;
  return Array.from({ length: filled + 1 }).flatMap((_one, rank): Field[] => {
    const path = `${asked}[${rank}]`;
    const field = (key: string, label: string, kind: FieldKind, more: Partial<Field> = {}): Field =>
      valued(
        { name: `${path}.${key}`, label: `Demande n° ${rank + 1} : ${label}`, kind, optional: true, ...more },
        at(template, `${path}.${key}`),
      );
    return [
      field('title', 'ce qui est fourni', 'line', {
        hint: 'Chaque fois que l’autre le demande, dans les mots du texte, ex. Avis du délégant sur le projet de marché',
      }),
      field('article', 'article', 'line'),
      field('from', 'qui demande', 'choice', {
        options: [
          ['delegator', 'Le délégant'],
          ['delegatee', 'Le délégataire'],
        ],
      }),
      field('dueWorkingDays', 'délai de réponse, en jours ouvrés', 'whole', {
        hint: 'Laissez vide si le texte n’en fixe pas',
      }),
    ];
  });
}

/** The articles that are not those of a clause as a whole. */
const otherArticles = {
  'breach.engagementsArticle': 'engagements du délégant',
};

const listLabels: Readonly<Record<(typeof lists)[number], string>> = {
  'community.items': 'Ce que le délégataire apporte à l’équipe',
  'deliverables.items': 'Les livrables',
  'breach.engagements': 'Les engagements du délégant',
  'breach.services': 'Les services auxquels il peut être mis fin',
};

/** When what the text provides for happens; of a clause that was left out, nothing. */
export function calendar(template: Written, draft: Draft): Step {
  const has = (clause: string) => at(template, clause) !== undefined && draft[`${clause}.article`] !== '';
  const from = (name: string, label: string, kind: FieldKind, more: Partial<Field> = {}): Field =>
    valued({ name, label, kind, ...more }, at(template, name));
  return {
    title: 'Le calendrier',
    says: 'Ce qui donne effet à la convention, ce qui y met fin, et ce qui revient entre les deux.',
    fields: [
      valued(
        {
          name: 'effect.conditions[0]',
          label: 'La convention prend effet',
          kind: 'choice',
          options: [
            ['signature', 'À sa signature'],
            ...(has('publications') ? [['publication', 'À sa publication'] as const] : []),
            ['date', 'À une date fixée'],
            ...(listIn(template, 'bodies').length > 0
              ? [['approval', 'À son approbation par le premier des services informés'] as const]
              : []),
          ],
        },
        at(template, 'effect.conditions[0]') ?? 'signature',
      ),
      from('effect.date', 'Date fixée pour la prise d’effet', 'date', {
        optional: true,
        hint: 'Seulement si la convention prend effet à une date fixée',
      }),
      from('effect.days', 'Tant de jours après cela', 'whole', {
        optional: true,
        hint: '1 : le lendemain ; vide : le jour même',
      }),
      from('term.months', 'Durée, en mois', 'whole'),
      from('term.until', 'Dernier jour', 'date', {
        optional: true,
        hint: 'Seulement si le texte fixe une date au lieu d’une durée',
      }),
      ...(has('renewal')
        ? [
            from('renewal.mode', 'Reconduction', 'choice', {
              options: [
                ['express', 'Par accord des parties'],
                ['tacit', 'Tacite, si rien ne l’empêche'],
              ],
            }),
            from('renewal.months', 'Durée de chaque reconduction, en mois', 'whole'),
            from('renewal.decidedMonthsBefore', 'À décider tant de mois avant le terme', 'whole', {
              hint: 'Jusqu’à quand s’accorder ou, si elle est tacite, s’y opposer ; vide : le texte n’en dit rien',
              optional: true,
            }),
          ]
        : []),
      at(template, 'notice.days') === undefined
        ? from('notice.months', 'Préavis de résiliation, en mois', 'whole')
        : from('notice.days', 'Préavis de résiliation, en jours', 'whole'),
      ...(has('reports') ? reports(from) : []),
      ...(has('committee')
        ? [
            from('committee.name', 'Nom du comité', 'line', { hint: 'Ex. comité de suivi' }),
            from('committee.everyMonths', 'Rythme du comité, en mois', 'whole', {
              hint: 'Laissez vide s’il ne se réunit qu’une fois, avant la fin',
              optional: true,
            }),
          ]
        : []),
      ...(has('publications') ? publications(template, draft) : []),
    ],
  };
}

type From = (name: string, label: string, kind: FieldKind, more?: Partial<Field>) => Field;

function reports(from: From): Field[] {
  return [
    from('reports.everyMonths', 'Comptes rendus', 'choice', {
      optional: true,
      options: [
        ['1', 'Chaque mois'],
        ['3', 'Chaque trimestre'],
        ['6', 'Chaque semestre'],
        ['12', 'Chaque année'],
      ],
      hint: 'Sans réponse : aucun autre que celui de la fin, s’il y en a un',
    }),
    from('reports.final', 'Un compte rendu à la fin de la convention', 'check'),
    from('reports.dueWorkingDay', 'Délai du compte rendu, en jours ouvrés', 'whole', {
      optional: true,
      hint: 'Ex. 5 pour le cinquième après la période, 0 pour le dernier de la période ; vide : le texte n’en fixe pas',
    }),
  ];
}

/** Those of the template, and one more. */
function publications(template: Written, draft: Draft): Field[] {
  const options = [
    ['delegator', 'Le délégant'],
    ['delegatee', 'Le délégataire'],
    ...listIn(template, 'bodies').map(
      (body, rank) => [String(at(body, 'id')), bodyCalled(template, draft, rank)] as const,
    ),
  ] as const;
  const places = listIn(template, 'publications.places');
  return [...places.keys(), places.length].flatMap((rank): Field[] => {
    const path = `publications.places[${rank}]`;
    const called = `Publication n° ${rank + 1}`;
    return [
      valued(
        {
          name: `${path}.place`,
          label: `${called} : lieu`,
          hint: 'Ex. « data.gouv.fr » ou « au Bulletin officiel »',
          kind: 'line',
          optional: rank > 0,
        },
        at(template, `${path}.place`),
      ),
      valued(
        {
          name: `${path}.publisher`,
          label: `${called} : qui publie`,
          kind: 'choice',
          options,
          optional: rank > 0,
        },
        at(template, `${path}.publisher`),
      ),
    ];
  });
}
