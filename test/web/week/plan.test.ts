import fc from 'fast-check';
import type { DutyKind } from '../../../convention/duties/duty.ts';
import type { AskedDuty } from '../../../web/week/asked-duties.ts';
import { weekCsv } from '../../../web/week/csv.ts';
import { frenchUrgency, planOf, type WeekLine, weekOf } from '../../../web/week/plan.ts';
import { anyDay, day } from '../../convention/support.ts';

const monday = day('2020-05-11');

function line(changes: Partial<AskedDuty> = {}, form?: string): WeekLine {
  const { dueOn = monday, indicative } = changes;
  return {
    duty: {
      convention: { id: 'sf', shortName: 'Signaux Faibles' },
      manager: { name: 'Gestion', email: 'conventions@dinum.example' },
      sequence: 0,
      parties: 'DGEFP → DINUM',
      duty: `report-${dueOn}`,
      kind: 'monthly-report',
      closedBy: 'report',
      title: 'Compte rendu',
      holder: 'DINUM',
      evidence: 'le compte rendu',
      isOfManager: false,
      alertsOn: [],
      concerns: [],
      state: dueOn < monday && !indicative ? 'overdue' : 'open',
      ...changes,
      dueOn,
    },
    ...(form === undefined ? {} : { form }),
  };
}

const due = (on: string, changes: Partial<AskedDuty> = {}) => line({ dueOn: day(on), ...changes });
const shown = (lines: readonly WeekLine[], today = monday) =>
  planOf(lines, today).groups.map(({ task, lines: of }) => [
    task,
    ...of.map(({ duty }) => `${duty.dueOn} ${duty.convention.shortName}`),
  ]);

describe('a week', () => {
  test('is from Monday to Sunday, and on its last days the one that comes too', () => {
    expect(weekOf(day('2020-05-11'))).toEqual({ from: '2020-05-11', until: '2020-05-17' });
    expect(weekOf(day('2020-05-15'))).toEqual({ from: '2020-05-11', until: '2020-05-17' });
    expect(weekOf(day('2020-05-16'))).toEqual({ from: '2020-05-11', until: '2020-05-24' });
    expect(weekOf(day('2020-05-17'))).toEqual({ from: '2020-05-11', until: '2020-05-24' });
  });

  test('has what is late and what is due in it; what is open for later is counted', () => {
    const plan = planOf(
      [
        due('2020-04-30'),
        due('2020-05-17'),
        due('2020-05-18'),
        due('2020-06-08'),
        due('2020-07-01', { state: 'planned' }),
      ],
      monday,
    );
    expect(plan.groups.flatMap(({ lines }) => lines.map(({ duty }) => duty.dueOn))).toEqual([
      '2020-04-30',
      '2020-05-17',
    ]);
    expect(plan).toMatchObject({ asked: 2, overdue: 1, later: { count: 2, first: '2020-05-18' } });
  });

  test('is grouped by what is to do, what is late first, then by day', () => {
    const publication: Partial<AskedDuty> = { kind: 'publication', closedBy: 'publish' };
    const named = (shortName: string) => ({ convention: { id: shortName, shortName } });
    const lines = [
      due('2020-05-12', named('B')),
      due('2020-05-04', { ...publication, ...named('C') }),
      due('2020-05-11', { kind: 'final-report', ...named('Équipe n° 10') }),
      due('2020-05-11', named('Équipe n° 2')),
      due('2020-05-06', named('A')),
      due('2020-05-13', { kind: 'request', ...named('D') }),
    ];
    const expected = [
      ['Publications à enregistrer', '2020-05-04 C'],
      [
        'Comptes rendus à remettre',
        '2020-05-06 A',
        '2020-05-11 Équipe n° 2',
        '2020-05-11 Équipe n° 10',
        '2020-05-12 B',
      ],
      ['Éléments demandés à fournir', '2020-05-13 D'],
    ];
    expect(shown(lines)).toEqual(expected);
    expect(shown([...lines].reverse())).toEqual(expected);
  });

  test('puts a landmark that has passed after what is late, by its day', () => {
    const lines = [due('2020-05-12'), due('2020-04-01', { indicative: true }), due('2020-05-08')];
    expect(planOf(lines, monday).groups[0]?.lines.map(({ duty }) => duty.dueOn)).toEqual([
      '2020-05-08',
      '2020-04-01',
      '2020-05-12',
    ]);
    expect(planOf(lines, monday).overdue).toBe(1);
  });

  test('tells apart the dates that ask nothing: those of the week, and those announced in it', () => {
    const { evidence: _none, ...alert } = line({ kind: 'term' }).duty;
    const told = (on: string, alertsOn: string[]) => ({
      duty: { ...alert, dueOn: day(on), alertsOn: alertsOn.map(day) },
    });
    const plan = planOf(
      [
        told('2020-08-10', ['2020-05-12']),
        told('2020-08-11', ['2020-05-18']),
        told('2020-05-15', ['2020-02-15']),
        told('2020-05-10', ['2020-05-10']),
      ],
      monday,
    );
    expect(plan.announced.map(({ duty }) => duty.dueOn)).toEqual(['2020-05-15', '2020-08-10']);
    expect(plan).toMatchObject({ groups: [], asked: 0 });
  });

  test('loses nothing and tells nothing twice, whatever it is made of', () => {
    const kinds: DutyKind[] = ['monthly-report', 'publication', 'request', 'own', 'term'];
    const lines = fc.array(
      fc.record({
        dueOn: anyDay('2020-04-01', '2020-06-30'),
        kind: fc.constantFrom(...kinds),
        isLandmark: fc.boolean(),
      }),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(lines, (all) => {
        const made = all.map(({ dueOn, kind, isLandmark }) =>
          line({ dueOn, kind, ...(isLandmark ? { indicative: true } : {}) }),
        );
        const { groups, asked, overdue, later } = planOf(made, monday);
        const placed = groups.flatMap((group) => group.lines);
        expect(new Set(placed).size).toBe(placed.length);
        expect(asked).toBe(placed.length);
        expect(placed.length + (later?.count ?? 0)).toBe(all.length);
        expect(overdue).toBe(groups.reduce((sum, group) => sum + group.overdue, 0));
        expect(new Set(groups.map(({ task }) => task)).size).toBe(groups.length);
        for (const { lines: of } of groups) {
          const late = of.map(({ duty }) => duty.state === 'overdue');
          expect(late.lastIndexOf(true)).toBeLessThan(
            late.includes(false) ? late.indexOf(false) : late.length,
          );
        }
      }),
    );
  });
});

