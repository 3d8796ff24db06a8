import fc from 'fast-check';
import { inForce as bringIntoForce, impossible, supposing } from '../../../convention/amendments/in-force.ts';
import { amended } from '../../../convention/amendments/merge.ts';
import { addDays } from '../../../convention/calendar/plain-date.ts';
import type { Convention } from '../../../convention/convention.ts';
import { centsOf } from '../../../convention/ledger/money.ts';
import { periodOf } from '../../../convention/term/term.ts';
import { changes } from '../../acts/inputs.ts';
import { runs } from '../../support/runs.ts';
import { about, booked, commitment } from '../ledger/entries.ts';
import { lived } from '../lived.ts';
import { acting, amendedBy, at, day, inForce } from '../support.ts';

const may = at('2020-05-04');
const to = (ceiling: number) => ({ budget: { ceiling } });
const refusedFor = (convention: Convention, given: Record<string, unknown>, effectiveOn: string) =>
  impossible(convention, { changes: given, effectiveOn: day(effectiveOn) }, may);

describe('an amendment in force', () => {
  it('makes a new version of the document, and keeps the one before with the day it ended', () => {
    const twice = amendedBy(
      amendedBy(inForce(), may, to(120_000), '2020-05-04'),
      may,
      { title: 'X' },
      '2020-04-20',
    );
    expect(twice.version).toBe(3);
    expect(twice.pastVersions.map(({ version, until }) => [version, until])).toEqual([
      [1, '2020-05-04'],
      [2, '2020-04-20'],
    ]);
    expect(twice.pastVersions.map(({ document }) => document.budget?.ceiling)).toEqual([
      10_000_000, 12_000_000,
    ]);
    expect(twice.document).toMatchObject({ title: 'X', budget: { ceiling: 12_000_000 } });
  });

  it('keeps what acts have changed in the document meanwhile', () => {
    const signed = amendedBy(inForce(), may, to(120_000), '2020-09-01');
    const replaced = acting(signed, may, [
      'replaceContact',
      { by: 'Ada', contact: 'dgefp-budget', name: 'Grace', email: 'grace@a.example', reason: 'départ' },
    ]);
    const then = lived(replaced, at('2020-09-01'));
    expect(then.document.delegator.contacts[1]?.name).toBe('Grace');
    expect(then.document.budget?.ceiling).toBe(12_000_000);
  });

  it('that can no longer be read is void, and leaves the document as it is', () => {
    const signed = amendedBy(inForce(), may, to(120_000), '2020-09-01');
    const [amendment] = signed.amendments;
    if (!amendment) throw new Error('no amendment');
    const after = bringIntoForce(signed, { ...amendment, changes: { title: '' } }, may.today);
    expect([after.amendments[0]?.state, after.version, after.document]).toEqual([
      'superseded',
      1,
      signed.document,
    ]);
  });
});

describe('several amendments', () => {
  it('come to the same document in whatever order they are signed, when each counts from a day to come', () => {
    const days = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 3, maxLength: 3 });
    const some = [
      to(120_000),
      { term: { months: 18 }, budget: { ceiling: 90_000 } },
      { reports: { dueWorkingDay: 3 } },
    ];
    fc.assert(
      fc.property(days, fc.shuffledSubarray([0, 1, 2], { minLength: 3 }), (offsets, order) => {
        const signed = order.reduce(
          (before, index) =>
            amendedBy(before, may, some[index] ?? {}, addDays(may.today, offsets[index] ?? 1)),
          inForce(),
        );
        const then = lived(signed, at('2020-08-03'));
        const byEffect = [0, 1, 2].sort((a, b) => (offsets[a] ?? 0) - (offsets[b] ?? 0));
        const expected = byEffect.reduce((document, index) => {
          const reading = amended(document, some[index] ?? {});
          if (!reading.ok) throw new Error('refused');
          return reading.document;
        }, inForce().document);
        expect(then.document).toEqual(expected);
        expect(then.version).toBe(4);
      }),
      { numRuns: runs(8) },
    );
  });

  it('are each checked with all that is signed, before and after them', () => {
    const services = { breach: { services: [{ id: 'atelier', title: 'Atelier' }] } };
    const later = amendedBy(inForce(), may, services, '2020-09-01');
    const clash = { community: { items: [{ id: 'atelier', title: 'Atelier' }] } };
    expect(refusedFor(later, clash, '2020-06-01')?.code).toBe('BAD_ACT');
    expect(refusedFor(later, clash, '2020-10-01')?.code).toBe('BAD_ACT');
    expect(refusedFor(inForce(), clash, '2020-06-01')).toBeUndefined();
  });

  it('are supposed as they would come: what is tried changes nothing of the convention', () => {
    const later = amendedBy(inForce(), may, to(120_000), '2020-09-01');
    const supposed = supposing(later, { changes: to(80_000), effectiveOn: day('2020-06-01') }, may.today);
    expect(supposed.document.budget?.ceiling).toBe(12_000_000);
    expect(supposed.pastVersions.map(({ document }) => document.budget?.ceiling)).toEqual([
      10_000_000, 8_000_000,
    ]);
    expect(later.document.budget?.ceiling).toBe(10_000_000);
  });
});

