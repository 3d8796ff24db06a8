import { writtenOf } from '../../convention/amendments/written.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import type { Written } from './written.ts';

/** What a convention leaves to one that is like it: all but its dates, which are those of its own text, and its name here. */
export function similarTo(document: ConventionDocument): Written {
  const { yearEnd, ...others } = writtenOf(document);
  const { date: _date, ...effect } = others.effect;
  const { until: _until, ...term } = others.term;
  return {
    ...others,
    id: followingId(document.id),
    signedOn: '',
    effect,
    term,
    ...(yearEnd ? { yearEnd: { ...yearEnd, dates: [] } } : {}),
  };
}

/** `signaux-faibles-2` after `signaux-faibles`, `csp-2027` after `csp-2026`. */
function followingId(id: string): string {
  const [, name = id, rank] = /^(.*?)-(\d{1,4})$/.exec(id) ?? [];
  return `${name.slice(0, 35)}-${rank === undefined ? 2 : Number(rank) + 1}`;
}
