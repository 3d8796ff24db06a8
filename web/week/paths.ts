import type { WeekLine } from './plan.ts';

/** The page where somebody acts on a line of their week: the form of the act, else the duty's own page. */
export function pathOf({ duty: { convention, duty }, form }: WeekLine): string {
  const root = `/conventions/${convention.id}`;
  return form === undefined
    ? `${root}/obligations/${duty}`
    : `${root}/actes/${form}?obligation=${encodeURIComponent(duty)}`;
}
