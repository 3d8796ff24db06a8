import type { Conventions } from '../../client/conventions.ts';
import type { Instant } from '../../convention/calendar/paris.ts';
import { forEach } from '../bench/field.ts';
import { planned } from '../bench/planned.ts';
import { testDocument } from '../support/documents.ts';
import { by, eventually } from '../support/scene.ts';
import type { Sink } from '../support/sink.ts';

/** Conventions that owe letters from one instant on. */
export interface Batch {
  readonly ids: readonly string[];
  readonly instant: Instant;
  /** The same by their own clock. */
  readonly dueAt: Instant;
  /** Letters that each owes for its registration, and from that instant on. */
  readonly first: number;
  readonly letters: number;
}

/** Registered in the evening of the eve: too late, and they would owe all at once. */
const eveningMs = 65_000;

/** Registers some, and waits for their first letters. What is due then is spread over so many minutes. */
export async function register(
  conventions: Conventions,
  sink: Sink,
  count: number,
  minutes: number,
  patienceMs: number,
): Promise<Batch> {
  const { document, dueAt, first, letters } = planned(testDocument(), minutes);
  const instant = Date.now() + eveningMs + patienceMs;
  const ids = Array.from({ length: count }, (_, rank) => `${document.id}-${rank}`);
  await forEach(count, 5, (rank) =>
    conventions.start({ ...document, id: ids[rank] ?? '' }, by, { clockOffsetMs: dueAt - instant }),
  );
  const batch = { ids, instant, dueAt, first, letters };
  await eventually(() => (lettersOf(sink, batch).length >= first * count ? true : undefined), 120);
  if (Date.now() > instant)
    throw new Error(`registered ${Math.round((Date.now() - instant) / 1000)} s too late`);
  return batch;
}

/** What has come of some conventions: `Message-ID recipient`, each as often as it came. */
export function lettersOf(sink: Sink, { ids }: Pick<Batch, 'ids'>): string[] {
  return sink
    .all()
    .filter(({ headers }) => ids.includes(String(headers.get('x-delegation-convention'))))
    .map(({ messageId, to }) => `${messageId} ${to}`);
}

/** Waits until so large a share of what is due at the instant has come. */
export async function share(sink: Sink, batch: Batch, part: number): Promise<void> {
  const { ids, first, letters } = batch;
  const wanted = ids.length * (first + letters * part);
  await eventually(() => (new Set(lettersOf(sink, batch)).size >= wanted ? true : undefined), 300);
}

/** Waits until each of them has in its record all that was due at the instant: acts may have told more before. */
export async function recorded(
  conventions: Conventions,
  { ids, dueAt, letters }: Pick<Batch, 'ids' | 'dueAt' | 'letters'>,
): Promise<void> {
  await eventually(async () => {
    const views = await Promise.all(ids.map((id) => conventions.view(id)));
    const isDone = views.every(({ mails }) => mails.filter(({ at }) => at >= dueAt).length >= letters);
    return isDone ? true : undefined;
  }, 300);
}
