import { invariants } from './invariants.ts';

/** The invariants as `docs/reliability.md` lists them. */
export function invariantReference(): string {
  return Object.entries(invariants)
    .map(([about, all]) => {
      const lines = all.map(({ name, source }) => `- ${name}${source ? ` (${source})` : ''}`);
      return [`**${about}**`, ...lines].join('\n');
    })
    .join('\n\n');
}
