import type { Conventions } from '../../client/conventions.ts';
import { importForAll } from '../../client/import-for-all.ts';
import type { Convention } from '../../convention/convention.ts';
import { OutcomeUnknown, Refused } from '../../convention/errors.ts';
import { totalsOf } from '../../convention/ledger/totals.ts';
import { infBud53, type OrderRow } from '../chorus/files.ts';
import { acting, at, inForce } from '../convention/support.ts';

const june = at('2020-06-12');
const places = ['PARIS', 'LYON'] as const;
const row = (costCentre: string, order: string, engaged: number): OrderRow => ({
  costCentre,
  order,
  engaged,
  certified: 10,
});
const rows = [
  row('CC-PARIS', '1', 10_000),
  row('CC-PARIS', '2', 2_345),
  row('CC-LYON', '3', 7_001),
  row('CC-BREST', '4', 55),
  row('CC-NICE', '5', 5),
];

type Way = Pick<Conventions, 'act' | 'every' | 'record'>;

/** Two conventions, reached as the client reaches them. */
function deployed(changes: Partial<Record<keyof Way, unknown>> = {}) {
  const records = new Map<string, Convention>(
    places.map((place) => {
      const codes = { fundsCentre: '0103-CEFP-C003', costCentre: `CC-${place}` };
      return [place.toLowerCase(), inForce({ id: place.toLowerCase(), budget: { codes } }, '2020-04-10')];
    }),
  );
  const recordOf = (id: string) => {
    const record = records.get(id);
    if (!record) throw new Error(id);
    return record;
  };
  const way = {
    every: async () => [...records.keys()].map((id) => ({ id, phase: 'inForce' })),
    record: async (id: string) => recordOf(id),
    async act(id: string, name: 'importLedger', input: unknown) {
      records.set(id, acting(recordOf(id), june, [name, input]));
      return recordOf(id).journal.at(-1)?.text ?? '';
    },
    ...changes,
  } as Way;
  const committed = () => [...records.values()].map(({ ledger }) => totalsOf(ledger).committed);
  return { way, committed };
}

const imported = (way: Way, bytes = infBud53(rows)) =>
  importForAll(way, { name: 'export.csv', bytes }, june.today);
/** A text whose spaces may all break. */
const plain = (lines: readonly string[]) => lines.join('\n').replace(/[\u00a0\u202f]/g, ' ');

test('an export that nobody looks at goes to each convention, with a report whose parts come to the file, to the cent', async () => {
  const { way, committed } = deployed();
  const fate = await imported(way);
  if (fate.state !== 'imported') throw new Error(fate.reason);
  expect(committed()).toEqual([12_345, 7_001]);
  const report = plain(fate.report);
  expect(report).toContain('Total du fichier : engagé 194,06 €, service fait 0,50 €, payé 0,00 €');
  expect(report).toContain('aux conventions (2) : engagé 193,46 €, service fait 0,30 €, payé 0,00 €');
  expect(report).toContain('à aucune (2 lignes) : engagé 0,60 €, service fait 0,20 €, payé 0,00 €');
  expect(report).toContain(
    'paris (2 lignes) : engagé 123,45 €, service fait 0,20 €, payé 0,00 €\n    Import de',
  );
  expect(report).toMatch(/imputation inconnue : .*« CC-BREST ».*\n {4}engagé 0,55 €.*; ligne 8 du fichier/);
  expect(fate).toMatchObject({
    refused: [],
    unclaimed: [
      { what: expect.stringMatching(/^1 ligne, engagé 0,55\s€, /), why: expect.stringContaining('CC-BREST') },
      { what: expect.stringMatching(/^1 ligne, engagé 0,05\s€, /), why: expect.stringContaining('CC-NICE') },
    ],
  });
});

test('the same export again changes nothing, and says so of each', async () => {
  const { way, committed } = deployed();
  await imported(way);
  const fate = await imported(way);
  expect(committed()).toEqual([12_345, 7_001]);
  expect(fate).toMatchObject({ state: 'imported' });
  expect('report' in fate && plain(fate.report).match(/Déjà au registre : rien ne change\./g)).toHaveLength(
    2,
  );
});

test('a share that is refused is told, and the others are imported', async () => {
  const { way, committed } = deployed();
  const act: Way['act'] = async (id, ...asked) => {
    if (id === 'lyon') throw new Refused('SHORTFALL', 'Crédits insuffisants.');
    return way.act(id, ...asked);
  };
  const fate = await imported({ ...way, act });
  expect(committed()).toEqual([12_345, 0]);
  expect(fate).toMatchObject({ refused: [{ what: 'lyon', why: 'Crédits insuffisants.' }] });
  expect('report' in fate && plain(fate.report)).toContain('Refusé : Crédits insuffisants.');
});

test('a file that has faults is refused whole, in words of no command line', async () => {
  const { way, committed } = deployed();
  expect(await imported(way, infBud53([row('CC-PARIS', '1,5E+09', 5)]))).toMatchObject({
    state: 'refused',
    reason: expect.stringMatching(/« export\.csv » a un défaut : rien n’est importé\.\n {2}ligne 5/),
  });
  const undated = await imported(way, infBud53([{ engaged: 500, carriedOver: 200 }]));
  expect(undated).toMatchObject({
    state: 'refused',
    reason: expect.stringContaining('importez-le par la page « Importer un export de Chorus »'),
  });
  expect(committed()).toEqual([0, 0]);
});

test.each([
  ['does not answer', 'record', new Refused('ENGINE_UNREACHABLE', 'Le moteur n’a pas répondu.')],
  ['may have done its own', 'act', new OutcomeUnknown('chorus-1', 'Votre demande est partie.')],
] as const)('nothing is said to be imported while one %s', async (_how, method, error) => {
  const { way } = deployed({
    [method]: async () => {
      throw error;
    },
  });
  expect(await imported(way)).toMatchObject({
    state: 'later',
    reason: expect.stringContaining(error.message),
  });
});
