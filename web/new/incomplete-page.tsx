import { Alert } from '../page/parts.tsx';
import type { PlacedFault } from './placed-faults.ts';
import { backToReview } from './step-page.tsx';

/** All that keeps a convention from being started, each with the way to where it is corrected. */
export function IncompletePage({ faults }: { faults: readonly PlacedFault[] }) {
  return (
    <Alert
      first
      tone="error"
      title={faults.length > 1 ? `${faults.length} points à corriger` : 'Un point à corriger'}
    >
      <ul>
        {faults.map(({ path, said, at }) => (
          <li key={path}>
            {at ? (
              <>
                <a href={`/nouvelle/etape/${at.rank + 1}?${backToReview}`}>
                  {at.title} – {at.field.label}
                </a>{' '}
                : {said}
              </>
            ) : (
              said
            )}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
