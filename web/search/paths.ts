import type { Passage, PassageKind } from '../../client/passages.ts';
import { anchors } from '../convention/anchors.ts';

const duty = (id: string) => `/obligations/${id}`;

const pages: Readonly<Record<PassageKind, (of: string) => string>> = {
  convention: () => '',
  credits: () => '/budget',
  contact: (id) => `/documents#${anchors.contact(id)}`,
  duty,
  evidence: duty,
  comment: (id) => `${duty(id)}#${anchors.comments}`,
  report: (period) => `/suivi#${anchors.report(period)}`,
  meeting: (id) => `/suivi#${anchors.meeting(id)}`,
  amendment: (id) => `/avenants#${anchors.amendment(id)}`,
  entry: (seq) => `/budget?ecriture=${seq}#${anchors.entry(seq)}`,
  journal: (line) => `/journal?ligne=${line}#${anchors.journal(line)}`,
};

/** Where a passage is read. */
export function pathOf(convention: string, { kind, of = '' }: Pick<Passage, 'kind' | 'of'>): string {
  return `/conventions/${convention}${pages[kind](of)}`;
}
