import { agreedEndAnswers } from '../duties/agreed-end.ts';
import { amendmentDuties } from '../duties/amendments.ts';
import { breachesToCure } from '../duties/breaches.ts';
import { communityCommitments, deliverables, handOver } from '../duties/commitments.ts';
import { committees } from '../duties/committees.ts';
import { balance, endAlerts, openCommitments, servicesClosed } from '../duties/ending.ts';
import { legalTextReview } from '../duties/legal-text.ts';
import { delegateeDutiesOnSignature, delegatorDutiesOnSignature } from '../duties/on-signature.ts';
import { ownDuties } from '../duties/own.ts';
import { publicationDuties } from '../duties/publications.ts';
import { renewals } from '../duties/renewals.ts';
import { finalReports, monthlyReports } from '../duties/reports.ts';
import { informationRequests } from '../duties/requests.ts';
import { shortfallDecisions, suspensionReminders } from '../duties/shortfalls.ts';
import { yearEndDuties } from '../duties/year-end.ts';
import type { Clause } from './clause.ts';

/**
 * A convention de délégation de gestion, clause by clause, in the order in which its life meets them. What is owed, and
 * what the calendar brings, is written here and nowhere else: the workflow runs this table, and whoever looks ahead or
 * back reads it. When several things come about at once, the first clause goes first.
 */
export const clauses: readonly Clause[] = [
  // Signed.
  { article: 'visas', from: 'signature', owes: [legalTextReview, ownDuties] },
  { article: '2', from: 'signature', owes: [delegatorDutiesOnSignature] },
  { article: '3', from: 'signature', owes: [delegateeDutiesOnSignature] },
  { article: '2, 3', from: 'signature', owes: [informationRequests] },
  { article: '8', from: 'signature', owes: [publicationDuties] },
  { article: '7', from: 'signature', brings: 'effect' },
  { article: '6', from: 'signature', owes: [amendmentDuties], brings: 'amendment' },

  // In force.
  { article: '5', from: 'effect', owes: [shortfallDecisions, suspensionReminders], brings: 'shortfall' },
  { article: '5', from: 'effect', owes: [monthlyReports, finalReports] },
  { article: '2', from: 'effect', owes: [committees] },
  { article: '3, 4', from: 'effect', owes: [communityCommitments, deliverables] },
  { article: '2, 3', from: 'effect', owes: [yearEndDuties] },
  { article: '7', from: 'effect', owes: [breachesToCure] },
  { article: '7', from: 'effect', owes: [endAlerts, agreedEndAnswers] },
  { article: '4', from: 'effect', owes: [handOver] },
  { article: '7', from: 'effect', owes: [renewals], brings: 'end' },

  // Ended, then settling.
  { article: '7', from: 'end', owes: [servicesClosed] },
  { article: '5', from: 'end', owes: [openCommitments, balance], brings: 'settlement' },
];
