/** Something told as a label and its value: `['Fin de la convention', '29 février 2024']`. */
export type Fact = readonly [label: string, value: string];

/** Facts, without those that have no value. */
export function factsOf(
  facts: readonly (readonly [label: string, value: string | false | undefined])[],
): readonly Fact[] {
  return facts.flatMap(([label, value]) => (value ? [[label, value] as const] : []));
}
