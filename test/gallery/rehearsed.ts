import { readDocument } from '../../convention/document/read-document.ts';
import { contentOf } from '../../letters/letter-content.ts';
import { textOf } from '../../letters/text.ts';
import { livedThrough } from '../examples/examples.ts';

/** A rehearsal without any engine: everybody does in time what is asked. */
export async function rehearsedLife(written: object) {
  const reading = readDocument(written);
  if (!reading.ok) throw new Error('the document is refused');
  const { convention, view, deliveries } = livedThrough(reading.document);
  const letters = deliveries.flatMap((delivery) =>
    delivery.letters.map((letter) => {
      const content = contentOf(delivery, letter);
      const at = new Date(letter.writtenAt).toISOString();
      return { at, to: letter.to.name, subject: content.subject, text: textOf(content) };
    }),
  );
  const { ended } = convention;
  if (!ended) throw new Error('the life has no end');
  const outcome = { id: view.id, phase: 'closed' as const, cause: ended.cause, endedOn: ended.on };
  const rehearsal = { phases: view.phases, mails: [], acts: [], duties: view.duties, outcome };
  return { state: 'done' as const, rehearsal: { ...rehearsal, events: 0, runs: 1, seconds: 0 }, letters };
}
