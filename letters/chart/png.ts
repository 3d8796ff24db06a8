import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import type { BudgetChart } from '../../convention/ledger/chart.ts';
import { size } from './frame.ts';
import { chartSvg } from './svg.tsx';

/**
 * A budget drawn as PNG, twice as fine as it is shown (1120 × 600): the same octets for the same chart, on every
 * machine, for its fonts come with it.
 *
 * @throws the failure of the reading or of the drawing: an installation that lacks a file.
 */
export async function chartPng(chart: BudgetChart): Promise<Buffer> {
  drawing ??= prepare().catch((error: unknown) => {
    drawing = undefined;
    throw error;
  });
  const fontBuffers = await drawing;
  const resvg = new Resvg(chartSvg(chart), {
    fitTo: { mode: 'width', value: size.width * 2 },
    font: { fontBuffers, defaultFontFamily: 'DejaVu Sans', sansSerifFamily: 'DejaVu Sans' },
  });
  try {
    const image = resvg.render();
    try {
      return Buffer.from(image.asPng());
    } finally {
      image.free();
    }
  } finally {
    resvg.free();
  }
}

/** The fonts, once the drawing engine is ready; it can be made ready only once. */
let drawing: Promise<Uint8Array[]> | undefined;

async function prepare(): Promise<Uint8Array[]> {
  const { resolve } = createRequire(import.meta.url);
  const [engine, ...fonts] = await Promise.all(
    [
      '@resvg/resvg-wasm/index_bg.wasm',
      'dejavu-fonts-ttf/ttf/DejaVuSans.ttf',
      'dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf',
    ].map((file) => readFile(resolve(file))),
  );
  await initWasm(engine);
  return fonts;
}
