import { z } from 'zod';
import { BackupRefused } from './refused.ts';

/** Its name in a backup, whose last file it is: what was cut short has none. */
export const manifestName = 'manifest.json';

/** The form of today's backups. */
const format = 1;

const manifest = z.object({
  format: z.literal(format),
  /** Version of this software that made it: `0.1.0`. */
  delegation: z.string(),
  /** ISO 8601: what was done before is in it. */
  madeAt: z.iso.datetime(),
  /** Whether it holds the database of the server of `npm start`; that of a cluster is its administrators' to back up. */
  database: z.boolean(),
  files: z.array(z.object({ path: z.string(), size: z.int().min(0), sha256: z.string() })),
});

/** What a backup says of itself. */
export type Manifest = z.output<typeof manifest>;
/** What it says of one of its files. */
export type ManifestFile = Manifest['files'][number];

/** The text of a manifest. */
export function manifestText(
  said: Omit<Manifest, 'format' | 'files'> & { files: readonly ManifestFile[] },
): string {
  return `${JSON.stringify({ format, ...said }, null, 2)}\n`;
}

/**
 * Reads the manifest of a backup.
 * @param version that of this software: what a later one wrote, it may not know how to carry on.
 * @throws BackupRefused
 */
export function readManifest(text: string, version: string): Manifest {
  const said = z.looseObject({ format: z.int(), delegation: z.string() }).safeParse(parsed(text));
  if (!said.success) throw new BackupRefused('son manifeste ne se lit pas : elle est abîmée.');
  const { format: its, delegation } = said.data;
  if (its > format || isLater(delegation, version)) {
    throw new BackupRefused(
      `elle a été faite par delegation ${delegation}, plus récent que celui-ci (${version}) : installez au moins cette version, puis recommencez.`,
    );
  }
  const read = manifest.safeParse(said.data);
  if (!read.success) throw new BackupRefused('son manifeste est incomplet : elle est abîmée.');
  return read.data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a version, `0.12.3`, comes after another. */
function isLater(version: string, than: string): boolean {
  const [parts, others] = [version, than].map((one) => one.split(/[.-]/, 3).map(Number));
  const rank = parts?.findIndex((part, at) => part !== others?.[at]) ?? -1;
  return rank >= 0 && (parts?.[rank] ?? 0) > (others?.[rank] ?? 0);
}
