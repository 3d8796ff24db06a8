import { createHash } from 'node:crypto';

/** What Go writes in Temporal's own build, as far as it is looked at. */
export const official = [
  'path\tgithub.com/temporalio/cli/cmd/temporal',
  'mod\tgithub.com/temporalio/cli\tv1.9.1\t',
  'dep\tgithub.com/temporalio/cli/cliext\tv0.0.0',
  '=>\t./cliext\t(devel)\t',
  'build\t-buildmode=exe',
  'build\t-ldflags="-s -w -X github.com/temporalio/cli/internal/temporalcli.Version=1.9.1"',
  'build\tCGO_ENABLED=0',
  'build\tvcs.revision=1de87a9f26991bf4f5c0a5ff96f2cea8d7a3cbde',
  'build\tvcs.time=2026-09-14T18:16:43Z',
  'build\tvcs.modified=false',
].join('\n');

/** A program that says how it was built, as the Go linker writes it: once in a text of its own, once for real. */
export function program(modules: string, go = 'go1.26.8'): Buffer {
  const magic = Buffer.from('\xff Go buildinf:', 'latin1');
  const header = Buffer.concat([magic, Buffer.from([8, 2]), Buffer.alloc(16)]);
  const texts = [go, `${'<'.repeat(16)}${modules}\n${'>'.repeat(16)}`].map((text) => {
    const length = Buffer.byteLength(text);
    const varint = length < 128 ? [length] : [(length & 0x7f) | 0x80, length >> 7];
    return Buffer.concat([Buffer.from(varint), Buffer.from(text)]);
  });
  const before = Buffer.concat([Buffer.from('#!/bin/sh\n'), magic, Buffer.alloc(128)]).subarray(0, 64);
  return Buffer.concat([before, header, ...texts]);
}

/** In hexadecimal. */
export const sha256 = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');
