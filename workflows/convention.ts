import { amendmentsTakeEffect } from './clauses/amendments.ts';
import { isArchived } from './clauses/archive.ts';
import { creditsSuffice } from './clauses/ceiling.ts';
import { commitmentsAreKept, committeeMeets } from './clauses/committee.ts';
import { breachesAreCured, endIsAnnounced, ends, servicesEnd, worksAreHandedOver } from './clauses/ending.ts';
import { partiesInformEachOther, yearEndComes } from './clauses/information.ts';
import { isPublished, takesEffect } from './clauses/publication.ts';
import { delegateeReports } from './clauses/reports.ts';
import { balanceIsSettled } from './clauses/settlement.ts';
import { delegateeSetsChorusUp, delegatorSetsChorusUp, isSigned } from './clauses/signature.ts';
import { openDoors } from './doors.ts';
import { Life } from './life.ts';
import type { ConventionOutcome, ConventionStart } from './messages.ts';

/**
 * A convention de délégation de gestion, from its signature to the settlement of its balance.
 * Every clause can be entered again: a convention that continues as new goes through this once more, and each clause
 * takes up where the facts say it stood.
 */
export async function convention(start: ConventionStart): Promise<ConventionOutcome> {
  const life = new Life(start);
  openDoors(life);
  await Promise.all([livesThrough(life), life.passes()]);
  await isArchived(life);
  return life.outcome;
}

async function livesThrough(life: Life): Promise<void> {
  // Signed.
  isSigned(life);
  delegatorSetsChorusUp(life); //   article 2, dès la signature
  delegateeSetsChorusUp(life); //   article 3, dès la signature
  partiesInformEachOther(life); //  articles 2 and 3
  isPublished(life); //             article 8
  const amended = amendmentsTakeEffect(life); // article 6
  await takesEffect(life); //       article 7

  // In force.
  const funded = creditsSuffice(life); // article 5: ceiling, shortfall, suspension
  delegateeReports(life); //        article 5
  committeeMeets(life); //          article 2
  commitmentsAreKept(life); //      articles 3 and 4
  yearEndComes(life); //            articles 2 and 3
  breachesAreCured(life); //        article 7
  endIsAnnounced(life); //          article 7
  worksAreHandedOver(life); //      article 4
  await ends(life); //              article 7: term, notice, agreement, breach; or renewal

  // Ended, then settling.
  servicesEnd(life); //             article 7
  await balanceIsSettled(life); //  article 5
  await Promise.all([amended, funded]);
}