describe('a ceiling is lowered', () => {
  const spent = booked(
    inForce(),
    commitment('A', 90_000, '2020-04-20'),
    about('change', 'A', -40_000, '2020-05-04'),
  );

  it.each<[string, number, string, RegExp | undefined]>([
    ['to what is committed', 50_000, '2020-05-04', undefined],
    [
      'under it',
      49_999.99,
      '2020-05-04',
      /« 49.999,99.€ » refusé ; accepté : un plafond d’au moins 50.000,00/,
    ],
    [
      'for later, under it',
      10_000,
      '2020-09-01',
      /« 10.000,00.€ » refusé ; accepté : un plafond d’au moins 50.000,00/,
    ],
    [
      'with effect in the past, under what was committed then',
      60_000,
      '2020-04-30',
      /« 60.000,00.€ » refusé ; accepté : un plafond d’au moins 90.000,00/,
    ],
    ['with effect in the past, to what was committed then', 90_000, '2020-04-30', undefined],
  ])('%s (%d € on %s)', (_what, ceiling, on, expected) => {
    const message = refusedFor(spent, to(ceiling), on)?.message;
    if (expected) expect(message).toMatch(expected);
    else expect(message).toBeUndefined();
  });

  it('never, by any amendment, under what is committed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000 }),
        fc.integer({ min: -14, max: 100 }),
        fc.integer({ min: 0, max: 100_000 }),
        (euros, days, committed) => {
          const convention = booked(inForce(), commitment('A', committed, '2020-05-04'));
          const refused = refusedFor(convention, to(euros), addDays(may.today, days));
          expect(refused !== undefined).toBe(centsOf(euros) < centsOf(committed));
        },
      ),
      { numRuns: runs(40) },
    );
  });

  it('or raised although it is already passed, as long as nothing becomes worse', () => {
    const passed = booked(inForce(), commitment('A', 130_000, '2020-04-20'));
    expect(refusedFor(passed, to(120_000), '2020-05-04')).toBeUndefined();
    expect(refusedFor(passed, to(90_000), '2020-05-04')?.message).toMatch(/« 90.000,00.€ ».*130.000,00/);
  });
});

describe('any changes', () => {
  it('that are possible leave a convention whose end has not passed, nor moved back before today', () => {
    fc.assert(
      fc.property(changes, fc.integer({ min: -20, max: 300 }), (given, days) => {
        const convention = inForce();
        const effectiveOn = addDays(may.today, days);
        if (effectiveOn < convention.document.signedOn) return;
        const changing = { changes: given, effectiveOn };
        if (impossible(convention, changing, may)) return;
        const [was, is] = [periodOf(convention), periodOf(supposing(convention, changing, may.today))];
        expect(is && was && (is.endsOn >= was.endsOn || is.endsOn >= may.today)).toBe(true);
      }),
      { numRuns: runs(60) },
    );
  });
});

describe('an extension after what the first term asked was given', () => {
  const march = at('2021-03-30');
  const given = acting(
    inForce(),
    march,
    ['submitReport', { by: 'Ada', period: 'final', spent: 0, progress: 'x', forecast: 'x' }],
    ['markDone', { by: 'Ada', duties: [{ duty: 'hand-over', evidence: 'bordereau' }] }],
  );

  it('asks for it anew: the final report and the hand-over are those of the end', () => {
    const extended = amendedBy(given, march, { term: { months: 18 } }, '2021-03-30');
    expect([extended.outcomes['report-final'], extended.outcomes['hand-over']]).toEqual([
      undefined,
      undefined,
    ]);
    expect(extended.reports.final).toBeDefined();
  });

  it('keeps it when the end does not move', () => {
    const raised = amendedBy(given, march, to(120_000), '2021-03-30');
    expect(raised.outcomes['hand-over']?.state).toBe('done');
  });
});
