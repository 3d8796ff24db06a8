import fc from 'fast-check';
import { type Attachment, type ParsedMail, simpleParser } from 'mailparser';
import { createTransport } from 'nodemailer';
import { monthsBetween } from '../../convention/ledger/forecast.ts';
import type { Letter } from '../../convention/mailing/letter.ts';
import { cidOf } from '../../letters/chart/cid.ts';
import { shortEuros } from '../../letters/chart/euros.ts';
import { figuresOf } from '../../letters/chart/figure-table.ts';
import { fontSize, size } from '../../letters/chart/frame.ts';
import { widthOf } from '../../letters/chart/measure.ts';
import { picturesOf } from '../../letters/chart/pictures.ts';
import { chartPng } from '../../letters/chart/png.ts';
import { scaleOf } from '../../letters/chart/scale.ts';
import { chartSvg } from '../../letters/chart/svg.tsx';
import { composeMail } from '../../letters/compose.ts';
import { contentOf } from '../../letters/letter-content.ts';
import { textOf } from '../../letters/text.ts';
import { textWidth } from '../../letters/wrap.ts';
import { anyChart, chart, chartWithoutCeiling, euros } from '../activities/mail/charts.ts';
import { delivery, duty, letter, meeting, news } from '../activities/mail/letters.ts';

const spaced = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

interface Written {
  readonly text: string;
  readonly y: number;
  readonly left: number;
  readonly right: number;
}

/** The texts of a drawing, each with where it stands. */
function textsOf(svg: string): Written[] {
  return [...svg.matchAll(/<text([^>]*)>([^<]*)<\/text>/g)].map(([, attributes = '', text = '']) => {
    const read = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1];
    const width = widthOf(text, fontSize, read('font-weight') === '700' ? 'bold' : undefined);
    const x = Number(read('x'));
    const before = { end: width, middle: width / 2 }[read('text-anchor') ?? ''] ?? 0;
    return { text: spaced(text), y: Number(read('y')), left: x - before, right: x - before + width };
  });
}

const wordsOf = (svg: string) => textsOf(svg).map(({ text }) => text);

