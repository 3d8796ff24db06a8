import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

/** What conventions are searched by. Never encrypted by Temporal: no personal data, ever. */
export const searchAttributes = {
  /** `inForce`, as in `Phase`. */
  phase: defineSearchAttributeKey('DelegationPhase', SearchAttributeType.KEYWORD),
  /** Short names of both parties. */
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
  // Visibility on SQL keeps three integers only: amounts are doubles, and what only public figures need is one text.
  /** What may be committed at most, in cents; absent when the convention has no ceiling of its own. */
  ceiling: defineSearchAttributeKey('DelegationCeiling', SearchAttributeType.DOUBLE),
  /** Σ AE of the period, in cents. */
  committed: defineSearchAttributeKey('DelegationCommitted', SearchAttributeType.DOUBLE),
  /** By how many cents the orders forecast pass the ceiling; 0 when they do not. */
  forecastOver: defineSearchAttributeKey('DelegationForecastOver', SearchAttributeType.DOUBLE),
  /** Figures as `figuresText` writes them, up to the last change of another attribute; exact once closed. */
  figures: defineSearchAttributeKey('DelegationFigures', SearchAttributeType.KEYWORD),
} as const;

/** Their names and types, to register them. */
export const searchAttributeTypes = Object.fromEntries(
  Object.values(searchAttributes).map(({ name, type }) => [name, type]),
);
