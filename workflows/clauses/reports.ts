import { finalReports, monthlyReports } from '../../convention/duties/reports.ts';
import type { Life } from '../life.ts';

/** Article 5: the delegatee reports to the delegator "mensuellement ainsi qu’au terme". */
export function delegateeReports(life: Life): void {
  life.owes(monthlyReports, finalReports);
}