describe('the drawing', () => {
  test('names its lines, its amounts and its months in French', () => {
    expect(wordsOf(chartSvg(chart()))).toEqual([
      'Budget cumulé, mois par mois',
      'Réalisé',
      'Prévisions',
      ...['0 €', '25 k€', '50 k€', '75 k€', '100 k€'],
      ...['avr. 20', 'août 20', 'déc. 20'],
      ...['Plafond', '100 k€'],
      ...['Engagé (AE)', 'réalisé : 80 k€', 'prévu : 98,5 k€'],
      ...['Payé (CP)', 'réalisé : 45 k€', 'prévu : 90 k€'],
    ]);
  });

  test('tells lines apart by their marks, and what is forecast by dashes and hollow marks', () => {
    const svg = chartSvg(chart());
    const count = (pattern: RegExp) => svg.match(pattern)?.length;
    // The months and the name in the legend.
    expect(count(/<circle\b/g)).toBe(12 + 1);
    expect(count(/<circle[^>]*fill="#ffffff"/g)).toBe(6);
    expect(count(/<rect[^>]*width="8"/g)).toBe(12 + 1);
    expect(count(/<rect[^>]*width="8"[^>]*fill="#ffffff"/g)).toBe(6);
    expect(count(/stroke-dasharray="6 4"/g)).toBe(2);
  });

  test('says nothing of a ceiling or of forecasts that there are not', () => {
    const words = wordsOf(chartSvg(chartWithoutCeiling({ forecastCommitted: [], forecastPaid: [] })));
    expect(words).toEqual(expect.arrayContaining(['Engagé (AE)', '80 k€', 'Payé (CP)', '45 k€']));
    expect(words.join()).not.toMatch(/Plafond|Prévisions|prévu/);
  });

  test('follows a ceiling that changes between two months', () => {
    const ceiling = euros(...Array<number>(6).fill(50_000), ...Array<number>(6).fill(100_000));
    const steps = /<path d="M[\d.]+,([\d.]+)H([\d.]+)(?:L[\d.]+,[\d.]+H[\d.]+){11}"/.exec(
      chartSvg(chart({ ceiling })),
    )?.[0];
    expect(new Set(steps?.match(/(?<=,)[\d.]+(?=H)/g)).size).toBe(2);
  });

  test('grows with a forecast above the ceiling', () => {
    const words = wordsOf(chartSvg(chart({ forecastCommitted: euros(80_000, 120_000, 240_000) })));
    expect(words).toEqual(expect.arrayContaining(['200 k€', 'prévu : 240 k€']));
  });

  test('of nothing says so', () => {
    const nothing = { committed: [], paid: [], forecastCommitted: [], forecastPaid: [] };
    expect(wordsOf(chartSvg(chartWithoutCeiling(nothing)))).toContain('Aucun montant à ce jour');
    expect(wordsOf(chartSvg(chartWithoutCeiling({ ...nothing, months: [] })))).toContain('0 €');
  });

  test('stays within its edges, whatever the data', () => {
    fc.assert(
      fc.property(anyChart, (given) => {
        const svg = chartSvg(given);
        expect(svg).not.toMatch(/NaN|Infinity|undefined/);
        const within = ({ x, y }: { x: number; y: number }) =>
          x >= 0 && x <= size.width && y >= 0 && y <= size.height;
        expect(coordinatesOf(svg).filter((place) => !within(place))).toEqual([]);
      }),
    );
  });

  test('has no text over another or cut by an edge, whatever the data', () => {
    fc.assert(
      fc.property(anyChart, (given) => {
        const texts = textsOf(chartSvg(given));
        expect(texts.filter(({ left, right }) => left < 0 || right > size.width)).toEqual([]);
        const covers = (one: Written, other: Written) =>
          one.left < other.right && other.left < one.right && Math.abs(one.y - other.y) < fontSize;
        const pairs = texts.flatMap((one, rank) =>
          texts.slice(rank + 1).map((other) => [one, other] as const),
        );
        expect(pairs.filter(([one, other]) => covers(one, other))).toEqual([]);
      }),
    );
  });
});

/** Every place that a drawing names; what names only one coordinate stands on the edge of the other. */
function coordinatesOf(svg: string): { x: number; y: number }[] {
  const points: { x: number; y: number }[] = [];
  for (const [, name = '', value = ''] of svg.matchAll(/ (x|x1|x2|cx|y|y1|y2|cy)="([^"]*)"/g)) {
    points.push(name.includes('x') ? { x: Number(value), y: 0 } : { x: 0, y: Number(value) });
  }
  for (const [, d = ''] of svg.matchAll(/ d="([^"]*)"/g)) {
    expect(d).toMatch(/^(?:[ML][\d.]+,[\d.]+|H[\d.]+|Z)*$/);
    for (const [, x, y] of d.matchAll(/[ML]([^,]+),([^MLHZ]+)/g)) points.push({ x: Number(x), y: Number(y) });
    for (const [, x] of d.matchAll(/H([^MLHZ]+)/g)) points.push({ x: Number(x), y: 0 });
  }
  return points;
}

