import fc from 'fast-check';
import { packageOf } from '../../activities/archive.ts';
import { verifyPackage } from '../../archive/verify-package.ts';
import type { Convention } from '../../convention/convention.ts';
import { totalsOf } from '../../convention/ledger/totals.ts';
import { live, origins, story } from '../acts/stories.ts';
import { begun, play, renewedOperations } from '../convention/ledger/operations.ts';
import { at } from '../convention/support.ts';
import { runs } from '../support/runs.ts';

/** What is said of the package of a convention that closes after all this. */
function verified(convention: Convention) {
  const lastAt = convention.journal.at(-1)?.at ?? 0;
  const closed = { phase: 'closed', at: Math.max(lastAt, at('2026-12-31').now) } as const;
  return verifyPackage(packageOf({ ...convention, closed }));
}

function isWhole(convention: Convention): void {
  const { committed, paid } = totalsOf(convention.ledger);
  expect(verified(convention)).toMatchObject({ ok: true, id: convention.document.id, committed, paid });
}

test('the package of any life is intact', () => {
  fc.assert(
    fc.property(origins, story, (origin, attempts) => {
      isWhole(live(origin, attempts).at(-1)?.after ?? origin);
    }),
    { numRuns: runs(60) },
  );
});

test('the package of any ledger over several periods and amendments is intact, to the cent', () => {
  const origin = begun({
    term: { months: 2 },
    renewal: { article: '7', mode: 'tacit', months: 2, maximum: null, ceiling: 30_000 },
  });
  fc.assert(
    fc.property(renewedOperations, (operations) => {
      isWhole(play(origin, operations).at(-1)?.after ?? origin);
    }),
    { numRuns: runs(100) },
  );
});
