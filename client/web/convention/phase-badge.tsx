import { frenchPhase, isPhase } from '../../../convention/phases.ts';
import { Badge, type Tone } from '../page/parts.tsx';

/** A phase as a badge. */
export function PhaseBadge({ phase }: { phase: string }) {
  const tones: Readonly<Record<string, Tone>> = {
    signed: 'new',
    inForce: 'success',
    suspended: 'error',
    underNotice: 'warning',
    ended: 'info',
    settling: 'info',
  };
  return <Badge tone={tones[phase] ?? 'neutral'}>{isPhase(phase) ? frenchPhase(phase) : phase}</Badge>;
}
