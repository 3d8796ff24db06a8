import type { Field } from '../../acts/form.ts';
import { capitalised } from '../../convention/calendar/french.ts';
import { at, bodyCalled, type Draft, listIn, type Step, valued, type Written } from './written.ts';

const roles: Readonly<Record<string, readonly [label: string, hint: string]>> = {
  representative: ['Signataire', 'Reçoit les alertes quand une obligation tarde'],
  budget: ['Suivi du budget', 'Crédits, comptes rendus, prévisions'],
  chair: ['Présidence du comité', 'Convoque et préside le comité'],
  programme: ['Équipe qui accompagne le service', 'Participe au comité'],
  product: ['Équipe du service', 'Livrables et remise'],
};

/** Who confides, or who acts for them: its name, whom to write to, and another on the same side. */
export function party(key: 'delegator' | 'delegatee', title: string, says: string, template: Written): Step {
  const other = key === 'delegator' ? 'coDelegators[0]' : 'coDelegatees[0]';
  return {
    title,
    says,
    fields: [
      valued({ name: `${key}.name`, label: 'Nom complet', kind: 'line' }, at(template, `${key}.name`)),
      valued(
        {
          name: `${key}.shortName`,
          label: 'Sigle',
          hint: key === 'delegator' ? 'Ex. DGEFP' : 'Ex. DINUM',
          kind: 'line',
        },
        at(template, `${key}.shortName`),
      ),
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
    { name: `${path}.contacts[0].name`, label: `${label} : nom du signataire`, kind: 'line', optional },
    { name: `${path}.contacts[0].email`, label: `${label} : adresse du signataire`, kind: 'email', optional },
  ];
}

/** Who manages the convention, and whoever is no party but has a part in it. */
export function followUp(template: Written, draft: Draft): Step {
  const bodies = listIn(template, 'bodies');
  return {
    title: 'Le suivi et les services informés',
    says: 'Qui gère la convention, et qui en reçoit copie, l’approuve ou la publie sans être partie.',
    fields: [
      {
        name: 'manager.name',
        label: 'Gestionnaire de la convention',
        hint: 'Reçoit les réponses et ce qui demande une décision',
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
            ...hintOf(template, body),
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
      ...(bodies.length > 0 ? [accountingOfficer(template, draft)] : []),
    ],
  };
}

/** What the template has a service for. */
function hintOf(template: Written, body: unknown): Partial<Field> {
  const id = at(body, 'id');
  const does = [
    ...(at(body, 'accountingOfficer') ? ['comptable assignataire'] : []),
    ...(listIn(template, 'copies.to').includes(id) ? ['reçoit copie de la convention'] : []),
    ...(listIn(template, 'publications.places').some((place) => at(place, 'publisher') === id)
      ? ['publie la convention']
      : []),
  ].join(', ');
  if (!does) return {};
  // The decree sends it to the accounting officer and to the controller (décret n° 2004-1085, art. 4).
  const example = does.startsWith('reçoit') && !at(body, 'name') ? ', ex. le contrôleur budgétaire' : '';
  return { hint: `${capitalised(does)}${example}` };
}

function accountingOfficer(template: Written, draft: Draft): Field {
  const bodies = listIn(template, 'bodies');
  const rank = bodies.findIndex((body) => at(body, 'accountingOfficer') === true);
  return valued(
    {
      name: 'accountingOfficer',
      label: 'Comptable assignataire',
      kind: 'choice',
      optional: true,
      options: bodies.map((_body, nth) => [String(nth), bodyCalled(template, draft, nth)]),
    },
    rank < 0 ? undefined : rank,
  );
}

/** The contacts of an organisation, with the role for which each is asked. */
function contactsIn(template: Written, path: string): { path: string; role: string }[] {
  return listIn(template, path).map((contact, rank) => ({
    path: `${path}[${rank}]`,
    role: String(at(contact, 'roles[0]')),
  }));
}
