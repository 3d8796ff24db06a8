import fc from 'fast-check';
import { previewFacts, previewOf } from '../../../convention/amendments/preview.ts';
import type { Convention } from '../../../convention/convention.ts';
import { dutiesOf } from '../../../convention/duties/duties.ts';
import { changes } from '../../acts/inputs.ts';
import { runs } from '../../support/runs.ts';
import { lived } from '../lived.ts';
import { acting, amendedBy, at, day, inForce, refusalOf, signed } from '../support.ts';

const may = at('2020-05-04');
const preview = (
  given: Record<string, unknown>,
  effectiveOn = '2020-06-01',
  convention: Convention = inForce(),
) => previewOf(convention, { changes: given, effectiveOn: day(effectiveOn) }, may.today);
const ids = (duties: readonly { readonly duty: string }[]) => duties.map(({ duty }) => duty).sort();

describe('a preview of nothing that shows', () => {
  it.each<[string, Record<string, unknown>]>([
    ['a title', { title: 'Autre' }],
    ['what is already so', { budget: { ceiling: 100_000 }, term: { months: 12 } }],
    ['the time to settle a shortfall', { shortfall: { decisionWorkingDays: 3 } }],
  ])('%s', (_what, given) => {
    const { changes: _changes, ...rest } = preview(given);
    expect(rest).toEqual({ moved: [], appear: [], disappear: [], mailsAdded: [], mailsWithdrawn: [] });
    expect(previewFacts(preview(given))).toEqual([]);
  });
});

