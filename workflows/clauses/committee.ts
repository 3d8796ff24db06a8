import { communityCommitments, deliverables } from '../../convention/duties/commitments.ts';
import { committees } from '../../convention/duties/committee.ts';
import type { Life } from '../life.ts';

/** Article 2: the delegator holds an investment committee before the end. */
export function committeeMeets(life: Life): void {
  life.owes(committees);
}

/** Articles 3 and 4: the team joins the community, and the works leave what they must; each committee reviews both. */
export function commitmentsAreKept(life: Life): void {
  life.owes(communityCommitments, deliverables);
}
