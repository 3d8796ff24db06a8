import type { Conventions } from '../client/conventions.ts';
import type { LinkKeys } from '../contract/link-keys.ts';
import type { Instant } from '../convention/calendar/paris.ts';
import type { ObjectStore } from '../storage/object-store.ts';
import type { Tokens } from './api/tokens.ts';
import type { EvidenceFolder } from './evidence-folder.ts';
import type { LegalNotices } from './legal.ts';
import type { Jobs } from './many/jobs.ts';
import type { Portfolio } from './portfolio/portfolio.ts';
import type { Rehearsals } from './rehearsals.ts';
import type { KnownPassages } from './search/known-passages.ts';
import type { BrowserSessions } from './sign-in/browser-sessions.ts';
import type { UsedCodes } from './sign-in/one-time.ts';
import type { OpenIdSettings } from './sign-in/openid-settings.ts';
import type { Pins } from './sign-in/pins.ts';
import type { Sessions } from './sign-in/sessions.ts';
import type { KnownDuties } from './week/known-duties.ts';

type Asking =
  | 'record'
  | 'view'
  | 'letter'
  | 'every'
  | 'listed'
  | 'act'
  | 'perform'
  | 'resume'
  | 'outcomeOf'
  | 'decode';

/** What pages and programs ask of conventions. */
export type Asked = Pick<Conventions, Asking> & {
  start(...asked: Parameters<Conventions['start']>): Promise<unknown>;
};

/** What every page of the application stands on. */
export interface Web {
  readonly conventions: Asked;
  readonly portfolio: Portfolio;
  readonly duties: KnownDuties;
  readonly passages: KnownPassages;
  readonly sessions: Sessions;
  readonly browsers: BrowserSessions;
  /** Who is on the way to the identity provider and back. */
  readonly attempts: ObjectStore;
  readonly evidence: EvidenceFolder;
  /** Where the packages of closed conventions are. */
  readonly archives: ObjectStore;
  readonly rehearsals: Rehearsals;
  readonly jobs: Jobs;
  readonly linkKeys: LinkKeys;
  /** How long a link of a mail serves, in days. */
  readonly linkDays: number;
  /** Sign-in on a single machine, without an identity provider. */
  readonly oneTime?: { readonly key: Uint8Array; readonly used: UsedCodes };
  readonly openid?: OpenIdSettings;
  /** Whose addresses were when they first signed in at the provider. */
  readonly pins: Pins;
  /** By which programs ask. */
  readonly tokens: Tokens;
  /** Public address of the application, without a final slash. */
  readonly baseUrl: string;
  /** Address of the Temporal UI, without a final slash; absent when unknown. */
  readonly temporalUi?: string;
  readonly namespace: string;
  readonly legal: LegalNotices;
  /** Folder of the State's real design system, when the deploying administration points to it. */
  readonly dsfr?: string;
  /** Pages a minute for one address of the network. */
  readonly rate: number;
  /** The reverse proxies that are believed: addresses or ranges, separated by commas. */
  readonly proxies?: string;
  now(): Instant;
}
