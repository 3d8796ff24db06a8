import type { Cents } from '../convention/ledger/money.ts';
import { contentOf } from './package-content.ts';
import { bagFaults, bagIn, bagInfo } from './read-bag.ts';
import { unzipped } from './zip.ts';

/** What became of a package verified: it is whole and agrees with itself, or here is all that is wrong with it. */
export type Verification =
  | {
      readonly ok: true;
      readonly id: string;
      readonly title: string;
      /** Day of the package, as it says. */
      readonly closedOn: string;
      readonly files: number;
      /** Totals of its ledger, in cents. */
      readonly committed: Cents;
      readonly paid: Cents;
      /** Files that prove the rest: those that are in the package, and those that it cites and does not hold. */
      readonly pieces: { readonly here: number; readonly absent: number };
    }
  | {
      readonly ok: false;
      /** French sentences. */
      readonly faults: readonly string[];
    };

/**
 * Checks the package that a closed convention left: its form, the SHA-256 of each file, then that its content agrees
 * with itself. It tells what was altered since, by accident or by somebody who did not compute the hashes anew: who
 * did is caught by the SHA-256 of the package itself, which the workflow keeps.
 */
export function verifyPackage(bytes: Uint8Array): Verification {
  const opened = unzipped(bytes);
  if ('fault' in opened) return { ok: false, faults: [opened.fault] };
  const bag = bagIn(opened.files);
  if (!bag) return { ok: false, faults: ['Le paquet n’a pas un dossier, et un seul, qui contient tout'] };
  const altered = bagFaults(bag);
  // A content that was altered is not read any further.
  if (altered.length > 0) return { ok: false, faults: altered };
  const read = contentOf(bag);
  if ('faults' in read) return { ok: false, faults: read.faults };
  const { committed, paid, pieces } = read.content;
  const info = bagInfo(bag);
  return {
    ok: true,
    id: info.get('External-Identifier') ?? '',
    title: info.get('External-Description') ?? '',
    closedOn: info.get('Bagging-Date') ?? '',
    files: bag.size,
    committed,
    paid,
    pieces,
  };
}
