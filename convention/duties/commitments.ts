import { addMonths, earliest, latest } from '../calendar/plain-date.ts';
import { reckon } from '../calendar/reckoning.ts';
import type { Convention } from '../convention.ts';
import type { ConventionDocument } from '../document/schema.ts';
import { holderOn } from '../people/organisations.ts';
import { periodOf } from '../term/term.ts';
import { type Duty, dueBy, dutyIdOf } from './duty.ts';

/** Each thing that the delegatee brings to the delegator's team, with a link as evidence; looked at as the end nears. */
export function communityCommitments(convention: Convention): Duty[] {
  const clause = convention.document.community;
  const evidence = 'un lien, ou « sans objet » et pourquoi';
  return eachItem(convention, clause, { kind: 'community', copies: [], evidence }, clause?.name);
}

/** Each deliverable, owed to the delegator, with its address or deposit as evidence; looked at as the end nears. */
export function deliverables(convention: Convention): Duty[] {
  const clause = convention.document.deliverables;
  const evidence = 'une adresse ou un dépôt, ou « sans objet » et pourquoi';
  return eachItem(convention, clause, { kind: 'deliverable', copies: ['delegator'], evidence }, 'Livrable');
}

/** One duty for each thing that a clause lists. */
function eachItem(
  convention: Convention,
  clause: ConventionDocument['community' | 'deliverables'],
  same: Pick<Duty, 'kind' | 'copies' | 'evidence'>,
  called = '',
): Duty[] {
  const { article = '', items = [] } = clause ?? {};
  const duties = items.map(({ id, title }) => {
    return { ...same, article, id: dutyIdOf(same.kind, id), title: `${called} : ${title}` };
  });
  return commitments(convention, clause, duties);
}

/** Art. 4 of the example, "le délégataire fournira au délégant": what is needed to go on, before the end. */
export function handOver(convention: Convention): Duty[] {
  const clause = convention.document.handOver;
  if (!clause) return [];
  const { article, title = 'Remise au délégant de ce qui permet de poursuivre', opensMonthsBefore } = clause;
  const evidence = 'le bordereau de remise';
  const id = dutyIdOf('hand-over');
  const copies = ['delegator'] as const;
  return commitments(
    convention,
    clause,
    [{ id, kind: 'hand-over', article, copies, title, evidence }],
    opensMonthsBefore,
  );
}

/** Months before the end from which commitments are looked at, when no committee does it. */
const lookedAtMonthsBefore = 3;

type Commitment = Pick<Duty, 'id' | 'kind' | 'article' | 'title' | 'copies' | 'evidence'>;

function commitments(
  convention: Convention,
  clause: { readonly holder?: string | undefined } | undefined,
  duties: readonly Commitment[],
  opensMonthsBefore = convention.document.committee?.convenedMonthsBefore ?? lookedAtMonthsBefore,
): Duty[] {
  const period = duties.length > 0 && periodOf(convention);
  if (!period) return [];
  const due = reckon('end', period.endsOn)
    .onOrBeforeWorkingDay(convention.document.holidays)
    .notBefore('effect', period.effectiveOn);
  const looked = latest(period.effectiveOn, addMonths(period.endsOn, -opensMonthsBefore));
  const days = { opensOn: earliest(due.on, looked), ...dueBy(due) };
  const holder = holderOn(convention.document, 'delegatee', clause ?? {});
  return duties.map((duty) => ({ ...duty, ...days, holder, role: 'product', closedBy: 'done' }));
}
