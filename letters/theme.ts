import type { Tone } from './content.ts';

/** A text colour and what it is read on; every pair has a contrast of 4.5 or more (RGAA 3.2, WCAG 2.2 §1.4.3). */
export interface Pair {
  readonly text: string;
  readonly ground: string;
}

/** The colours of a letter, by day or by night. */
export interface Palette {
  /** Around the sheet. */
  readonly page: Pair;
  readonly sheet: Pair;
  /** Secondary text, on the sheet. */
  readonly quiet: Pair;
  /** Names and rules, on the sheet. */
  readonly accent: Pair;
  readonly panel: Pair;
  readonly button: Pair;
  readonly line: string;
  readonly tones: Readonly<Record<Tone, Pair>>;
}

/** The colours by day. */
export const light: Palette = {
  page: { text: '#4a5563', ground: '#eef1f5' },
  sheet: { text: '#1c2430', ground: '#ffffff' },
  quiet: { text: '#4a5563', ground: '#ffffff' },
  accent: { text: '#1f3a68', ground: '#ffffff' },
  panel: { text: '#1c2430', ground: '#f5f7fa' },
  button: { text: '#ffffff', ground: '#1f3a68' },
  line: '#d5dbe3',
  tones: {
    urgent: { text: '#8a1538', ground: '#fdecf0' },
    overdue: { text: '#9b1c1c', ground: '#fdeeee' },
    today: { text: '#7a4100', ground: '#fff3e0' },
    awaited: { text: '#7a4100', ground: '#fff3e0' },
    coming: { text: '#1f3a68', ground: '#e8f0fb' },
    opened: { text: '#14532d', ground: '#e8f5ec' },
    information: { text: '#3d4551', ground: '#eef1f5' },
  },
};

/** The colours by night. */
export const dark: Palette = {
  page: { text: '#b4bdc9', ground: '#10141a' },
  sheet: { text: '#e9edf2', ground: '#1a2029' },
  quiet: { text: '#b4bdc9', ground: '#1a2029' },
  accent: { text: '#a9c7f7', ground: '#1a2029' },
  panel: { text: '#e9edf2', ground: '#232b36' },
  button: { text: '#10141a', ground: '#a9c7f7' },
  line: '#3a4452',
  tones: {
    urgent: { text: '#ffb3c4', ground: '#42172a' },
    overdue: { text: '#ffb4ab', ground: '#40191a' },
    today: { text: '#ffd08a', ground: '#3d2a0c' },
    awaited: { text: '#ffd08a', ground: '#3d2a0c' },
    coming: { text: '#a9c7f7', ground: '#1b2f4f' },
    opened: { text: '#9fe0b5', ground: '#163524' },
    information: { text: '#d3d9e1', ground: '#2c3542' },
  },
};

/** System fonts only: nothing is fetched. */
export const font = "'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/** What inline styles cannot say: night, small screens, and what only Outlook reads. */
export const stylesheet = `
  .preview { mso-hide: all; }
  .button-cell { mso-padding-alt: 12px 24px; }
  a { color: inherit; }
  @media (max-width: 560px) {
    .gutter { padding-left: 18px !important; padding-right: 18px !important; }
    .edge { padding: 0 !important; }
    .fact, .fact th, .fact td { display: block !important; width: auto !important; }
    .fact th { padding: 8px 14px 0 !important; border-top: 0 !important; }
    .fact td { padding: 0 14px 8px !important; border-top: 0 !important; }
  }
  @media (prefers-color-scheme: dark) {
    ${rules(dark, '')}
  }
  ${rules(dark, '[data-ogsc] ')}
`;

/** Outlook on the web and on telephones marks its night with \`data-ogsc\` instead of the media query. */
function rules(palette: Palette, within: string): string {
  const { page, sheet, panel, button } = palette;
  const surfaces = { page, sheet, panel, button };
  const tones = Object.entries(palette.tones).map(([tone, pair]) => [`tone-${tone}`, pair] as const);
  return [
    ...[...Object.entries(surfaces), ...tones].map(
      ([name, { text, ground }]) =>
        `${within}.${name} { color: ${text} !important; background-color: ${ground} !important; }`,
    ),
    `${within}.quiet { color: ${palette.quiet.text} !important; }`,
    `${within}.accent { color: ${palette.accent.text} !important; border-color: ${palette.accent.text} !important; }`,
    `${within}.line { border-color: ${palette.line} !important; }`,
  ].join('\n    ');
}
