import type { ConventionDocument } from '../../convention/document/schema.ts';
import { digestSample, dutySamples } from './duties.ts';
import { lifeOf } from './life.ts';
import type { Sample } from './sample.ts';

/**
 * A mail of every kind for a document, without any engine: each sort of duty at each of its rungs, a digest, the
 * invitations, and what is told of all that may happen. Names are unique.
 */
export function samplesOf(document: ConventionDocument): Sample[] {
  const { turns, samples } = lifeOf(document);
  const [signed] = turns;
  return [...(signed ? digestSample(signed) : []), ...samples, ...dutySamples(turns)];
}