describe('amounts', () => {
  test.each([
    [0, '0 €'],
    [0.05, '0,05 €'],
    [999, '999 €'],
    [-1234.5, '−1 234,50 €'],
    [10_000, '10 k€'],
    [98_500, '98,5 k€'],
    [999_950, '1 000 k€'],
    [1_250_000, '1,25 M€'],
    [10_000_000, '10 M€'],
    [3_000_000_000, '3 Md€'],
    [80_910_000_000_000, '80 910 Md€'],
  ])('%d € is short as %s', (amount, short) => {
    expect(euros(amount).map((cents) => spaced(shortEuros(cents)))).toEqual([short]);
  });

  test.each([
    [
      [0, 100_000],
      [0, 25_000, 50_000, 75_000, 100_000],
    ],
    [[90_000], [0, 25_000, 50_000, 75_000]],
    [[0], [0, 250, 500, 750, 1_000]],
    [[], [0, 250, 500, 750, 1_000]],
    [
      [-4_000, 1_000],
      [-4_000, -2_000, 0],
    ],
  ])('%j are measured by round ones', (amounts, ticks) => {
    expect(scaleOf(euros(...amounts)).ticks.map((cents) => cents / 100)).toEqual(ticks);
  });
});

describe('the image', () => {
  test('is a PNG twice as fine as it is shown', async () => {
    const png = await chartPng(chart());
    expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size.width * 2, size.height * 2]);
    expect(png.length).toBeLessThan(100_000);
  });

  test('is the same, octet for octet, for the same data, and of those alone', async () => {
    const [first, second, other] = await Promise.all(
      [chart(), chart(), chartWithoutCeiling()].map((one) => chartPng(one)),
    );
    expect(first).toEqual(second);
    expect(first).not.toEqual(other);
  });

  test('that cannot be drawn holds no letter back', async () => {
    jest.resetModules();
    jest.doMock('../../letters/chart/png.ts', () => ({
      chartPng: () => Promise.reject(new Error('no font')),
    }));
    const { picturesOf: fresh } = await import('../../letters/chart/pictures.ts');
    const told = jest.fn();
    expect(await fresh(delivery().convention, letter([news({ chart: chart() })]), told)).toEqual([]);
    expect(told).toHaveBeenCalledWith(new Error('no font'));
    jest.dontMock('../../letters/chart/png.ts');
  });
});

describe('the figures', () => {
  test('are those of each month, known or forecast', () => {
    const { caption, columns, groups } = figuresOf(chart());
    expect(caption).toBe('Budget cumulé à la fin de chaque mois, en euros');
    expect(columns).toEqual(['Mois', 'Engagé (AE)', 'Payé (CP)', 'Plafond']);
    expect(groups.map(({ heading, rows }) => [heading, rows.length])).toEqual([
      ['Réalisé', 6],
      ['Prévisions', 6],
    ]);
    expect(groups[0]?.rows[5]?.map(spaced)).toEqual(['septembre 2020', '80 000', '45 000', '100 000']);
    expect(groups[1]?.rows[5]?.map(spaced)).toEqual(['mars 2021', '98 500', '90 000', '100 000']);
  });

  test('are those of 14 months around the last known one, when there are more', () => {
    const months = monthsBetween('2020-04', '2025-03');
    const totals = euros(...months.slice(0, 30).map((_, rank) => rank * 1000));
    const { caption, groups } = figuresOf(chartWithoutCeiling({ months, committed: totals, paid: totals }));
    expect(caption).toContain('(14 mois sur 60)');
    expect(groups.map(({ rows }) => rows.map(([month]) => month)).map((row) => [row[0], row.at(-1)])).toEqual(
      [
        ['février 2022', 'septembre 2022'],
        ['octobre 2022', 'mars 2023'],
      ],
    );
  });

  test('say where there is none, and have cents where one has', () => {
    const { groups, columns } = figuresOf(
      chartWithoutCeiling({ committed: euros(1234.5), paid: euros(0), forecastPaid: [] }),
    );
    expect(columns).toHaveLength(3);
    expect(groups[0]?.rows[0]?.map(spaced)).toEqual(['avril 2020', '1 234,50', '0,00']);
    expect(groups[1]?.rows[0]?.map(spaced)).toEqual(['mai 2020', '84 000,00', '–']);
  });

  test('fit into a plain text, whatever they are', () => {
    fc.assert(
      fc.property(anyChart, (given) => {
        const lines = textOf(contentOf(delivery(), letter([news({ chart: given })]))).split('\n');
        expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(textWidth);
      }),
    );
  });
});

