import { type Group, type Matter, type Tone, tones } from './content.ts';
import { counted } from './typography.ts';

interface Words {
  readonly heading: string;
  readonly inFull: (count: number) => string;
  /** For what is worth a place in the subject. */
  readonly inShort?: string;
}

const words: Readonly<Record<Tone, Words>> = {
  urgent: {
    heading: 'Sans délai',
    inFull: (count) => `${counted(count, 'point')} à traiter sans délai`,
    inShort: 'sans délai',
  },
  overdue: {
    heading: 'En retard',
    inFull: (count) => `${counted(count, 'obligation')} en retard`,
    inShort: 'en retard',
  },
  today: {
    heading: 'Dernier jour',
    inFull: (count) => `${counted(count, 'obligation')} à remplir aujourd’hui`,
    inShort: 'pour aujourd’hui',
  },
  awaited: {
    heading: 'En attente',
    inFull: (count) => `${counted(count, 'obligation')} en attente`,
    inShort: 'en attente',
  },
  coming: {
    heading: 'Dates proches',
    inFull: (count) => `${counted(count, 'date')} ${count > 1 ? 'proches' : 'proche'}`,
    inShort: 'à venir',
  },
  opened: {
    heading: 'Nouvelles obligations',
    inFull: (count) => `${count} ${count > 1 ? 'nouvelles obligations' : 'nouvelle obligation'}`,
  },
  information: { heading: 'Pour information', inFull: (count) => counted(count, 'information') },
};

/** The matters of a digest by urgency, most pressing first; within one, as the convention ordered them. */
export function groupByTone<One extends Matter>(matters: readonly One[]): Group<One>[] {
  return byTone(matters).map(([tone, some]) => ({
    heading: words[tone].heading,
    matters: some,
    // Its heading already says that information asks nothing.
    closing: tone === 'information' ? [] : [...new Set(some.flatMap(({ closing }) => closing ?? []))],
  }));
}

/** How many matters there are of an urgency: `2 obligations en retard`, and `2 en retard` where room is scarce. */
export interface Count {
  readonly inFull: string;
  readonly inShort?: string;
}

/** The matters counted by urgency, most pressing first. */
export function countByTone(matters: readonly Matter[]): Count[] {
  return byTone(matters).map(([tone, { length }]) => {
    const { inFull, inShort } = words[tone];
    return { inFull: inFull(length), ...(inShort && { inShort: `${length} ${inShort}` }) };
  });
}

function byTone<One extends Matter>(matters: readonly One[]): [Tone, readonly One[]][] {
  return tones
    .map((tone): [Tone, readonly One[]] => [tone, matters.filter((one) => one.tone === tone)])
    .filter(([, some]) => some.length > 0);
}
