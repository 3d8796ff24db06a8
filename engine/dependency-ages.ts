import { z } from 'zod';

// What « Dependencies » of docs/asvs.md allows, held against what the registry of npm says.

/** Days within which a known vulnerability is removed, by its severity. */
const removedWithin = { critical: 7, high: 30, moderate: 90, low: 90, info: 90 } as const;
/** Days within which a newer version of the same major is taken: what it mends may not have been told. */
export const takenWithin = 90;

const dayMs = 24 * 3_600_000;

const frenchSeverities = {
  critical: 'critique',
  high: 'élevée',
  moderate: 'moyenne',
  low: 'faible',
  info: 'pour information',
} as const;

/** What there is to say, and whether something is beyond what is allowed. */
export interface Finding {
  readonly line: string;
  readonly isLate: boolean;
}

/** What `npm view <name> time versions --json` answers. A registry may keep the dates to itself. */
export const published = z.object({
  versions: z.union([z.string().transform((one) => [one]), z.array(z.string())]),
  time: z.record(z.string(), z.string()).default({}),
});

/** What `npm audit --json` answers where it is served. */
export const audited = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({ severity: z.enum(['info', 'low', 'moderate', 'high', 'critical']) }),
  ),
});

/**
 * Whether a dependency is as new as it must be: since when there has been a newer version of its major.
 * @param locked the version of the lock file.
 * @param now epoch milliseconds.
 */
export function ageOf(
  name: string,
  locked: string,
  { versions, time }: z.output<typeof published>,
  now: number,
): Finding {
  const newer = versions
    .filter((version) => isRelease(version) && majorOf(version) === majorOf(locked))
    .filter((version) => compare(version, locked) > 0)
    .sort(compare);
  const newest = newer.at(-1);
  if (newest === undefined) return { line: `${name} ${locked} : à jour`, isLate: false };
  const days = newer.flatMap((version) => {
    const at = Date.parse(time[version] ?? '');
    return Number.isNaN(at) ? [] : [Math.floor((now - at) / dayMs)];
  });
  if (days.length < newer.length) {
    const line = `${name} ${locked} : EN RETARD peut-être, le registre ne date pas ce qui remplace cette version (${newest})`;
    return { line, isLate: true };
  }
  const since = Math.max(...days);
  const isLate = since > takenWithin;
  const line = `${name} ${locked} : ${isLate ? 'EN RETARD, ' : ''}remplacée depuis ${since} jour(s), ${takenWithin} admis ; prendre ${newest}`;
  return { line, isLate };
}

/** The vulnerabilities that are known: each is to be removed within its time, which the audit does not count. */
export function vulnerabilitiesIn({ vulnerabilities }: z.output<typeof audited>): Finding[] {
  return Object.entries(vulnerabilities).map(([name, { severity }]) => ({
    line: `${name} : VULNÉRABLE, gravité ${frenchSeverities[severity]}, à retirer sous ${removedWithin[severity]} jours`,
    isLate: true,
  }));
}

/** The direct dependencies of a package.json, with their versions in its lock file. */
export function lockedVersions(
  packageJson: unknown,
  lockFile: unknown,
): ReadonlyMap<string, string | undefined> {
  const { dependencies, devDependencies } = manifest.parse(packageJson);
  const { packages } = lock.parse(lockFile);
  const names = Object.keys({ ...dependencies, ...devDependencies }).sort();
  return new Map(names.map((name) => [name, packages[`node_modules/${name}`]?.version]));
}

const ranges = z.record(z.string(), z.string()).default({});
const manifest = z.object({ dependencies: ranges, devDependencies: ranges });
const lock = z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) });

function isRelease(version: string): boolean {
  return /^\d+\.\d+\.\d+$/.test(version);
}

/** What may change without breaking: before 1.0 the second number says it. */
function majorOf(version: string): string {
  const [major = '', minor = ''] = version.split('.');
  return major === '0' ? `0.${minor}` : major;
}

function compare(one: string, other: string): number {
  const [left, right] = [one, other].map((version) =>
    version.split('.').map((part) => Number.parseInt(part, 10)),
  );
  for (let rank = 0; rank < 3; rank++) {
    const difference = (left?.[rank] ?? 0) - (right?.[rank] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
