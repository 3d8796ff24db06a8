/** What may be measured by itself, with the numbers that it takes and the flag it knows. */
const measures = {
  morning: { numbers: [number('conventions', 100, 5000), number('minutes', 1)], flags: ['--cluster'] },
  portfolio: { numbers: [number('conventions', 1000, 10_000)] },
  person: { numbers: [number('conventions', 2, 300)] },
  idle: {},
  'import-all': {},
  each: {},
} as const satisfies Record<
  string,
  { readonly numbers?: readonly Count[]; readonly flags?: readonly string[] }
>;

/** A number that a measure takes: what it counts, the least of them, how many when none is given. */
interface Count {
  readonly of: string;
  readonly least: number;
  readonly otherwise?: number;
}

export type Measure = keyof typeof measures;

/** What was asked for: everything, one measure and its numbers, the usage, or a fault to be told. */
export type Asked =
  | { readonly all: true }
  | {
      readonly measure: Measure;
      readonly numbers: readonly (number | undefined)[];
      readonly flags: readonly string[];
    }
  | { readonly help: true }
  | { readonly refused: string };

/** How `npm run bench` is used, in French. */
export const usage = `npm run bench [-- MESURE [NOMBRES]]

Mesure, et montre à côté ce qui est promis ; sans rien, ce qui tient en quelques minutes.
  morning N M         les courriels d’un matin de N conventions (5 000) en M minutes ; --cluster : sur deux nœuds
  portfolio N         les pages de qui suit N conventions (10 000)
  person N            une personne dans N conventions (300), pendant un an
  idle                une convention qui ne fait rien, pendant dix ans
  import-all          un export de Chorus pour 300 conventions
  each                un même acte dans 300 conventions
`;

/** Reads the arguments of `npm run bench`. */
export function measureIn([name, ...words]: readonly string[]): Asked {
  if (name === undefined) return { all: true };
  if ([name, ...words].some((word) => word === '--help' || word === '-h')) return { help: true };
  if (!isMeasure(name))
    return { refused: `« ${name} » n’est pas une mesure ; acceptées : ${Object.keys(measures).join(', ')}.` };
  const { numbers = [], flags = [] }: { numbers?: readonly Count[]; flags?: readonly string[] } =
    measures[name];
  const [given, values] = [
    words.filter((word) => flags.includes(word)),
    words.filter((word) => !flags.includes(word)),
  ];
  const extra = values[numbers.length];
  if (extra !== undefined) return { refused: `« ${extra} » est de trop pour « ${name} ».` };
  const odd = numbers.findIndex(({ least }, rank) => !isAtLeast(values[rank], least));
  const { of = '', least = 0 } = numbers[odd] ?? {};
  if (odd >= 0)
    return { refused: `« ${values[odd]} » refusé ; accepté : un nombre de ${of}, d’au moins ${least}.` };
  const counted = numbers.map(({ otherwise }, rank) =>
    values[rank] === undefined ? otherwise : Number(values[rank]),
  );
  return { measure: name, numbers: counted, flags: given };
}

function isMeasure(name: string): name is Measure {
  return Object.hasOwn(measures, name);
}

function isAtLeast(value: string | undefined, least: number): boolean {
  return value === undefined || (/^\d{1,7}$/.test(value) && Number(value) >= least);
}

function number(of: string, least: number, otherwise?: number): Count {
  return { of, least, ...(otherwise === undefined ? {} : { otherwise }) };
}
