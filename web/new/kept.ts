import { templateNamed } from '../../client/templates.ts';
import type { AlreadyDone } from '../../convention/duties/taken-over.ts';
import { documentOf } from './draft.ts';
import type { Draft, Written } from './written.ts';

/** What a session keeps between two steps: what was filled in, or a document that was uploaded whole. */
export interface Kept {
  readonly draft: Draft;
  readonly uploaded?: Record<string, unknown>;
  /** What was asked to be started, whose answer may have been lost: the file of its signed text is not sent twice. */
  readonly asked?: {
    readonly intention: string;
    readonly signedText?: string;
    readonly alreadyDone?: AlreadyDone;
  };
  /** What was started last, and under which name it was asked for: asked again, it is shown. */
  readonly started?: { readonly intention: string; readonly id: string };
}

/** What a session has kept so far, by its draft. */
export function keptIn(draft: unknown): Kept {
  const isKept = typeof draft === 'object' && draft !== null && 'draft' in draft;
  // Ours: only the routes of a new convention write it.
  return isKept ? (draft as Kept) : { draft: {} };
}

/** The document that it makes, as people write it. */
export function writtenIn({ draft, uploaded }: Kept): Record<string, unknown> {
  return uploaded ?? documentOf(draft, templateOf(draft)).document;
}

/** The document that a draft starts from: that of a template, or of another convention. */
export function templateOf({ template, base }: Draft): Written {
  return base === undefined ? templateNamed(template).document : JSON.parse(base);
}

/** Whether a draft says what it starts from. */
export function isBegun({ template, base }: Draft): boolean {
  return (template ?? base) !== undefined;
}
