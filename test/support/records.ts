import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { acts, isActName } from '../../convention/acts/acts.ts';
import type { Instant } from '../../convention/calendar/paris.ts';
import type { Convention } from '../../convention/convention.ts';
import type { ConventionDocument } from '../../convention/document/schema.ts';
import { upgraded } from '../../convention/document/upgraded.ts';
import { compressingCodec } from '../../engine/payload-codec.ts';

const folder = join(__dirname, '../histories');

const payload = z.object({ metadata: z.object({ encoding: z.string() }), data: z.string() });
const input = z.object({ payloads: z.array(payload) });
const history = z.object({
  events: z.array(
    z.object({
      workflowExecutionStartedEventAttributes: z.object({ input }).optional(),
      workflowExecutionUpdateAcceptedEventAttributes: z
        .object({ acceptedRequest: z.object({ input: z.object({ name: z.string(), args: input }) }) })
        .optional(),
      activityTaskScheduledEventAttributes: z
        .object({ activityType: z.object({ name: z.string() }), input })
        .optional(),
    }),
  ),
});

/** The recorded lives that were archived when they closed: the names of their histories. */
export const archivedLives = readdirSync(folder)
  .filter((file) => file.endsWith('.json.gz'))
  .filter((file) => textOf(file).includes('"archive"'));

/** The whole record of a life that was lived on the real engine, as its archive received it, with what was added to records since. */
export async function recordOf(file: string): Promise<Convention> {
  const { events } = history.parse(JSON.parse(textOf(file)));
  const archived = events.flatMap(({ activityTaskScheduledEventAttributes: scheduled }) =>
    scheduled?.activityType.name === 'archive' ? scheduled.input.payloads : [],
  );
  const [written] = archived;
  if (!written) throw new Error(`${file} archives nothing`);
  const record: Convention = { held: [], ...JSON.parse(await read(written)) };
  return 'registeredAs' in record ? record : withInputs(record, events);
}

/** A record whose journal was kept without what acts were done with: its history has them. */
async function withInputs(
  record: Convention,
  events: z.output<typeof history>['events'],
): Promise<Convention> {
  const [first] = events;
  const [started] = first?.workflowExecutionStartedEventAttributes?.input.payloads ?? [];
  const { document }: { document: ConventionDocument } = JSON.parse(started ? await read(started) : '{}');
  const updates: { name: string; act: unknown }[] = [];
  for (const { workflowExecutionUpdateAcceptedEventAttributes: accepted } of events) {
    if (!accepted) continue;
    const { name, args } = accepted.acceptedRequest.input;
    for (const one of args.payloads) updates.push({ name, act: JSON.parse(await read(one)) });
  }
  const journal = record.journal.map((line) => {
    const [, contact, reason] = /^Courriel refusé pour (\S+) : (.*)$/s.exec(line.text) ?? [];
    if (line.act === 'mail') return contact === undefined ? line : { ...line, input: { contact, reason } };
    if (!isActName(line.act)) return line;
    const rank = updates.findIndex(({ name }) => name === line.act);
    const [update] = updates.splice(rank, 1);
    const given = acts[line.act].schema.parse(update?.act);
    return { ...line, input: 'lines' in given ? importKept(given, record, line.at) : given };
  });
  return { ...record, registeredAs: upgraded(document), journal };
}

function importKept({ lines, ...given }: { readonly lines: unknown[] }, { ledger }: Convention, at: Instant) {
  return { ...given, lines: lines.length, entries: ledger.filter((entry) => entry.at === at).length };
}

async function read({ metadata, data }: z.output<typeof payload>): Promise<string> {
  const encoded = {
    metadata: { encoding: Buffer.from(metadata.encoding, 'base64') },
    data: Buffer.from(data, 'base64'),
  };
  const [decoded] = await compressingCodec.decode([encoded]);
  return Buffer.from(decoded?.data ?? []).toString('utf8');
}

function textOf(file: string): string {
  return gunzipSync(readFileSync(join(folder, file))).toString('utf8');
}