describe('the letter', () => {
  const item = news({ identity: 'report/2020-09', chart: chart() });
  const cid = cidOf('signaux-faibles', 'report/2020-09');

  /** The message as it would travel, and as a mail reader understands it. */
  async function posted(given: Letter): Promise<{ raw: string; mail: ParsedMail; images: Attachment[] }> {
    const about = delivery([given]);
    const pictures = await picturesOf(about.convention, given, (fault) => {
      throw fault;
    });
    const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
    const from = { name: 'Conventions', email: 'conventions@dinum.example' };
    const { message } = await composer.sendMail(composeMail(about, given, from, pictures));
    const mail = await simpleParser(String(message), { skipImageLinks: true });
    const images = mail.attachments.filter(({ contentType }) => contentType === 'image/png');
    return { raw: String(message), mail, images };
  }

  test('carries one image, which its HTML shows', async () => {
    const { mail, images, raw } = await posted(letter([item]));
    expect(images).toMatchObject([
      { cid, contentDisposition: 'inline', filename: 'budget.png', related: true },
    ]);
    expect(images[0]?.content).toEqual(await chartPng(chart()));
    expect(mail.html).toContain(`<img src="cid:${cid}" alt="Budget cumulé d’avril 2020 à mars 2021.`);
    expect(raw).toMatch(/^Content-Type: multipart\/related; type="text\/html"/m);
  });

  test('is composed the same, octet for octet, at every attempt', async () => {
    const [first, second] = [await posted(letter([item])), await posted(letter([item]))];
    expect(first.raw).toBe(second.raw);
  });

  test('tells the figures in its text and, in its HTML, in a table with headers', async () => {
    const { mail } = await posted(letter([item]));
    const text = spaced(String(mail.text));
    expect(text).toContain('\nseptembre 2020       80 000     45 000  100 000\n');
    expect(text.replace(/\s+/g, ' ')).toContain(
      'Fin septembre 2020 : engagé (AE) 80 000 €, payé (CP) 45 000 €, plafond 100 000 €. Prévision pour fin mars 2021 : engagé (AE) 98 500 €',
    );
    const html = String(mail.html);
    expect(html).toMatch(/<caption[^>]*>Budget cumulé à la fin de chaque mois, en euros<\/caption>/);
    expect(html.match(/<th scope="col"/g)).toHaveLength(4);
    expect(html.match(/<th scope="rowgroup"/g)).toHaveLength(2);
    expect(html).toMatch(/<th scope="row"[^>]*>septembre 2020<\/th><td[^>]*>80\u202f000<\/td>/);
  });

  test('carries a chart next to an invitation', async () => {
    const { mail, images } = await posted(letter([{ ...item, meeting: meeting() }]));
    expect(images).toHaveLength(1);
    expect(mail.attachments.map(({ filename }) => filename)).toContain('invite.ics');
  });

  test('about several budgets carries each', async () => {
    const other = news({ identity: 'other', chart: chartWithoutCeiling() });
    const { images, mail } = await posted(letter([item, duty(), other]));
    expect(images.map(({ filename }) => filename)).toEqual(['budget.png', 'budget-2.png']);
    for (const image of images) expect(mail.html).toContain(`src="cid:${image.cid}"`);
  });

  test('shows no chart without a month', async () => {
    const { mail, images } = await posted(letter([news({ chart: chart({ months: [] }) })]));
    expect(images).toEqual([]);
    expect(mail.html).not.toContain('<img');
  });

  test('names its image by what it is about, and by nobody', () => {
    expect(cid).toMatch(/^[0-9a-f]{32}@delegation$/);
    expect(new Set([cid, cidOf('autre', 'report/2020-09'), cidOf('signaux-faibles', 'x')]).size).toBe(3);
  });
});
