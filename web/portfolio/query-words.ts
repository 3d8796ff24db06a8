import { frenchPhase, isPhase } from '../../convention/term/phases.ts';
import type { PortfolioQuery, Watch } from './query.ts';

/** What is watched for, as the filter and the title of the page have it. */
export const watchLabels: Readonly<Record<Watch, string>> = {
  overdue: 'En retard',
  faults: 'Courriel refusé',
  over: 'Prévision au-dessus du plafond',
};

/** What is asked of the list, for the title of the page. */
export function queryInWords({ search, phase, only }: PortfolioQuery, page: number, pages: number): string {
  return [
    search ? `« ${search} »` : '',
    phase !== undefined && isPhase(phase) ? frenchPhase(phase) : '',
    only ? watchLabels[only] : '',
    pages > 1 ? `page ${page} sur ${pages}` : '',
  ]
    .filter(Boolean)
    .join(', ');
}
