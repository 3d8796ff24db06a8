import type { Field } from '../../acts/form.ts';
import { calendar, clauses } from './clause-steps.ts';
import { followUp, party } from './people-steps.ts';
import { at, type Draft, type Step, valued, type Written } from './written.ts';

/**
 * The steps of a template, in order: what its text says is asked where it is, and starts from what the template has;
 * what was filled in names what later steps choose among.
 */
export function stepsOf(template: Written, draft: Draft = {}): readonly Step[] {
  const has = (clause: string) => at(template, clause) !== undefined;
  const steps = [
    conventionStep,
    party('delegator', 'Le délégant', 'L’administration qui confie.', template),
    party('delegatee', 'Le délégataire', 'L’administration qui agit pour elle.', template),
    followUp(template, draft),
    ...(has('budget') ? [budget] : []),
    clauses(template, draft),
    calendar(template, draft),
  ];
  const started = (field: Field) =>
    field.value === undefined ? valued(field, at(template, field.name)) : field;
  return steps.map((step) => ({ ...step, fields: step.fields.map(started) }));
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
      hint: 'Minuscules, chiffres et tirets ; laissé vide, il est tiré du nom court',
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

const codes = [
  ['fundsCentre', 'Centre financier'],
  ['functionalDomain', 'Domaine fonctionnel'],
  ['activities[0]', 'Activité'],
  ['costCentre', 'Centre de coût'],
  ['ministerialAxis1', 'Axe ministériel 1'],
] as const;

const budget: Step = {
  title: 'Le budget',
  says: 'Les crédits délégués, leurs imputations quand le texte les donne, et une seconde ligne s’il en a plusieurs.',
  fields: [
    ...budgetLine('budget', ''),
    {
      name: 'budget.name',
      label: 'Nom de cette ligne',
      hint: 'Seulement si le texte a plusieurs lignes, ex. programme 159',
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
    ...budgetLine('budget.otherLines[0]', 'Seconde ligne : '),
  ],
};

function budgetLine(path: string, before: string): Field[] {
  const label = (text: string) =>
    before ? `${before}${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;
  return [
    {
      name: `${path}.ceiling`,
      label: label('Montant maximal'),
      hint: 'Laissez vide si la délégation n’a pas de plafond propre',
      kind: 'euros',
      optional: true,
    },
    {
      name: `${path}.operatingUnit`,
      label: label('Unité opérationnelle (UO)'),
      hint: 'Ex. 0103-CEFP-C003 ; laissez vide, comme les codes qui suivent, ce que le texte ne donne pas',
      kind: 'line',
      optional: true,
    },
    ...codes.map(
      ([code, name]): Field => ({
        name: `${path}.codes.${code}`,
        label: label(name),
        kind: 'line',
        optional: true,
      }),
    ),
  ];
}
