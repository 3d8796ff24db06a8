import { frenchPhase, isPhase } from '../../convention/term/phases.ts';
import { type PortfolioQuery, watchLabels } from './query.ts';

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
