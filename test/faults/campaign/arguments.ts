import { randomInt } from 'node:crypto';
import type { Ground } from './field.ts';

/** What a campaign is asked for. */
export interface CampaignAsked {
  readonly ground: Ground;
  readonly count: number;
  readonly seed: number;
}

export const help = `npm run faults -- [--count N] [--seed S] [--cluster]

Vit une matinée de conventions pendant que, toutes les 2 à 10 secondes, une panne survient : processus tués ou figés,
liaisons coupées, messagerie qui refuse ou se tait, disques pleins, horloges déplacées, versions qui se remplacent.
Compte ensuite, d’après les seuls documents et actes, ce qui devait être dit : rien de perdu, rien sous une autre
identité, chaque acte fait une fois ou refusé. Sort avec 1 quand ce n’est pas le cas.

  --count N  nombre de pannes, de 1 à 100000 ; 60 par défaut
  --seed S   graine qui choisit les pannes, entier de 0 à 4294967295 ; tirée au sort et affichée par défaut
  --cluster  sur une grappe : deux serveurs Temporal, PostgreSQL, deux workers, deux processus web
  --help     affiche ceci
`;

/**
 * Reads what was typed.
 * @returns `help` when that is asked for.
 * @throws RangeError that says in French what was given, and what would be accepted.
 */
export function readArguments(typed: readonly string[]): CampaignAsked | 'help' {
  let count = 60;
  let seed = randomInt(2 ** 32);
  let ground: Ground = 'machine';
  const given = typed.filter((word) => word !== '--cluster');
  if (given.length < typed.length) ground = 'cluster';
  const words = given.flatMap((word) => (/^--\w+=/.test(word) ? word.split(/=(.*)/s, 2) : [word]));
  for (let rank = 0; rank < words.length; rank += 2) {
    const [name, value] = [words[rank], words[rank + 1]];
    if (name === '--help' || name === '-h') return 'help';
    if (name === '--count') count = whole(name, value, 1, 100_000);
    else if (name === '--seed') seed = whole(name, value, 0, 2 ** 32 - 1);
    else throw new RangeError(`« ${name} » refusé ; accepté : --count N, --seed S, --cluster ou --help.`);
  }
  return { ground, count, seed };
}

/** What is typed to ask for the same again. */
export function typedFor({ ground, count, seed }: CampaignAsked): string {
  return `--count ${count} --seed ${seed}${ground === 'cluster' ? ' --cluster' : ''}`;
}

function whole(name: string, value: string | undefined, least: number, most: number): number {
  const number = /^\d{1,10}$/.test(value ?? '') ? Number(value) : Number.NaN;
  if (number >= least && number <= most) return number;
  const given = value === undefined ? 'absent' : `« ${value} » refusé`;
  throw new RangeError(`${name} : ${given} ; accepté : un nombre entier de ${least} à ${most}.`);
}
