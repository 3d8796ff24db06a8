import { addWorkingDays } from '../calendar/working-days.ts';
import type { Convention } from '../convention.ts';
import { type Duty, dutyIdOf } from '../duty.ts';
import { frenchEuros } from '../money.ts';

/** Art. 2, "dès la signature, le délégant": Chorus access rights, and the credits. */
export function delegatorDutiesOnSignature({ document }: Convention): Duty[] {
  const { budget } = document;
  const common = {
    ...onSignature(document),
    article: '2',
    holder: 'delegator',
    copies: ['delegatee'],
  } as const;
  return [
    {
      ...common,
      id: dutyIdOf('chorus-access'),
      kind: 'chorus-access',
      title: 'Demande de paramétrage des habilitations Chorus auprès de l’AIFE',
      evidence: 'la référence du ticket AIFE',
    },
    {
      ...common,
      id: dutyIdOf('credits'),
      kind: 'credits',
      title: `Mise à disposition des crédits${budget.ceiling === null ? '' : ` (${frenchEuros(budget.ceiling)} au plus)`}`,
      evidence: `le montant et la référence Chorus des crédits${budget.exceptTitle2 ? ' hors titre 2' : ''}, sur l’activité ${budget.codes.activities.join(', ')} de l’UO ${budget.operatingUnit}`,
    },
  ];
}

/** Art. 3, "dès la signature, le délégataire": the codings, and the copies to both controllers. */
export function delegateeDutiesOnSignature({ document }: Convention): Duty[] {
  const { codes } = document.budget;
  const common = { ...onSignature(document), article: '3', holder: 'delegatee' } as const;
  const controllers = document.controllers.map(({ name }) => name).join(' et ');
  return [
    {
      ...common,
      id: dutyIdOf('chorus-codings'),
      kind: 'chorus-codings',
      copies: [],
      title: 'Saisie des cinq imputations dans Chorus',
      evidence: `l’attestation de saisie : axe ministériel 1 ${codes.ministerialAxis1}, domaine fonctionnel ${codes.functionalDomain}, centre financier ${codes.fundsCentre}, activité ${codes.activities.join(', ')}, centre de coût ${codes.costCentre}`,
    },
    {
      ...common,
      id: dutyIdOf('controller-copies'),
      kind: 'controller-copies',
      copies: ['delegator'],
      title: 'Copie de la convention aux contrôleurs budgétaires (CBCM)',
      evidence: `la preuve d’envoi ou l’accusé de réception de chacun : ${controllers}`,
    },
  ];
}

function onSignature(document: Convention['document']) {
  return {
    role: 'budget',
    opensOn: document.signedOn,
    dueOn: addWorkingDays(document.signedOn, document.onSignature.dueWorkingDays, document.holidays),
    closedBy: 'done',
  } as const;
}
