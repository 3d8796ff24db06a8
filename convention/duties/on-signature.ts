import { addWorkingDays } from '../calendar/working-days.ts';
import type { Convention } from '../convention.ts';
import { ceilingIn } from '../ledger/ceiling.ts';
import { frenchEuros } from '../ledger/money.ts';
import { spansOf } from '../term/term.ts';
import { type Duty, type DutyId, dutyIdOf } from './duty.ts';

/** Art. 2, "dès la signature, le délégant": Chorus access rights, and the credits. */
export function delegatorDutiesOnSignature(convention: Convention): Duty[] {
  const { document } = convention;
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
    { ...common, ...madeAvailable(document, 0) },
    ...renewedCredits(convention).map((duty) => ({ ...common, ...duty })),
  ];
}

/** What the delegator makes available for a period, up to its ceiling. */
function madeAvailable({ budget, renewal }: Convention['document'], rank: number) {
  const ceiling = ceilingIn({ budget, renewal }, rank);
  const most = ceiling === null ? '' : ` (${frenchEuros(ceiling)} au plus)`;
  return {
    id: creditsDutyId(rank),
    kind: 'credits' as const,
    title: `Mise à disposition des crédits${rank === 0 ? '' : ` de la période n° ${rank + 1}`}${most}`,
    evidence: `le montant et la référence Chorus des crédits${budget.exceptTitle2 ? ' hors titre 2' : ''}, sur l’activité ${budget.codes.activities.join(', ')} de l’UO ${budget.operatingUnit}`,
  };
}

/** The same for each period that follows a renewal: they have credits of their own, asked as they begin. */
function renewedCredits(convention: Convention) {
  const { document } = convention;
  const { dueWorkingDays } = document.onSignature;
  return spansOf(convention)
    .filter(({ rank }) => rank > 0)
    .map(({ rank, from }) => ({
      ...madeAvailable(document, rank),
      opensOn: from,
      dueOn: addWorkingDays(from, dueWorkingDays, document.holidays),
    }));
}

/** The duty to make the credits of a period available: `credits`, then `credits-2`. */
export function creditsDutyId(rank: number): DutyId {
  return rank === 0 ? dutyIdOf('credits') : dutyIdOf('credits', rank + 1);
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
