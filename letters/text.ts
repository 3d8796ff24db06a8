import type { Action, Content, Fact, Group, Matter } from './content.ts';
import { tableLines } from './table-lines.ts';
import { wrap } from './wrap.ts';

/** A letter as plain text: everything its HTML says, in the same order. */
export function textOf(content: Content): string {
  const { convention, late, heading, summary, action, groups, answer, footer, links } = content;
  const blocks = [
    [...wrap(convention.shortName), ...wrap(convention.title), ...wrap(convention.parties)],
    ['Bonjour,'],
    ...(late === undefined ? [] : [wrap(late)]),
    ...(heading === undefined ? [] : [underlined(heading, '='), wrap(summary)]),
    ...(action ? [actionLines(action)] : []),
    ...groups.flatMap(groupBlocks),
    underlined(answer.heading, '-'),
    wrap(answer.text),
    // The usual mark of what a reply need not quote (RFC 3676 §4.3).
    ['-- ', [...footer.map((one) => wrap(one)), ...links.map(actionLines)].map(joined).join('\n\n')],
  ];
  return `${blocks.map(joined).join('\n\n')}\n`;
}

function joined(lines: readonly string[]): string {
  return lines.join('\n');
}

/** An address alone on its line: no reader takes what follows for a part of it. */
function actionLines({ label, url }: Action): string[] {
  return [...wrap(`${label}\u00a0:`), url];
}

function groupBlocks({ heading, matters, closing }: Group): string[][] {
  const alone = heading === undefined;
  return [
    ...(alone ? [] : [underlined(heading, '-')]),
    ...matters.flatMap((matter) =>
      matterBlocks(matter, alone ? underlined(matter.title, '=') : wrap(matter.title, '* ')),
    ),
    ...closing.map((paragraph) => wrap(paragraph)),
  ];
}

function matterBlocks(
  { status, lead, paragraphs, facts, action, chart }: Matter,
  title: string[],
): string[][] {
  return [
    [...title, ...wrap(`[${status}]`)],
    wrap(lead),
    ...(facts.length > 0 ? [factLines(facts)] : []),
    ...(chart ? [wrap(chart.alt), tableLines(chart.table)] : []),
    ...paragraphs.map((paragraph) => wrap(paragraph)),
    ...(action ? [actionLines(action)] : []),
  ];
}

/** Widest label that shares a line with its value. */
const labelWidth = 24;

function factLines(facts: readonly Fact[]): string[] {
  const widths = facts.map(([label]) => label.length).filter((length) => length <= labelWidth);
  const column = Math.max(0, ...widths);
  return facts.flatMap(([label, value]) =>
    label.length <= labelWidth
      ? wrap(value, `  ${label.padEnd(column)} : `)
      : [...wrap(`${label}\u00a0:`, '  '), ...wrap(value, '    ')],
  );
}

function underlined(text: string, rule: string): string[] {
  const lines = wrap(text);
  return [...lines, rule.repeat(Math.max(...lines.map((line) => [...line].length)))];
}
