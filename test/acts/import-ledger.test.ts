import { doAct } from '../../acts/acts.ts';
import { shortfallUnderWay } from '../../convention/ledger/shortfall.ts';
import { totalsOf } from '../../convention/ledger/totals.ts';
import { lineOf } from '../convention/ledger/entries.ts';
import {
  acting,
  amendedBy,
  at,
  deepFreeze,
  ended,
  inForce,
  refusalOf,
  signed,
} from '../convention/support.ts';
import { by, lacking, may, order, ordered, payment, sha256 } from './fixtures.ts';
import { itRefuses } from './refusals.ts';

const file = [lineOf('commitment', 'A', 10, 40_000), lineOf('payment', 'A', 1, 5000)];
const importing = (lines: readonly object[], source = 'mai.csv') => ({ by, source, sha256, lines });
const imported = acting(inForce(), may, ['importLedger', importing(file)]);
const suspended = deepFreeze({
  ...imported,
  shortfalls: lacking.shortfalls,
  suspensions: [{ shortfall: 1, since: may.today }],
});
const over = deepFreeze({ ...ended(), ledger: imported.ledger });
const after = at('2021-04-12');
const [line] = file;

describe('a bad import is refused in French, with its code', () => {
  itRefuses([
    ['of nothing', 'importLedger', importing([]), inForce(), may, 'BAD_ACT', /une liste de 1 à/],
    [
      'without a fingerprint',
      'importLedger',
      { ...importing(file), sha256: 'x' },
      inForce(),
      may,
      'BAD_ACT',
      /sha256 : « x »/,
    ],
    [
      'of a line of half a cent',
      'importLedger',
      importing([{ ...line, amount: 0.5 }]),
      inForce(),
      may,
      'BAD_ACT',
      /lines\[0\]\.amount : « 0\.5 »/,
    ],
    [
      'of a line on no day',
      'importLedger',
      importing([{ ...line, on: '2020-02-30' }]),
      inForce(),
      may,
      'BAD_ACT',
      /lines\[0\]\.on : « 2020-02-30 »/,
    ],
    [
      'with a line break in a key',
      'importLedger',
      importing(['a', 'b'].map((key) => ({ ...line, key: `${key}\n` }))),
      inForce(),
      may,
      'BAD_ACT',
      /lines\[0\]\.key/,
    ],
    [
      'that names a line twice',
      'importLedger',
      importing([...file, { ...line, amount: 1 }]),
      inForce(),
      may,
      'BAD_ACT',
      /« commitment A 10 » .*nomme deux lignes de « mai\.csv »/,
    ],
    [
      'of a payment without its order',
      'importLedger',
      importing([lineOf('payment', 'B', 1, 10)]),
      imported,
      may,
      'UNKNOWN_REFERENCE',
      /« B » \(EJ B, poste 1\)/,
    ],
    [
      'of more payments than orders',
      'importLedger',
      importing([lineOf('payment', 'A', 2, 35_000.01)]),
      imported,
      may,
      'BAD_ACT',
      /« A » aurait 40.000,01.€ payés pour 40.000,00/,
    ],
    [
      'of an order that comes to less than nothing',
      'importLedger',
      importing([lineOf('commitment', 'B', 10, -5)]),
      inForce(),
      may,
      'BAD_ACT',
      /« B » aurait 0,00.€ payés pour −5,00/,
    ],
    [
      'of refunds above what was paid',
      'importLedger',
      importing([lineOf('payment', 'A', 2, -5000.01)]),
      imported,
      may,
      'BAD_ACT',
      /« A » aurait −0,01/,
    ],
    [
      'of tomorrow',
      'importLedger',
      importing([lineOf('commitment', 'B', 10, 5, '2020-05-05')]),
      inForce(),
      may,
      'BAD_DATE',
      /EJ B, poste 10 : « 2020-05-05 »/,
    ],
    [
      'of before the effect',
      'importLedger',
      importing([lineOf('commitment', 'B', 10, 5, '2020-04-09')]),
      inForce(),
      may,
      'BAD_DATE',
      /EJ B, poste 10 : « 2020-04-09 »/,
    ],
    [
      'before the convention takes effect',
      'importLedger',
      importing(file),
      signed(),
      may,
      'NOT_NOW',
      /pas encore pris effet/,
    ],
    [
      'of a new order while the execution is suspended',
      'importLedger',
      importing([lineOf('commitment', 'B', 10, 5)]),
      suspended,
      may,
      'NOT_NOW',
      /EJ B, poste 10 : .*suspendue/,
    ],
    [
      'of an order raised while the execution is suspended',
      'importLedger',
      importing([lineOf('commitment', 'A', 10, 40_001)]),
      suspended,
      may,
      'NOT_NOW',
      /suspendue/,
    ],
    [
      'of what is there already',
      'importLedger',
      importing(file),
      imported,
      may,
      'ALREADY_DONE',
      /Les 2 lignes de « mai\.csv » sont déjà au registre/,
    ],
    [
      'of what is there already, after the end',
      'importLedger',
      importing(file),
      over,
      after,
      'ALREADY_DONE',
      /rien ne change/,
    ],
  ]);
});

