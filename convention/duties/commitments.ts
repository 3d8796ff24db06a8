import { addMonths, latest } from '../calendar/plain-date.ts';
import { onOrBeforeWorkingDay } from '../calendar/working-days.ts';
import type { Convention } from '../convention.ts';
import { periodOf } from '../term/term.ts';
import { type Duty, dutyIdOf } from './duty.ts';

/** Art. 3: each item of bringing the team into the community, with a link as evidence; reviewed at each committee. */
export function communityCommitments(convention: Convention): Duty[] {
  return convention.document.communityItems.flatMap(({ id, title }) =>
    commitment(convention, {
      id: dutyIdOf('community', id),
      kind: 'community',
      article: '3',
      copies: [],
      title: `Communauté : ${title}`,
      evidence: 'un lien, ou « sans objet » et pourquoi',
    }),
  );
}

/** Art. 4: each deliverable, owed to the delegator, with its address or deposit as evidence; reviewed at each committee. */
export function deliverables(convention: Convention): Duty[] {
  return convention.document.deliverables.flatMap(({ id, title }) =>
    commitment(convention, {
      id: dutyIdOf('deliverable', id),
      kind: 'deliverable',
      article: '4',
      copies: ['delegator'],
      title: `Livrable : ${title}`,
      evidence: 'une adresse ou un dépôt, ou « sans objet » et pourquoi',
    }),
  );
}

/** Art. 4: "le délégataire fournira au délégant" everything needed to go on, before the end. */
export function handOver(convention: Convention): Duty[] {
  return commitment(
    convention,
    {
      id: dutyIdOf('hand-over'),
      kind: 'hand-over',
      article: '4',
      copies: ['delegator'],
      title: 'Remise au délégant des bases, de la documentation et des dossiers',
      evidence: 'le bordereau de remise',
    },
    1,
  );
}

function commitment(
  convention: Convention,
  duty: Pick<Duty, 'id' | 'kind' | 'article' | 'title' | 'copies'> & { evidence: string },
  opensMonthsBefore = convention.document.committee.convenedMonthsBefore,
): Duty[] {
  const period = periodOf(convention);
  if (!period) return [];
  return [
    {
      ...duty,
      holder: 'delegatee',
      role: 'product',
      opensOn: latest(period.effectiveOn, addMonths(period.endsOn, -opensMonthsBefore)),
      dueOn: latest(period.effectiveOn, onOrBeforeWorkingDay(period.endsOn, convention.document.holidays)),
      closedBy: 'done',
    },
  ];
}
