import type { z } from 'zod';

/** Who of `npm start`'s processes needs a secret. */
export type Part = 'mailbox' | 'engine' | 'web' | 'worker' | 'command';

/** A setting of the environment. */
export interface Setting<Schema extends z.ZodType = z.ZodType> {
  /** What it is for, in French, in Markdown. */
  readonly meaning: string;
  /** What is accepted, in French; refusals say the same. */
  readonly accepts: string;
  /** Reads it; says nothing itself of what is accepted. Its default is a `prefault`, as one would type it. */
  readonly schema: Schema;
  /** What holds without it, in French, where that is no value one could type. */
  readonly otherwise?: string;
  /** For a secret, or what holds one: the processes that need it. No other is given it. */
  readonly secretOf?: readonly Part[];
}

/** The schemas of a table. */
type Shape<Table> = { [Name in keyof Table]: Table[Name] extends Setting<infer Schema> ? Schema : never };

/** A table of settings, its types kept. */
export function declare<Table extends Record<string, Setting>>(table: Table): Table {
  return table;
}

/** The schemas of a table, for `z.object`. */
export function shapeOf<Table extends Record<string, Setting>>(table: Table): Shape<Table>;
export function shapeOf(table: Record<string, Setting>): Record<string, z.ZodType> {
  return Object.fromEntries(Object.entries(table).map(([name, { schema }]) => [name, schema]));
}