describe('an import', () => {
  it('is one act: all of it in the ledger, and its counts and fingerprint in the journal', () => {
    expect(imported.ledger).toHaveLength(2);
    expect(imported.journal.at(-1)).toMatchObject({
      text: expect.stringMatching(/« mai\.csv » : .*2.* 0.* 0/),
      input: { sha256: 'ab'.repeat(32) },
    });
  });

  it('is all or nothing: one bad line, and nothing is written', () => {
    const lines = [...file, lineOf('commitment', 'B', 10, 5, '2020-05-05')];
    expect(refusalOf(inForce(), 'importLedger', importing(lines), may).code).toBe('BAD_DATE');
  });

  it('above the ceiling is not recorded, and opens the shortfall with what lacks', () => {
    const lines = [...file, lineOf('commitment', 'B', 10, 65_000)];
    const { convention, refusal } = doAct(inForce(), 'importLedger', importing(lines), may);
    expect(refusal?.code).toBe('SHORTFALL');
    expect(convention.ledger).toEqual([]);
    expect(shortfallUnderWay(convention)).toMatchObject({
      missing: 500_000,
      needed: 10_500_000,
      reason: 'import de « mai.csv »',
    });
  });

  it('that lowers one order for another stays within the ceiling', () => {
    const lines = [lineOf('commitment', 'A', 10, 10_000), lineOf('commitment', 'B', 10, 90_000)];
    expect(totalsOf(acting(imported, may, ['importLedger', importing(lines)]).ledger).committed).toBe(
      10_000_000,
    );
  });

  it('of payments and releases goes on while the execution is suspended', () => {
    const lines = [lineOf('payment', 'A', 2, 10), lineOf('commitment', 'A', 10, 39_000)];
    expect(totalsOf(acting(suspended, may, ['importLedger', importing(lines)]).ledger)).toMatchObject({
      committed: 3_900_000,
      paid: 501_000,
    });
  });

  it('of the last payments, after the end, closes the duty to pay them', () => {
    const lines = [lineOf('payment', 'A', 2, 35_000, '2021-04-12')];
    const settled = acting(over, after, ['importLedger', importing(lines)]);
    expect(settled.outcomes['open-commitments']?.state).toBe('done');
    const declared = { by, duties: [{ duty: 'open-commitments', evidence: 'payés' }] };
    expect(refusalOf(over, 'markDone', declared, after).message).toMatch(
      /propre acte : « delegation entry » ou « delegation import »\.$/,
    );
  });

  it('leaves what was typed by hand', () => {
    const both = acting(ordered, may, ['importLedger', importing(file)]);
    expect(totalsOf(both.ledger).committed).toBe(8_000_000);
  });
});

describe('an export that Chorus has gone beyond', () => {
  const later = [lineOf('commitment', 'A', 10, 60_000), lineOf('payment', 'A', 1, 5000)];
  const june = at('2020-06-12');
  const newer = { by, source: 'juin.csv', sha256: 'cd'.repeat(32), lines: later };
  const since = acting(imported, june, ['importLedger', newer]);

  it('does not bring old amounts back', () => {
    const refused = refusalOf(since, 'importLedger', importing(file), june);
    expect(refused.code).toBe('ALREADY_DONE');
    expect(refused.message).toMatch(/« mai.csv » a déjà été importé, le 4 mai 2020/);
  });

  it('counts what it changed from the day of the import', () => {
    expect(since.ledger.slice(-2).map(({ kind, on }) => [kind, on])).toEqual([
      ['correction', '2020-06-12'],
      ['commitment', '2020-06-12'],
    ]);
  });

  it('is taken again once the ceiling is adjusted, though the order is older than the adjustment', () => {
    const raise = { ...newer, lines: [lineOf('commitment', 'A', 10, 120_000)] };
    const short = acting(imported, june, ['importLedger', raise]);
    expect(shortfallUnderWay(short)?.missing).toBe(2_000_000);
    const adjusted = amendedBy(short, june, { budget: { ceiling: 150_000 } }, '2020-06-12');
    expect(doAct(adjusted, 'importLedger', raise, june).refusal).toBeUndefined();
  });
});

