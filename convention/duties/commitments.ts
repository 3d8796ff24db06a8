import { addMonths, earliest, latest } from '../calendar/plain-date.ts';
import { onOrBeforeWorkingDay } from '../calendar/working-days.ts';
import type { Convention } from '../convention.ts';
import { periodOf } from '../term/term.ts';
import { type Duty, dutyIdOf } from './duty.ts';

/** Each thing that the delegatee brings to the delegator's team, with a link as evidence; looked at as the end nears. */
export function communityCommitments(convention: Convention): Duty[] {
  const clause = convention.document.community;
  if (!clause) return [];
  return clause.items.flatMap(({ id, title }) =>
    commitment(convention, {
      id: dutyIdOf('community', id),
      kind: 'community',
      article: clause.article,
      copies: [],
      title: `${clause.name} : ${title}`,
      evidence: 'un lien, ou « sans objet » et pourquoi',
    }),
  );
}

/** Each deliverable, owed to the delegator, with its address or deposit as evidence; looked at as the end nears. */
export function deliverables(convention: Convention): Duty[] {
  const clause = convention.document.deliverables;
  if (!clause) return [];
  return clause.items.flatMap(({ id, title }) =>
    commitment(convention, {
      id: dutyIdOf('deliverable', id),
      kind: 'deliverable',
      article: clause.article,
      copies: ['delegator'],
      title: `Livrable : ${title}`,
      evidence: 'une adresse ou un dépôt, ou « sans objet » et pourquoi',
    }),
  );
}

/** Art. 4 of the example, "le délégataire fournira au délégant": what is needed to go on, before the end. */
export function handOver(convention: Convention): Duty[] {
  const clause = convention.document.handOver;
  if (!clause) return [];
  return commitment(
    convention,
    {
      id: dutyIdOf('hand-over'),
      kind: 'hand-over',
      article: clause.article,
      copies: ['delegator'],
      title: clause.title ?? 'Remise au délégant de ce qui permet de poursuivre',
      evidence: 'le bordereau de remise',
    },
    clause.opensMonthsBefore,
  );
}

/** Months before the end from which commitments are looked at, when no committee does it. */
const lookedAtMonthsBefore = 3;

function commitment(
  convention: Convention,
  duty: Pick<Duty, 'id' | 'kind' | 'article' | 'title' | 'copies'> & { evidence: string },
  opensMonthsBefore = convention.document.committee?.convenedMonthsBefore ?? lookedAtMonthsBefore,
): Duty[] {
  const period = periodOf(convention);
  if (!period) return [];
  const { effectiveOn, endsOn } = period;
  const dueOn = latest(effectiveOn, onOrBeforeWorkingDay(endsOn, convention.document.holidays));
  return [
    {
      ...duty,
      holder: 'delegatee',
      role: 'product',
      opensOn: earliest(dueOn, latest(effectiveOn, addMonths(endsOn, -opensMonthsBefore))),
      dueOn,
      closedBy: 'done',
    },
  ];
}
