import type { Convention } from '../convention.ts';
import { owedAnew } from '../duties/owed-anew.ts';
import type { ComingRenewal } from './renewal.ts';

/** The convention with one more period: what was handed over for its end is owed again. */
export function renewed(convention: Convention, coming: ComingRenewal, at: number): Convention {
  const { rank, months, mode } = coming;
  const renewals = [...convention.renewals, { rank, months, how: mode, at }];
  return owedAnew(convention, { ...convention, renewals });
}
