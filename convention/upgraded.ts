import { type Convention, register } from './convention.ts';
import { upgraded } from './document/upgraded.ts';
import { noticeEndsOn } from './term.ts';

/** A convention carried over by an earlier version of this code, with what has been added to it since. */
export function upgradedConvention(carried: Convention): Convention {
  const document = upgraded(carried.document);
  return {
    ...register(document, carried.registeredAt),
    ...carried,
    document,
    notices: carried.notices.map((notice) => ({
      ...notice,
      endsOn: notice.endsOn ?? noticeEndsOn(document, notice.receivedOn),
    })),
    // Only the delegatee could propose.
    proposals: carried.proposals.map((proposal) => ({ ...proposal, from: proposal.from ?? 'delegatee' })),
  };
}
