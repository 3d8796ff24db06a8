import { settingIn } from '../contract/settings.ts';
import { Refused } from '../convention/errors.ts';
import { keptIn, nameOf } from '../engine/data-folder.ts';
import { FolderStore } from './folder-store.ts';
import type { ObjectStore } from './object-store.ts';
import { type S3Place, S3Store } from './s3-store.ts';

/** What the processes of a deployment share beside the Temporal server. */
export type Shared =
  | 'evidence'
  | 'archives'
  | 'tokens'
  | 'accounts'
  | 'usedCodes'
  | 'sessions'
  | 'attempts'
  | 'rehearsals'
  | 'jobs';

/** Where a deployment keeps what its processes share. */
export interface Storage {
  /** The bucket, where there is one: all is in it, and who looks after it backs it up. */
  readonly bucket?: S3Store;
  kept(what: Shared): ObjectStore;
}

/** The settings that say where. */
export interface StorageSettings {
  readonly DELEGATION_DATA: string;
  readonly DELEGATION_EVIDENCE?: string | undefined;
  readonly DELEGATION_ARCHIVE?: string | undefined;
  readonly DELEGATION_STORAGE?: string | undefined;
  readonly AWS_ENDPOINT_URL_S3?: string | undefined;
  readonly AWS_REGION: string;
  readonly AWS_ACCESS_KEY_ID?: string | undefined;
  readonly AWS_SECRET_ACCESS_KEY?: string | undefined;
}

/**
 * The folders of this machine; or, when a setting names one, a bucket that all share. Nothing is asked of it yet.
 * @throws Refused `BAD_USAGE` when settings do not go together.
 */
export function storageOf(settings: StorageSettings): Storage {
  const place = placeOf(settings);
  if (place) {
    const bucket = new S3Store(place);
    return { bucket, kept: (what) => bucket.within(nameOf(what)) };
  }
  return { kept: (what) => new FolderStore(folderOf(settings, what)) };
}

/** The settings that say where, as an environment has them. */
export function storageSettings(environment: NodeJS.ProcessEnv): StorageSettings {
  return {
    DELEGATION_DATA: settingIn('DELEGATION_DATA', environment),
    DELEGATION_EVIDENCE: settingIn('DELEGATION_EVIDENCE', environment),
    DELEGATION_ARCHIVE: settingIn('DELEGATION_ARCHIVE', environment),
    DELEGATION_STORAGE: settingIn('DELEGATION_STORAGE', environment),
    AWS_ENDPOINT_URL_S3: settingIn('AWS_ENDPOINT_URL_S3', environment),
    AWS_REGION: settingIn('AWS_REGION', environment),
    AWS_ACCESS_KEY_ID: settingIn('AWS_ACCESS_KEY_ID', environment),
    AWS_SECRET_ACCESS_KEY: settingIn('AWS_SECRET_ACCESS_KEY', environment),
  };
}

/** The folder where something is kept, when no bucket is. */
export function folderOf(
  { DELEGATION_DATA, DELEGATION_EVIDENCE, DELEGATION_ARCHIVE }: StorageSettings,
  what: Shared,
): string {
  const elsewhere = { evidence: DELEGATION_EVIDENCE, archives: DELEGATION_ARCHIVE };
  const usual = keptIn(DELEGATION_DATA, what);
  return what === 'evidence' || what === 'archives' ? (elsewhere[what] ?? usual) : usual;
}

function placeOf(settings: StorageSettings): S3Place | undefined {
  const { DELEGATION_STORAGE, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION, AWS_ENDPOINT_URL_S3 } =
    settings;
  if (DELEGATION_STORAGE === undefined) return undefined;
  for (const folder of ['DELEGATION_EVIDENCE', 'DELEGATION_ARCHIVE'] as const) {
    if (settings[folder] === undefined) continue;
    throw new Refused(
      'BAD_USAGE',
      `${folder} et DELEGATION_STORAGE : l’un ou l’autre ; avec un stockage, les pièces et les archives y sont.`,
    );
  }
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) {
    throw new Refused(
      'BAD_USAGE',
      'DELEGATION_STORAGE : va avec AWS_ACCESS_KEY_ID et AWS_SECRET_ACCESS_KEY, qui ne sont pas donnés.',
    );
  }
  const { hostname: bucket, pathname } = new URL(DELEGATION_STORAGE);
  return {
    endpoint: AWS_ENDPOINT_URL_S3 ?? `https://s3.${AWS_REGION}.amazonaws.com`,
    region: AWS_REGION,
    bucket,
    prefix: pathname.replace(/^\/|\/$/g, ''),
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
  };
}