describe('a preview', () => {
  it('gives the paths that change, with their new values', () => {
    expect(preview({ budget: { ceiling: 120_000 }, title: 'X' }).changes).toEqual([
      ['budget.ceiling', 120_000],
      ['title', 'X'],
    ]);
  });

  it('gives the ceiling before and after', () => {
    expect(preview({ budget: { ceiling: 120_000 } }).ceiling).toEqual({
      before: 10_000_000,
      after: 12_000_000,
    });
    expect(previewFacts(preview({ budget: { ceiling: null } }))[0]).toEqual([
      'Plafond',
      '100\u202f000,00\u00a0€ → sans plafond propre',
    ]);
  });

  it('gives the ceiling of the periods to come, when it is another', () => {
    const tacit = inForce({ renewal: { mode: 'tacit' } });
    const own = preview({ renewal: { ceiling: 60_000 } }, '2020-06-01', tacit);
    expect(own.ceiling).toBeUndefined();
    expect(own.renewalCeiling).toEqual({ before: 10_000_000, after: 6_000_000 });
    expect(previewFacts(own)).toEqual([
      ['Plafond des périodes reconduites', '100\u202f000,00\u00a0€ → 60\u202f000,00\u00a0€'],
    ]);
    // Without a renewal to come, nobody is told of a ceiling that will never count.
    const notice = { by: 'Ada', from: 'delegator', receivedOn: '2020-05-04', reason: 'fin' };
    const ending = acting(tacit, may, ['giveNotice', notice]);
    expect(preview({ renewal: { ceiling: 60_000 } }, '2020-06-01', ending).renewalCeiling).toBeUndefined();
  });

  it('tells the letters that leave at once, about what should have been asked before', () => {
    const given = {
      duties: [
        {
          id: 'plan',
          article: '2',
          title: 'Plan',
          holder: 'delegator',
          evidence: 'plan',
          opens: { from: 'signature' },
          due: { from: 'signature', months: 2 },
        },
        {
          id: 'note',
          article: '2',
          title: 'Note',
          holder: 'delegator',
          evidence: 'note',
          opens: { from: 'signature' },
          due: { from: 'signature', days: 20 },
        },
      ],
    };
    const atOnce = (mails: ReturnType<typeof preview>['mailsAdded']) =>
      mails
        .filter(({ duty }) => duty.startsWith('own-'))
        .map(({ on, duty, rung }) => `${on} ${duty} ${rung}`);
    expect(atOnce(preview(given, '2020-05-04').mailsAdded)).toEqual([
      '2020-05-04 own-note overdue',
      '2020-05-04 own-plan notice',
      '2020-05-22 own-plan before',
      '2020-05-25 own-plan due',
    ]);
    // Of a Sunday, on the Monday.
    expect(atOnce(preview(given, '2020-05-17').mailsAdded)).toEqual([
      '2020-05-18 own-note overdue',
      '2020-05-18 own-plan notice',
      '2020-05-22 own-plan before',
      '2020-05-25 own-plan due',
    ]);
  });

  it('leaves alone the letters that leave before its effect', () => {
    const { mailsAdded, mailsWithdrawn } = preview({ reports: { dueWorkingDay: 8 } }, '2020-07-01');
    for (const { on } of [...mailsAdded, ...mailsWithdrawn]) expect(on >= '2020-07-01').toBe(true);
  });

  it('of a longer term: the end and its duties move, months are added, reminders leave on other days', () => {
    const extended = preview({ term: { months: 15 } });
    expect(extended.endsOn).toEqual({ before: '2021-04-09', after: '2021-07-09' });
    expect(extended.moved).toContainEqual({
      duty: 'committee-1',
      title: 'Comité d’investissement, présidé par le délégant',
      before: '2021-04-09',
      dueOn: '2021-07-09',
    });
    expect(ids(extended.appear)).toEqual(['report-2021-05', 'report-2021-06', 'report-2021-07']);
    expect(extended.disappear).toEqual([]);
    const ofTheEnd = (mails: typeof extended.mailsAdded) =>
      mails.filter(({ duty }) => duty === 'term').map(({ on }) => on);
    expect(ofTheEnd(extended.mailsWithdrawn)).toEqual(['2021-01-08', '2021-02-08', '2021-03-10']);
    expect(ofTheEnd(extended.mailsAdded)).toEqual(['2021-04-09', '2021-05-10', '2021-06-09']);
  });

  it('of a shorter term: months go', () => {
    const shortened = preview({ term: { months: 10 } });
    expect(shortened.endsOn).toEqual({ before: '2021-04-09', after: '2021-02-09' });
    expect(ids(shortened.disappear)).toEqual(['report-2021-03', 'report-2021-04']);
    expect(ids(shortened.moved)).toEqual(
      expect.arrayContaining(['balance', 'committee-1', 'hand-over', 'term']),
    );
  });

  it('of other lists: their duties appear and go', () => {
    const given = {
      deliverables: {
        items: [
          { id: 'stats', title: 'Statistiques' },
          { id: 'audit', title: 'Audit' },
        ],
      },
      duties: [
        {
          id: 'bilan',
          article: '4',
          title: 'Bilan',
          holder: 'delegatee',
          evidence: 'le bilan',
          opens: { from: 'effect' },
          due: { from: 'effect', months: 6 },
        },
      ],
    };
    const { appear, disappear } = preview(given);
    expect(ids(appear)).toEqual(['deliverable-audit', 'own-bilan']);
    expect(ids(disappear)).toHaveLength(8);
  });

  it('of a rhythm of committees', () => {
    expect(ids(preview({ committee: { everyMonths: 6 } }).appear)).toEqual(['committee-2']);
    expect(preview({ committee: { everyMonths: 6 } }).moved).toMatchObject([
      { duty: 'committee-1', before: '2021-04-09', dueOn: '2020-10-09' },
    ]);
  });

  it('of reminders: the letters alone', () => {
    const { mailsAdded, mailsWithdrawn, moved } = preview({ reminders: { policy: { before: [5] } } });
    expect(moved).toEqual([]);
    expect(mailsAdded.length).toBeGreaterThan(10);
    expect(mailsAdded.every(({ rung }) => rung === 'before')).toBe(true);
    expect(mailsWithdrawn.every(({ rung }) => rung === 'before')).toBe(true);
  });

  it('leaves out what is done, and letters that have gone', () => {
    const done = acting(inForce(), at('2021-03-30'), [
      'holdCommittee',
      { by: 'Ada', on: '2021-03-30', decision: 'x', minutes: 'x' },
    ]);
    const late = previewOf(
      done,
      { changes: { term: { months: 15 } }, effectiveOn: day('2021-04-01') },
      day('2021-04-01'),
    );
    expect(ids(late.moved)).not.toContain('committee-1');
    expect(late.mailsWithdrawn.every(({ on }) => on >= '2021-04-01')).toBe(true);
    // All its alerts have left: what has been sent is not withdrawn.
    expect(late.mailsWithdrawn.some(({ duty }) => duty === 'term')).toBe(false);
  });

  it('compares with all that is signed already', () => {
    const extended = amendedBy(inForce(), may, { term: { months: 15 } }, '2020-09-01');
    expect(preview({ term: { months: 18 } }, '2020-06-01', extended).endsOn).toBeUndefined();
    expect(preview({ term: { months: 18 } }, '2020-10-01', extended).endsOn).toEqual({
      before: '2021-07-09',
      after: '2021-10-09',
    });
  });

  it('before the effect has no end to move', () => {
    expect(preview({ term: { months: 15 } }, '2020-06-01', signed()).endsOn).toBeUndefined();
  });

  it('tells a few titles of many, and how many more', () => {
    const facts = previewFacts(preview({ term: { months: 36 } }));
    const [, appear] = facts.find(([label]) => label.startsWith('Nouvelles obligations (')) ?? [];
    expect(appear).toMatch(/ ; et \d+ autres$/);
    expect(facts.at(-1)?.[1]).toMatch(/^(?:[01] ajouté|\d+ ajoutés), (?:[01] retiré|\d+ retirés)$/);
  });

  it('is what comes about, whatever is amended', () => {
    fc.assert(
      fc.property(changes, (given) => {
        const before = inForce();
        const input = {
          by: 'Ada',
          from: 'delegator',
          changes: given,
          reason: 'x',
          effectiveOn: '2020-05-04',
        };
        const isPossible = (() => {
          try {
            refusalOf(before, 'proposeAmendment', input, may);
            return false;
          } catch {
            return true;
          }
        })();
        if (!isPossible) return;
        const after = lived(amendedBy(before, may, given, '2020-05-04'), may);
        const { appear, disappear, moved } = preview(given, '2020-05-04');
        const [was, is] = [before, after].map(
          (one) => new Map<string, string>(dutiesOf(one).map(({ id, dueOn }) => [id, dueOn])),
        );
        const ofItself = ({ duty }: { duty: string }) => !duty.startsWith('amendment-');
        expect(ids(appear)).toEqual(
          [...(is?.keys() ?? [])].filter((id) => !was?.has(id) && ofItself({ duty: id })).sort(),
        );
        expect(ids(disappear)).toEqual([...(was?.keys() ?? [])].filter((id) => !is?.has(id)).sort());
        for (const { duty, before: from, dueOn } of moved)
          expect([was?.get(duty), is?.get(duty)]).toEqual([from, dueOn]);
      }),
      { numRuns: runs(40) },
    );
  });
});

it('a preview tells the ceiling of the period in which it takes effect', () => {
  const renewed = lived(
    inForce({ renewal: { mode: 'tacit', months: 12, maximum: null, ceiling: 40_000 } }),
    at('2021-04-12'),
  );
  const given = { renewal: { ceiling: 60_000 } };
  expect(
    previewOf(renewed, { changes: given, effectiveOn: day('2021-05-01') }, day('2021-04-12')).ceiling,
  ).toEqual({
    before: 4_000_000,
    after: 6_000_000,
  });
});
