/** The word for a count: `1 jour`, `2 jours`. */
export function plural(count: number, one: string, many: string): string {
  return count > 1 ? many : one;
}
