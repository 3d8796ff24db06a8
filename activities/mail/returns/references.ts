import { markPattern } from '../../../contract/return-mark.ts';
import { conventionHeader, markHeader } from '../../../letters/identity.ts';

/** The mark of a letter and its convention, or the beginning of its id, as a report has them: anybody may have written them. */
export interface Reference {
  readonly convention: string;
  readonly mark: string;
}

/** A report has one or two; more are somebody's play. */
const most = 8;

/** What the addresses and the headers in a text refer to, in the order in which they stand. */
export function referencesIn(text: string): Reference[] {
  const small = text.toLowerCase();
  const conventions = found(small, inConventionHeader).map(([, convention = '']) => convention);
  const marks = found(small, inMarkHeader).map(([, mark = '']) => mark);
  return [
    ...found(small, inAddress).map(([, mark = '', convention = '']) => ({ convention, mark })),
    ...marks.flatMap((mark) => conventions.map((convention) => ({ convention, mark }))),
  ].slice(0, most);
}

function found(text: string, pattern: RegExp): RegExpExecArray[] {
  const all: RegExpExecArray[] = [];
  for (const one of text.matchAll(pattern)) if (all.push(one) === most) break;
  return all;
}

const inAddress = new RegExp(`\\+(${markPattern})-([a-z0-9-]{1,60})@`, 'g');
// Some reports quote what they return, as people do.
const quoted = '^[> \\t]{0,9}';
const inMarkHeader = new RegExp(`${quoted}${markHeader}:[ \\t]{0,9}(${markPattern})(?![a-z0-9])`, 'gim');
const inConventionHeader = new RegExp(
  `${quoted}${conventionHeader}:[ \\t]{0,9}([a-z0-9-]{1,60})(?![a-z0-9-])`,
  'gim',
);
