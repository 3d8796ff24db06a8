import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

/** What conventions are searched by. Never encrypted: no name, no amount, no personal data, ever. */
export const searchAttributes = {
  /** `inForce`, as in `Phase`. */
  phase: defineSearchAttributeKey('DelegationPhase', SearchAttributeType.KEYWORD),
  /** Marks of the short names of all parties, as `partyMark` makes them. */
  parties: defineSearchAttributeKey('DelegationParties', SearchAttributeType.KEYWORD_LIST),
  /** End of the day, in Paris, of the next deadline still to meet. */
  nextDeadline: defineSearchAttributeKey('DelegationNextDeadline', SearchAttributeType.DATETIME),
  /** Beginning of the effect date, in Paris. */
  effectiveOn: defineSearchAttributeKey('DelegationEffectiveOn', SearchAttributeType.DATETIME),
  /** End of the last day in force, in Paris: the term's, or that of a notice. */
  lastDay: defineSearchAttributeKey('DelegationLastDay', SearchAttributeType.DATETIME),
  /** How many duties are late. */
  overdue: defineSearchAttributeKey('DelegationOverdue', SearchAttributeType.INT),
  /** How many contacts could not be written to. */
  faults: defineSearchAttributeKey('DelegationFaults', SearchAttributeType.INT),
  /** When letters were last found to wait on our side, in milliseconds since 1970; none when none do. */
  heldAt: defineSearchAttributeKey('DelegationHeldAt', SearchAttributeType.INT),
} as const;

/** Their names and types, to register them. */
export const searchAttributeTypes = Object.fromEntries(
  Object.values(searchAttributes).map(({ name, type }) => [name, type]),
);
