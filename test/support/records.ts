import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import type { Convention } from '../../convention/convention.ts';
import { upgradedConvention } from '../../convention/upgraded.ts';
import { compressingCodec } from '../../engine/payload-codec.ts';

const folder = join(__dirname, '../histories');

const payload = z.object({ metadata: z.object({ encoding: z.string() }), data: z.string() });
const history = z.object({
  events: z.array(
    z.object({
      activityTaskScheduledEventAttributes: z
        .object({
          activityType: z.object({ name: z.string() }),
          input: z.object({ payloads: z.array(payload) }),
        })
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
  for (const { activityTaskScheduledEventAttributes: scheduled } of events) {
    const [written] = scheduled?.activityType.name === 'archive' ? scheduled.input.payloads : [];
    if (!written) continue;
    const [read] = await compressingCodec.decode([
      {
        metadata: { encoding: Buffer.from(written.metadata.encoding, 'base64') },
        data: Buffer.from(written.data, 'base64'),
      },
    ]);
    return upgradedConvention(JSON.parse(Buffer.from(read?.data ?? []).toString('utf8')));
  }
  throw new Error(`${file} archives nothing`);
}

function textOf(file: string): string {
  return gunzipSync(readFileSync(join(folder, file))).toString('utf8');
}
