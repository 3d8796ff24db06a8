import { folded } from '../client/folded.ts';

/** A French text as a part of an address: `Équipe à l’œuvre` is `equipe-a-l-oeuvre`. */
export function slugOf(text: string): string {
  return folded(text.replaceAll('œ', 'oe').replaceAll('Œ', 'Oe'))
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
