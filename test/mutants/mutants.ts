import { createHash } from 'node:crypto';
import { parseSync } from '@swc/core';

/** A change of one operator, constant or condition, which a test must notice. */
export interface Mutant {
  readonly file: string;
  /** Where the changed text begins, in bytes of the source. */
  readonly at: number;
  readonly line: number;
  readonly was: string;
  readonly becomes: string;
  /** The whole expression of which it gives another meaning, in bytes of the source. */
  readonly within: Range;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

const others: Readonly<Record<string, string>> = {
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '%': '*',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '===': '!==',
  '!==': '===',
  '&&': '||',
  '||': '&&',
  '??': '&&',
};

/** Every mutant of a source, in the order of its text. */
export function mutantsOf(file: string, source: string): Mutant[] {
  const bytes = Buffer.from(source);
  // A first statement that begins where the text does: the parser counts from where it stopped the time before.
  const prefix = '0;';
  const module: unknown = parseSync(prefix + source, { syntax: 'typescript', target: 'es2022' });
  const origin = startOf(Object(module).body[0]) + prefix.length;
  const found: Mutant[] = [];
  const add = (start: number, end: number, becomes: string, whole: unknown) => {
    const at = start - origin;
    const was = bytes.subarray(at, end - origin).toString();
    const line = bytes.subarray(0, at).toString().split('\n').length;
    const within = { from: startOf(whole) - origin, to: endOf(whole) - origin };
    found.push({ file, at, line, was, becomes, within });
  };
  const walk = (node: unknown, chain?: unknown): void => {
    if (Array.isArray(node)) {
      for (const one of node) walk(one);
      return;
    }
    if (typeof node !== 'object' || node === null) return;
    const { type, ...parts } = Object(node);
    // Another operator binds otherwise: `a && b && c` becomes `a || b && c`.
    const whole = type === 'BinaryExpression' ? (chain ?? node) : undefined;
    if (type === 'ImportDeclaration' || (typeof type === 'string' && isOfTypes(type))) return;
    if (type === 'BinaryExpression') {
      const becomes = others[parts.operator];
      const [from, to] = [endOf(parts.left), startOf(parts.right)];
      const gap = bytes.subarray(from - origin, to - origin).toString('latin1');
      const start = from + gap.indexOf(parts.operator);
      if (becomes) add(start, start + parts.operator.length, becomes, whole);
    }
    if (type === 'NumericLiteral') add(startOf(node), endOf(node), String(parts.value + 1), node);
    if (type === 'BooleanLiteral') add(startOf(node), endOf(node), String(!parts.value), node);
    if (type === 'UnaryExpression' && parts.operator === '!')
      add(startOf(node), startOf(parts.argument), '', node);
    if (type === 'ConditionalExpression' || type === 'IfStatement')
      for (const always of ['true', 'false']) add(startOf(parts.test), endOf(parts.test), always, parts.test);
    for (const part of Object.values(parts)) walk(part, whole);
  };
  walk(Object(module).body.slice(1));
  return found.sort((a, b) => a.at - b.at);
}

/** The source with one mutant in it. */
export function mutated(source: string, { at, was, becomes }: Mutant): string {
  const bytes = Buffer.from(source);
  return Buffer.concat([
    bytes.subarray(0, at),
    Buffer.from(becomes),
    bytes.subarray(at + Buffer.byteLength(was)),
  ]).toString();
}

/** For what runs a source in another process than that of Jest. */
const asked =
  'globalThis.mutant ??= ((inForce) => (number) => number === inForce)(Number(process.env.MUTANT)); ';

/** The source with some mutants in it at once: as it runs, `mutant(5)` tells whether the one numbered 5 is in force. */
export function withChoices(source: string, numbered: readonly (readonly [number, Mutant])[]): string {
  const bytes = Buffer.from(source);
  const written = ({ from, to }: Range) => bytes.subarray(from, to).toString();
  const textOf = (range: Range, inside: typeof numbered): string => {
    const first = inside[0]?.[1].within;
    if (!first) return written(range);
    const of = (is: (within: Range) => boolean) => inside.filter(([, { within }]) => is(within));
    const choices = of(({ from, to }) => from === first.from && to === first.to).map(
      ([number, mutant]) =>
        `mutant(${number}) ? ${mutated(written(first), { ...mutant, at: mutant.at - first.from })} : `,
    );
    const before = written({ from: range.from, to: first.from });
    const pristine = textOf(
      first,
      of(({ from, to }) => to <= first.to && (from > first.from || to < first.to)),
    );
    const after = textOf(
      { from: first.to, to: range.to },
      of(({ from }) => from >= first.to),
    );
    return `${before}(${choices.join('')}${pristine})${after}`;
  };
  const outermostFirst = [...numbered].sort(
    ([, { within: a }], [, { within: b }]) => a.from - b.from || b.to - a.to,
  );
  return asked + textOf({ from: 0, to: bytes.length }, outermostFirst);
}

/** So many of them, the same for the same seed and sources. */
export function sampled(mutants: readonly Mutant[], count: number, seed: string): Mutant[] {
  const rank = ({ file, at, becomes }: Mutant) =>
    createHash('sha256').update(`${seed} ${file} ${at} ${becomes}`).digest('hex');
  return mutants
    .map((mutant) => ({ mutant, rank: rank(mutant) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .slice(0, count)
    .map(({ mutant }) => mutant);
}

/** Types change nothing that runs; casts hold an expression. */
function isOfTypes(type: string): boolean {
  return (
    type.startsWith('Ts') && !['TsAsExpression', 'TsSatisfiesExpression', 'TsConstAssertion'].includes(type)
  );
}

function startOf(node: unknown): number {
  return Object(node).span.start;
}

function endOf(node: unknown): number {
  return Object(node).span.end;
}
