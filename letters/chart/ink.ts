import { light } from '../theme.ts';

/** The colours of a chart; each text has a contrast of 4.5 or more on white, each line of 3 or more (RGAA 3.2, 3.3). */
export const ink = {
  ground: '#ffffff',
  text: light.sheet.text,
  quiet: light.quiet.text,
  edge: light.line,
  grid: '#e3e8ee',
  axis: '#7b8694',
  /** Behind the months that are forecast. */
  ahead: '#f3f5f8',
  committed: light.accent.text,
  paid: '#18753c',
  ceiling: '#a1132b',
} as const;
