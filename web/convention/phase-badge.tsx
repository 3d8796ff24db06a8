import { frenchStanding } from '../../convention/term/phases.ts';
import { Badge, type Tone } from '../page/parts.tsx';

/** Where a convention stands, as a badge: its phase, unless it was stopped outside the application. */
export function PhaseBadge({ phase, stopped }: { phase: string; stopped?: unknown }) {
  const tones: Readonly<Record<string, Tone>> = {
    signed: 'new',
    inForce: 'success',
    suspended: 'error',
    underNotice: 'warning',
    ended: 'info',
    settling: 'info',
  };
  const tone = stopped === undefined ? (tones[phase] ?? 'neutral') : 'error';
  return <Badge tone={tone}>{frenchStanding({ phase, stopped })}</Badge>;
}
