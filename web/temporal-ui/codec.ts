import type { Payload } from '@temporalio/common';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { codecPath } from '../../contract/codec-server.ts';
import { inflationLimit } from '../../contract/payload-codec.ts';
import { PayloadCodecError } from '../../contract/payload-codec-error.ts';
import { sayPlainly } from '../own-host.ts';
import type { Web } from '../web.ts';

/** What the Temporal UI asks, in the JSON of Temporal's codec servers; nothing is encrypted for it. */
export const decodePath = `${codecPath}/decode`;

/** Bytes of a request: the payloads of an event, 2 MiB each at most, in base64. */
const largestRequest = 8 * 1024 * 1024;

const base64 = z.string().transform((text) => Buffer.from(text, 'base64'));
const asked = z.object({
  payloads: z.array(
    z.object({ metadata: z.record(z.string(), base64).default({}), data: base64.prefault('') }),
  ),
});

/**
 * Reads payloads for the Temporal UI. Whoever registers it lets through none but administrators who are signed in,
 * and the UI's own pages.
 */
export async function codecRoutes(
  app: FastifyInstance,
  { conventions }: Pick<Web, 'conventions'>,
): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: largestRequest },
    (_request, body, done) => done(null, jsonOf(String(body))),
  );

  app.post(decodePath, async (request, reply) => {
    const { data: read } = asked.safeParse(request.body);
    if (!read) return sayPlainly(reply, 400, 'Demande illisible ; accepté : { "payloads": […] }, en JSON.');
    const decoded: Payload[] = [];
    let left = inflationLimit;
    try {
      // One by one: what is small here may be large once read.
      for (const payload of read.payloads) {
        const [one = {}] = await conventions.decode([payload]);
        left -= one.data?.length ?? 0;
        if (left < 0) return sayPlainly(reply, 413, 'Trop de données à la fois.');
        decoded.push(one);
      }
    } catch (error) {
      if (!(error instanceof PayloadCodecError)) throw error;
      request.log.warn({ session: request.session?.mark }, 'payloads not read');
      return sayPlainly(reply, 422, error.message);
    }
    request.log.info({ session: request.session?.mark, payloads: decoded.length }, 'payloads read');
    return reply.send({ payloads: decoded.map(written) });
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function written({ metadata, data }: Payload) {
  const base64Of = (bytes: Uint8Array | null | undefined) => Buffer.from(bytes ?? []).toString('base64');
  return {
    metadata: Object.fromEntries(
      Object.entries(metadata ?? {}).map(([name, value]) => [name, base64Of(value)]),
    ),
    data: base64Of(data),
  };
}