test('a line says how late it is, or how soon', () => {
  const said = (on: string, changes: Partial<AskedDuty> = {}) => frenchUrgency(due(on, changes).duty, monday);
  expect(said('2020-05-08')).toBe('en retard de 3 jours');
  expect(said('2020-05-10')).toBe('en retard de 1 jour');
  expect(said('2020-05-08', { indicative: true })).toBe('en attente depuis 3 jours');
  expect(said('2020-05-11')).toBe('aujourd’hui');
  expect(said('2020-05-12')).toBe('demain');
  expect(said('2020-05-15')).toBe('dans 4 jours');
});

describe('the week as a spreadsheet', () => {
  const rows = (lines: readonly WeekLine[]) =>
    weekCsv(planOf(lines, monday), monday, 'https://conventions.example');

  test('has a line for each, in the order of the page, each leading to its act', () => {
    const [head, ...others] = rows([
      due('2020-05-12'),
      line({ dueOn: day('2020-05-08') }, 'remettre-un-compte-rendu'),
    ])
      .trimEnd()
      .split('\r\n');
    expect(head).toBe(
      '\uFEFFÀ faire;Obligation;Convention;Parties;Qui doit agir;Date;Nature de la date;Jours de retard;À fournir;Référence;Page',
    );
    expect(others).toEqual([
      'Comptes rendus à remettre;Compte rendu;Signaux Faibles;DGEFP → DINUM;DINUM;08/05/2020;Échéance;3;le compte rendu;;https://conventions.example/conventions/sf/actes/remettre-un-compte-rendu?obligation=report-2020-05-08',
      'Comptes rendus à remettre;Compte rendu;Signaux Faibles;DGEFP → DINUM;DINUM;12/05/2020;Échéance;;le compte rendu;;https://conventions.example/conventions/sf/obligations/report-2020-05-12',
    ]);
  });

  test('runs no formula, and keeps what was written in its cell', () => {
    const csv = rows([
      due('2020-05-12', { title: '=HYPERLINK("http://evil.example")', holder: '@x\r\n;"y"' }),
    ]);
    expect(csv).toContain(`;"'=HYPERLINK(""http://evil.example"")";`);
    expect(csv).toContain(`;"'@x\r\n;""y""";`);
  });
});