describe('an import judged as a whole', () => {
  const june = at('2020-06-12');
  const first = acting(inForce(), may, ['importLedger', importing([lineOf('commitment', 'A', 10, 60_000)])]);
  const moved = {
    ...importing(
      [lineOf('commitment', 'A', 10, 0), lineOf('commitment', 'B', 10, 60_000, '2020-05-20')],
      'juin.csv',
    ),
    sha256: 'cd'.repeat(32),
  };

  it('commits once what was moved from one order to another', () => {
    const { convention, refusal } = doAct(first, 'importLedger', moved, june);
    expect(refusal).toBeUndefined();
    expect(totalsOf(convention.ledger).committed).toBe(6_000_000);
    expect(convention.shortfalls).toEqual([]);
  });

  it('counts the successor of an order once that one gives way, where both would pass the ceiling', () => {
    const lowered = acting(first, at('2020-06-01'), [
      'importLedger',
      { ...importing([lineOf('commitment', 'A', 10, 59_000)], 'mai.csv'), sha256: '12'.repeat(32) },
    ]);
    const { convention, refusal } = doAct(lowered, 'importLedger', moved, june);
    expect(refusal).toBeUndefined();
    expect(totalsOf(convention.ledger).committed).toBe(6_000_000);
    expect(convention.ledger.findLast(({ kind }) => kind === 'commitment')).toMatchObject({
      key: 'commitment B 10',
      on: '2020-06-01',
    });
    // Where the ceiling has room for both, the day that Chorus tells stands.
    const small = {
      ...moved,
      lines: [lineOf('commitment', 'A', 10, 0), lineOf('commitment', 'B', 10, 30_000, '2020-05-20')],
    };
    expect(doAct(lowered, 'importLedger', small, june).convention.ledger.at(-1)?.on).toBe('2020-05-20');
  });

  it('commits nothing while the execution is suspended, when it lowers as much as it raises', () => {
    const suspended = deepFreeze({
      ...first,
      shortfalls: lacking.shortfalls,
      suspensions: [{ shortfall: 1, since: may.today }],
    });
    expect(totalsOf(acting(suspended, june, ['importLedger', moved]).ledger).committed).toBe(6_000_000);
    const more = { ...moved, lines: [...moved.lines, lineOf('commitment', 'C', 10, 0.01, '2020-06-01')] };
    expect(refusalOf(suspended, 'importLedger', more, june).message).toMatch(/suspendue/);
  });

  it('names what was typed that it does not replace', () => {
    const typed = acting(
      ordered,
      may,
      ['recordEntry', { by, entry: { ...payment, amount: 300 } }],
      ['importLedger', importing([lineOf('payment', order.order, 1, 700)])],
    );
    expect(typed.journal.at(-1)?.text).toMatch(/saisies comptées en plus n° 2/);
  });
});

describe('what Chorus tells of an order that cannot be', () => {
  const effectOf = (lines: readonly object[], before = inForce()) =>
    doAct(before, 'importLedger', { ...importing(lines), sha256: 'ef'.repeat(32) }, may);
  const above = [lineOf('commitment', 'A', 10, 100), lineOf('acceptance', 'A', 10, 120)];
  const early = [lineOf('commitment', 'A', 10, 100), lineOf('payment', 'A', 1, 60, '2020-04-20')];

  it('is recorded, and the delegatee is to look at it: more accepted than ordered', () => {
    const { convention, text, news, refusal } = effectOf(above);
    expect([refusal, totalsOf(convention.ledger).accepted]).toEqual([undefined, 12_000]);
    expect(text).toMatch(/Attention : Le service fait dépasse ce qui est engagé : EJ A\./);
    expect(news.map(({ to }) => to)).toEqual([[{ holder: 'delegatee', role: 'budget' }]]);
  });

  it('is recorded, and the delegatee is to look at it: paid before it was ordered', () => {
    const { convention, text } = effectOf(early);
    expect(totalsOf(convention.ledger).paid).toBe(6000);
    expect(text).toMatch(/Attention : Des paiements sont datés d’avant .*EJ A ;/);
  });

  it('is told once, and only where it is so', () => {
    const { convention } = effectOf(above);
    const more = [...above, lineOf('commitment', 'B', 10, 100), lineOf('payment', 'B', 1, 60)];
    expect(effectOf(more, convention).text).not.toContain('Attention');
  });
});
