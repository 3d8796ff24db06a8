import { frenchInstant } from '../../convention/calendar/french.ts';
import { type Failure, livesThrough } from './campaign.ts';
import type { Event } from './life.ts';
import { Report } from './report.ts';

/** A life that broke something, as a list of what happened in it, to be read. */
export function storyOf({ seed, path, script, why }: Failure): string {
  const lines: string[] = [];
  try {
    livesThrough(script, new Report(), (event) => {
      const line = lineOf(event);
      if (line) lines.push(`  ${frenchInstant(event.moment.now)}  ${line}`);
    });
  } catch {
    // It is told below what it breaks.
  }
  const { steps, document, ...circumstances } = script;
  return [
    why,
    '',
    `the life, as far as it goes (${JSON.stringify(circumstances)}):`,
    ...lines,
    'its script:',
    ...steps.map((step) => `  ${JSON.stringify(step)}`),
    'its document:',
    JSON.stringify(document),
    '',
    `to live it again: npm run simulate -- --seed ${seed} --path ${path}`,
    '',
  ].join('\n');
}

function lineOf({ kind, tried, delivery, settled }: Event): string | undefined {
  if (tried) {
    const said = tried.text ?? `refused: ${tried.refusal?.message ?? ''}`;
    return `${tried.name} ${JSON.stringify(tried.input)} → ${said.split('\n')[0]}`;
  }
  if (kind === 'mail' && settled) {
    const fates = settled.outcomes.map(({ contact, status }) => `${contact} ${status}`);
    return fates.every((fate) => fate.endsWith(' sent')) ? undefined : `mail: ${fates.join(', ')}`;
  }
  if (!delivery) return undefined;
  return `letters: ${delivery.letters.map(({ to, items }) => `${to.contact} (${items.map(({ identity }) => identity).join(' ')})`).join('; ')}`;
}
