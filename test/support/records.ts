import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { payloadCodec } from '../../contract/payload-codec.ts';
import type { Convention } from '../../convention/convention.ts';
import { historiesFolder, recordedHistories } from './recorded-histories.ts';

const payload = z.object({ metadata: z.object({ encoding: z.string() }), data: z.string() });
const input = z.object({ payloads: z.array(payload) });
const history = z.object({
  events: z.array(
    z.object({
      activityTaskScheduledEventAttributes: z
        .object({ activityType: z.object({ name: z.string() }), input })
        .optional(),
    }),
  ),
});

/** The recorded lives that were archived when they closed: the names of their histories. */
export const archivedLives = recordedHistories().filter((file) => textOf(file).includes('"archive"'));

/** The whole record of a life that was lived on the real engine, as its archive received it. */
export async function recordOf(file: string): Promise<Convention> {
  const { events } = history.parse(JSON.parse(textOf(file)));
  const archived = events.flatMap(({ activityTaskScheduledEventAttributes: scheduled }) =>
    scheduled?.activityType.name === 'archive' ? scheduled.input.payloads : [],
  );
  const [written] = archived;
  if (!written) throw new Error(`${file} archives nothing`);
  return JSON.parse(await read(written));
}

async function read({ metadata, data }: z.output<typeof payload>): Promise<string> {
  const encoded = {
    metadata: { encoding: Buffer.from(metadata.encoding, 'base64') },
    data: Buffer.from(data, 'base64'),
  };
  const [decoded] = await payloadCodec([]).decode([encoded]);
  return Buffer.from(decoded?.data ?? []).toString('utf8');
}

function textOf(file: string): string {
  return gunzipSync(readFileSync(join(historiesFolder, file))).toString('utf8');
}
