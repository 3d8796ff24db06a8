import { agreedEndAnswers } from '../duties/agreed-end.ts';
import { amendmentDuties } from '../duties/amendments.ts';
import { approvals } from '../duties/approval.ts';
import { breachesToCure } from '../duties/breaches.ts';
import { communityCommitments, deliverables, handOver } from '../duties/commitments.ts';
import { committees } from '../duties/committees.ts';
import { balance, endAlerts, openCommitments, partEnds, servicesClosed } from '../duties/ending.ts';
import { legalTextReview } from '../duties/legal-text.ts';
import { chorusAccess, codings, conventionCopies, credits } from '../duties/on-signature.ts';
import { ownDuties } from '../duties/own.ts';
import { publicationDuties } from '../duties/publications.ts';
import { renewals } from '../duties/renewals.ts';
import { finalReports, periodicReports } from '../duties/reports.ts';
import { informationRequests } from '../duties/requests.ts';
import { shortfallDecisions, suspensionReminders } from '../duties/shortfalls.ts';
import { yearEndDuties } from '../duties/year-end.ts';
import type { Clause } from './clause.ts';

/**
 * A convention de délégation de gestion, clause by clause, in the order in which its life meets them. What is owed, and
 * what the calendar brings, is written here and nowhere else: the workflow runs this table, and whoever looks ahead or
 * back reads it. A clause that the document does not name lays nothing down. When several things come about at once,
 * the first clause goes first.
 */
export const clauses: readonly Clause[] = [
  // Signed.
  { named: 'legalText', from: 'signature', owes: [legalTextReview] },
  { named: 'duties', from: 'signature', owes: [ownDuties] },
  { named: 'chorusAccess', from: 'signature', owes: [chorusAccess] },
  { named: 'credits', from: 'signature', owes: [credits] },
  { named: 'codings', from: 'signature', owes: [codings] },
  { named: 'copies', from: 'signature', owes: [conventionCopies] },
  { named: 'requests', from: 'signature', owes: [informationRequests] },
  { named: 'publications', from: 'signature', owes: [publicationDuties] },
  { named: 'effect', from: 'signature', owes: [approvals], brings: 'effect' },
  { named: 'amendments', from: 'signature', owes: [amendmentDuties], brings: 'amendment' },

  // In force.
  {
    named: 'shortfall',
    from: 'effect',
    owes: [shortfallDecisions, suspensionReminders],
    brings: 'shortfall',
  },
  { named: 'reports', from: 'effect', owes: [periodicReports, finalReports] },
  { named: 'committee', from: 'effect', owes: [committees] },
  { named: 'community', from: 'effect', owes: [communityCommitments] },
  { named: 'deliverables', from: 'effect', owes: [deliverables] },
  { named: 'yearEnd', from: 'effect', owes: [yearEndDuties] },
  { named: 'breach', from: 'effect', owes: [breachesToCure] },
  { named: 'notice', from: 'effect', owes: [endAlerts, agreedEndAnswers] },
  { named: 'handOver', from: 'effect', owes: [handOver] },
  { named: 'renewal', from: 'effect', owes: [renewals] },
  { named: 'term', from: 'effect', owes: [partEnds], brings: 'end' },

  // Ended, then settling.
  { named: 'servicesEnd', from: 'end', owes: [servicesClosed] },
  { named: 'budget', from: 'end', owes: [openCommitments] },
  { named: 'balance', from: 'end', owes: [balance], brings: 'settlement' },
];
