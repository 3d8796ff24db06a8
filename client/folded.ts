/** Without capitals nor accents: `Équipe` is found by `equipe`. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
