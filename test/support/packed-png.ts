import { crc32, deflateSync, inflateSync } from 'node:zlib';

// A picture of a page has few colours: by a palette (PNG, third edition, § 11.2.2) it is a third as large.

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * The same picture in 256 colours at most, near shades being taken for one where there are more.
 * @param png as a browser takes it: eight bits a channel, not interlaced.
 */
export function packedPng(png: Buffer): Buffer {
  const { width, height, pixels } = decoded(png);
  for (let step = 1; ; step *= 2) {
    const palette = new Map<number, number>();
    const indices = pixels.map((pixel) => {
      const shade = rounded(pixel, step);
      const known = palette.get(shade) ?? palette.size;
      palette.set(shade, known);
      return known;
    });
    if (palette.size <= 256) return encoded(width, height, indices, [...palette.keys()]);
  }
}

/** A colour `0xrrggbb` whose channels are multiples of a step, white staying white. */
function rounded(pixel: number, step: number): number {
  const channel = (shift: number) =>
    Math.min(255, Math.round(((pixel >> shift) & 255) / step) * step) << shift;
  return step === 1 ? pixel : channel(16) | channel(8) | channel(0);
}

interface Decoded {
  readonly width: number;
  readonly height: number;
  /** Row after row, `0xrrggbb`. */
  readonly pixels: Uint32Array;
}

function decoded(png: Buffer): Decoded {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const channels = png[25] === 6 ? 4 : 3;
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const filtered = inflateSync(Buffer.concat(parts));
  const stride = width * channels;
  let above = new Uint8Array(stride);
  const pixels = new Uint32Array(width * height);
  for (let row = 0; row < height; row++) {
    const start = row * (stride + 1);
    const line = unfiltered(
      filtered[start],
      filtered.subarray(start + 1, start + 1 + stride),
      above,
      channels,
    );
    for (let column = 0; column < width; column++) {
      const [red = 0, green = 0, blue = 0] = line.subarray(column * channels);
      pixels[row * width + column] = (red << 16) | (green << 8) | blue;
    }
    above = line;
  }
  return { width, height, pixels };
}

/** A line as it was before its filter (§ 9.2). */
function unfiltered(
  filter: number | undefined,
  line: Uint8Array,
  above: Uint8Array,
  channels: number,
): Uint8Array<ArrayBuffer> {
  const found = new Uint8Array(line.length);
  for (const [rank, octet] of line.entries()) {
    const a = found[rank - channels] ?? 0;
    const b = above[rank] ?? 0;
    const c = rank < channels ? 0 : (above[rank - channels] ?? 0);
    const predicted = [0, a, b, (a + b) >> 1, paeth(a, b, c)][filter ?? 0] ?? 0;
    found[rank] = octet + predicted;
  }
  return found;
}

function paeth(a: number, b: number, c: number): number {
  const [toA, toB, toC] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  if (toA <= toB && toA <= toC) return a;
  return toB <= toC ? b : c;
}

function encoded(width: number, height: number, indices: Uint32Array, palette: readonly number[]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const lines = Buffer.alloc((width + 1) * height);
  for (let row = 0; row < height; row++)
    lines.set(indices.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap((one) => [one >> 16, (one >> 8) & 255, one & 255]))),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), content]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(content.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
