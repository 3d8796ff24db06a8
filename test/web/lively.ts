import { parisDate } from '../../convention/calendar/paris.ts';
import { addDays, type PlainDate } from '../../convention/calendar/plain-date.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import { testDocument, writtenDocument } from '../support/documents.ts';
import { eventually } from '../support/scene.ts';
import type { Site } from '../support/site.ts';

// Conventions that live today, by the real clock: the application's is not one that a test can skip.

/** Who acts when nobody in particular does. */
export const by = 'Camille Durand';

/** So many days from today, in Paris. */
export function inDays(days: number): PlainDate {
  return addDays(parisDate(Date.now()), days);
}

/**
 * The real convention, signed some weeks ago, with people of its own: `budget@dgefp.<tag>.example`. Whatever it has to
 * say leaves at once, and nothing falls due while a test looks.
 */
export function livelyDocument(tag: string, changes: Record<string, unknown> = {}): ConventionDocument {
  return testDocument(livelyChanges(tag, changes));
}

/** The same as what it changes of the real convention. */
export function livelyChanges(tag: string, changes: Record<string, unknown> = {}): Record<string, unknown> {
  const { id: _id, ...written }: Record<string, unknown> = JSON.parse(
    JSON.stringify(writtenDocument()).replaceAll('.example"', `.${tag}.example"`),
  );
  return {
    ...written,
    signedOn: inDays(-70),
    yearEnd: { dates: [] },
    community: null,
    deliverables: { items: [{ id: 'source-code', title: 'Codes sources' }] },
    reminders: { hour: '00:00', spreadMinutes: 0 },
    ...changes,
  };
}

/** Starts one that has been in force for two months. */
export async function startLively(
  { stage: { conventions } }: Site,
  tag: string,
  changes: Record<string, unknown> = {},
): Promise<ConventionDocument> {
  const document = livelyDocument(tag, changes);
  await conventions.start(document, by);
  await conventions.act(document.id, 'confirmEffect', { by, on: inDays(-65), reason: 'publiée' });
  return document;
}

/** Waits until a convention has nothing under way, then tells all that could change of it. */
export async function settled({ stage: { conventions } }: Site, id: string) {
  const historyLength = await eventually(async () => {
    const { raw, historyLength: length } = await conventions.handle(id).describe();
    return raw.pendingActivities?.length || raw.pendingWorkflowTask ? undefined : length;
  });
  return { historyLength, record: await conventions.record(id) };
}

/** The box of a page by which somebody agrees; its value names what. */
export function boxIn(text: string): string {
  const box = text.match(/<input type="checkbox"[^>]*name="agreesTo"[^>]*>/)?.[0] ?? '';
  return /value="([^"]+)"/.exec(box)?.[1] ?? '';
}
