import { addMonths, earliest, latest } from '../calendar/plain-date.ts';
import { reckon } from '../calendar/reckoning.ts';
import type { Convention } from '../convention.ts';
import { periodOf } from '../term/term.ts';
import { type Duty, dutyIdOf } from './duty.ts';

/** Each thing that the delegatee brings to the delegator's team, with a link as evidence; looked at as the end nears. */
export function communityCommitments(convention: Convention): Duty[] {
  const clause = convention.document.community;
  if (!clause) return [];
  return commitments(
    convention,
    clause.items.map(({ id, title }) => ({
      id: dutyIdOf('community', id),
      kind: 'community',
      article: clause.article,
      copies: [],
      title: `${clause.name} : ${title}`,
      evidence: 'un lien, ou « sans objet » et pourquoi',
    })),
  );
}

/** Each deliverable, owed to the delegator, with its address or deposit as evidence; looked at as the end nears. */
export function deliverables(convention: Convention): Duty[] {
  const clause = convention.document.deliverables;
  if (!clause) return [];
  return commitments(
    convention,
    clause.items.map(({ id, title }) => ({
      id: dutyIdOf('deliverable', id),
      kind: 'deliverable',
      article: clause.article,
      copies: ['delegator'],
      title: `Livrable : ${title}`,
      evidence: 'une adresse ou un dépôt, ou « sans objet » et pourquoi',
    })),
  );
}

/** Art. 4 of the example, "le délégataire fournira au délégant": what is needed to go on, before the end. */
export function handOver(convention: Convention): Duty[] {
  const clause = convention.document.handOver;
  if (!clause) return [];
  return commitments(
    convention,
    [
      {
        id: dutyIdOf('hand-over'),
        kind: 'hand-over',
        article: clause.article,
        copies: ['delegator'],
        title: clause.title ?? 'Remise au délégant de ce qui permet de poursuivre',
        evidence: 'le bordereau de remise',
      },
    ],
    clause.opensMonthsBefore,
  );
}

/** Months before the end from which commitments are looked at, when no committee does it. */
const lookedAtMonthsBefore = 3;

function commitments(
  convention: Convention,
  duties: readonly (Pick<Duty, 'id' | 'kind' | 'article' | 'title' | 'copies'> & { evidence: string })[],
  opensMonthsBefore = convention.document.committee?.convenedMonthsBefore ?? lookedAtMonthsBefore,
): Duty[] {
  const period = periodOf(convention);
  if (!period) return [];
  const due = reckon('end', period.endsOn)
    .onOrBeforeWorkingDay(convention.document.holidays)
    .notBefore('effect', period.effectiveOn);
  const same = {
    holder: 'delegatee',
    role: 'product',
    opensOn: earliest(due.on, latest(period.effectiveOn, addMonths(period.endsOn, -opensMonthsBefore))),
    dueOn: due.on,
    reckoning: due.reckoning,
    closedBy: 'done',
  } as const;
  return duties.map((duty) => ({ ...duty, ...same }));
}
