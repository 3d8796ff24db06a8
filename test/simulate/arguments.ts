import type { Campaign } from './campaign.ts';

/** How `npm run simulate` is used, in French. */
export const usage = `npm run simulate -- [--years N] [--seed S] [--path P]

Vit N années de conventions au hasard (1 000 par défaut), et vérifie ce qui doit tenir dans toutes.
  --years N  années à vivre, de 1 à 1 000 000
  --seed S   graine de la première vie, un nombre entier de 0 à 2 147 483 647 ; 1 par défaut
  --path P   avec --seed : la seule vie qu’un échec a nommée, par exemple 17:0:3
`;

/** What was asked for: lives, the usage, or a fault to be told. */
export type Asked = { readonly campaign: Campaign } | { readonly help: true } | { readonly refused: string };

/** Reads the arguments of `npm run simulate`. */
export function campaignIn(args: readonly string[]): Asked {
  const given = new Map<string, string>();
  for (let rank = 0; rank < args.length; rank += 2) {
    const [name = '', value] = args.slice(rank);
    if (name === '--help' || name === '-h') return { help: true };
    const about = rules.get(name);
    if (!about)
      return { refused: `« ${name} » n’est pas une option ; acceptées : ${[...rules.keys()].join(', ')}.` };
    if (value === undefined || !about.is(value))
      return { refused: `« ${value ?? 'rien'} » refusé pour ${name} ; accepté : ${about.accepted}.` };
    if (given.has(name)) return { refused: `« ${name} » est donné deux fois ; accepté : une fois.` };
    given.set(name, value);
  }
  const path = given.get('--path');
  if (path !== undefined && !given.has('--seed'))
    return { refused: '« --path » refusé sans « --seed » ; accepté : les deux, comme un échec les donne.' };
  const years = Number(given.get('--years') ?? 1000);
  const seed = Number(given.get('--seed') ?? 1);
  return { campaign: { years, seed, ...(path === undefined ? {} : { path }) } };
}

const rules = new Map([
  [
    '--years',
    {
      accepted: 'un nombre entier d’années, de 1 à 1000000',
      is: (value: string) => isWhole(value, 1, 1_000_000),
    },
  ],
  [
    '--seed',
    {
      accepted: 'un nombre entier, de 0 à 2147483647',
      is: (value: string) => isWhole(value, 0, 2_147_483_647),
    },
  ],
  [
    '--path',
    {
      accepted: 'des nombres séparés par « : », comme 17:0:3',
      is: (value: string) => /^\d+(:\d+)*$/.test(value),
    },
  ],
]);

function isWhole(value: string, min: number, max: number): boolean {
  return /^\d{1,10}$/.test(value) && Number(value) >= min && Number(value) <= max;
}
